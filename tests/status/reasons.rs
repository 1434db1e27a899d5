//! Why a site does not count, in words that a person can act on.

use geo::{Destination, Geodesic, Point};
use guatu::ledger::{AsOf, Clock};
use guatu::plan::TaskNo;
use guatu::site::Value;
use guatu::status::{Rule, SiteReason, explain};
use guatu::text::Lang;

use crate::ground::{Ground, adcode, day, plan};

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

/// What is said of a county's sites under one number of a task: `asked: reason` or `outside: reason`.
#[track_caller]
fn check(ground: &Ground, task: u16, (milestone, number): (&str, usize), county: &str, said: [&str; 2]) {
    let as_of = AsOf { date: day("2024-12-31"), clock: Clock::Effect };
    let rule = Rule::schedule().unwrap();
    let why =
        ground.with_inputs(plan(), |inputs| explain(inputs, &rule, as_of, TaskNo(task), &adcode(county)));
    let milestone = why.milestones.iter().find(|m| m.id.0 == milestone).unwrap();
    let sites = &milestone.figures[number - 1].sites;
    for (lang, said) in [Lang::Zh, Lang::En].into_iter().zip(said) {
        let told: Vec<String> =
            sites.iter().filter(|site| !site.counted).map(|site| tell(site, lang)).collect();
        assert_eq!(told.join(" / "), said);
    }
}

fn tell(site: &SiteReason, lang: Lang) -> String {
    let place = if site.asked { "asked" } else { "outside" };
    format!("{place}: {}", site.reason(lang))
}

#[test]
fn a_limit_is_told_with_its_side() {
    let furnace = |ground: Ground, unit: &str, size: Option<f64>, state: &str| {
        let mut fields = vec![("unit_type", text(unit))];
        fields.extend(size.map(|size| ("size", Value::Number(size))));
        ground.with("steel_plant", "林州市", 1, state, &fields)
    };
    let ground = furnace(Ground::default(), "高炉", Some(1000.0), "in_progress");
    let ground = furnace(ground, "高炉", Some(1200.0), "in_progress");
    let ground = furnace(furnace(ground, "转炉", None, "in_progress"), "企业", None, "in_progress");
    check(
        &ground,
        3,
        ("T03-M1", 1),
        "林州市",
        [
            "asked: 未到“已退出或已改造” / outside: 规模不小于 1200 / outside: 规模未填 / outside: 装备类型为“企业”",
            "asked: has not reached Closed or rebuilt / outside: Size is not under 1200 / outside: Size is missing \
         / outside: Type is 企业",
        ],
    );
    let fields = [("facility", text("城市污水处理厂")), ("influent_bod_mg_l", Value::Number(100.0))];
    let works = Ground::default().with("wwtp", "滑县", 1, "completed", &fields);
    let said = ["asked: 进水BOD未超过 100", "asked: Influent BOD is not above 100"];
    check(&works, 21, ("T21-M4", 1), "滑县", said);
}

#[test]
fn a_value_that_falls_short_is_told_with_what_is_asked() {
    let fields = [("unit_type", text("烧结机")), ("flue_gas_recirculation_pct", Value::Number(18.0))];
    let ground = Ground::default().with("steel_plant", "林州市", 1, "in_progress", &fields);
    let ground = ground.with("steel_plant", "林州市", 1, "in_progress", &fields[..1]);
    check(
        &ground,
        4,
        ("T04-M2", 1),
        "林州市",
        [
            "asked: 烟气循环率为 18，未达到 ≥ 25% / asked: 烟气循环率未填",
            "asked: Flue-gas recirculation is 18 and not ≥ 25% / asked: Flue-gas recirculation is missing",
        ],
    );
}

#[test]
fn what_is_too_far_is_told_with_the_distance_to_the_nearest() {
    let works = |ground: Ground| {
        let fields = [("project", text("零散工程"))];
        ground.with("construction_site", "安阳县", 1, "in_progress", &fields).assign(
            15,
            &["安阳县"],
            "2023-10-11",
        )
    };
    let station = Point::new(114.35, 36.1);
    let national = [("level", text("国控")), ("medium", text("空气"))];
    let ground = works(Ground::default().with("monitoring_point", "文峰区", 1, "online", &national));
    let ground = ground.at("文峰区1", station);
    // A few metres too far must not read as the limit itself.
    let ground = ground.at("安阳县1", Geodesic.destination(station, 90.0, 3002.0));
    check(
        &ground,
        15,
        ("T15-M1", 1),
        "安阳县",
        [
            "outside: 距最近的监测点位 3.01 公里，超过 3 公里",
            "outside: 3.01 km from the nearest Monitoring point, beyond 3 km",
        ],
    );
    let nowhere = works(Ground::default());
    check(
        &nowhere,
        15,
        ("T15-M1", 1),
        "安阳县",
        [
            "outside: 登记库中没有可量距离的监测点位",
            "outside: the register holds no Monitoring point to measure from",
        ],
    );
}

#[test]
fn another_year_is_told_with_the_day_of_registration() {
    let ground = Ground::default().with("fire_point", "滑县", 2, "handled", &[]);
    let mut ground = ground.registered("滑县1", "2023-11-05");
    ground.sites[1].registered_on = None;
    check(
        &ground,
        17,
        ("T17-M2", 1),
        "滑县",
        [
            "outside: 2023-11-05 登记，不在 2024 年 / outside: 登记日期未填",
            "outside: registered on 2023-11-05, not in 2024 / outside: Registered on is missing",
        ],
    );
}
