//! `snapshot`: one page as PNG, SVG or PDF.

use std::path::Path;

use crate::cli::args::{Cli, Snapshot};
use crate::cli::error::{CliError, Exit};
use crate::cli::{answer, open};
use crate::page::{Classification, PageSize, PageSpec, render, write};
use crate::workspace::{Access, Workspace};

/// Lays the page out and writes it.
pub(in crate::cli) fn snapshot(cli: &Cli, verb: &Snapshot) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let size = verb.size.parse::<PageSize>().map_err(|_| {
        let values = [("size", verb.size.as_str()), ("known", "A3 A4 16:9 420x297mm")];
        CliError::wrong(lang, "cli.unknown_size", &values, &verb.size)
    })?;
    let spec = PageSpec {
        size,
        dpi: verb.dpi,
        task: verb.task.map(|number| open::task(&workspace, number, lang)).transpose()?,
        county: verb.county.as_deref().map(|name| open::county(&workspace, name, lang)).transpose()?,
        layers: if verb.layer.is_empty() { None } else { Some(verb.layer.clone()) },
        title: verb.title.clone(),
        maker: verb.maker.clone(),
        classification: match verb.classification.as_str() {
            "公开" | "public" => Classification::Public,
            "草图" | "draft" => Classification::Draft,
            _ => Classification::Internal,
        },
        approval: verb.approval.clone(),
        lang,
    };
    let done = to_file(cli, &workspace, &spec, &verb.out)?;
    answer::complain(&lang.fill("cli.written", &[("path", &verb.out.display().to_string())]));
    Ok(done)
}

/// Lays a page out and writes it to `path`.
pub(super) fn to_file(
    cli: &Cli,
    workspace: &Workspace,
    spec: &PageSpec,
    path: &Path,
) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let page = render(workspace, spec, open::as_of(cli)).map_err(|error| CliError::page(&error, lang))?;
    write(path, &page, spec.dpi).map_err(|error| CliError::page(&error, lang))?;
    Ok(Exit::Done)
}
