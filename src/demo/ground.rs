//! The ground that the records stand on: counties, rivers and towns, read from text that is passed
//! in.

use geo::{BoundingRect, Contains, Coord, Geometry, LineString, MultiPolygon, Point, Rect};
use geojson::FeatureCollection;

use super::land::{distance_m, offset_m};
use crate::plan::Adcode;
use crate::text::{Lang, Say};

/// Metres between two spots of a river.
const STEP_M: f64 = 100.0;
/// Water that carries drinking water takes no outfall, nor is the Yellow River here one of ours.
const WITHOUT_OUTFALLS: &[&str] = &["红旗渠", "南水北调中线总干渠", "黄河", "南运河"];

/// Counties, rivers and towns.
#[derive(Debug, Clone)]
pub struct Ground {
    pub(super) counties: Vec<County>,
    pub(super) rivers: Vec<River>,
    pub(super) towns: Vec<Town>,
}

#[derive(Debug, Clone)]
pub(super) struct County {
    pub(super) adcode: Adcode,
    pub(super) shape: MultiPolygon,
    bounds: Rect,
}

#[derive(Debug, Clone)]
pub(super) struct River {
    pub(super) name: String,
    /// From the source down, every [`STEP_M`].
    pub(super) spots: Vec<Spot>,
}

/// A place on a river.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) at: Coord,
    /// Downstream, length 1, east and north.
    pub(super) downstream: (f64, f64),
    /// Metres from the source.
    pub(super) along_m: f64,
    /// The county that holds it, by its place in [`Ground::counties`].
    pub(super) county: Option<usize>,
}

/// A township or street (乡镇街道) and roughly where its seat is.
#[derive(Debug, Clone)]
pub(super) struct Town {
    pub(super) name: String,
    pub(super) adcode: Adcode,
    pub(super) at: Coord,
}

/// Why the ground could not be read.
#[derive(Debug, thiserror::Error)]
pub enum GroundError {
    /// A layer is no GeoJSON feature collection.
    #[error("{layer}: {source}")]
    GeoJson {
        /// Which text.
        layer: &'static str,
        /// What is wrong, and where.
        source: Box<geojson::Error>,
    },
    /// A feature lacks a property or has the wrong shape.
    #[error("{layer}, feature {feature}: no {missing}")]
    Feature {
        /// Which text.
        layer: &'static str,
        /// Counted from 1.
        feature: usize,
        /// What it lacks.
        missing: &'static str,
    },
    /// A line of the townships' table is not `code,adcode,name,lon,lat`.
    #[error("townships, line {0}: not code,adcode,name,lon,lat")]
    Town(usize),
}

impl Say for GroundError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::GeoJson { layer, source } => {
                lang.fill("demo.geojson", &[("layer", layer), ("why", &source.to_string())])
            }
            Self::Feature { layer, feature, missing } => lang.fill(
                "demo.feature",
                &[("layer", layer), ("feature", &feature.to_string()), ("missing", missing)],
            ),
            Self::Town(line) => lang.fill("demo.town", &[("line", &line.to_string())]),
        }
    }
}

impl Ground {
    /// Reads counties and rivers (GeoJSON) and townships (CSV: code, adcode, name, lon, lat).
    ///
    /// # Errors
    /// Where a text is not what it should be; the error names the text and the place.
    pub fn read(counties: &str, rivers: &[&str], townships: &str) -> Result<Self, GroundError> {
        let counties = read_counties(counties)?;
        let mut lines = Vec::new();
        for text in rivers {
            read_lines(text, &mut lines)?;
        }
        let rivers = lines.into_iter().map(|(name, line)| River::walk(name, &line, &counties)).collect();
        let towns = townships
            .lines()
            .enumerate()
            .skip(1)
            .map(|(at, line)| read_town(line).ok_or(GroundError::Town(at + 1)))
            .collect::<Result<_, _>>()?;
        Ok(Self { counties, rivers, towns })
    }

    /// The ground of the built-in workspace.
    ///
    /// # Errors
    /// Never for a program that passed its tests.
    pub fn built_in() -> Result<Self, GroundError> {
        Self::read(
            include_str!("../../data/counties.geojson"),
            &[
                include_str!("../../data/context/rivers_nfgis.geojson"),
                include_str!("../../data/context/rivers_schematic.geojson"),
            ],
            include_str!("../../assets/demo/townships.csv"),
        )
    }

    pub(super) fn county(&self, adcode: &str) -> Option<(usize, &County)> {
        self.counties.iter().enumerate().find(|(_, county)| county.adcode.0 == adcode)
    }

    pub(super) fn towns_of<'a>(&'a self, adcode: &'a str) -> impl Iterator<Item = &'a Town> {
        self.towns.iter().filter(move |town| town.adcode.0 == adcode)
    }

    /// The nearest town of a county.
    pub(super) fn nearest_town<'a>(&'a self, adcode: &'a str, place: Coord) -> Option<&'a Town> {
        self.towns_of(adcode).min_by(|a, b| distance_m(a.at, place).total_cmp(&distance_m(b.at, place)))
    }
}

impl Ground {
    /// Whether any river or canal passes within so many metres (600 at most).
    pub(super) fn near_water(&self, place: Coord, metres: f64) -> bool {
        let spots = self.rivers.iter().flat_map(|river| &river.spots);
        // Degrees first, for speed: 0.006° are 660 m.
        spots
            .into_iter()
            .any(|spot| (spot.at.y - place.y).abs() < 0.006 && distance_m(spot.at, place) < metres)
    }
}

impl County {
    pub(super) fn contains(&self, place: Coord) -> bool {
        self.bounds.contains(&Point(place)) && self.shape.contains(&Point(place))
    }
}

