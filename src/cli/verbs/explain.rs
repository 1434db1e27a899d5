//! `explain`: why this light.

use crate::cli::args::{Cli, Explain, Format};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::status::explain as why;
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
        Format::Csv => {
            let heads = ["milestone", "site", "name", "state", "counted", "reason"];
            let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
            for milestone in &explanation.milestones {
                for site in &milestone.sites {
                    let counted = if site.counted { lang.get("cli.yes") } else { lang.get("cli.no") };
                    table.row([
                        milestone.id.to_string(),
                        site.id.to_string(),
                        site.name.clone(),
                        site.state_name(lang).to_owned(),
                        counted.to_owned(),
                        site.reason(lang),
                    ]);
                }
            }
            answer::print(&table.to_csv());
        }
    }
    Ok(Exit::Done)
}
