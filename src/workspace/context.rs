//! Layers that are only drawn.

use super::manifest::ContextEntry;
use super::{ContextFeature, ContextLayer, Issue, Source, stem};
use crate::io::{Feature, Features, FileError, geojson, shapefile};
use crate::text::Say;

/// What a feature of a context layer may be called.
const NAMES: [&str; 6] = ["名称", "name", "NAME", "Name", "name_zh", "地名"];

pub(super) fn read(
    source: &Source,
    entry: &ContextEntry,
    issues: &mut Vec<Issue>,
) -> Result<ContextLayer, FileError> {
    let name = stem(&entry.file);
    let features = match source {
        Source::Folder(dir) if entry.file.to_lowercase().ends_with(".shp") => {
            shapefile::read(&dir.join(&entry.file))?
        }
        _ => geojson::read(&source.file_name(&entry.file), &source.read(&entry.file)?)?,
    };
    issues.extend(crs_issue(name, &features));
    for fault in &features.faults {
        issues.push(Issue::of_layer(name, fault.what.rule(), false, |lang| fault.say(lang)));
    }
    let feature = |feature: Feature| {
        let name = NAMES.iter().find_map(|name| feature.properties.get(*name)?.as_str());
        Some(ContextFeature {
            name: name.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned),
            geometry: feature.geometry?,
        })
    };
    Ok(ContextLayer {
        name: name.to_owned(),
        role: entry.role,
        features: features.features.into_iter().filter_map(feature).collect(),
    })
}

/// The frames whose degrees may be read as CGCS2000: WGS 84 and CGCS2000 themselves.
const SAME_DEGREES: [&str; 4] = ["CRS84", "4326", "4490", "CGCS2000"];

/// A warning where a file's old `crs` member names other coordinates.
pub(super) fn crs_issue(layer: &str, features: &Features) -> Option<Issue> {
    let crs = features.members.get("crs")?.pointer("/properties/name")?.as_str()?;
    if SAME_DEGREES.iter().any(|known| crs.ends_with(known)) {
        return None;
    }
    Some(Issue::of_layer(layer, "crs_other", false, |lang| lang.fill("workspace.crs_other", &[("crs", crs)])))
}
