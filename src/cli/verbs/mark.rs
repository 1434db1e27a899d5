//! `mark` and `undo`: the two verbs that write, and what they moved.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::cli::args::{Cli, Format, Mark, Undo};
use crate::cli::error::{CliError, Exit};
use crate::cli::{answer, open};
use crate::ledger::{Addition, Assignment, Body, Event, EventId, Judgement, Report, Retirement, Settlement};
use crate::site::{SiteId, Value};
use crate::status::{Lights, Moved, NumberMoved, moved, numbers_moved};
use crate::text::{Lang, Say};
use crate::workspace::{Access, EvidenceWarning, MarkRequest, Workspace, WorkspaceError};

#[derive(Serialize)]
struct Answer {
    event: EventRow,
    moved: Vec<Moved>,
    numbers: Vec<NumberMoved>,
    warnings: Vec<WarningRow>,
}

/// What a person should look at again.
#[derive(Serialize)]
pub(super) struct WarningRow {
    /// The file of evidence that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    rule: &'static str,
    message: String,
    /// The message with the file's name.
    #[serde(skip)]
    line: String,
}

impl WarningRow {
    /// What is doubtful about a file of evidence.
    pub(super) fn of_file(warning: &EvidenceWarning, lang: Lang) -> Self {
        Self {
            file: Some(warning.file.clone()),
            rule: warning.doubt.rule(),
            message: warning.doubt.say(lang),
            line: warning.say(lang),
        }
    }

    /// What is doubtful about the act itself.
    pub(super) fn about(rule: &'static str, doubt: &impl Say, lang: Lang) -> Self {
        Self { file: None, rule, message: doubt.say(lang), line: doubt.say(lang) }
    }
}

/// An event as `mark`, `undo` and `history` print it.
#[derive(Serialize)]
pub(super) struct EventRow {
    pub(super) id: EventId,
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) site: Option<SiteId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) layer: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) effective_on: Date,
    pub(super) recorded_at: Timestamp,
    pub(super) by: String,
    pub(super) note: Option<String>,
    pub(super) evidence: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) undoes: Option<EventId>,
    #[serde(flatten)]
    pub(super) report: Option<Report>,
    #[serde(flatten)]
    pub(super) assignment: Option<Assignment>,
    #[serde(flatten)]
    pub(super) judgement: Option<Judgement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) addition: Option<Addition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) retirement: Option<Retirement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) settlement: Option<Settlement>,
}

impl EventRow {
    /// An event; none for an event of a kind that this version does not know.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let row = |kind, site: Option<&SiteId>| Self {
            id: event.id.clone(),
            kind,
            site: site.cloned(),
            layer: None,
            from: None,
            to: None,
            effective_on: event.effective_on,
            recorded_at: event.recorded_at,
            by: event.by.clone(),
            note: None,
            evidence: Vec::new(),
            undoes: None,
            report: None,
            assignment: None,
            judgement: None,
            addition: None,
            retirement: None,
            settlement: None,
        };
        match &event.body {
            Body::Mark { site, layer, from, to, note, evidence, .. } => Some(Self {
                layer: Some(layer.clone()),
                from: Some(from.clone()),
                to: Some(to.clone()),
                note: note.clone(),
                evidence: evidence.clone(),
                ..row("mark", Some(site))
            }),
            Body::Undo { event, site } => {
                Some(Self { undoes: Some(event.clone()), ..row("undo", site.as_ref()) })
            }
            Body::Add(added) => Some(Self {
                layer: Some(added.layer.clone()),
                to: Some(added.state.clone()),
                note: added.note.clone(),
                evidence: added.evidence.clone(),
                addition: Some(added.clone()),
                ..row("add", Some(&added.site))
            }),
            Body::Retire(retired) => Some(Self {
                layer: Some(retired.layer.clone()),
                note: Some(retired.why.clone()),
                evidence: retired.evidence.clone(),
                retirement: Some(retired.clone()),
                ..row("retire", Some(&retired.site))
            }),
            Body::Settle(settled) => Some(Self {
                note: settled.note.clone(),
                settlement: Some(settled.clone()),
                ..row("settle", settled.site.as_ref())
            }),
            Body::Report(report) => Some(Self { report: Some(report.clone()), ..row("report", None) }),
            Body::Assign(assignment) => {
                Some(Self { assignment: Some(assignment.clone()), ..row("assign", None) })
            }
            Body::Judge(judgement) => Some(Self { judgement: Some(judgement.clone()), ..row("judge", None) }),
            Body::Unknown(_) => None,
        }
    }
}

