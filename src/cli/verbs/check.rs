//! `check`: the data doctor.

use serde::Serialize;

use crate::cli::args::{Check, Cli, Format};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::site::SiteId;
use crate::workspace::{Access, check as examine};

#[derive(Serialize)]
struct Answer {
    findings: Vec<Finding>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Finding {
    severity: &'static str,
    layer: String,
    site: Option<SiteId>,
    rule: String,
    message: String,
}

/// Prints every finding; exit 1 where one is an error.
pub(in crate::cli) fn check(cli: &Cli, _verb: &Check) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let findings: Vec<Finding> = examine(&workspace, open::as_of(cli))
        .into_iter()
        .map(|issue| Finding {
            severity: if issue.error { "error" } else { "warning" },
            layer: issue.layer,
            site: issue.site,
            rule: issue.rule,
            message: issue.message.get(lang).to_owned(),
        })
        .collect();
    let errors = findings.iter().filter(|finding| finding.severity == "error").count();
    let warnings = findings.len() - errors;
    match cli.common.format {
        Format::Json => answer::print_json(&Answer { findings, errors, warnings }),
        format => {
            let heads = ["severity", "layer", "site", "rule", "message"];
            let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
            for finding in findings {
                let severity = lang.get(&format!("cli.severity_{}", finding.severity)).to_owned();
                let site = finding.site.map(|site| site.0).unwrap_or_default();
                table.row([severity, finding.layer, site, finding.rule, finding.message]);
            }
            answer::print(&if format == Format::Csv { table.to_csv() } else { table.to_screen() });
            let (errors, warnings) = (errors.to_string(), warnings.to_string());
            answer::complain(&lang.fill("cli.checked", &[("errors", &errors), ("warnings", &warnings)]));
        }
    }
    Ok(if errors > 0 { Exit::Findings } else { Exit::Done })
}
