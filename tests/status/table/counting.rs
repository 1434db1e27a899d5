//! Every way to count sites, in the plan's own promises.

use geo::{Destination, Geodesic, Point};
use guatu::site::Value;

use super::{Case, case};
use crate::ground::Ground;

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

pub(super) fn cases() -> Vec<Case> {
    [sums(), parts(), remainders(), worst(), near(), this_year(), words()].into_iter().flatten().collect()
}

/// Task 24: 7095 mu are 473 ha.
fn sums() -> Vec<Case> {
    let patch = |ground: Ground, area: Option<f64>, restored: Option<f64>, state: &str| {
        let fields = [("area_ha", area), ("restored_area_ha", restored)];
        let fields = fields.map(|(id, number)| number.map(|number| (id, Value::Number(number))));
        ground.with("legacy_mine", "林州市", 1, state, &fields.into_iter().flatten().collect::<Vec<_>>())
    };
    let none = Ground::default;
    let open = |ground| patch(ground, Some(173.0), Some(0.0), "restoring");
    let too_much = open(patch(none(), Some(300.0), Some(400.0), "accepted"));
    let below_zero = patch(none(), Some(473.0), Some(-5.0), "accepted");
    let unsaid = patch(none(), Some(473.0), None, "accepted");
    let no_area = patch(none(), None, Some(10.0), "accepted");
    let exactly = patch(none(), Some(473.0), Some(473.0), "accepted");
    let on = |day| ["T24-M1", "林州市", day];
    vec![
        // 300 of the 400 ha count: 4500 mu; (7095 − 4500)/7095.
        case("no more than the patch counts", &too_much, on("2025-12-31"), "critical 4500 1/2 lag 36.58"),
        case("no more than the patch, overdue", &too_much, on("2026-01-01"), "overdue 4500 1/2 lag 36.58"),
        case("an area below zero is none", &below_zero, on("2026-01-01"), "overdue 0 1/1 lag 100"),
        case("an area that nobody filled in", &unsaid, on("2026-01-01"), "overdue 0 0/1 lag 100"),
        case("a patch without an area is in no sum", &no_area, on("2026-01-01"), "no_report 0/0"),
        case("473 ha are exactly 7095 mu", &exactly, on("2025-12-31"), "done 7095 1/1 lag 0"),
    ]
}

/// Counts of the counties' own, and a city's count in whole parts.
fn parts() -> Vec<Case> {
    let fields = [("level", text("乡镇")), ("medium", text("空气")), ("programme", text("升级改造"))];
    let stations = Ground::default().with("monitoring_point", "滑县", 13, "online", &fields);
    let stations = stations.with("monitoring_point", "滑县", 1, "building", &fields);
    let river =
        |ground: Ground, county, count, state| ground.with("beautiful_river", county, count, state, &[]);
    let rivers = river(Ground::default(), "林州市", 6, "in_progress");
    let rivers = river(river(rivers, "滑县", 1, "completed"), "滑县", 1, "not_started");
    vec![
        // Task 30 asks 14 of 滑县: 1/14.
        case(
            "one of fourteen is missing",
            &stations,
            ["T30-M1", "滑县", "2023-10-31"],
            "on_track 13 13/14 lag 7.14",
        ),
        case(
            "and the day after it is overdue",
            &stations,
            ["T30-M1", "滑县", "2023-11-01"],
            "overdue 13 13/14 lag 7.14",
        ),
        // 8 rivers over 6 and 2 registered: 2 are asked here, 8 in the city.
        case("a part by the register", &rivers, ["T22-M4", "滑县", "2025-12-31"], "critical 1 1/2 lag 50"),
        case(
            "the city against all of it",
            &rivers,
            ["T22-M4", "安阳市", "2025-12-31"],
            "critical 1 1/8 lag 87.5",
        ),
        case("no part without a site", &rivers, ["T22-M4", "内黄县", "2025-12-31"], "no_report 0/0"),
    ]
}

