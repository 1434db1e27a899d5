//! The data doctor: what a person should mend before the numbers are believed.
//!
//! An error may make a number wrong; a warning is a contradiction that a person should look at.
//! Rules about codes are warnings: HJ 1235 and patch numbers are known by shape only.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Geometry, MultiPolygon};

use super::{Issue, Workspace, evidence, samples};
use crate::geom::{area, contains};
use crate::ledger::{AsOf, Body, Event, SiteNow};
use crate::site::{Guard, Kind, Site, SiteId, Value};
use crate::text::{Bilingual, Lang, Say};

/// Register area and drawn area may differ by this part of the register's before it is said.
const AREA_TOLERANCE: f64 = 0.2;

/// Every finding as of a day: those of the files first, then by layer and site.
#[must_use]
pub fn check(workspace: &Workspace, as_of: AsOf) -> Vec<Issue> {
    let mut findings = workspace.issues.clone();
    findings.extend(measures(workspace));
    for site in workspace.register.sites() {
        let Some(kind) = workspace.kinds.get(&site.kind) else { continue };
        let history = &workspace.history;
        // What was taken back is no record any more, and what left the register needs no mending.
        if workspace.is_taken_back(site) {
            continue;
        }
        let mut visit = Visit { workspace, site, kind, findings: &mut findings };
        if history.retired(site, as_of).is_none() {
            visit.county();
            visit.codes();
        }
        visit.events();
        if let Some(now) = history.fold(site, as_of) {
            visit.known_state(&now);
            visit.classes(&now);
            visit.guards(&now);
            visit.areas(&now);
        }
    }
    findings.extend(samples::findings(workspace, as_of));
    findings.extend(evidence::findings(workspace));
    findings.extend(additions(workspace));
    findings.extend(orphans(workspace));
    findings
}

/// Measures of the plan that no kind can answer: their numbers would stay unknown in silence.
fn measures(workspace: &Workspace) -> impl Iterator<Item = Issue> {
    let mismatches = workspace.kinds.mismatches(&workspace.plan).into_iter();
    mismatches.map(|mismatch| Issue::of_layer("plan", "measure", true, |lang| mismatch.say(lang)))
}

/// Sites that only the ledger knows: their records are lost.
fn orphans(workspace: &Workspace) -> Vec<Issue> {
    let unknown = workspace.history.sites().filter(|site| workspace.register.get(site).is_none());
    let unknown: Vec<SiteId> = unknown.collect();
    let events = unknown.iter().flat_map(|site| workspace.history.of_site(site));
    let marked = events.filter_map(|event| match &event.body {
        Body::Mark { site, layer, .. } => Some((site, layer)),
        Body::Retire(gone) => Some((&gone.site, &gone.layer)),
        _ => None,
    });
    let added: BTreeSet<&SiteId> = workspace.history.additions().iter().map(|(_, of)| &of.site).collect();
    let marked = marked.filter(|(site, _)| !added.contains(site));
    let lost: BTreeMap<_, _> = marked.collect();
    let issue = |(site, layer): (&SiteId, &String)| {
        let mut issue = Issue::of_layer(layer, "event_without_site", true, |lang| {
            lang.fill("workspace.event_without_site", &[("site", &site.0)])
        });
        issue.site = Some(site.clone());
        issue
    };
    lost.into_iter().map(issue).collect()
}

/// Added sites that a file holds by now, or whose layer is missing.
fn additions(workspace: &Workspace) -> impl Iterator<Item = Issue> {
    let additions = workspace.history.additions().into_iter();
    let additions = additions.filter(|(event, _)| workspace.history.undone_by(&event.id).is_none());
    additions.filter_map(|(event, added)| {
        let (rule, error) = match workspace.register.get(&added.site) {
            None => ("add_no_layer", true),
            Some(site) if site.added_by.is_none() => ("add_of_file", false),
            Some(_) => return None,
        };
        let on = event.effective_on.to_string();
        let values = [("site", added.site.0.as_str()), ("layer", &added.layer), ("on", &on)];
        let mut issue = Issue::of_layer(&added.layer, rule, error, |lang| {
            lang.fill(&format!("workspace.{rule}"), &values)
        });
        issue.site = Some(added.site.clone());
        Some(issue)
    })
}

/// One site under examination.
struct Visit<'a> {
    workspace: &'a Workspace,
    site: &'a Site,
    kind: &'a Kind,
    findings: &'a mut Vec<Issue>,
}

