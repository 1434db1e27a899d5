//! Days and deadlines, late completion under each rule, what is known when.

use guatu::ledger::{Body, Judgement, Ruled};
use guatu::plan::{MilestoneId, TaskNo};
use guatu::site::Value;

use super::{Case, case, known};
use crate::ground::{Ground, adcode};
use crate::promises::{accepted, hundred_days};

const SIX: [&str; 6] = ["滑县1", "滑县2", "滑县3", "滑县4", "滑县5", "滑县6"];

/// 70 % of the outfalls are to be accepted within the hundred days.
fn share() -> Ground {
    Ground::promised(&[hundred_days("H", &[accepted(">= 70 %")])])
}

fn ten() -> Ground {
    share().outfalls("滑县", 10, "treating")
}

const fn on(day: &'static str) -> [&'static str; 3] {
    ["H", "滑县", day]
}

pub(super) fn cases() -> Vec<Case> {
    [days(), rules(), knowledge(), relapses()].into_iter().flatten().collect()
}

/// Where nothing is done the lag is the part of the time that is gone.
fn days() -> Vec<Case> {
    let ten = ten();
    let six = ten.clone().marks(&SIX, "accepted", "2024-02-01");
    let in_time = six.clone().mark("滑县7", "accepted", "2024-04-10");
    let a_day_late = six.clone().mark("滑县7", "accepted", "2024-04-11");
    let all = share().outfalls("滑县", 10, "accepted");
    vec![
        case("nothing is asked before the start", &ten, on("2023-12-31"), "no_report 0/10"),
        case("the first day expects nothing", &ten, on("2024-01-01"), "on_track 0 0/10 lag 0"),
        case("ten points are on track", &ten, on("2024-01-11"), "on_track 0 0/10 lag 10"),
        case("eleven points are behind", &ten, on("2024-01-12"), "behind 0 0/10 lag 11"),
        case("thirty points are behind", &ten, on("2024-01-31"), "behind 0 0/10 lag 30"),
        case("thirty-one points are far behind", &ten, on("2024-02-01"), "critical 0 0/10 lag 31"),
        // 70 · 50/100 = 35 expected; (35 − 60)/70.
        case("ahead is below zero", &six, on("2024-02-20"), "on_track 60 6/10 lag -35.71"),
        // (70 − 60)/70.
        case("the deadline day is in time", &six, on("2024-04-10"), "behind 60 6/10 lag 14.29"),
        case("the day after is overdue", &six, on("2024-04-11"), "overdue 60 6/10 lag 14.29"),
        case("met on the last day", &in_time, on("2024-04-10"), "done 70 7/10 lag 0"),
        case("met in time stays so", &in_time, on("2025-08-01"), "done 70 7/10 lag 0"),
        case("not met on the last day", &a_day_late, on("2024-04-10"), "behind 60 6/10 lag 14.29"),
        case("met a day late", &a_day_late, on("2024-04-11"), "done 70 7/10 late lag 0"),
        // (35 − 100)/70.
        case("more than is asked", &all, on("2024-02-20"), "done 100 10/10 lag -92.86"),
    ]
}

/// The same numbers under the other rules.
fn rules() -> Vec<Case> {
    let (open, six) = (ten(), ten().marks(&SIX, "accepted", "2024-02-01"));
    let in_time = six.clone().mark("滑县7", "accepted", "2024-04-10");
    let late = six.clone().mark("滑县7", "accepted", "2024-04-11");
    let undone = late.clone().mark("滑县7", "relapsed", "2024-05-01");
    let deadline_only = |ground: &Ground| ground.clone().under("deadline_only");
    let late_stays = |ground: &Ground| ground.clone().under("late_stays");
    let ruling = Body::Judge(Judgement {
        task: TaskNo(22),
        county: adcode("滑县"),
        milestone: Some(MilestoneId("H".to_owned())),
        light: Ruled::OnTrack,
        why: "汛期顺延".to_owned(),
    });
    let manual = six.clone().under("manual");
    let ruled = manual.clone().said("2024-04-20", ruling.clone());
    let not_asked = six.clone().said("2024-04-20", ruling);
    vec![
        case("只看期限: no schedule", &deadline_only(&open), on("2024-04-10"), "on_track 0 0/10"),
        case("只看期限: overdue after it", &deadline_only(&open), on("2024-04-11"), "overdue 0 0/10"),
        case("只看期限: late is done", &deadline_only(&late), on("2024-04-11"), "done 70 7/10 late"),
        case("迟完成不转绿: in time", &late_stays(&in_time), on("2024-06-01"), "done 70 7/10 lag 0"),
        case("迟完成不转绿: late", &late_stays(&late), on("2024-06-01"), "overdue 70 7/10 late lag 0"),
        case("迟完成不转绿: undone", &late_stays(&undone), on("2024-06-01"), "overdue 60 6/10 lag 14.29"),
        case("人工研判: nobody ruled", &manual, on("2024-05-01"), "overdue 60 6/10 lag 14.29"),
        case("人工研判: not ruled yet", &ruled, on("2024-04-19"), "overdue 60 6/10 lag 14.29"),
        case("人工研判: ruled", &ruled, on("2024-04-20"), "on_track 60 6/10 lag 14.29"),
        case("序时进度 hears no ruling", &not_asked, on("2024-05-01"), "overdue 60 6/10 lag 14.29"),
    ]
}

