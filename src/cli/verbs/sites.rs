//! `sites`: records with their state.

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::args::{Cli, Format, Sites};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::site::SiteId;
use crate::workspace::{Access, Workspace};

#[derive(Serialize)]
struct Answer {
    sites: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: SiteId,
    layer: String,
    name: String,
    county: Option<String>,
    state: String,
    state_name: String,
    since: Option<Date>,
    lon: f64,
    lat: f64,
    demo: bool,
    /// The event that added it, where no file holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    added_by: Option<String>,
}

/// Prints the records that were asked for, as of the day.
pub(in crate::cli) fn sites(cli: &Cli, verb: &Sites) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let county = verb.county.as_deref().map(|name| open::county(&workspace, name, lang)).transpose()?;
    if let Some(layer) = &verb.layer {
        known_layer(&workspace, layer, cli)?;
    }
    let as_of = open::as_of(cli);
    let mut rows = Vec::new();
    for site in workspace.register.sites() {
        let elsewhere = county.is_some() && site.county != county;
        if elsewhere || verb.layer.as_ref().is_some_and(|layer| &site.layer != layer) {
            continue;
        }
        let Some(now) = workspace.history.fold(site, as_of) else { continue };
        let kind = workspace.kinds.get(&site.kind);
        let state = kind.and_then(|kind| kind.state(now.state));
        let wanted = verb.state.as_ref().is_none_or(|wanted| {
            let named = kind.and_then(|kind| kind.state_named(wanted));
            wanted.as_str() == now.state || named.is_some_and(|named| named.id == now.state)
        });
        if wanted {
            let county = site.county.as_ref().and_then(|code| workspace.plan.county(code));
            rows.push(Row {
                id: site.id.clone(),
                layer: site.layer.clone(),
                name: site.name.clone(),
                county: county.map(|county| county.name.zh.clone()),
                state_name: state.map_or(now.state, |state| &state.name.zh).to_owned(),
                state: now.state.to_owned(),
                since: now.since,
                lon: site.point.lon,
                lat: site.point.lat,
                demo: site.demo,
                added_by: site.added_by.clone(),
            });
        }
    }
    match cli.common.format {
        Format::Json => answer::print_json(&Answer { sites: rows }),
        Format::Csv => answer::print(&table(&rows, cli).to_csv()),
        Format::Table => answer::print(&table(&rows, cli).to_screen()),
    }
    Ok(Exit::Done)
}

fn known_layer(workspace: &Workspace, layer: &str, cli: &Cli) -> Result<(), CliError> {
    let known: Vec<&str> = workspace.kinds.kinds.iter().map(|kind| kind.layer.as_str()).collect();
    if known.contains(&layer) || workspace.register.sites().iter().any(|site| site.layer == layer) {
        return Ok(());
    }
    let values = [("name", layer), ("known", &known.join(" "))];
    Err(CliError::wrong(cli.common.lang, "cli.no_such_layer", &values, layer))
}

fn table(rows: &[Row], cli: &Cli) -> Table {
    let lang = cli.common.lang;
    let heads = ["site", "layer", "name", "county", "state", "since", "lon", "lat", "demo"];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for row in rows {
        table.row([
            row.id.to_string(),
            row.layer.clone(),
            row.name.clone(),
            row.county.clone().unwrap_or_default(),
            row.state_name.clone(),
            row.since.map(|date| date.to_string()).unwrap_or_default(),
            format!("{:.6}", row.lon),
            format!("{:.6}", row.lat),
            if row.demo { lang.get("cli.demo").to_owned() } else { String::new() },
        ]);
    }
    table
}
