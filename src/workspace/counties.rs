//! The counties' shapes.

use geo::{Geometry, MultiPolygon};
use serde_json::Value as Json;

use super::manifest::COUNTIES;
use super::{CountyShape, Issue, Source, stem};
use crate::geom::{LonLat, label_point};
use crate::io::{Feature, FileError, geojson};
use crate::plan::{County, Plan};
use crate::text::Say;

/// What a feature may call its county, by code or by name.
const KEYS: [&str; 7] = ["编号", "id", "行政区划代码", "adcode", "code", "名称", "name"];

/// The counties of the plan that the file draws, in the plan's order.
pub(super) fn read(
    source: &Source,
    plan: &Plan,
    issues: &mut Vec<Issue>,
) -> Result<Vec<CountyShape>, FileError> {
    let layer = stem(COUNTIES);
    let features = geojson::read(&source.file_name(COUNTIES), &source.read(COUNTIES)?)?;
    issues.extend(super::context::crs_issue(layer, &features));
    for fault in &features.faults {
        issues.push(Issue::of_layer(layer, fault.what.rule(), true, |lang| fault.say(lang)));
    }
    let mut shapes = Vec::new();
    for county in &plan.counties {
        let drawn = features.features.iter().find(|feature| names(feature, plan) == Some(county));
        match drawn.and_then(|feature| shape(county, feature)) {
            Some(shape) => shapes.push(shape),
            None => issues.push(Issue::of_layer(layer, "county_no_shape", true, |lang| {
                lang.fill("workspace.county_no_shape", &[("county", county.name.get(lang))])
            })),
        }
    }
    Ok(shapes)
}

fn names<'a>(feature: &Feature, plan: &'a Plan) -> Option<&'a County> {
    KEYS.iter().find_map(|key| match feature.properties.get(*key)? {
        Json::String(text) => plan.county_named(text),
        Json::Number(code) => plan.county_named(&code.to_string()),
        _ => None,
    })
}

fn shape(county: &County, feature: &Feature) -> Option<CountyShape> {
    let shape = match feature.geometry.clone()? {
        Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
        Geometry::MultiPolygon(polygons) => polygons,
        _ => return None,
    };
    let number = |key: &str| feature.properties.get(key).and_then(Json::as_f64);
    let label = match (number("标注经度"), number("标注纬度")) {
        (Some(lon), Some(lat)) => LonLat { lon, lat },
        _ => label_point(&shape)?,
    };
    Some(CountyShape { adcode: county.adcode.clone(), shape, label })
}
