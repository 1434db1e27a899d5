//! What a map shows, and that its legend says just that.

#![allow(clippy::expect_used, reason = "a test ends where its own setting fails")]

mod city;

use std::collections::BTreeSet;

use city::{autumn_2024, city, middle, outfall, status_of, with_sites};
use guatu::geom::{LonLat, Point, Rect, point_in_rings};
use guatu::plan::{Adcode, TaskNo};
use guatu::scene::{
    Icon, Label, LegendEntry, MapContent, MapRequest, Paint, Primitive, Theme, Token, compose, draw, font,
    hatch, headline, icon, labels, symbol, visible_legend,
};
use guatu::site::{Symbol, Value};
use guatu::status::Light;
use guatu::text::Lang;
use guatu::workspace::Workspace;
use proptest::prelude::*;

const SHEET: Rect = Rect::new(0.0, 0.0, 900.0, 700.0);

fn map_of(workspace: &Workspace, task: Option<u16>, county: Option<&Adcode>, lang: Lang) -> MapContent {
    let status = status_of(workspace, autumn_2024());
    compose(&MapRequest {
        workspace,
        status: &status,
        as_of: autumn_2024(),
        task: task.map(TaskNo),
        county,
        layers: None,
        lang,
    })
}

/// Degrees onto the sheet, the whole city well inside.
fn project(at: LonLat) -> Point {
    Point::new(((at.lon - 113.5) * 580.0) as f32, ((36.45 - at.lat) * 580.0) as f32)
}

fn lights(content: &MapContent) -> Vec<Light> {
    let light = |entry: &LegendEntry| match entry {
        LegendEntry::Light { light, .. } => Some(*light),
        _ => None,
    };
    content.legend.iter().filter_map(light).collect()
}

#[test]
fn the_map_of_the_outfall_task_shows_every_light_that_its_sites_give() {
    let content = map_of(&city(), Some(22), None, Lang::Zh);
    let expected =
        [Light::Done, Light::OnTrack, Light::Behind, Light::Critical, Light::Overdue, Light::NoReport];
    assert_eq!(lights(&content), expected);
    let of =
        |name: &str| content.labels.iter().find(|label| label.text == name).and_then(|l| l.light.clone());
    assert_eq!(of("文峰区"), Some((Light::Done, "12/12".to_owned())));
    assert_eq!(of("殷都区"), Some((Light::Behind, "5/12".to_owned())));
    assert_eq!(of("滑县"), Some((Light::Overdue, "7/12".to_owned())), "a tracing that is late outweighs");
    assert_eq!(of("林州市"), Some((Light::NoReport, "未报".to_owned())), "no outfall, no number");
}

#[test]
fn the_legend_is_just_what_the_display_list_draws() {
    let workspace = city();
    for task in [None, Some(22), Some(2), Some(6), Some(5)] {
        let content = map_of(&workspace, task, None, Lang::Zh);
        let list = draw(&content, project, 1.0, SHEET, &[]);

        // Each light's own colour on its counties' ground.
        let grounds: BTreeSet<String> = list
            .iter()
            .filter_map(|primitive| match primitive {
                Primitive::Fill { paint, .. } if paint.alpha < 1.0 => Some(format!("{:?}", paint.token)),
                _ => None,
            })
            .collect();
        let promised: BTreeSet<String> = lights(&content)
            .into_iter()
            .filter_map(|light| guatu::scene::ground(light).map(|paint| format!("{:?}", paint.token)))
            .collect();
        assert_eq!(grounds, promised, "task {task:?}");

        // Each symbol in each look.
        let drawn: BTreeSet<String> = content
            .spots
            .iter()
            .filter(|spot| {
                let at = project(spot.at);
                let size = guatu::scene::spot_size(content.spots.len());
                let parts = symbol::site(spot.symbol, spot.paint, spot.filled, at, size);
                parts.iter().all(|part| list.contains(part))
            })
            .map(|spot| format!("{:?} {:?} {}", spot.symbol, spot.paint, spot.filled))
            .collect();
        let promised: BTreeSet<String> = content
            .legend
            .iter()
            .filter_map(|entry| match entry {
                LegendEntry::Spot { symbol, paint, filled, .. } => {
                    Some(format!("{symbol:?} {paint:?} {filled}"))
                }
                _ => None,
            })
            .collect();
        assert_eq!(drawn, promised, "task {task:?}");
        assert_eq!(promised.len(), if task == Some(22) { 2 } else { 0 }, "task {task:?}");

        let rivers = content.legend.iter().filter(|e| matches!(e, LegendEntry::Line { .. })).count();
        assert_eq!(rivers, 1, "one kind of river is drawn");
    }
}

