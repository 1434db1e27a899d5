//! Laws of coordinates and shapes.

#![allow(clippy::expect_used, reason = "a test ends where its own setting fails")]

use geo::{LineString, MultiPolygon, polygon};
use guatu::geom::{
    GaussKruger, LonLat, Point, PointIndex, Rect, Zone, area, clip_line, clip_ring, contains, graticule,
    hatch, label_point, length_m, parted_bar_length, point_in_rings, round_up_scale, scale_bar_length,
    triangulate,
};
use proptest::prelude::*;

fn cm_114() -> GaussKruger {
    GaussKruger::new(Zone::CM_114).expect("EPSG:4547")
}

/// A square with a square hole, in degrees near Anyang.
fn frame_shape() -> MultiPolygon<f64> {
    MultiPolygon(vec![polygon!(
        exterior: [
            (x: 114.0, y: 35.0), (x: 115.0, y: 35.0), (x: 115.0, y: 36.0), (x: 114.0, y: 36.0),
        ],
        interiors: [[
            (x: 114.2, y: 35.2), (x: 114.8, y: 35.2), (x: 114.8, y: 35.8), (x: 114.2, y: 35.8),
        ]],
    )])
}

#[test]
fn gauss_kruger_gives_the_known_easting_and_northing() {
    // PROJ's own value for EPSG:4543, the same projection three zones to the west.
    let zone = Zone { central_meridian: 102.0, false_easting_m: 500_000.0 };
    let projection = GaussKruger::new(zone).expect("CM 102");
    let [east, north] = projection.forward(LonLat::new(101.5, 26.5)).expect("in the zone");
    assert!((east - 450_154.570).abs() < 0.001, "{east}");
    assert!((north - 2_932_327.538).abs() < 0.001, "{north}");
}

#[test]
fn zone_38_writes_its_number_before_the_same_easting() {
    let at = LonLat::new(114.35, 36.1);
    let plain = cm_114().forward(at).expect("in the zone");
    let numbered =
        GaussKruger::new(Zone::ZONE_38).and_then(|projection| projection.forward(at)).expect("in the zone");
    assert!((numbered[0] - plain[0] - 38_000_000.0).abs() < 1e-6);
    assert!((numbered[1] - plain[1]).abs() < 1e-6);
}

#[test]
fn what_is_no_place_on_earth_is_refused_and_not_projected() {
    for at in [(f64::NAN, 36.0), (114.0, f64::INFINITY), (114.0, 91.0)] {
        assert!(cm_114().forward(LonLat::new(at.0, at.1)).is_err(), "{at:?}");
    }
}

proptest! {
    #[test]
    fn gauss_kruger_returns_to_where_it_started(lon in 112.0..116.0, lat in 34.0..38.0) {
        let projection = cm_114();
        let [east, north] = projection.forward(LonLat::new(lon, lat)).expect("in the zone");
        let back = projection.inverse(east, north).expect("in the zone");
        prop_assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9);
    }
}

#[test]
fn fifteen_mu_are_a_hectare_and_task_24_is_473_hectares() {
    let shape = frame_shape();
    let size = area(&shape);
    assert!((size.mu() / size.hectares() - 15.0).abs() < 1e-12);
    assert!((7095.0 / guatu::geom::MU_PER_HECTARE - 473.0).abs() < 1e-12);
}

#[test]
fn the_area_of_a_degree_square_is_that_of_the_ellipsoid_less_its_hole() {
    // GRS 80, between two meridians and two parallels one degree apart: the authalic integral
    // from 35°N to 36°N is 10 085.2 km²; a geodesic edge bulges north of its parallel by little.
    let whole = MultiPolygon(vec![geo::Polygon::new(frame_shape().0[0].exterior().clone(), vec![])]);
    let km2 = area(&whole).square_kilometres();
    assert!((km2 - zone_km2(35.0, 36.0, 1.0)).abs() < 1.0, "{km2}");
    let hole = area(&whole).square_kilometres() - area(&frame_shape()).square_kilometres();
    assert!((hole - zone_km2(35.2, 35.8, 0.6)).abs() < 1.0, "{hole}");
}

