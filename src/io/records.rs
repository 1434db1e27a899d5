//! From features to sites: properties under any of their names become the fields of a kind.

use std::collections::BTreeMap;

use geo::{Centroid, InterpolateLine};
use geojson::JsonObject;
use jiff::civil::Date;
use serde_json::Value as Json;

use super::{Fault, FaultKind, Feature, Features};
use crate::geom::LonLat;
use crate::site::{Field, FieldType, Kind, Site, SiteId, Value, common_fields};

/// Which column holds which field, where a file's own names do not say: field id → column.
pub type Mapping = BTreeMap<String, String>;

/// A record as its file gives it; its county is still in the file's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The site, without its county.
    pub site: Site,
    /// 责任县区 in the file's words.
    pub county: Option<String>,
    /// The line it starts on, where the file has lines.
    pub line: Option<usize>,
}

/// Reads the records of a layer.
#[must_use]
pub fn records(layer: &str, kind: &Kind, mapping: &Mapping, features: Features) -> (Vec<Record>, Vec<Fault>) {
    let demo = features.members.get("示例数据").is_some_and(is_yes)
        || features.members.get("demo").is_some_and(is_yes);
    let mut faults = features.faults;
    let mut records = Vec::with_capacity(features.features.len());
    for feature in features.features {
        let (number, line) = (feature.number, feature.line);
        let mut fault = |what| faults.push(Fault { number, line, what });
        let read = record(layer, kind, mapping, feature, &mut fault);
        if let Some(mut record) = read {
            record.site.demo |= demo;
            records.push(record);
        }
    }
    (records, faults)
}

fn record(
    layer: &str,
    kind: &Kind,
    mapping: &Mapping,
    feature: Feature,
    fault: &mut dyn FnMut(FaultKind),
) -> Option<Record> {
    let properties = &feature.properties;
    let common = |id| {
        let field = common_fields().iter().find(|field| field.id == id)?;
        let (name, value) = property(field, mapping, properties)?;
        Some((field, name, value))
    };
    let text = |id| Some(words(common(id)?.2)).filter(|text| !text.is_empty());

    let Some(id) = text("id") else {
        fault(FaultKind::NoId);
        return None;
    };
    let Some((geometry, point)) = feature.geometry.and_then(|g| Some((g.clone(), point_on(&g)?))) else {
        fault(FaultKind::NoGeometry);
        return None;
    };
    let state = match text("state") {
        None => {
            fault(FaultKind::NoState);
            kind.states.first().map_or_else(String::new, |s| s.id.clone())
        }
        Some(state) => match kind.state_named(&state) {
            Some(state) => state.id.clone(),
            None => {
                fault(FaultKind::UnknownState(state.clone()));
                state
            }
        },
    };
    let registered_on = common("registered_on").and_then(|(field, _, value)| {
        let value = words(value);
        let day = day(&value);
        if day.is_none() && !value.is_empty() {
            let field = field.name.clone();
            fault(FaultKind::Value { field, value });
        }
        day
    });

    let taken: Vec<&str> = ["id", "name", "county", "state", "registered_on", "demo"]
        .into_iter()
        .filter_map(|id| Some(common(id)?.1))
        .collect();
    let mut fields = BTreeMap::new();
    let mut read: Vec<&str> = Vec::new();
    for field in &kind.fields {
        let Some((name, json)) = property(field, mapping, properties) else {
            continue;
        };
        read.push(name);
        if let Some(value) = value(field, json, fault) {
            fields.insert(field.id.clone(), value);
        }
    }
    for (name, json) in properties {
        if !taken.contains(&name.as_str()) && !read.contains(&name.as_str()) && !json.is_null() {
            let value = match json.as_f64() {
                Some(number) => Value::Number(number),
                None => Value::Text(words(json)),
            };
            fields.entry(name.clone()).or_insert(value);
        }
    }
    let site = Site {
        name: text("name").unwrap_or_else(|| id.clone()),
        id: SiteId(id),
        kind: kind.id.clone(),
        layer: layer.to_owned(),
        county: None,
        geometry,
        point,
        registered_on,
        state,
        fields,
        demo: common("demo").is_some_and(|(_, _, value)| is_yes(value)),
        added_by: None,
    };
    Some(Record { site, county: text("county"), line: feature.line })
}

/// The property that holds a field, and its name: the mapped one, or the first of the field's
/// names that the record has.
fn property<'a>(field: &Field, mapping: &Mapping, properties: &'a JsonObject) -> Option<(&'a str, &'a Json)> {
    if let Some(column) = mapping.get(&field.id) {
        let (name, value) = properties.get_key_value(column)?;
        return Some((name, value));
    }
    field.names().find_map(|name| {
        let mut found = properties.iter();
        let (key, value) = found.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        (!value.is_null()).then_some((key.as_str(), value))
    })
}

fn value(field: &Field, json: &Json, fault: &mut dyn FnMut(FaultKind)) -> Option<Value> {
    let text = words(json);
    if text.is_empty() {
        return None;
    }
    let read = match field.holds {
        FieldType::Text => Some(Value::Text(text.clone())),
        FieldType::Number => json.as_f64().or_else(|| number(&text)).map(Value::Number),
        FieldType::Date => day(&text).map(|day| Value::Text(day.to_string())),
    };
    Some(read.unwrap_or_else(|| {
        fault(FaultKind::Value { field: field.name.clone(), value: text.clone() });
        Value::Text(text)
    }))
}

/// Checks a value that a person gives for a field, and brings it into the field's form.
///
/// # Errors
/// The value, where a number or date field cannot hold it.
pub fn given(field: &Field, value: &Value) -> Result<Value, FaultKind> {
    let text = value.to_string();
    let text = text.trim();
    let wrong = || FaultKind::Value { field: field.name.clone(), value: text.to_owned() };
    match field.holds {
        _ if text.is_empty() => Ok(Value::Text(String::new())),
        FieldType::Text => Ok(Value::Text(text.to_owned())),
        FieldType::Number => number(text).map(Value::Number).ok_or_else(wrong),
        FieldType::Date => {
            let day = day(text).ok_or_else(wrong)?;
            Ok(Value::Text(day.to_string()))
        }
    }
}

/// A number as ledgers write it: full-width digits, thousands commas.
fn number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' '))
        .map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            '．' => '.',
            '－' => '-',
            _ => c,
        })
        .collect();
    plain.parse().ok().filter(|n: &f64| n.is_finite())
}

/// A day as ledgers write it: `2024-06-30`, `2024/6/30`, `2024.6.30`, `2024年6月30日`,
/// `20240630`, with or without a time behind it.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.split(['T', ' ']).next()?;
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok();
    }
    let mut parts = text.trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A JSON value in a person's words.
fn words(json: &Json) -> String {
    match json {
        Json::Null => String::new(),
        Json::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// A marker such as `示例数据`: set by anything but no, null, nothing and zero.
fn is_yes(json: &Json) -> bool {
    !matches!(words(json).to_lowercase().as_str(), "" | "false" | "no" | "否" | "0")
}

/// A point on a shape, for symbol and table: the middle of a line, a place inside an area.
fn point_on(geometry: &geo::Geometry<f64>) -> Option<LonLat> {
    use geo::Geometry;
    let point = match geometry {
        Geometry::LineString(line) => {
            let middle = geo::Euclidean.point_at_ratio_from_start(line, 0.5);
            middle.or_else(|| geo::InteriorPoint::interior_point(line))
        }
        other => geo::InteriorPoint::interior_point(other).or_else(|| other.centroid()),
    }?;
    Some(LonLat { lon: point.x(), lat: point.y() })
}