impl River {
    fn walk(name: String, line: &LineString, counties: &[County]) -> Self {
        let mut spots = Vec::new();
        let (mut before_m, mut next_m) = (0.0, 0.0);
        for pair in line.0.windows(2) {
            let &[from, to] = pair else { continue };
            let (east, north) = offset_m(from, to);
            let length = distance_m(from, to);
            while length > 0.0 && next_m <= before_m + length {
                let part = (next_m - before_m) / length;
                let at = Coord { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
                spots.push(Spot {
                    at,
                    downstream: (east / length, north / length),
                    along_m: next_m,
                    county: counties.iter().position(|county| county.contains(at)),
                });
                next_m += STEP_M;
            }
            before_m += length;
        }
        Self { name, spots }
    }

    pub(super) fn takes_outfalls(&self) -> bool {
        !WITHOUT_OUTFALLS.contains(&self.name.as_str())
    }
}

fn features(layer: &'static str, text: &str) -> Result<FeatureCollection, GroundError> {
    text.parse().map_err(|source| GroundError::GeoJson { layer, source: Box::new(source) })
}

/// A feature's name, code and shape, and what is missing.
fn parts(
    layer: &'static str,
    at: usize,
    feature: geojson::Feature,
) -> Result<(String, String, Geometry), GroundError> {
    let missing = |missing| GroundError::Feature { layer, feature: at + 1, missing };
    let text = |key| feature.property(key).and_then(|value| value.as_str()).map(str::to_owned);
    let name = text("名称").ok_or_else(|| missing("名称"))?;
    let code = text("编号").unwrap_or_default();
    let geometry = feature.geometry.ok_or_else(|| missing("geometry"))?;
    let geometry = Geometry::try_from(geometry).map_err(|_| missing("geometry"))?;
    Ok((name, code, geometry))
}

fn read_counties(text: &str) -> Result<Vec<County>, GroundError> {
    let layer = "counties";
    let mut counties = Vec::new();
    for (at, feature) in features(layer, text)?.features.into_iter().enumerate() {
        let (_, code, geometry) = parts(layer, at, feature)?;
        let shape = match geometry {
            Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
            Geometry::MultiPolygon(shape) => shape,
            _ => return Err(GroundError::Feature { layer, feature: at + 1, missing: "Polygon" }),
        };
        let Some(bounds) = shape.bounding_rect() else {
            return Err(GroundError::Feature { layer, feature: at + 1, missing: "Polygon" });
        };
        counties.push(County { adcode: Adcode(code), shape, bounds });
    }
    Ok(counties)
}

/// Adds the lines of a layer, pieces of one river joined where they meet end to end.
fn read_lines(text: &str, lines: &mut Vec<(String, LineString)>) -> Result<(), GroundError> {
    let layer = "rivers";
    for (at, feature) in features(layer, text)?.features.into_iter().enumerate() {
        let (name, _, geometry) = parts(layer, at, feature)?;
        let Geometry::LineString(line) = geometry else {
            return Err(GroundError::Feature { layer, feature: at + 1, missing: "LineString" });
        };
        let before = lines.iter_mut().find(|(other, piece)| {
            *other == name && (piece.0.last() == line.0.first() || piece.0.first() == line.0.last())
        });
        match before {
            Some((_, piece)) if piece.0.last() == line.0.first() => {
                piece.0.extend(line.0.into_iter().skip(1));
            }
            Some((_, piece)) => {
                piece.0.splice(..1, line.0);
            }
            None => lines.push((name, line)),
        }
    }
    Ok(())
}

fn read_town(line: &str) -> Option<Town> {
    let mut cells = line.split(',');
    let (_code, adcode, name) = (cells.next()?, cells.next()?, cells.next()?);
    let (x, y) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some(Town { name: name.to_owned(), adcode: Adcode(adcode.to_owned()), at: Coord { x, y } })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWNS: &str = "code,adcode,name,lon,lat\n1,410526,道口镇街道,114.5,35.5\n";

    fn river(features: &str) -> String {
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
    }

    fn line(name: &str, coordinates: &str) -> String {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"名称\":\"{name}\"}},\
             \"geometry\":{{\"type\":\"LineString\",\"coordinates\":{coordinates}}}}}"
        )
    }

    #[test]
    fn pieces_of_a_river_become_one_from_the_source_down() {
        let upper = line("卫河", "[[114.0,35.0],[114.1,35.0]]");
        let lower = line("卫河", "[[114.1,35.0],[114.2,35.0]]");
        for pieces in [[&upper, &lower], [&lower, &upper]] {
            let text = river(&pieces.map(String::as_str).join(","));
            let ground = Ground::read(&river(""), &[&text], TOWNS).unwrap();
            assert_eq!(ground.rivers.len(), 1);
            let spots = &ground.rivers[0].spots;
            assert!(spots.windows(2).all(|pair| pair[0].at.x < pair[1].at.x));
            assert_eq!(spots.len(), 183, "a spot every 100 m of 18.2 km");
        }
    }

    #[test]
    fn an_error_names_the_text_and_the_place() {
        let say = |counties: &str, rivers: &str, towns: &str| {
            Ground::read(counties, &[rivers], towns).unwrap_err().to_string()
        };
        let nameless = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}";
        assert_eq!(say(&river(nameless), &river(""), TOWNS), "counties, feature 1: no 名称");
        assert!(say("{", &river(""), TOWNS).starts_with("counties: "));
        assert_eq!(
            say(&river(""), &river(""), "code,adcode,name,lon,lat\n1,2,名\n"),
            "townships, line 2: not code,adcode,name,lon,lat"
        );
    }
}