/// What `--set KEY=VALUE` gives: what reads as a number is one.
pub(super) fn field_values(set: &[(String, String)]) -> BTreeMap<String, Value> {
    let value = |(key, value): &(String, String)| {
        let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
        (key.clone(), number.map_or_else(|| Value::Text(value.clone()), Value::Number))
    };
    set.iter().map(value).collect()
}

/// Writes a mark and prints every light it moved.
pub(in crate::cli) fn mark(cli: &Cli, verb: &Mark) -> Result<Exit, CliError> {
    let request = MarkRequest {
        site: SiteId(verb.site.clone()),
        to: verb.state.clone(),
        on: verb.on,
        note: verb.note.clone(),
        set: field_values(&verb.set),
        evidence: verb.evidence.clone(),
    };
    let (author, lang) = (open::author(&verb.by), cli.common.lang);
    write_warned(cli, |workspace| {
        // A file that cannot be read is told of by the mark itself.
        let warnings = workspace.evidence_warnings(&request).unwrap_or_default();
        let warnings = warnings.iter().map(|warning| WarningRow::of_file(warning, lang)).collect();
        workspace.mark(&request, &author).map(|event| (event, warnings))
    })
}

/// Writes a counter-event and prints every light it moved.
pub(in crate::cli) fn undo(cli: &Cli, verb: &Undo) -> Result<Exit, CliError> {
    let event = EventId(verb.event.clone());
    let author = open::author(&verb.by);
    write(cli, |workspace| workspace.undo(&event, &author))
}

/// Does one act and prints its event and every light it moved.
pub(super) fn write(
    cli: &Cli,
    act: impl FnOnce(&mut Workspace) -> Result<Event, WorkspaceError>,
) -> Result<Exit, CliError> {
    write_warned(cli, |workspace| act(workspace).map(|event| (event, Vec::new())))
}

/// The same, with what a person should look at again.
pub(super) fn write_warned(
    cli: &Cli,
    act: impl FnOnce(&mut Workspace) -> Result<(Event, Vec<WarningRow>), WorkspaceError>,
) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let mut workspace = open::workspace(cli, Access::Write)?;
    let as_of = open::as_of(cli);
    let mut lights = Lights::default();
    let before = lights.status(&workspace.inputs(), &workspace.rule, as_of);
    let (event, mut warnings) = act(&mut workspace).map_err(|error| CliError::workspace(&error, lang))?;
    let behind = workspace.clock_warning(&event);
    warnings.extend(behind.map(|behind| WarningRow::about("clock_behind", &behind, lang)));
    let after = lights.status(&workspace.inputs(), &workspace.rule, as_of);
    let (lights, numbers) = (moved(&before, &after), numbers_moved(&before, &after));
    for warning in &warnings {
        answer::complain(&lang.fill("cli.warning", &[("what", &warning.line)]));
    }
    match (cli.common.format, EventRow::of(&event)) {
        (Format::Json, Some(event)) => {
            answer::print_json(&Answer { event, moved: lights, numbers, warnings });
        }
        (_, _) => {
            answer::print(&lang.fill("cli.recorded", &[("event", &event.id.0)]));
            for number in &numbers {
                answer::print(&number.to_text(lang));
            }
            for light in &lights {
                answer::print(&light_text(light, lang));
            }
        }
    }
    Ok(Exit::Done)
}

pub(super) fn light_text(moved: &Moved, lang: Lang) -> String {
    let task = moved.task.to_string();
    let values = [
        ("county", moved.county.as_str()),
        ("task", &task),
        ("before", moved.before.word(lang)),
        ("after", moved.after.word(lang)),
    ];
    lang.fill("cli.moved", &values)
}
