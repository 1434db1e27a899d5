//! `explain`: why this light.

use crate::cli::args::{Cli, Explain, Format};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::status::{Explanation, Figure, Heard, explain as why};
use crate::text::Lang;
use crate::workspace::Access;

/// Prints the rule, the sentence, the numbers and the sites behind one light.
pub(in crate::cli) fn explain(cli: &Cli, verb: &Explain) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let task = open::task(&workspace, verb.task, lang)?;
    let county = open::county(&workspace, &verb.county, lang)?;
    let explanation = why(&workspace.inputs(), &workspace.rule, open::as_of(cli), task, &county);
    match cli.common.format {
        Format::Json => answer::print_json(&explanation),
        Format::Table => answer::print(&explanation.to_text(lang)),
        Format::Csv => answer::print(&table(&explanation, lang).to_csv()),
    }
    Ok(Exit::Done)
}

/// A row per number and site; a number without sites has one row, with the reports behind it.
fn table(explanation: &Explanation, lang: Lang) -> Table {
    let heads =
        ["milestone", "number", "value", "target", "unit", "site", "name", "state", "counted", "reason"];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for milestone in &explanation.milestones {
        let said = |heard: &[Heard], unit: Option<&str>| {
            let words: Vec<String> = heard.iter().map(|heard| heard.to_text(unit, lang)).collect();
            words.join("; ")
        };
        let row = |figure: Option<&Figure>, site: [String; 5]| {
            let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
            let [id, name, state, counted, reason] = site;
            [
                milestone.id.to_string(),
                figure.map(|figure| figure.number.to_string()).unwrap_or_default(),
                number(figure.and_then(|figure| figure.value)),
                number(figure.and_then(|figure| figure.target)),
                figure.map(|figure| figure.unit.clone()).unwrap_or_default(),
                id,
                name,
                state,
                counted,
                reason,
            ]
        };
        let bare = |reason: String| [String::new(), String::new(), String::new(), String::new(), reason];
        if milestone.figures.is_empty() {
            table.row(row(None, bare(said(milestone.said.as_slice(), None))));
        }
        for figure in &milestone.figures {
            if figure.sites.is_empty() {
                table.row(row(Some(figure), bare(said(&figure.said, Some(&figure.unit)))));
            }
            for site in &figure.sites {
                let counted = lang.get(if site.counted { "cli.yes" } else { "cli.no" });
                let site = [
                    site.id.to_string(),
                    site.name.clone(),
                    site.state_name(lang).to_owned(),
                    counted.to_owned(),
                    site.reason(lang),
                ];
                table.row(row(Some(figure), site));
            }
        }
    }
    table
}
