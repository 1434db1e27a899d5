//! GeoJSON (RFC 7946): strict about the file, patient with its records.

use geojson::JsonObject;
use serde::Deserialize;
use serde::de::{Error as _, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::shape::geometry;
use super::{Fault, FaultKind, FileError, FileProblem, LineColumn};

/// A file of features.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Features {
    /// Its readable features.
    pub features: Vec<Feature>,
    /// Every member of the collection beside `type` and `features`, in its order.
    pub members: JsonObject,
    /// Its unreadable records.
    pub faults: Vec<Fault>,
}

/// One feature.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Feature {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The line it starts on, where the file has lines.
    pub line: Option<usize>,
    /// Its properties in their order.
    pub properties: JsonObject,
    /// Its shape in degrees; heights are in `source` only.
    pub geometry: Option<geo::Geometry<f64>>,
    /// Its geometry as it was written.
    pub source: Option<Value>,
    /// Every member beside `type`, `geometry` and `properties`, in its order.
    pub members: JsonObject,
}

/// Reads a file's bytes; `file` names it in errors. A single `Feature` is a collection of one. A
/// byte-order mark is let go.
///
/// # Errors
/// Where the file as a whole is no GeoJSON features. A broken record is a [`Fault`] instead.
pub fn read(file: &str, bytes: &[u8]) -> Result<Features, FileError> {
    let fail = |problem| FileError { file: file.to_owned(), problem };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(fail(FileProblem::Empty));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| fail(FileProblem::NotUtf8(error.valid_up_to())))?;
    if text.trim_start().starts_with('<') {
        return Err(fail(FileProblem::Html));
    }
    read_text(text).map_err(fail)
}

fn read_text(text: &str) -> Result<Features, FileProblem> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| problem(text, 0, &error))?;
    let first = whole.get().as_bytes().first();
    if first != Some(&b'{') {
        return Err(FileProblem::NotFeatures(found(whole.get())));
    }
    let object: Members<'_> = serde_json::from_str(text).map_err(|error| problem(text, 0, &error))?;
    match object.kind().as_deref() {
        Some("FeatureCollection") => {}
        Some("Feature") => return collection(text, JsonObject::new(), &[whole]),
        Some(other) => return Err(FileProblem::NotFeatures(format!("`{other}`"))),
        None => return Err(FileProblem::NotFeatures("{…} without `type`".into())),
    }
    let Some(list) = object.get("features") else {
        let found = "FeatureCollection without `features`";
        return Err(FileProblem::NotFeatures(found.into()));
    };
    let records: Vec<&RawValue> = serde_json::from_str(list.get())
        .map_err(|_| FileProblem::NotFeatures(format!("`features`: {}", found(list.get()))))?;
    let members = object.values_but(text, &["type", "features"])?;
    collection(text, members, &records)
}

fn collection(text: &str, members: JsonObject, records: &[&RawValue]) -> Result<Features, FileProblem> {
    let mut read = Features { members, ..Features::default() };
    let (mut line, mut seen) = (1, 0);
    for (index, record) in records.iter().enumerate() {
        let at = offset(text, record.get());
        line += newlines(&text.as_bytes()[seen..at]);
        seen = at;
        let place = (index + 1, line);
        match feature(text, record, place)? {
            Ok(feature) => read.features.push(feature),
            Err(what) => read.faults.push(Fault { number: place.0, line: Some(place.1), what }),
        }
    }
    Ok(read)
}

/// One record. The outer error is the file's (too deep, a number too large), the inner the
/// record's.
fn feature(
    text: &str,
    record: &RawValue,
    (number, line): (usize, usize),
) -> Result<Result<Feature, FaultKind>, FileProblem> {
    let value: Value = serde_json::from_str(record.get())
        .map_err(|error| problem(text, offset(text, record.get()), &error))?;
    let Value::Object(mut members) = value else {
        return Ok(Err(FaultKind::NotAFeature(found(record.get()))));
    };
    let kind = members.shift_remove("type");
    if kind.as_ref().and_then(Value::as_str) != Some("Feature") {
        let kind = kind.map_or_else(|| "no `type`".to_owned(), |kind| kind.to_string());
        return Ok(Err(FaultKind::NotAFeature(kind)));
    }
    let properties = match members.shift_remove("properties") {
        Some(Value::Object(properties)) => properties,
        None | Some(Value::Null) => JsonObject::new(),
        Some(_) => return Ok(Err(FaultKind::Properties)),
    };
    let source = members.shift_remove("geometry").filter(|geometry| !geometry.is_null());
    let geometry = match source.as_ref().map(geometry).transpose() {
        Ok(geometry) => geometry,
        Err(what) => return Ok(Err(what)),
    };
    Ok(Ok(Feature { number, line: Some(line), properties, geometry, source, members }))
}

