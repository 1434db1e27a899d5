//! `conflicts` and `settle`: what two people say differently of one thing, and which of them holds.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value as Json;

use super::mark::write;
use crate::cli::args::{Cli, Conflicts, Format, Settle};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::ledger::{Body, Claim, Conflict, Event, EventId, Said, Side, Subject};
use crate::site::SiteId;
use crate::status::{claim_words, field_words, subject_words};
use crate::text::Lang;
use crate::workspace::{Access, SettleRequest, Workspace};

#[derive(Serialize)]
struct Answer {
    conflicts: Vec<Row>,
}

/// A conflict as `conflicts` prints it.
#[derive(Serialize)]
struct Row {
    site: Option<SiteId>,
    about: String,
    field: String,
    events: Vec<EventId>,
    sides: Vec<SideRow>,
    settled_by: Option<EventId>,
}

/// A side: who said what, when and with which evidence.
#[derive(Serialize)]
struct SideRow {
    event: EventId,
    kind: String,
    value: Json,
    claims: String,
    by: String,
    device: String,
    effective_on: Date,
    recorded_at: Timestamp,
    note: Option<String>,
    evidence: Vec<String>,
}

impl Row {
    fn of(workspace: &Workspace, conflict: &Conflict, lang: Lang) -> Self {
        let inputs = workspace.inputs();
        let side = |side: &Side| {
            let event = workspace.history.get(&side.event)?;
            let claims = claim_words(&inputs, conflict, side.value.as_ref());
            Some(SideRow::of(event, side, claims.get(lang)))
        };
        Self {
            site: match &conflict.subject {
                Subject::Site(site) => Some(site.clone()),
                _ => None,
            },
            about: subject_words(&inputs, &conflict.subject).get(lang).to_owned(),
            field: conflict.field.clone(),
            events: conflict.sides.iter().map(|side| side.event.clone()).collect(),
            sides: conflict.sides.iter().filter_map(side).collect(),
            settled_by: conflict.settled_by.clone(),
        }
    }
}

impl SideRow {
    fn of(event: &Event, side: &Side, claims: &str) -> Self {
        let (note, evidence) = match &event.body {
            Body::Mark { note, evidence, .. } => (note.clone(), evidence.clone()),
            Body::Add(added) => (added.note.clone(), added.evidence.clone()),
            Body::Retire(retired) => (Some(retired.why.clone()), retired.evidence.clone()),
            Body::Settle(settled) => (settled.note.clone(), Vec::new()),
            Body::Judge(judged) => (Some(judged.why.clone()), Vec::new()),
            Body::Report(report) => (Some(report.source.clone()), Vec::new()),
            Body::Undo { .. } | Body::Assign(_) | Body::Unknown(_) => (None, Vec::new()),
        };
        Self {
            event: event.id.clone(),
            kind: event.body.kind().to_owned(),
            value: json(side.value.as_ref()),
            claims: claims.to_owned(),
            by: event.by.clone(),
            device: event.device.clone(),
            effective_on: event.effective_on,
            recorded_at: event.recorded_at,
            note,
            evidence,
        }
    }
}

/// A claim as plain JSON; null where the record stays as it was.
fn json(claim: Option<&Claim>) -> Json {
    let value = match claim {
        None => Ok(Json::Null),
        Some(Claim::State(state)) => Ok(Json::from(state.as_str())),
        Some(Claim::Value(value)) => serde_json::to_value(value),
        Some(Claim::Said(Said::Value(value) | Said::Baseline(value))) => Ok(Json::from(*value)),
        Some(Claim::Said(Said::Done(done))) => Ok(Json::from(*done)),
        Some(Claim::Counties(counties)) => serde_json::to_value(counties),
        Some(Claim::Light(light)) => serde_json::to_value(light),
        Some(Claim::Added(added)) => serde_json::to_value(added),
        Some(Claim::Retired) => Ok(Json::from("retired")),
    };
    value.unwrap_or(Json::Null)
}

/// Prints the conflicts, those that nobody settled first.
pub(in crate::cli) fn conflicts(cli: &Cli, verb: &Conflicts) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let mut found = workspace.history.conflicts();
    found.retain(|conflict| conflict.is_open() || !verb.open);
    // Stable: by subject and field within the open ones and within the settled ones.
    found.sort_by_key(|conflict| !conflict.is_open());
    let rows = found.iter().map(|conflict| Row::of(&workspace, conflict, lang));
    if cli.common.format == Format::Json {
        answer::print_json(&Answer { conflicts: rows.collect() });
        return Ok(Exit::Done);
    }
    let heads =
        ["about", "field", "event", "claim", "effective_on", "recorded_at", "by", "evidence", "settled_by"];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for (row, conflict) in rows.zip(&found) {
        let field = field_words(&workspace.inputs(), &conflict.subject, &conflict.field);
        for side in row.sides {
            table.row([
                row.about.clone(),
                field.get(lang).to_owned(),
                side.event.to_string(),
                side.claims,
                side.effective_on.to_string(),
                side.recorded_at.to_string(),
                side.by,
                side.evidence.len().to_string(),
                row.settled_by.as_ref().map(ToString::to_string).unwrap_or_default(),
            ]);
        }
    }
    match cli.common.format {
        Format::Csv => answer::print(&table.to_csv()),
        _ if found.is_empty() => answer::print(lang.get("cli.no_conflicts")),
        _ => answer::print(&table.to_screen()),
    }
    Ok(Exit::Done)
}

/// Writes which side of a conflict holds and prints every light it moved.
pub(in crate::cli) fn settle(cli: &Cli, verb: &Settle) -> Result<Exit, CliError> {
    let request = SettleRequest {
        keep: EventId(verb.event.clone()),
        field: verb.field.clone(),
        note: verb.note.clone(),
    };
    let author = open::author(&verb.by);
    write(cli, |workspace| workspace.settle(&request, &author))
}
