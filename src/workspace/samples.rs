//! Black-odorous waters against what was measured in them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Issue, Source, Workspace, WorkspaceError};
use crate::grade::{Grade, Graded, Guide, GuideError, Sample};
use crate::ledger::{AsOf, SiteNow};
use crate::site::{Site, Value};
use crate::text::Lang;

/// Kinds and fields whose meaning the guide fixes.
const SAMPLE: &str = "water_sample";
const BODY: &str = "black_odorous_water";
const GRADE: &str = "grade";
/// A workspace's own thresholds.
const GUIDE: &str = "standards/black_odorous.toml";

/// The thresholds of black-odorous water: those of the workspace's own file, else of the guide of 2015.
pub(super) fn guide(source: &Source) -> Result<Guide, WorkspaceError> {
    let text = if source.has(GUIDE) { Some(source.text(GUIDE)?) } else { None };
    let guide = text.map_or_else(Guide::of_2015, |text| Guide::from_toml(&text));
    guide.map_err(|GuideError { line, message }| {
        let file = source.file_name(GUIDE);
        WorkspaceError::Manifest { file, line, message }
    })
}

/// One sample of a body: the point's number along the water, the day, what was measured.
struct Taken {
    point: f64,
    on: Date,
    sample: Sample,
}

/// Bodies whose recorded grade is not the one of the samples before their registration; bodies
/// that count as treated and in which later samples are black-odorous; samples of no body.
pub(super) fn findings(workspace: &Workspace, as_of: AsOf) -> Vec<Issue> {
    let mut taken: BTreeMap<String, Vec<Taken>> = BTreeMap::new();
    let mut found = Vec::new();
    for site in workspace.register.of_kind(SAMPLE) {
        let Some(now) = workspace.history.fold(site, as_of) else { continue };
        let body = now.fields.get("body").map(Value::to_string).unwrap_or_default();
        let is_body = |site: &Site| site.id.0 == body && site.kind == BODY;
        if !workspace.register.of_kind(BODY).any(is_body) {
            found.push(Issue::about(site, "sample_without_body", false, |lang| {
                lang.fill("workspace.sample_without_body", &[("body", &body)])
            }));
        } else if let Some(one) = read(site, &now).filter(|one| one.on <= as_of.date) {
            taken.entry(body).or_default().push(one);
        }
    }
    for site in workspace.register.of_kind(BODY) {
        let (Some(now), Some(taken)) = (workspace.history.fold(site, as_of), taken.get(&site.id.0)) else {
            continue;
        };
        found.extend(recorded_otherwise(workspace, site, &now, taken));
        found.extend(black_again(workspace, site, &now, taken));
    }
    found
}

/// A sample with its day; none without one.
fn read(site: &Site, now: &SiteNow<'_>) -> Option<Taken> {
    let sampled_on = now.fields.get("sampled_on").and_then(|day| day.to_string().trim().parse().ok());
    let number = |field| now.fields.number(field);
    Some(Taken {
        point: number("point_number").unwrap_or_default(),
        on: sampled_on.or(site.registered_on)?,
        sample: Sample {
            transparency_cm: number("transparency_cm"),
            depth_cm: number("depth_cm"),
            dissolved_oxygen_mg_l: number("do_mg_l"),
            redox_mv: number("orp_mv"),
            ammonia_mg_l: number("nh3n_mg_l"),
        },
    })
}

/// The grade of a body by some of its samples, its points in their order along the water.
fn graded(workspace: &Workspace, taken: &[Taken], wanted: impl Fn(&Taken) -> bool) -> Option<Graded> {
    let mut wanted: Vec<&Taken> = taken.iter().filter(|one| wanted(one)).collect();
    wanted.sort_by(|a, b| a.point.total_cmp(&b.point));
    let points = wanted.chunk_by(|a, b| a.point == b.point);
    let points: Vec<Vec<Sample>> = points.map(|point| point.iter().map(|one| one.sample).collect()).collect();
    workspace.guide.body(&points)
}

fn recorded_otherwise(
    workspace: &Workspace,
    site: &Site,
    now: &SiteNow<'_>,
    taken: &[Taken],
) -> Option<Issue> {
    let recorded = now.fields.get(GRADE).filter(|value| !value.is_blank())?.to_string();
    let before = |one: &Taken| site.registered_on.is_none_or(|day| one.on <= day);
    let graded = graded(workspace, taken, before)?;
    if Lang::Zh.get(word_key(graded.body)) == recorded {
        return None;
    }
    Some(Issue::about(site, "grade_differs", false, |lang| {
        let values = [("recorded", recorded.as_str()), ("computed", &words(&graded, lang))];
        lang.fill("workspace.grade_differs", &values)
    }))
}

fn black_again(workspace: &Workspace, site: &Site, now: &SiteNow<'_>, taken: &[Taken]) -> Option<Issue> {
    let kind = workspace.kinds.get(BODY).filter(|kind| kind.is_done(now.state))?;
    let since = now.since?;
    let graded = graded(workspace, taken, |one| one.on > since).filter(|g| g.body > Grade::Clear)?;
    Some(Issue::about(site, "black_again", false, |lang| {
        let state = kind.state_words(now.state, lang);
        lang.fill("workspace.black_again", &[("state", state), ("computed", &words(&graded, lang))])
    }))
}

/// `重度（5 个点中 3 个重度）`
fn words(graded: &Graded, lang: Lang) -> String {
    let known = graded.points.iter().flatten().count().to_string();
    let heavy = graded.points.iter().filter(|grade| **grade == Some(Grade::Heavy)).count().to_string();
    let values = [("grade", lang.get(word_key(graded.body))), ("heavy", &heavy), ("points", &known)];
    lang.fill("workspace.grade_of_points", &values)
}

const fn word_key(grade: Grade) -> &'static str {
    match grade {
        Grade::Clear => "workspace.grade_clear",
        Grade::Light => "workspace.grade_light",
        Grade::Heavy => "workspace.grade_heavy",
    }
}
