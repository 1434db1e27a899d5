//! What happens to an outfall after it was found: traced, planned, treated, accepted, closed.

use jiff::civil::date;

use super::chance::Chance;
use super::design::{COUNTIES, Relapse};
use super::draft::{Draft, Picture, Step, text};
use super::outfall_class::responsible;
use super::pace::{FIRST_DAY, When, after, days_between, part_way};

/// The days that the county's pace gives one outfall.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    pub(super) traced: When,
    /// None where nothing needs to be done (无需整治).
    pub(super) accepted: Option<When>,
    pub(super) treatment: &'static str,
}

/// Writes an outfall's marks.
pub(super) fn tell(draft: &mut Draft, course: Course, chance: &mut Chance) {
    let start = match course.traced {
        When::Before => FIRST_DAY,
        When::On(day) => {
            let note = chance.pick(&["现场溯源，来源已核实", "管网溯源完成", "沿岸排查并取样溯源"]).copied();
            draft.then(Step::to("traced", day).note(note));
            day
        }
        When::Never => return,
    };
    match course.accepted {
        None => {
            if chance.happens(0.5) {
                let day = after(start, chance.whole(20, 200));
                draft.then(Step::to("planned", day).note(Some("无需整治，纳入日常监管")));
            }
        }
        Some(When::On(day)) => finished(draft, start, day, course.treatment, chance),
        Some(When::Before | When::Never) => unfinished(draft, start, chance),
    }
}

fn finished(
    draft: &mut Draft,
    start: jiff::civil::Date,
    accepted: jiff::civil::Date,
    treatment: &'static str,
    chance: &mut Chance,
) {
    let days = days_between(start, accepted);
    if days >= 60 {
        let day = part_way(start, accepted, chance.between(0.15, 0.4));
        draft.then(with_body(draft, Step::to("planned", day)));
    }
    if days >= 12 {
        let day = part_way(start, accepted, chance.between(0.45, 0.62));
        draft.then(with_body(draft, Step::to("treating", day)));
    }
    if days >= 60 && chance.happens(0.7) {
        if chance.happens(0.06) {
            draft.then(Step::to("awaiting_acceptance", part_way(start, accepted, 0.75)));
            let back = part_way(start, accepted, 0.8);
            draft.then(Step::to("treating", back).note(Some("验收退回：标志牌不符合要求，限期整改")));
        }
        draft.then(Step::to("awaiting_acceptance", part_way(start, accepted, chance.between(0.88, 0.96))));
    }
    let acceptor = text(acceptor(draft.adcode));
    draft.then(with_body(draft, Step::to("accepted", accepted)).set("acceptor", acceptor));
    if chance.happens(0.55) {
        let closed = after(accepted, chance.whole(14, 75));
        let picture = match treatment {
            "取缔" => Picture::Closed,
            "合并" => Picture::Joined,
            _ => Picture::Signed,
        };
        draft.then(Step::to("cancelled", closed).picture(picture));
    }
}

fn unfinished(draft: &mut Draft, start: jiff::civil::Date, chance: &mut Chance) {
    let planned = after(start.max(date(2024, 3, 1)), chance.whole(0, 420));
    draft.then(with_body(draft, Step::to("planned", planned)));
    if !chance.happens(0.75) {
        return;
    }
    let treating = after(planned, chance.whole(40, 260));
    draft.then(Step::to("treating", treating));
    if chance.happens(0.4) {
        let acceptor = text(acceptor(draft.adcode));
        let wrong = Step::to("accepted", after(treating, chance.whole(20, 60))).set("acceptor", acceptor);
        draft.then(wrong.note(Some("误标，点位选错")).taken_back());
    }
    if chance.happens(0.15) {
        draft.then(Step::to("awaiting_acceptance", after(treating, chance.whole(90, 200))));
    }
}

/// A closed outfall that comes back (反弹).
pub(super) fn relapse(draft: &mut Draft, relapse: Relapse) {
    draft.then(Step::to("relapsed", relapse.on).note(Some("巡查发现污水再次直排")));
    match relapse.mended {
        Some(mended) => {
            draft.then(Step::to("treating", part_way(relapse.on, mended, 0.3)));
            draft.then(Step::to("accepted", mended).note(Some("重新整治后验收")));
        }
        None => draft.then(Step::to("treating", after(relapse.on, 24))),
    }
}

/// The responsible body comes with the mark at the latest that needs it.
fn with_body(draft: &Draft, step: Step) -> Step {
    let known = draft.fields.iter().any(|(field, _)| *field == "responsible_body")
        || draft.steps.iter().any(|step| step.set.iter().any(|(field, _)| *field == "responsible_body"));
    if known {
        return step;
    }
    let field = |name: &str| {
        let value = draft.fields.iter().find(|(field, _)| *field == name);
        value.map_or(String::new(), |(_, value)| value.to_string())
    };
    let body = responsible(&field("outfall_class"), &field("township"), county_name(draft.adcode));
    step.set("responsible_body", text(body))
}

/// The county's branch of the bureau accepts.
fn acceptor(adcode: &str) -> String {
    format!("安阳市生态环境局{}分局", county_name(adcode))
}

fn county_name(adcode: &str) -> &'static str {
    COUNTIES.iter().find(|county| county.adcode == adcode).map_or("", |county| county.name)
}
