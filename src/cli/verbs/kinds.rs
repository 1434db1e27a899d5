//! `kinds`: the kinds of site of a workspace, and the file of one, to make one's own from.

use serde::Serialize;

use crate::cli::args::{Cli, Format, Kinds as Verb};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::site::{Kind, Kinds};
use crate::workspace::Access;

#[derive(Serialize)]
struct Answer<'a> {
    kinds: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    layer: &'a str,
    states: Vec<&'a str>,
    fields: Vec<&'a str>,
    sites: usize,
    own: bool,
}

/// Prints every kind, or the file of one.
pub(in crate::cli) fn kinds(cli: &Cli, verb: &Verb) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let kinds = &workspace.kinds;
    if let Some(id) = &verb.kind {
        let kind = kinds.get(id).or_else(|| kinds.of_layer(id)).ok_or_else(|| {
            let known: Vec<&str> = kinds.kinds.iter().map(|kind| kind.id.as_str()).collect();
            CliError::wrong(lang, "cli.no_such_kind", &[("kind", id), ("known", &known.join(", "))], id)
        })?;
        answer::print(&file(kind));
        return Ok(Exit::Done);
    }
    // Those that the register holds today, or on the day that is asked about.
    let as_of = open::as_of(cli);
    let there = |kind: &str| {
        let sites = workspace.register.of_kind(kind);
        sites.filter(|site| workspace.history.fold(site, as_of).is_some()).count()
    };
    let rows = kinds.kinds.iter().map(|kind| Row {
        id: &kind.id,
        name: kind.name.get(lang),
        layer: &kind.layer,
        states: kind.states.iter().map(|state| state.name.get(lang)).collect(),
        fields: kind.fields.iter().map(|field| field.name.get(lang)).collect(),
        sites: there(&kind.id),
        own: !is_built_in(kind),
    });
    let rows: Vec<Row> = rows.collect();
    if cli.common.format == Format::Json {
        answer::print_json(&Answer { kinds: rows });
        return Ok(Exit::Done);
    }
    let heads = ["kind_id", "name", "layer", "states", "sites", "own"];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for row in rows {
        let own = lang.get(if row.own { "cli.own_kind" } else { "cli.built_in_kind" });
        let (id, name, layer) = (row.id.to_owned(), row.name.to_owned(), row.layer.to_owned());
        table.row([id, name, layer, row.states.join(" → "), row.sites.to_string(), own.to_owned()]);
    }
    answer::print(&if cli.common.format == Format::Csv { table.to_csv() } else { table.to_screen() });
    Ok(Exit::Done)
}

fn is_built_in(kind: &Kind) -> bool {
    Kinds::file(&kind.id).is_some_and(|text| Kind::from_toml(text).is_ok_and(|known| known == *kind))
}

/// The file that came along, with its remarks, where the kind is as it came.
fn file(kind: &Kind) -> String {
    match Kinds::file(&kind.id).filter(|_| is_built_in(kind)) {
        Some(text) => text.trim_end().to_owned(),
        // Strings, numbers and lists: cannot fail.
        None => toml::to_string(kind).unwrap_or_default().trim_end().to_owned(),
    }
}