/// The area between two parallels, `width` degrees wide, by Simpson's rule over M·N·cos φ.
fn zone_km2(south: f64, north: f64, width: f64) -> f64 {
    let (a, f) = (6_378_137.0_f64, 1.0 / 298.257_222_101);
    let e2 = f * (2.0 - f);
    let density = |lat: f64| {
        let w2 = 1.0 - e2 * lat.sin().powi(2);
        a * a * (1.0 - e2) * lat.cos() / (w2 * w2)
    };
    let steps = 1000;
    let h = (north - south).to_radians() / f64::from(steps);
    let sum: f64 = (0..=steps)
        .map(|i| {
            let weight = match i {
                0 => 1.0,
                _ if i == steps => 1.0,
                _ if i % 2 == 1 => 4.0,
                _ => 2.0,
            };
            weight * density(south.to_radians() + f64::from(i) * h)
        })
        .sum();
    sum * h / 3.0 * width.to_radians() / 1e6
}

#[test]
fn a_turned_ring_has_the_same_area() {
    let mut turned = frame_shape();
    turned.0[0].exterior_mut(|ring| ring.0.reverse());
    assert_eq!(area(&turned), area(&frame_shape()));
}

#[test]
fn a_degree_along_the_meridian_at_36_north_is_111_km() {
    let line = LineString::from(vec![(114.0, 35.5), (114.0, 36.5)]);
    let metres = length_m(&line);
    assert!((metres - 110_959.0).abs() < 15.0, "{metres}");
}

#[test]
fn a_hole_is_not_inside() {
    let shape = frame_shape();
    assert!(contains(&shape, LonLat::new(114.1, 35.5)));
    assert!(!contains(&shape, LonLat::new(114.5, 35.5)));
    assert!(!contains(&shape, LonLat::new(113.9, 35.5)));
}

#[test]
fn a_name_stands_in_the_widest_part_and_never_in_a_hole() {
    let shape = frame_shape();
    let at = label_point(&shape).expect("not empty");
    assert!(contains(&shape, at));
    // A pan with a long handle: the name belongs on the pan.
    let pan = MultiPolygon(vec![polygon![
        (x: 113.0, y: 35.0), (x: 114.0, y: 35.0), (x: 114.0, y: 35.45), (x: 116.0, y: 35.45),
        (x: 116.0, y: 35.5), (x: 114.0, y: 35.5), (x: 114.0, y: 36.0), (x: 113.0, y: 36.0),
    ]]);
    let at = label_point(&pan).expect("not empty");
    assert!((113.3..113.7).contains(&at.lon), "{at:?}");
    assert_eq!(label_point(&MultiPolygon(vec![])), None);
}

#[test]
fn triangles_cover_the_area_and_not_its_hole() {
    let shape = frame_shape();
    let mesh = triangulate(&shape);
    let corner = |i: u32| mesh.vertices[i as usize];
    let covered: f64 = mesh
        .indices
        .chunks_exact(3)
        .map(|t| {
            let ([ax, ay], [bx, by], [cx, cy]) = (corner(t[0]), corner(t[1]), corner(t[2]));
            ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs() / 2.0
        })
        .sum();
    assert!((covered - (1.0 - 0.36)).abs() < 1e-9, "{covered}");
}

#[test]
fn rings_that_enclose_nothing_make_no_triangles() {
    let empty = geo::Polygon::new(LineString::new(vec![]), vec![]);
    let line = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0)];
    let mesh = triangulate(&MultiPolygon(vec![empty, line]));
    assert!(mesh.indices.is_empty());
}

#[test]
fn the_nearest_place_is_found_within_reach_only() {
    let places = [(114.0, 36.0), (114.1, 36.0), (f64::NAN, 36.0), (114.2, 36.0)];
    let index = PointIndex::new(places.map(|(lon, lat)| LonLat::new(lon, lat)));
    let reach = 0.03 / 360.0;
    assert_eq!(index.nearest(LonLat::new(114.19, 36.001), reach), Some(3));
    assert_eq!(index.nearest(LonLat::new(114.11, 35.999), reach), Some(1));
    assert_eq!(index.nearest(LonLat::new(114.15, 36.0), reach), None);
}

#[test]
fn scale_bars_and_scales_are_round() {
    for (longest, bar) in [(12_345.0, 10_000.0), (10_000.0, 10_000.0), (4_999.0, 2_000.0)] {
        assert!((scale_bar_length(longest) - bar).abs() < 1e-6, "{longest}");
    }
    for (longest, bar) in [(62_000.0, 40_000.0), (99_000.0, 80_000.0), (1_000.0, 1_000.0)] {
        assert!((parted_bar_length(longest) - bar).abs() < 1e-6, "{longest}");
    }
    assert!((round_up_scale(543_210.0) - 550_000.0).abs() < 1e-6);
    assert!((round_up_scale(9_100.0) - 10_000.0).abs() < 1e-6);
    assert!((scale_bar_length(f64::NAN) - 1.0).abs() < 1e-12);
}