#[test]
fn the_legend_of_a_view_leaves_out_what_lies_outside() {
    let workspace = city();
    let content = map_of(&workspace, Some(22), None, Lang::Zh);
    // The north-east corner: only 林州's square and a bit of 内黄's.
    let (west, south) = (middle(8).lon - 0.1, middle(8).lat - 0.1);
    let view = geo::Rect::new((west, south), (116.0, 40.0)).to_polygon();
    let legend = visible_legend(&content, &view);
    let shown: Vec<String> = legend
        .iter()
        .map(|entry| match entry {
            LegendEntry::Light { light, .. } => light.name().to_owned(),
            LegendEntry::Spot { text, .. } | LegendEntry::Line { text, .. } => text.clone(),
        })
        .collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert_eq!(shown[0], "no_report");
}

#[test]
fn a_task_of_relevant_counties_colours_none() {
    let content = map_of(&city(), Some(6), None, Lang::Zh);
    assert_eq!(lights(&content), [Light::Unassigned]);
    let counties = content.areas.iter().filter(|area| area.feature.is_some());
    assert!(counties.clone().all(|area| area.fill.is_none() && area.hatch.is_some()));
    assert!(counties.filter_map(|area| area.outline).all(|pen| pen.dash.is_some()));
}

#[test]
fn a_county_that_a_task_does_not_bind_stays_plain() {
    // Task 2 binds 林州, 汤阴 and 殷都.
    let content = map_of(&city(), Some(2), None, Lang::En);
    assert!(lights(&content).contains(&Light::NotResponsible));
    let lit = content.labels.iter().filter(|label| label.light.is_some()).count();
    assert_eq!(lit, 3);
}

#[test]
fn a_map_of_one_county_lights_only_it_and_shows_only_its_sites() {
    let workspace = city();
    let hua = workspace.plan.county_named("滑县").expect("滑县").adcode.clone();
    let content = map_of(&workspace, None, Some(&hua), Lang::Zh);
    assert_eq!(content.areas.iter().filter(|area| area.fill.is_some_and(|f| f.alpha < 1.0)).count(), 1);
    assert_eq!(content.spots.len(), 12);
    assert!(content.spots.iter().all(|spot| spot.site.0.starts_with("S-6-")));
}

#[test]
fn a_site_that_fell_back_has_a_colour_of_its_own() {
    let workspace = city();
    let code = workspace.plan.counties[0].adcode.clone();
    let states = ["accepted", "treating", "relapsed"];
    let sites = states.map(|state| outfall(state, &code, middle(0), state));
    let content = map_of(&with_sites(sites.into()), Some(22), None, Lang::Zh);
    let looks: BTreeSet<String> =
        content.spots.iter().map(|spot| format!("{:?} {}", spot.paint.token, spot.filled)).collect();
    assert_eq!(looks.len(), 3, "{looks:?}");
}

#[test]
fn a_site_that_no_number_asks_for_stands_aside() {
    let workspace = city();
    let code = workspace.plan.counties[0].adcode.clone();
    let mut spared = outfall("spared", &code, middle(0), "accepted");
    spared.fields.insert("treatment".to_owned(), Value::Text("无需整治".to_owned()));
    let sites = vec![spared, outfall("asked", &code, middle(0), "accepted")];
    let content = map_of(&with_sites(sites), Some(22), None, Lang::Zh);
    let look =
        |id: &str| content.spots.iter().find(|spot| spot.site.0 == id).map(|s| (s.paint.token, s.filled));
    assert_eq!(look("asked"), Some((Token::Done, true)));
    assert_eq!(look("spared"), Some((Token::NoReport, false)));
    let says = |words: &str| {
        content.legend.iter().any(|e| matches!(e, LegendEntry::Spot { text, .. } if text == words))
    };
    assert!(says("入河排污口：已整治") && says("入河排污口：不计入"));
}

