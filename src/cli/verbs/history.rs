//! `history`: all events of a site, with both dates.

use serde::Serialize;

use super::mark::EventRow;
use crate::cli::args::{Cli, Format, History};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::ledger::EventId;
use crate::site::SiteId;
use crate::workspace::Access;

#[derive(Serialize)]
struct Answer {
    site: SiteId,
    events: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    event: EventRow,
    undone_by: Option<EventId>,
}

/// Prints what happened at one site.
pub(in crate::cli) fn history(cli: &Cli, verb: &History) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let id = SiteId(verb.site.clone());
    let Some(site) = workspace.register.get(&id) else {
        return Err(CliError::wrong(lang, "cli.no_such_site", &[("site", &verb.site)], &verb.site));
    };
    let rows: Vec<Row> = workspace
        .history
        .of_site(&id)
        .filter_map(|event| {
            let undone_by = workspace.history.undone_by(&event.id).map(|undo| undo.id.clone());
            Some(Row { event: EventRow::of(event)?, undone_by })
        })
        .collect();
    if cli.common.format == Format::Json {
        answer::print_json(&Answer { site: id, events: rows });
        return Ok(Exit::Done);
    }
    let kind = workspace.kinds.get(&site.kind);
    let named = |state: Option<String>| {
        let state = state.unwrap_or_default();
        kind.and_then(|kind| kind.state(&state)).map(|s| s.name.get(lang).to_owned()).unwrap_or(state)
    };
    let heads =
        ["event", "kind", "from", "to", "effective_on", "recorded_at", "by", "note", "evidence", "undone_by"];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for row in rows {
        table.row([
            row.event.id.to_string(),
            lang.get(&format!("cli.kind_{}", row.event.kind)).to_owned(),
            named(row.event.from),
            named(row.event.to),
            row.event.effective_on.to_string(),
            row.event.recorded_at.to_string(),
            row.event.by,
            row.event.note.or(row.event.undoes.map(|id| id.0)).unwrap_or_default(),
            row.event.evidence.len().to_string(),
            row.undone_by.map(|id| id.0).unwrap_or_default(),
        ]);
    }
    match cli.common.format {
        Format::Csv => answer::print(&table.to_csv()),
        _ => answer::print(&table.to_screen()),
    }
    Ok(Exit::Done)
}
