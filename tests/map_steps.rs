//! A person's hand on the map, without a display.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{HUA, Window};
use egui::{Key, Pos2, vec2};
use guatu::geom::LonLat;
use guatu::plan::Adcode;
use guatu::scene::FeatureRef;

/// In 范县, outside the city.
const OUTSIDE: LonLat = LonLat { lon: 115.05, lat: 35.72 };
/// In 滑县, away from any site's reach once the map is close enough.
const FIELD: LonLat = LonLat { lon: 114.6312, lat: 35.4521 };

fn distance(a: Pos2, b: Pos2) -> f32 {
    a.distance(b)
}

#[test]
fn the_whole_city_is_in_view_at_first_and_after_f() {
    let mut window = Window::open();
    let at_first = window.zoom();
    let places = ["410581", HUA, "410527", "410522"];
    let before = places.map(|adcode| window.county_on_map(adcode));
    window.wheel(before[0], 5.0);
    window.fling(before[0], before[0] + vec2(120.0, 40.0));
    assert!(window.zoom() > at_first + 0.1);
    window.press(Key::F);
    assert!((window.zoom() - at_first).abs() < 1e-9);
    for (adcode, was) in places.into_iter().zip(before) {
        assert!(distance(window.county_on_map(adcode), was) < 0.01, "{adcode}");
    }
}

#[test]
fn the_wheel_zooms_and_keeps_the_place_under_the_pointer() {
    let mut window = Window::open();
    let (zoom, at) = (window.zoom(), window.county_on_map(HUA));
    window.wheel(at, 4.0);
    assert!((window.zoom() - zoom - 2.0).abs() < 0.01, "two notches are a level");
    assert!(distance(window.county_on_map(HUA), at) < 0.5, "what lies under the pointer stays there");
    window.wheel(at, -4.0);
    assert!((window.zoom() - zoom).abs() < 0.01, "and back");
    window.double_click_at(at);
    assert!((window.zoom() - zoom - 1.0).abs() < 0.01, "a double click is a level");
    assert!(distance(window.county_on_map(HUA), at) < 0.5);
}

#[test]
fn zooming_ends_at_the_yard_and_at_the_province() {
    let mut window = Window::open();
    for _ in 0..20 {
        window.press(Key::Plus);
    }
    assert!((window.zoom() - 18.0).abs() < 1e-9);
    let middle = window.middle_of_map();
    let place = window.place_at(middle);
    window.wheel(middle + vec2(200.0, 100.0), 10.0);
    assert!((window.zoom() - 18.0).abs() < 1e-9);
    assert!(distance(window.on_map(place), middle) < 1.0, "a wheel that can go no closer moves nothing");
    for _ in 0..20 {
        window.press(Key::Minus);
    }
    assert!((window.zoom() - 7.0).abs() < 1e-9);
}

#[test]
fn a_drag_moves_the_map_with_the_hand_and_chooses_nothing() {
    let mut window = Window::open();
    let at = window.county_on_map(HUA);
    window.fling(at, at + vec2(-60.0, -30.0));
    let moved = window.county_on_map(HUA) - at;
    assert!(moved.x < -30.0 && moved.y < -15.0, "{moved:?}");
    assert_eq!((window.state().county.clone(), window.state().site.clone()), (None, None));
}

#[test]
fn a_click_chooses_the_site_in_reach_else_the_county_and_nothing_outside() {
    let mut window = Window::open();
    let spot = window.state().content.spots[0].clone();
    window.go_to(spot.at, 16.0);
    let at = window.on_map(spot.at);
    window.click_at(at + vec2(5.0, 4.0));
    assert_eq!(window.state().site, Some(spot.site.clone()), "within 8 points of its middle");
    assert!(window.state().county.is_some(), "and its county with it");
    window.press(Key::Escape);

    window.click_at(at + vec2(9.0, 9.0));
    assert_eq!(window.state().site, None, "farther away it is the county that is meant");

    window.go_to(FIELD, 15.0);
    window.click_at(window.on_map(FIELD));
    assert_eq!(window.state().county, Some(Adcode(HUA.to_owned())));

    window.go_to(OUTSIDE, 11.0);
    window.click_at(window.on_map(OUTSIDE));
    assert_eq!(window.state().county, None);
}

#[test]
fn of_two_sites_in_reach_the_nearer_is_meant() {
    let mut window = Window::open();
    let spots = window.state().content.spots.clone();
    let apart = |a: LonLat, b: LonLat| (a.lon - b.lon).hypot(a.lat - b.lat);
    let pairs = spots.iter().enumerate().flat_map(|(i, a)| spots[i + 1..].iter().map(move |b| (a, b)));
    let (a, b) = pairs
        .filter(|(a, b)| apart(a.at, b.at) > 1e-6)
        .min_by(|x, y| apart(x.0.at, x.1.at).total_cmp(&apart(y.0.at, y.1.at)))
        .expect("two sites");
    let middle = LonLat { lon: f64::midpoint(a.at.lon, b.at.lon), lat: f64::midpoint(a.at.lat, b.at.lat) };
    let mut zoom = 10.0;
    // So close that both are in reach of a point between them, and still apart.
    loop {
        window.go_to(middle, zoom);
        let gap = distance(window.on_map(a.at), window.on_map(b.at));
        if gap > 5.0 || zoom >= 18.0 {
            break;
        }
        zoom += 0.5;
    }
    let (at_a, at_b) = (window.on_map(a.at), window.on_map(b.at));
    for (near, other, site) in [(at_a, at_b, a), (at_b, at_a, b)] {
        window.point_at_place(near.lerp(other, 0.3));
        assert_eq!(window.state().hovered, Some(FeatureRef::Site(site.site.clone())));
    }
}
