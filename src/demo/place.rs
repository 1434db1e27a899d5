//! Where records stand: points beside a town, patches of land, ways between two towns, reaches of
//! a river. Everything stays in its county.

use geo::{Coord, LineString, Polygon};

use super::chance::Chance;
use super::design::CountyDesign;
use super::ground::{Ground, Spot, Town};
use super::land::{area_ha, holds_all, moved, rounded};

/// Whether a town is a street of a city or a county's seat, rather than a township.
pub(super) fn is_seat(town: &Town) -> bool {
    town.name.ends_with("街道") || town.name == "城关镇" || town.name == "白璧镇"
}

/// Who governs a town.
pub(super) fn office(town: &Town) -> String {
    let name = &town.name;
    if name.ends_with("街道") { format!("{name}办事处") } else { format!("{name}人民政府") }
}

/// A town's name as places there begin with it.
pub(super) fn short(town: &Town) -> &str {
    town.name.trim_end_matches("街道")
}

/// The town of a county with this name.
pub(super) fn town<'a>(ground: &'a Ground, design: &'a CountyDesign, name: &str) -> Option<&'a Town> {
    ground.towns_of(design.adcode).find(|town| town.name == name)
}

/// The towns of a county, the seat's first where `seats` asks for them, shuffled.
pub(super) fn towns<'a>(
    ground: &'a Ground,
    design: &'a CountyDesign,
    seats: bool,
    chance: &mut Chance,
) -> Vec<&'a Town> {
    let mut towns: Vec<&Town> = ground.towns_of(design.adcode).collect();
    chance.shuffle(&mut towns);
    towns.sort_by_key(|town| is_seat(town) != seats);
    towns
}

/// A place about so many metres from a town's seat, in the county.
pub(super) fn beside(
    ground: &Ground,
    design: &CountyDesign,
    town: &Town,
    metres: f64,
    chance: &mut Chance,
) -> Coord {
    let county = ground.county(design.adcode);
    let tries = (0..50).map(|_| rounded(moved(town.at, chance.bell() * metres, chance.bell() * metres)));
    let mut tries = tries.filter(|place| county.is_some_and(|(_, county)| county.contains(*place)));
    tries.next().unwrap_or(town.at)
}

/// An uneven rounded area of so many hectares near a town, in the county.
pub(super) fn patch(
    ground: &Ground,
    design: &CountyDesign,
    town: &Town,
    hectares: f64,
    metres: f64,
    chance: &mut Chance,
) -> Option<Polygon> {
    let (_, county) = ground.county(design.adcode)?;
    let mut tries = (0..200).map(|_| blob(beside(ground, design, town, metres, chance), hectares, chance));
    tries.find(|shape| holds_all(&county.shape, &shape.exterior().0))
}

/// An uneven rounded shape of so many hectares, counter-clockwise as RFC 7946 wants it.
pub(super) fn blob(centre: Coord, wanted_ha: f64, chance: &mut Chance) -> Polygon {
    let corners = chance.whole(9, 14);
    let long = chance.between(1.0, 1.8);
    let turned = chance.between(0.0, std::f64::consts::PI);
    let radii: Vec<f64> = (0..corners).map(|_| chance.between(0.72, 1.22)).collect();
    let shape = |metres: f64| {
        let mut ring: Vec<Coord> = radii
            .iter()
            .enumerate()
            .map(|(at, radius)| {
                let angle = std::f64::consts::TAU * at as f64 / f64::from(corners);
                let (x, y) = (metres * radius * angle.cos() * long, metres * radius * angle.sin());
                let (east, north) =
                    (x * turned.cos() - y * turned.sin(), x * turned.sin() + y * turned.cos());
                rounded(moved(centre, east, north))
            })
            .collect();
        ring.extend(ring.first().copied());
        Polygon::new(LineString(ring), Vec::new())
    };
    let unit = 100.0;
    shape(unit * (wanted_ha / area_ha(&shape(unit))).sqrt())
}

/// A slightly bent line from one place to another, in the county.
pub(super) fn way(
    ground: &Ground,
    design: &CountyDesign,
    from: Coord,
    to: Coord,
    chance: &mut Chance,
) -> Option<LineString> {
    let (_, county) = ground.county(design.adcode)?;
    let pieces = 5;
    let mut tries = (0..60).map(|_| {
        let spots = (0..=pieces).map(|at| {
            let part = f64::from(at) / f64::from(pieces);
            let straight = Coord { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
            let off_m = if at == 0 || at == pieces { 0.0 } else { 110.0 };
            rounded(moved(straight, chance.bell() * off_m, chance.bell() * off_m))
        });
        LineString(spots.collect())
    });
    tries.find(|line| holds_all(&county.shape, &line.0))
}

/// The spots of a river's longest unbroken way through a county, from above.
pub(super) fn through<'a>(ground: &'a Ground, design: &CountyDesign, river: &str) -> &'a [Spot] {
    let county = ground.county(design.adcode).map(|(at, _)| at);
    let river = ground.rivers.iter().find(|other| other.name == river);
    let Some((river, county)) = river.zip(county) else { return &[] };
    let pieces = river.spots.chunk_by(|a, b| a.county == b.county);
    let inside = pieces.filter(|piece| piece.first().is_some_and(|spot| spot.county == Some(county)));
    inside.max_by_key(|piece| piece.len()).unwrap_or_default()
}

/// A line along spots with a corner every so many of them; none where they are too few.
pub(super) fn along(spots: &[Spot], every: usize) -> Option<LineString> {
    let last = spots.last()?;
    let mut line: Vec<Coord> = spots.iter().step_by(every.max(1)).map(|spot| rounded(spot.at)).collect();
    if line.last() != Some(&rounded(last.at)) {
        line.push(rounded(last.at));
    }
    (line.len() >= 2).then_some(LineString(line))
}

/// The part of the spots between two shares of their way.
pub(super) fn part(spots: &[Spot], from: f64, to: f64) -> &[Spot] {
    let at = |share: f64| (spots.len() as f64 * share) as usize;
    spots.get(at(from)..at(to)).unwrap_or_default()
}