impl Visit<'_> {
    fn find(&mut self, rule: &str, error: bool, values: &[(&str, Bilingual)]) {
        let sentence = |lang: Lang| {
            let values: Vec<(&str, &str)> =
                values.iter().map(|(name, words)| (*name, words.get(lang))).collect();
            lang.fill(&format!("workspace.{rule}"), &values)
        };
        self.findings.push(Issue {
            layer: self.site.layer.clone(),
            site: Some(self.site.id.clone()),
            rule: rule.to_owned(),
            message: Bilingual { zh: sentence(Lang::Zh), en: sentence(Lang::En) },
            error,
        });
    }

    /// The record's county stands; its polygon only checks it.
    fn county(&mut self) {
        // A record without a county was told of when it was read.
        let Some(recorded) = &self.site.county else { return };
        let Some(county) = self.workspace.plan.county(recorded) else {
            return self.find("county_unknown", true, &[("county", same(&recorded.0))]);
        };
        let shapes = &self.workspace.counties;
        let own = shapes.iter().find(|shape| &shape.adcode == recorded);
        if own.is_some_and(|own| !contains(&own.shape, self.site.point)) {
            let around = shapes.iter().find(|shape| contains(&shape.shape, self.site.point));
            let around = around.and_then(|shape| self.workspace.plan.county(&shape.adcode));
            let nowhere = Bilingual {
                zh: Lang::Zh.get("workspace.no_county").to_owned(),
                en: Lang::En.get("workspace.no_county").to_owned(),
            };
            let around = around.map_or(nowhere, |county| county.name.clone());
            self.find("outside_county", false, &[("county", county.name.clone()), ("around", around)]);
        }
    }

    /// A state that came with an event of another workspace's kinds: nothing can draw it. That of a
    /// file was told of when it was read.
    fn known_state(&mut self, now: &SiteNow<'_>) {
        let came_later = self.site.added_by.is_some() || now.state != self.site.state;
        if came_later && self.kind.state(now.state).is_none() {
            self.find("state_unknown", true, &[("state", same(now.state))]);
        }
    }

    /// Six digits inside a code that name another county of the plan.
    fn codes(&mut self) {
        let Some(recorded) = &self.site.county else { return };
        for (field, value) in &self.site.fields {
            if !field.ends_with("code") && !field.ends_with("_no") {
                continue;
            }
            let code = value.to_string();
            let digits: String = code.chars().skip_while(|c| !c.is_ascii_digit()).take(6).collect();
            let other = self.workspace.plan.counties.iter().find(|county| county.adcode.0 == digits);
            if let Some(other) = other.filter(|other| &other.adcode != recorded) {
                self.find(
                    "code_of_other_county",
                    false,
                    &[("code", same(&code)), ("county", other.name.clone())],
                );
            }
        }
    }

    /// Marks that hold before the site was in the register, or that were written down in advance.
    fn events(&mut self) {
        let history = &self.workspace.history;
        let marks: Vec<&Event> = history
            .of_site(&self.site.id)
            .filter(|event| matches!(event.body, Body::Mark { .. }))
            .filter(|event| history.undone_by(&event.id).is_none())
            .collect();
        let since = self.site.registered_on;
        let early = marks.iter().find(|event| since.is_some_and(|since| event.effective_on < since));
        if let (Some(event), Some(since)) = (early, since) {
            let (day, registered) = (event.effective_on.to_string(), since.to_string());
            self.find("before_register", false, &[("day", same(&day)), ("registered", same(&registered))]);
        }
        if let Some(event) = marks.iter().find(|event| event.effective_on > event.recorded_on()) {
            let (day, recorded) = (event.effective_on.to_string(), event.recorded_on().to_string());
            self.find("mark_in_future", false, &[("on", same(&day)), ("recorded", same(&recorded))]);
        }
    }

    /// A class that its field does not list.
    fn classes(&mut self, now: &SiteNow) {
        let kind = self.kind;
        for field in kind.fields.iter().filter(|field| !field.values.is_empty()) {
            let Some(value) = now.fields.get(&field.id).filter(|value| !value.is_blank()) else { continue };
            let value = value.to_string();
            if !field.values.contains(&value) {
                self.find("unknown_class", true, &[("field", field.name.clone()), ("value", same(&value))]);
            }
        }
    }

    /// What the guards of the states that it has reached ask for, whoever moved it there.
    fn guards(&mut self, now: &SiteNow) {
        let kind = self.kind;
        let reached = kind.states.iter().filter(|state| kind.has_reached(now.state, &state.id));
        let asked: Vec<&Guard> = reached.flat_map(|state| &state.guards).chain(&kind.guards).collect();
        for guard in asked {
            match guard {
                Guard::Needs { field } => {
                    if now.fields.get(field).is_none_or(Value::is_blank) {
                        self.find(
                            "field_missing",
                            false,
                            &[("state", self.state(now)), ("field", self.field(field))],
                        );
                    }
                }
                Guard::Evidence if now.has_evidence => {}
                Guard::Evidence => self.find("evidence_missing", false, &[("state", self.state(now))]),
                Guard::NotAbove { field, bound } => {
                    if let (Some(number), Some(limit)) = (now.fields.number(field), now.fields.number(bound))
                        && number > limit
                    {
                        let values = [
                            ("field", self.field(field)),
                            ("value", same(&number.to_string())),
                            ("bound", self.field(bound)),
                            ("limit", same(&limit.to_string())),
                        ];
                        self.find("above_bound", true, &values);
                    }
                }
            }
        }
    }

    /// Register area against drawn area.
    fn areas(&mut self, now: &SiteNow) {
        let Some(registered) = now.fields.number("area_ha") else { return };
        let shape = match &self.site.geometry {
            Geometry::Polygon(polygon) => MultiPolygon::new(vec![polygon.clone()]),
            Geometry::MultiPolygon(shape) => shape.clone(),
            _ => return,
        };
        let drawn = area(&shape).hectares();
        if (drawn - registered).abs() > AREA_TOLERANCE * registered {
            let hectares = |number: f64| same(&format!("{number:.2}"));
            self.find(
                "area_differs",
                false,
                &[("registered", hectares(registered)), ("drawn", hectares(drawn))],
            );
        }
    }

    fn state(&self, now: &SiteNow) -> Bilingual {
        self.kind.state(now.state).map_or_else(|| same(now.state), |state| state.name.clone())
    }

    fn field(&self, id: &str) -> Bilingual {
        self.kind.field(id).map_or_else(|| same(id), |field| field.name.clone())
    }
}

fn same(text: &str) -> Bilingual {
    Bilingual { zh: text.to_owned(), en: text.to_owned() }
}