#[test]
fn meridians_stand_at_round_minutes() {
    let found = graticule(113.6, 35.2, 115.0, 36.4, 6);
    assert!((found.step - 0.25).abs() < 1e-12);
    assert_eq!(found.meridians, [113.75, 114.0, 114.25, 114.5, 114.75, 115.0]);
    assert_eq!(found.parallels, [35.25, 35.5, 35.75, 36.0, 36.25]);
}

#[test]
fn a_line_through_a_rectangle_keeps_its_inside() {
    let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
    let line = [
        Point::new(-5.0, 5.0),
        Point::new(5.0, 5.0),
        Point::new(5.0, 20.0),
        Point::new(8.0, 20.0),
        Point::new(8.0, 9.0),
    ];
    let parts = clip_line(&line, rect);
    assert_eq!(
        parts,
        [
            vec![Point::new(0.0, 5.0), Point::new(5.0, 5.0), Point::new(5.0, 10.0)],
            vec![Point::new(8.0, 10.0), Point::new(8.0, 9.0)],
        ]
    );
}

fn ring() -> impl Strategy<Value = Vec<Point>> {
    prop::collection::vec((-50.0_f32..150.0, -50.0_f32..150.0), 3..12)
        .prop_map(|points| points.into_iter().map(|(x, y)| Point::new(x, y)).collect())
}

proptest! {
    #[test]
    fn a_clipped_ring_covers_what_the_whole_one_covers_inside(
        ring in ring(), x in 0.5_f32..99.5, y in 0.5_f32..99.5,
    ) {
        let rect = Rect::new(0.0, 0.0, 100.0, 100.0);
        let at = Point::new(x, y);
        let near_edge = distance_to_ring(&ring, at) < 0.05;
        let clipped = clip_ring(&ring, rect);
        prop_assert!(clipped.iter().all(|&p| rect.grown(0.01).contains(p)));
        if !near_edge {
            prop_assert_eq!(
                point_in_rings(&[ring], at),
                point_in_rings(&[clipped], at)
            );
        }
    }

    /// Every hatch line lies inside, and every inside point has a line within the spacing of it.
    #[test]
    fn hatching_covers_the_inside_and_nothing_else(
        ring in ring(), angle in 0.0_f32..180.0, spacing in 1.0_f32..9.0,
    ) {
        let rings = [ring];
        let lines = hatch(&rings, angle, spacing);
        for [from, to] in &lines {
            for step in 1..8_u8 {
                let t = f32::from(step) / 8.0;
                let at = from.moved((to.x - from.x) * t, (to.y - from.y) * t);
                if distance_to_ring(&rings[0], at) > 0.05 {
                    prop_assert!(point_in_rings(&rings, at), "{:?} is outside", at);
                }
            }
        }
        for i in 0..20_u8 {
            for j in 0..20_u8 {
                let at = Point::new(f32::from(i) * 10.0 - 50.0, f32::from(j) * 10.0 - 50.0);
                // Far enough from the border that the next line runs beside it inside.
                if point_in_rings(&rings, at) && distance_to_ring(&rings[0], at) > spacing {
                    let near = lines.iter().any(|&[a, b]| distance(a, b, at) <= spacing * 0.51);
                    prop_assert!(near, "no line near {:?}", at);
                }
            }
        }
    }
}

fn distance_to_ring(ring: &[Point], at: Point) -> f32 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(&a, &b)| distance(a, b, at)).fold(f32::INFINITY, f32::min)
}

fn distance(a: Point, b: Point, at: Point) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t =
        if length > 0.0 { (((at.x - a.x) * dx + (at.y - a.y) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    a.moved(dx * t, dy * t).distance(at)
}

#[test]
fn neighbours_hatched_alike_join_without_a_seam() {
    let square = |left: f32| {
        vec![vec![
            Point::new(left, 0.3),
            Point::new(left + 10.0, 0.3),
            Point::new(left + 10.0, 9.6),
            Point::new(left, 9.6),
        ]]
    };
    let ends_at_seam = |lines: Vec<[Point; 2]>| {
        let mut ys: Vec<i32> = lines
            .iter()
            .flatten()
            .filter(|p| (p.x - 10.0).abs() < 1e-3)
            .map(|p| (p.y * 1000.0).round() as i32)
            .collect();
        ys.sort_unstable();
        ys
    };
    let left = ends_at_seam(hatch(&square(0.0), 45.0, 1.7));
    let right = ends_at_seam(hatch(&square(10.0), 45.0, 1.7));
    assert!(left.len() > 3);
    assert_eq!(left, right);
}