/// Task 8: no unit left by 2024-12-31, 447 days after the start.
fn remainders() -> Vec<Case> {
    let units = |state| Ground::default().with("coal_unit", "滑县", 10, state, &[]);
    let (open, all) = (units("not_started"), units("completed"));
    let seven = ["滑县1", "滑县2", "滑县3", "滑县4", "滑县5", "滑县6", "滑县7"];
    let three_left = open.clone().marks(&seven, "completed", "2024-06-01");
    let ten: Vec<String> = (1..=10).map(|number| format!("滑县{number}")).collect();
    let ten: Vec<&str> = ten.iter().map(String::as_str).collect();
    let new = open
        .clone()
        .marks(&ten, "completed", "2024-03-01")
        .with("coal_unit", "滑县", 1, "not_started", &[])
        .registered("滑县11", "2024-06-01");
    let mut found_later = Ground::default().with("coal_unit", "滑县", 4, "not_started", &[]);
    for site in ["滑县1", "滑县2", "滑县3", "滑县4"] {
        found_later = found_later.registered(site, "2024-06-01");
    }
    let found_later = found_later.mark("滑县1", "accepted", "2024-07-01");
    let furnace = |ground: Ground, unit: &str, size: f64, state| {
        let fields = [("unit_type", text(unit)), ("size", Value::Number(size))];
        ground.with("steel_plant", "林州市", 1, state, &fields)
    };
    let small =
        furnace(furnace(Ground::default(), "高炉", 1199.0, "in_progress"), "转炉", 99.0, "not_started");
    let large = furnace(furnace(small, "高炉", 1200.0, "not_started"), "转炉", 1199.0, "not_started");
    let large = large.mark("林州市2", "completed", "2024-03-01");
    let on = |day| ["T08-M1", "滑县", day];
    vec![
        // 44 of 447 days: 9.84 % of the way from 10 to 0.
        case("a remainder starts from what there was", &open, on("2023-11-24"), "on_track 10 0/10 lag 9.84"),
        case("three of ten remain", &three_left, on("2024-12-31"), "behind 3 7/10 lag 30"),
        case("and are overdue", &three_left, on("2025-01-01"), "overdue 3 7/10 lag 30"),
        case("nothing remains", &all, on("2025-01-01"), "done 0 10/10 lag 0"),
        // One more than the 10 of the first day: a tenth of the way.
        case("a new one remains", &new, on("2024-12-31"), "on_track 1 10/11 lag 10"),
        // The register was empty at first: all of today's four remained then.
        case("found later, counted from all", &found_later, on("2024-12-31"), "critical 3 1/4 lag 75"),
        case("no unit was ever there", &Ground::default(), on("2025-01-01"), "no_report 0/0"),
        // Under 1200 m³ for a blast furnace, under 100 t for a converter.
        case("any of several limits", &large, ["T03-M1", "林州市", "2025-01-01"], "overdue 1 1/2 lag 50"),
    ]
}

/// The worst value decides: at least 25 % in task 4, grades of at most 2 and 3 in task 13.
fn worst() -> Vec<Case> {
    let machine = |ground: Ground, percent: Option<f64>| {
        let mut fields = vec![("unit_type", text("烧结机"))];
        fields.extend(percent.map(|percent| ("flue_gas_recirculation_pct", Value::Number(percent))));
        ground.with("steel_plant", "林州市", 1, "in_progress", &fields)
    };
    let two = |first, second| machine(machine(Ground::default(), first), second);
    let road = |ground: Ground, class: &str, grade: f64| {
        let fields = [("road_class", text(class)), ("dust_grade", Value::Number(grade))];
        ground.with("road", "殷都区", 1, "surveyed", &fields)
    };
    let roads = |city, trunk| road(road(Ground::default(), "城市道路", city), "国省道干线公路", trunk);
    let (sinter, dust) = (["T04-M2", "林州市", "2024-06-30"], ["T13-M1", "殷都区", "2024-06-30"]);
    vec![
        case("the smallest is just enough", &two(Some(30.0), Some(25.0)), sinter, "done 25 2/2"),
        case("the smallest is not", &two(Some(30.0), Some(24.9)), sinter, "behind 24.9 1/2"),
        case("one without a value may be the worst", &two(Some(30.0), None), sinter, "no_report 1/2"),
        case("one that fails is enough to know", &two(Some(24.0), None), sinter, "behind 24 0/2"),
        case("no machine, no report", &Ground::default(), sinter, "no_report 0/0"),
        case("both kinds of road are clean", &roads(2.0, 3.0), dust, "done 2 1/1"),
        case("a town road is not", &roads(3.0, 3.0), dust, "behind 3 0/1"),
        case("the dirtier of two decides", &road(roads(1.0, 3.0), "城市道路", 3.0), dust, "behind 3 1/2"),
        case("a trunk road is not", &roads(2.0, 4.0), dust, "behind 4 0/1"),
    ]
}

