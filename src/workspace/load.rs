//! Opening a workspace: one broken layer leaves the others standing.

use std::collections::HashSet;
use std::path::Path;

use super::layer::{Ground, Layer};
use super::manifest::{self, Manifest};
use super::{Access, BrokenLayer, Issue, Place, SiteLayer, Source, Store, Workspace, WorkspaceError};
use super::{context, counties, kinds, rules, samples, stem};
use crate::ledger::{self, History};
use crate::plan::{self, Plan};
use crate::site::Register;

/// The ledger's name in a folder.
pub(super) const LEDGER: &str = "ledger.db";
const PLAN: &str = "plan.json";

pub(super) fn load(source: &Source, access: Access) -> Result<Workspace, WorkspaceError> {
    let manifest = Manifest::of(source)?;
    let store = match (source, access) {
        (Source::Folder(dir), Access::Write) => Store::hold(dir)?,
        _ => Store::default(),
    };
    let plan = plan_of(source, &manifest)?;
    let guide = samples::guide(source)?;
    let rules = rules::of(source)?;
    let rule = rules::chosen(&rules, source, &manifest)?;
    let history = history(source)?;

    let mut broken = Vec::new();
    let mut issues = Vec::new();
    let mut fail = |layer: &str, error| broken.push(BrokenLayer { layer: layer.to_owned(), error });
    let shapes = counties::read(source, &plan, &mut issues).unwrap_or_else(|error| {
        fail(stem(manifest::COUNTIES), error);
        Vec::new()
    });
    let (mut kinds, own_kinds) = kinds::of(source)?;
    let mut layers = Vec::new();
    let mut sites = Vec::new();
    let mut seen = HashSet::new();
    let ground = Ground { plan: &plan, counties: &shapes };
    for entry in &manifest.layers {
        let layer = Layer::of(entry, &mut kinds);
        layers.push(SiteLayer { name: layer.name.to_owned(), kind: layer.kind().to_owned() });
        let read = source.read(&entry.file).and_then(|bytes| {
            let file = source.file_name(&entry.file);
            crate::io::geojson::read(&file, &bytes)
        });
        match read {
            Err(error) => fail(layer.name, error),
            Ok(features) => {
                for site in layer.sites(features, &ground, &mut issues) {
                    if seen.insert(site.id.clone()) {
                        sites.push(site);
                    } else {
                        issues.push(duplicate(&site));
                    }
                }
            }
        }
    }
    let used: Vec<String> = layers.iter().map(|layer| layer.kind.clone()).collect();
    issues.extend(kinds::unused(&own_kinds, &kinds, &used));
    let mut drawn = Vec::new();
    for entry in &manifest.context {
        match context::read(source, entry, &mut issues) {
            Ok(layer) => drawn.push(layer),
            Err(error) => fail(stem(&entry.file), error),
        }
    }
    let named = match source {
        Source::BuiltIn => None,
        Source::Folder(dir) => dir.file_name().map(|name| name.to_string_lossy().into_owned()),
    };
    let mut workspace = Workspace {
        place: match source {
            Source::BuiltIn => Place::BuiltIn,
            Source::Folder(dir) => Place::Folder(dir.clone()),
        },
        name: manifest.name.or(named).unwrap_or_else(|| plan.short_title.zh.clone()),
        maker: manifest.maker.unwrap_or_default(),
        credits: manifest.credits,
        rule,
        rules,
        guide,
        counties: shapes,
        register: Register::new(sites),
        context: drawn,
        writable: store.is_held(),
        plan,
        kinds,
        history,
        issues,
        broken,
        store,
        trial: None,
        layers,
    };
    workspace.follow_history();
    Ok(workspace)
}

fn plan_of(source: &Source, manifest: &Manifest) -> Result<Plan, WorkspaceError> {
    let file = match manifest.plan.as_deref() {
        Some("built-in") | None => PLAN,
        Some(file) => file,
    };
    let named = manifest.plan.as_deref().is_some_and(|plan| plan != "built-in");
    let wrong = |error| WorkspaceError::Plan { file: source.file_name(file), error: Box::new(error) };
    if !named && !source.has(file) {
        return plan::built_in().map_err(wrong);
    }
    Plan::from_json(&source.text(file)?).map_err(wrong)
}

fn history(source: &Source) -> Result<History, WorkspaceError> {
    if !source.has(LEDGER) {
        return Ok(History::default());
    }
    Ok(match source {
        Source::BuiltIn => ledger::read_history_bytes(Path::new(LEDGER), source.read(LEDGER)?.into_owned())?,
        Source::Folder(dir) => ledger::read_history(&dir.join(LEDGER))?,
    })
}

fn duplicate(site: &crate::site::Site) -> Issue {
    Issue::about(site, "duplicate_id", true, |lang| {
        lang.fill("workspace.duplicate_id", &[("site", &site.id.0)])
    })
}