/// Writes features as a GeoJSON text, one feature a line.
#[must_use]
pub fn write(features: &Features) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\"");
    for (name, value) in &features.members {
        text.push_str(&format!(",{}:{value}", Value::from(name.as_str())));
    }
    text.push_str(",\"features\":[");
    for (index, feature) in features.features.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str("{\"type\":\"Feature\"");
        for (name, value) in &feature.members {
            text.push_str(&format!(",{}:{value}", Value::from(name.as_str())));
        }
        let properties = Value::Object(feature.properties.clone());
        let geometry = match (&feature.source, &feature.geometry) {
            (Some(source), _) => source.to_string(),
            (None, Some(geometry)) => geojson::Geometry::from(geometry).to_string(),
            (None, None) => "null".to_owned(),
        };
        text.push_str(&format!(",\"properties\":{properties},\"geometry\":{geometry}}}"));
    }
    text.push_str("\n]}\n");
    text
}

/// An object's members, unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        let member = self.0.iter().find(|(key, _)| key == name);
        member.map(|(_, value)| *value)
    }

    fn kind(&self) -> Option<String> {
        serde_json::from_str(self.get("type")?.get()).ok()
    }

    fn values_but(&self, text: &str, names: &[&str]) -> Result<JsonObject, FileProblem> {
        let others = self.0.iter().filter(|(key, _)| !names.contains(&key.as_str()));
        others
            .map(|(key, value)| {
                let read = serde_json::from_str(value.get());
                let read = read.map_err(|error| problem(text, offset(text, value.get()), &error))?;
                Ok((key.clone(), read))
            })
            .collect()
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members: Vec<(String, &'de RawValue)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
                    if members.iter().any(|(known, _)| *known == key) {
                        return Err(A::Error::custom(format!("`{key}` twice")));
                    }
                    members.push((key, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// What a JSON text is, for a reader.
fn found(json: &str) -> String {
    let what = match json.as_bytes().first() {
        Some(b'[') => "[…]",
        Some(b'{') => "{…}",
        Some(b'"') => "\"…\"",
        Some(b'n') => "null",
        _ => "123",
    };
    what.to_owned()
}

/// Where `part`, a slice of `text`, starts in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}

/// The problem behind an error in the part of `text` that starts at byte `start`.
fn problem(text: &str, start: usize, error: &serde_json::Error) -> FileProblem {
    let before = &text.as_bytes()[..start];
    let last_line = before.iter().rposition(|&byte| byte == b'\n');
    let at = LineColumn {
        line: newlines(before) + error.line().max(1),
        column: match error.line() {
            0 | 1 => start - last_line.map_or(0, |at| at + 1) + error.column(),
            _ => error.column(),
        },
    };
    let lines = text.trim_end().split('\n');
    let last = lines.clone().next_back().map_or(0, str::len);
    // A number or word that the end cuts is told as a wrong one.
    if error.is_eof() || (error.is_syntax() && at.line == lines.count() && at.column >= last) {
        return FileProblem::Truncated(at);
    }
    if let Some((column, token)) = not_a_number(text, at) {
        let at = LineColumn { column, ..at };
        return FileProblem::NotANumber(at, token.to_owned());
    }
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    if message == "recursion limit exceeded" {
        return FileProblem::TooDeep(at);
    }
    FileProblem::NotJson(at, message.to_owned())
}

/// The `NaN` or `Infinity` at which a JSON reader stopped, and its column.
fn not_a_number(text: &str, at: LineColumn) -> Option<(usize, &'static str)> {
    let line = text.split('\n').nth(at.line - 1)?.as_bytes();
    // The reader stops at the token's first byte, or inside it after a sign.
    let from = at.column.saturating_sub(2);
    ["-Infinity", "Infinity", "NaN", "-NaN", "nan", "inf"].into_iter().find_map(|token| {
        let starts = (from..=at.column)
            .find(|&start| line.get(start..).is_some_and(|l| l.starts_with(token.as_bytes())))?;
        Some((starts + 1, token))
    })
}
