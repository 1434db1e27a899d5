//! `history`: all events of a site or a task, with both dates.

use serde::Serialize;

use super::mark::EventRow;
use crate::cli::args::{Cli, Format, History};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::ledger::{Body, Event, EventId};
use crate::plan::TaskNo;
use crate::site::{Kind, SiteId, Value};
use crate::status::{event_words, field_words};
use crate::text::{Bilingual, Lang};
use crate::workspace::{Access, Workspace};

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    about: About,
    events: Vec<Row>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum About {
    Site { site: SiteId },
    Task { task: TaskNo },
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    event: EventRow,
    changes: Vec<Change>,
    undone_by: Option<EventId>,
    overruled: Vec<Overruled>,
}

/// A field in which a settlement is against the event.
#[derive(Serialize)]
struct Overruled {
    field: String,
    by: EventId,
    #[serde(skip)]
    words: Bilingual,
}

impl Overruled {
    fn all(workspace: &Workspace, event: &Event) -> Vec<Self> {
        let history = &workspace.history;
        let subject = history.subject(event);
        let found = history.overruled(event).into_iter().map(|(field, by)| Self {
            field: field.to_owned(),
            by: by.id.clone(),
            words: subject
                .as_ref()
                .map_or_else(Bilingual::default, |subject| field_words(&workspace.inputs(), subject, field)),
        });
        found.collect()
    }

    /// `状态（019…）`
    fn to_text(all: &[Self], lang: Lang) -> String {
        let words = all.iter().map(|one| format!("{} {}", one.words.get(lang), one.by));
        words.collect::<Vec<_>>().join(lang.get("status.comma"))
    }
}

/// A field that a mark or an addition set.
#[derive(Serialize)]
struct Change {
    field: String,
    from: Option<Value>,
    to: Value,
}

impl Change {
    /// `超低排放 改造中 → 已完成`
    fn words(&self, kind: Option<&Kind>, lang: Lang) -> String {
        let field = kind.map_or(self.field.as_str(), |kind| kind.field_words(&self.field, lang));
        match self.from.as_ref().filter(|from| !from.is_blank()) {
            Some(from) => format!("{field} {from} → {}", self.to),
            None => format!("{field} → {}", self.to),
        }
    }
}

fn changes(workspace: &Workspace, event: &Event) -> Vec<Change> {
    let (site, set) = match &event.body {
        Body::Mark { site, set, .. } => (site, set),
        Body::Add(added) => {
            let change = |(field, value): (&String, &Value)| Change {
                field: field.clone(),
                from: None,
                to: value.clone(),
            };
            return added.set.iter().map(change).collect();
        }
        _ => return Vec::new(),
    };
    let Some(site) = workspace.register.get(site) else {
        return Vec::new();
    };
    let before = workspace.history.fields_before(site, event);
    let change = |(field, value): (&String, &Value)| Change {
        field: field.clone(),
        from: before.get(field).cloned(),
        to: value.clone(),
    };
    set.iter().map(change).collect()
}

/// Prints what happened at one site, or what was said of one task.
pub(in crate::cli) fn history(cli: &Cli, verb: &History) -> Result<Exit, CliError> {
    let workspace = open::workspace(cli, Access::Read)?;
    match (&verb.site, verb.task) {
        (_, Some(task)) => of_task(cli, &workspace, open::task(&workspace, task, cli.common.lang)?),
        (site, None) => of_site(cli, &workspace, site.as_deref().unwrap_or_default()),
    }
}

fn rows<'a>(workspace: &Workspace, events: impl Iterator<Item = &'a Event>) -> Vec<Row> {
    let row = |event: &Event| {
        let undone_by = workspace.history.undone_by(&event.id).map(|undo| undo.id.clone());
        let overruled = Overruled::all(workspace, event);
        Some(Row { event: EventRow::of(event)?, changes: changes(workspace, event), undone_by, overruled })
    };
    events.filter_map(row).collect()
}

/// What was reported, assigned and ruled on a task, in the order of recording.
fn of_task(cli: &Cli, workspace: &Workspace, task: TaskNo) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let is_about = |event: &Event| match &event.body {
        Body::Report(report) => {
            workspace.plan.milestone(&report.milestone).is_some_and(|(of, _)| of.number == task)
        }
        Body::Assign(assignment) => assignment.task == task,
        Body::Judge(judgement) => judgement.task == task,
        Body::Mark { .. }
        | Body::Undo { .. }
        | Body::Add(_)
        | Body::Retire(_)
        | Body::Settle(_)
        | Body::Unknown(_) => false,
    };
    let about: Vec<&Event> = workspace.history.events().filter(|event| is_about(event)).collect();
    if cli.common.format == Format::Json {
        let events = rows(workspace, about.into_iter());
        answer::print_json(&Answer { about: About::Task { task }, events });
        return Ok(Exit::Done);
    }
    let heads = ["event", "kind", "note", "effective_on", "recorded_at", "by", "undone_by", "overruled"];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for event in about {
        let words = event_words(&workspace.inputs(), event);
        let undone_by = workspace.history.undone_by(&event.id).map(|undo| undo.id.to_string());
        table.row([
            event.id.to_string(),
            lang.get(&format!("cli.kind_{}", event.body.kind())).to_owned(),
            words.map(|words| words.get(lang).to_owned()).unwrap_or_default(),
            event.effective_on.to_string(),
            event.recorded_at.to_string(),
            event.by.clone(),
            undone_by.unwrap_or_default(),
            Overruled::to_text(&Overruled::all(workspace, event), lang),
        ]);
    }
    show(cli, &table);
    Ok(Exit::Done)
}

/// What happened at one site, in the order in which it holds.
fn of_site(cli: &Cli, workspace: &Workspace, site: &str) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let id = SiteId(site.to_owned());
    let Some(site) = workspace.register.get(&id) else {
        return Err(CliError::wrong(lang, "cli.no_such_site", &[("site", site)], site));
    };
    let rows = rows(workspace, workspace.history.of_site(&id));
    if cli.common.format == Format::Json {
        answer::print_json(&Answer { about: About::Site { site: id }, events: rows });
        return Ok(Exit::Done);
    }
    let kind = workspace.kinds.get(&site.kind);
    let named = |state: Option<String>| {
        let state = state.unwrap_or_default();
        kind.and_then(|kind| kind.state(&state)).map(|s| s.name.get(lang).to_owned()).unwrap_or(state)
    };
    let heads = [
        "event",
        "kind",
        "from",
        "to",
        "fields",
        "effective_on",
        "recorded_at",
        "by",
        "note",
        "evidence",
        "undone_by",
        "overruled",
    ];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for row in rows {
        let words: Vec<String> = row.changes.iter().map(|change| change.words(kind, lang)).collect();
        table.row([
            row.event.id.to_string(),
            lang.get(&format!("cli.kind_{}", row.event.kind)).to_owned(),
            named(row.event.from),
            named(row.event.to),
            words.join(if lang == Lang::Zh { "；" } else { "; " }),
            row.event.effective_on.to_string(),
            row.event.recorded_at.to_string(),
            row.event.by,
            row.event.note.or(row.event.undoes.map(|id| id.0)).unwrap_or_default(),
            row.event.evidence.len().to_string(),
            row.undone_by.map(|id| id.0).unwrap_or_default(),
            Overruled::to_text(&row.overruled, lang),
        ]);
    }
    show(cli, &table);
    Ok(Exit::Done)
}

fn show(cli: &Cli, table: &Table) {
    match cli.common.format {
        Format::Csv => answer::print(&table.to_csv()),
        _ => answer::print(&table.to_screen()),
    }
}