#[test]
fn what_is_demonstration_data_says_so() {
    assert!(map_of(&city(), Some(22), None, Lang::Zh).demo);
    assert!(!map_of(&with_sites(vec![]), Some(22), None, Lang::Zh).demo);
}

#[test]
fn the_headline_is_the_next_milestone_due() {
    let workspace = city();
    let task = workspace.plan.task(TaskNo(22)).expect("task 22");
    let on = |year, month, day| {
        let mut as_of = autumn_2024();
        as_of.date = jiff::civil::date(year, month, day);
        let status = status_of(&workspace, as_of);
        headline(task, &status).map(|headline| headline.milestone.id.0.clone())
    };
    assert_eq!(on(2024, 9, 30).as_deref(), Some("T22-M2"));
    assert_eq!(on(2024, 12, 31).as_deref(), Some("T22-M2"), "the day of the deadline is still in time");
    assert_eq!(on(2025, 1, 1).as_deref(), Some("T22-M3"));
    assert_eq!(on(2026, 6, 1).as_deref(), Some("T22-M3"), "after all deadlines, the last");
    let bare = status_of(&with_sites(vec![]), autumn_2024());
    assert!(headline(task, &bare).is_none(), "nothing is counted, so no milestone has a number");
}

/// A promise of five rates must not rank one county by its film and the next by its fertiliser.
#[test]
fn the_counties_of_a_headline_show_one_and_the_same_number() {
    let workspace = Workspace::built_in().unwrap();
    let status = status_of(&workspace, autumn_2024());
    let mut several = 0;
    for task in &workspace.plan.tasks {
        let Some(headline) = headline(task, &status) else { continue };
        let [_, _, ..] = &headline.milestone.targets[..] else { continue };
        several += 1;
        let target = &headline.milestone.targets[headline.number - 1];
        assert_eq!(headline.unit, target.bound.unit);
        let whole: Vec<_> = headline.rows.iter().filter(|row| row.tally.value.is_some()).collect();
        assert!(!whole.is_empty(), "{}", task.number);
        if target.over_sites().is_none() {
            assert!(whole.iter().all(|row| row.tally.target == Some(target.bound.value)), "{}", task.number);
        }
    }
    assert!(several >= 3, "{several}");
}

fn any_label() -> impl Strategy<Value = Label> {
    let text = prop::sample::select(vec!["滑县", "林州市", "Neihuang County", "殷都区", "卫"]);
    let light = prop::option::of(Just((Light::Overdue, "31/71".to_owned())));
    (text, 113.5..115.0, 35.2..36.4, 8.0_f32..20.0, any::<bool>(), light, 0_u8..4).prop_map(
        |(text, lon, lat, size, bold, light, rank)| Label {
            feature: None,
            at: LonLat::new(lon, lat),
            text: text.to_owned(),
            size,
            bold,
            paint: Paint::solid(Token::Ink),
            light,
            rank,
        },
    )
}