/// Task 15: no small works within 3 km of a national air station by 2024-12-31.
fn near() -> Vec<Case> {
    let station = Point::new(114.35, 36.1);
    let level = |level: &str| [("level", text(level)), ("medium", text("空气"))];
    let place = |far: f64| Geodesic.destination(station, 25.0, far);
    let works = |level: &[(&str, Value)], far: f64, state: &str| {
        let fields = [("project", text("零散工程")), ("place", text("城区"))];
        let ground = Ground::default().with("monitoring_point", "文峰区", 1, "online", level);
        let ground = ground.with("construction_site", "安阳县", 1, state, &fields);
        let ground = ground.at("文峰区1", station).at("安阳县1", place(far));
        ground.assign(15, &["安阳县"], "2023-10-11")
    };
    let national = level("国控");
    let at_limit = works(&national, 3000.0, "in_progress");
    let beyond = works(&national, 3000.1, "in_progress");
    let new_station = at_limit.clone().registered("文峰区1", "2024-06-01");
    let on = |day| ["T15-M1", "安阳县", day];
    vec![
        case(
            "3 km from another county's station is near",
            &at_limit,
            on("2025-01-01"),
            "overdue 1 0/1 lag 100",
        ),
        case("ten centimetres more is not", &beyond, on("2025-01-01"), "done 0 0/0 lag 0"),
        case(
            "a finished site does not remain",
            &works(&national, 500.0, "completed"),
            on("2025-01-01"),
            "done 0 1/1 lag 0",
        ),
        case(
            "a provincial station does not count",
            &works(&level("省控"), 500.0, "in_progress"),
            on("2025-01-01"),
            "done 0 0/0 lag 0",
        ),
        case("before the station stood", &new_station, on("2024-05-31"), "done 0 0/0 lag 0"),
        // 234 of 447 days.
        case("since the station stands", &new_station, on("2024-06-01"), "critical 1 0/1 lag 52.35"),
    ]
}

/// Task 17: no fire point in the year.
fn this_year() -> Vec<Case> {
    let fire =
        Ground::default().with("fire_point", "滑县", 1, "handled", &[]).registered("滑县1", "2024-03-01");
    let mut undated = fire.clone();
    undated.sites[0].registered_on = None;
    let on = |county, day| ["T17-M2", county, day];
    vec![
        case("nothing is known before the first fire", &fire, on("滑县", "2024-02-29"), "no_report 0/0"),
        case("a fire of this year", &fire, on("滑县", "2024-12-31"), "behind 1 1/1"),
        case("a new year starts from none", &fire, on("滑县", "2025-01-01"), "done 0 0/0"),
        case("none here, but some in the city", &fire, on("林州市", "2024-12-31"), "done 0 0/0"),
        case("without a day it is of no year", &undated, on("滑县", "2024-12-31"), "done 0 0/0"),
        case(
            "nowhere a fire point: nothing is known",
            &Ground::default(),
            on("滑县", "2024-12-31"),
            "no_report 0/0",
        ),
    ]
}

/// A limit that must be exceeded, and 基本 under another rule.
fn words() -> Vec<Case> {
    let plant = |ground: Ground, bod: f64| {
        let fields = [("facility", text("城市污水处理厂")), ("influent_bod_mg_l", Value::Number(bod))];
        ground.with("wwtp", "滑县", 1, "completed", &fields)
    };
    let plants = plant(plant(Ground::default(), 100.0), 100.1);
    let outfalls = Ground::default().outfalls("滑县", 8, "accepted").outfalls("滑县", 2, "treating");
    let eighty = outfalls.clone().reading("基本", 80.0);
    vec![
        // (90 − 50)/90.
        case(
            "at the limit is not above it",
            &plants,
            ["T21-M4", "滑县", "2025-12-31"],
            "critical 50 1/2 lag 44.44",
        ),
        case("基本 asks for all", &outfalls, ["T22-M3", "滑县", "2025-12-31"], "behind 80 8/10 lag 20"),
        case("基本 asks for eighty", &eighty, ["T22-M3", "滑县", "2025-12-31"], "done 80 8/10 lag 0"),
        case(
            "and only where the plan says the word",
            &eighty,
            ["T22-M2", "滑县", "2024-12-31"],
            "done 80 8/10 lag -14.29",
        ),
    ]
}
