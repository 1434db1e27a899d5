//! Conflicts in words: about what, in which field, what each side claims.

use super::change::{filled, site_words};
use super::{Inputs, Light};
use crate::ledger::{Claim, Conflict, Said, Subject, field};
use crate::plan::{Adcode, MilestoneId};
use crate::site::Kind;
use crate::text::{Bilingual, Lang};

/// What a conflict is about: a site by code and name, or a promise and a county.
#[must_use]
pub fn subject_words(inputs: &Inputs<'_>, subject: &Subject) -> Bilingual {
    let county = |code: &Adcode, lang: Lang| match inputs.plan.county(code) {
        Some(county) => county.name.get(lang).to_owned(),
        None if *code == inputs.plan.city_adcode => inputs.plan.city.get(lang).to_owned(),
        None => code.0.clone(),
    };
    match subject {
        Subject::Site(id) => {
            let words = inputs.register.get(id).map_or_else(|| id.0.clone(), site_words);
            Bilingual { zh: words.clone(), en: words }
        }
        Subject::Report { milestone, county: code, on, .. } => filled("status.about_report", |lang| {
            vec![("milestone", milestone.to_string()), ("county", county(code, lang)), ("on", on.to_string())]
        }),
        Subject::Assignment(task) => filled("status.about_assignment", |_| vec![("task", task.to_string())]),
        Subject::Ruling(task, code, milestone) => filled("status.about_ruling", |lang| {
            let milestone = milestone.as_ref().map_or(String::new(), |id: &MilestoneId| format!(" {id}"));
            vec![("task", format!("{task}{milestone}")), ("county", county(code, lang))]
        }),
    }
}

/// The name of the field on which a conflict is.
#[must_use]
pub fn field_words(inputs: &Inputs<'_>, subject: &Subject, id: &str) -> Bilingual {
    let key = match id {
        field::STATE => "status.field_state",
        field::REGISTER => "status.field_register",
        field::VALUE => "status.field_value",
        field::COUNTIES => "status.field_counties",
        field::LIGHT => "status.field_light",
        _ => {
            let kind = kind_of(inputs, subject);
            let say = |lang| kind.map_or(id, |kind| kind.field_words(id, lang)).to_owned();
            return Bilingual { zh: say(Lang::Zh), en: say(Lang::En) };
        }
    };
    filled(key, |_| Vec::new())
}

/// What a side claims; where it claims nothing, that the record stays as it was.
#[must_use]
pub fn claim_words(inputs: &Inputs<'_>, conflict: &Conflict, claim: Option<&Claim>) -> Bilingual {
    let Some(claim) = claim else {
        let key = if conflict.field == field::REGISTER { "status.stays" } else { "status.as_recorded" };
        return filled(key, |_| Vec::new());
    };
    let say = |lang: Lang| match claim {
        Claim::State(state) => {
            let kind = kind_of(inputs, &conflict.subject);
            kind.map_or(state.as_str(), |kind| kind.state_words(state, lang)).to_owned()
        }
        Claim::Value(value) => value.to_string(),
        Claim::Said(Said::Value(value) | Said::Baseline(value)) => value.to_string(),
        Claim::Said(Said::Done(true)) => lang.get("status.said_done").to_owned(),
        Claim::Said(Said::Done(false)) => lang.get("status.said_not_done").to_owned(),
        Claim::Counties(counties) => {
            let names = counties
                .iter()
                .map(|code| inputs.plan.county(code).map_or(code.0.as_str(), |county| county.name.get(lang)));
            names.collect::<Vec<_>>().join(lang.get("status.comma"))
        }
        Claim::Light(light) => Light::from(*light).word(lang).to_owned(),
        Claim::Added(added) => {
            let at = format!("{:.5}, {:.5}", added.lon, added.lat);
            lang.fill("status.added_as", &[("name", &added.name), ("at", &at)])
        }
        Claim::Retired => lang.get("status.left_register").to_owned(),
    };
    Bilingual { zh: say(Lang::Zh), en: say(Lang::En) }
}

fn kind_of<'a>(inputs: &Inputs<'a>, subject: &Subject) -> Option<&'a Kind> {
    let Subject::Site(id) = subject else { return None };
    inputs.register.get(id).and_then(|site| inputs.kinds.get(&site.kind))
}