proptest! {
    #[test]
    fn labels_never_overlap_and_stay_on_the_sheet(list in prop::collection::vec(any_label(), 0..40)) {
        let taken = [Rect::new(0.0, 600.0, 200.0, 100.0)];
        let avoid = [Point::new(450.0, 350.0)];
        let placed = labels::place(&list, project, 1.0, SHEET, &taken, &avoid);
        for (i, label) in placed.iter().enumerate() {
            prop_assert!(SHEET.contains_rect(label.bounds));
            prop_assert!(!taken[0].overlaps(label.bounds));
            prop_assert!(placed[..i].iter().all(|other| !other.bounds.overlaps(label.bounds)));
            // What is drawn stays in the room that was taken for it, less its halo.
            for part in labels::primitives(&list[label.label], label) {
                prop_assert!(bounds_of(&part).is_none_or(|b| label.bounds.grown(0.5).contains_rect(b)));
            }
        }
        prop_assert_eq!(&placed, &labels::place(&list, project, 1.0, SHEET, &taken, &avoid));
        // The first of the highest rank has the whole sheet to choose from, so it stands somewhere
        // unless its anchor is in a corner.
        let on_sheet = list.iter().filter(|l| SHEET.grown(-150.0).contains(project(l.at))).count();
        prop_assert!(on_sheet == 0 || !placed.is_empty());
    }
}

/// Everything that a primitive covers, halos and line widths aside.
fn bounds_of(primitive: &Primitive) -> Option<Rect> {
    match primitive {
        Primitive::Fill { rings, .. } => Rect::bounding(rings.iter().flatten().copied()),
        Primitive::Convex { points, .. } => Rect::bounding(points.iter().copied()),
        Primitive::Stroke { lines, .. } => Rect::bounding(lines.iter().flatten().copied()),
        Primitive::Disc { centre, radius, .. } => Some(Rect::around(*centre, radius * 2.0, radius * 2.0)),
        Primitive::Text { at, text, size, bold, align, .. } => {
            let width = font::text_width(text, *size, *bold);
            let left = match align {
                guatu::scene::Align::Left => at.x,
                guatu::scene::Align::Centre => at.x - width / 2.0,
                guatu::scene::Align::Right => at.x - width,
            };
            Some(Rect::new(left, at.y - size * 0.45, width, size * 0.9))
        }
    }
}

#[test]
fn every_symbol_and_icon_keeps_to_its_box() {
    let at = Point::new(40.0, 60.0);
    let ink = Paint::solid(Token::Ink);
    let room = Rect::around(at, 24.0, 24.0).grown(24.0 * 0.06);
    let lights = Light::ALL.into_iter().flat_map(|light| symbol::light(light, at, 24.0));
    let sites = Symbol::ALL
        .into_iter()
        .flat_map(|kind| [true, false].map(|filled| symbol::site(kind, ink, filled, at, 24.0)))
        .flatten();
    let icons = Icon::ALL.into_iter().flat_map(|which| icon::icon(which, at, 24.0, ink));
    for primitive in lights.chain(sites).chain(icons) {
        let bounds = bounds_of(&primitive).expect("something is drawn");
        assert!(room.contains_rect(bounds), "{primitive:?}");
    }
}