/// Before the first event; dated back; registered later; taken back.
fn knowledge() -> Vec<Case> {
    let filed = share().outfalls("滑县", 1, "accepted").mark("滑县1", "relapsed", "2024-03-01");
    let new = share().outfalls("滑县", 1, "accepted").registered("滑县1", "2024-02-01");
    let one = share().outfalls("滑县", 1, "treating");
    let back = one.clone().mark_late("滑县1", "accepted", "2024-02-01", "2024-05-01", &[]);
    let overtaken = one.clone().mark("滑县1", "accepted", "2024-03-01");
    let overtaken = overtaken.mark_late("滑县1", "relapsed", "2024-02-15", "2024-03-10", &[]);
    let taken_back = one.mark("滑县1", "accepted", "2024-02-01").undo("2024-03-01");
    let exempt = [("treatment", Value::Text("无需整治".to_owned()))];
    let exempt = Ground::default().with("outfall", "滑县", 4, "traced", &exempt);
    vec![
        // 70 · 59/100 = 41.3; (41.3 − 100)/70.
        case("before the first event the file speaks", &filed, on("2024-02-29"), "done 100 1/1 lag -83.86"),
        case("from it on the event speaks", &filed, on("2024-03-01"), "critical 0 0/1 lag 60"),
        case("before its registration it is not there", &new, on("2024-01-31"), "no_report 0/0"),
        // 70 · 31/100 = 21.7.
        case("on the day of its registration it is", &new, on("2024-02-01"), "done 100 1/1 lag -111.86"),
        case("dated back, true before it was known", &back, on("2024-02-20"), "done 100 1/1 lag -92.86"),
        known("dated back, not known yet", &back, on("2024-02-20"), "critical 0 0/1 lag 50"),
        case("dated back, in time by what was true", &back, on("2024-05-02"), "done 100 1/1 lag -42.86"),
        known("dated back, late by what was known", &back, on("2024-05-02"), "done 100 1/1 late lag -42.86"),
        case(
            "a mark dated back does not undo a later one",
            &overtaken,
            on("2024-03-16"),
            "done 100 1/1 lag -67.86",
        ),
        case("a mark dated back holds in between", &overtaken, on("2024-02-20"), "critical 0 0/1 lag 50"),
        case("a mark taken back never held", &taken_back, on("2024-02-20"), "critical 0 0/1 lag 50"),
        known("but was known until then", &taken_back, on("2024-02-20"), "done 100 1/1 lag -92.86"),
        case("0 of 0 in time", &share(), on("2024-02-20"), "no_report 0/0"),
        case("0 of 0 after the deadline", &share(), on("2024-06-01"), "no_report 0/0"),
        case("only what needs nothing is 0 of 0", &exempt, ["T22-M2", "滑县", "2024-06-30"], "no_report 0/0"),
    ]
}

fn relapses() -> Vec<Case> {
    let done = share().outfalls("滑县", 1, "treating").mark("滑县1", "accepted", "2024-02-01");
    let relapsed = done.mark("滑县1", "relapsed", "2024-03-01");
    let mended = relapsed.clone().mark("滑县1", "accepted", "2024-04-01");
    let mended_late = relapsed.clone().mark("滑县1", "accepted", "2024-05-01");
    vec![
        case("done before the relapse", &relapsed, on("2024-02-29"), "done 100 1/1 lag -83.86"),
        case("a relapse turns the light", &relapsed, on("2024-03-16"), "critical 0 0/1 lag 75"),
        case("a relapse is overdue in the end", &relapsed, on("2024-04-11"), "overdue 0 0/1 lag 100"),
        case("mended before the deadline", &mended, on("2024-04-11"), "done 100 1/1 lag -42.86"),
        case("mended after it is late", &mended_late, on("2024-05-01"), "done 100 1/1 late lag -42.86"),
    ]
}