#[test]
fn symbols_are_made_of_convex_parts() {
    let at = Point::default();
    let ink = Paint::solid(Token::Ink);
    let sites = Symbol::ALL.into_iter().flat_map(|kind| symbol::site(kind, ink, true, at, 100.0));
    let lights = Light::ALL.into_iter().flat_map(|light| symbol::light(light, at, 100.0));
    for primitive in sites.chain(lights) {
        let Primitive::Convex { points, .. } = primitive else { continue };
        let turns: Vec<f32> = (0..points.len())
            .map(|i| {
                let [a, b, c] = [0, 1, 2].map(|k| points[(i + k) % points.len()]);
                (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
            })
            .collect();
        let convex = turns.iter().all(|t| *t >= -1e-2) || turns.iter().all(|t| *t <= 1e-2);
        assert!(convex, "{points:?}");
    }
}

const MAIN: [Light; 5] = [Light::Done, Light::OnTrack, Light::Behind, Light::Critical, Light::Overdue];

/// Which of a grid of 40 by 40 a light's shape covers, whatever its colour; a tick is cut out.
fn silhouette(light: Light) -> Vec<bool> {
    let parts = symbol::light(light, Point::new(20.0, 20.0), 34.0);
    let mut grid = Vec::new();
    for i in 0..1600_u16 {
        let at = Point::new(f32::from(i % 40) + 0.5, f32::from(i / 40) + 0.5);
        let mut covered = false;
        for part in &parts {
            match part {
                Primitive::Disc { centre, radius, fill: Some(_), .. } => {
                    covered |= centre.distance(at) <= *radius;
                }
                Primitive::Convex { points, .. } => {
                    covered |= point_in_rings(std::slice::from_ref(points), at);
                }
                Primitive::Stroke { lines, width, .. } => {
                    let near = lines[0].windows(2).any(|pair| near(pair[0], pair[1], at) <= width / 2.0);
                    covered &= !near;
                }
                _ => {}
            }
        }
        grid.push(covered);
    }
    grid
}

fn near(a: Point, b: Point, at: Point) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let t = (((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    a.moved(dx * t, dy * t).distance(at)
}

#[test]
fn the_five_main_lights_differ_in_shape_alone() {
    for (i, a) in MAIN.into_iter().enumerate() {
        for b in &MAIN[..i] {
            let (one, other) = (silhouette(a), silhouette(*b));
            let both = one.iter().zip(&other).filter(|(x, y)| **x && **y).count();
            let either = one.iter().zip(&other).filter(|(x, y)| **x || **y).count();
            let alike = both as f64 / either as f64;
            assert!(alike < 0.88, "{a:?} and {b:?} cover {alike:.2} of each other");
        }
    }
}

/// A colour as a deuteranope sees it (Machado, Oliveira and Fernandes 2009, severity 1), in
/// CIE L*a*b* of D65.
fn deuteranope_lab(token: Token, theme: Theme) -> [f64; 3] {
    let rgba = token.rgba(theme);
    let linear = [rgba.0, rgba.1, rgba.2].map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    let times =
        |m: [[f64; 3]; 3], v: [f64; 3]| m.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum::<f64>());
    let seen = times(
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        linear,
    )
    .map(|c| c.clamp(0.0, 1.0));
    lab(times(
        [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ],
        seen,
    ))
}

fn lab([x, y, z]: [f64; 3]) -> [f64; 3] {
    let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [fx, fy, fz] = [x / 0.950_47, y, z / 1.088_83].map(f);
    [116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz)]
}

#[test]
fn the_five_main_lights_stay_apart_for_a_deuteranope_and_in_grey() {
    for theme in [Theme::Light, Theme::Dark] {
        for (i, a) in MAIN.into_iter().enumerate() {
            for b in &MAIN[..i] {
                let (one, other) =
                    (deuteranope_lab(symbol::token(a), theme), deuteranope_lab(symbol::token(*b), theme));
                let apart = one.iter().zip(other).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                // 2.3 is just noticeable side by side; a map needs several times that.
                assert!(apart > 9.0, "{a:?} and {b:?} are only {apart:.1} apart, {theme:?}");
            }
        }
    }
    // In grey, colours alone do not do: those that are behind differ by their hatch.
    let hatches =
        [Light::Behind, Light::Critical, Light::Overdue].map(|light| hatch(light).expect("hatched"));
    assert!(hatches[0].spacing > hatches[1].spacing * 1.5, "critical is denser than behind");
    assert!(!hatches[0].crossed && !hatches[1].crossed && hatches[2].crossed);
    assert!(hatch(Light::Done).is_none() && hatch(Light::OnTrack).is_none());
}

#[test]
fn every_character_on_the_map_is_in_the_typeface() {
    let workspace = city();
    for lang in [Lang::Zh, Lang::En] {
        for task in std::iter::once(None).chain((1..=32).map(Some)) {
            let content = map_of(&workspace, task, None, lang);
            for label in &content.labels {
                assert!(font::missing(&label.text, label.bold).is_empty(), "{}", label.text);
            }
            for entry in &content.legend {
                let texts = match entry {
                    LegendEntry::Light { text, meaning, .. } => vec![text, meaning],
                    LegendEntry::Spot { text, .. } | LegendEntry::Line { text, .. } => vec![text],
                };
                for text in texts {
                    assert!(font::missing(text, false).is_empty(), "{text}");
                    assert!(!text.contains("scene.") && !text.contains('{'), "{text}");
                }
            }
        }
    }
}
