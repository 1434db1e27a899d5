//! A site layer as GeoJSON, in the words of its kind.

use geojson::{Feature, GeometryValue, JsonObject};
use serde_json::{Value as Json, json};

use super::design::COUNTIES;
use super::draft::Draft;
use crate::site::{Kinds, Value};
use crate::text::Lang;

/// A site layer, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoLayer {
    /// Where a workspace keeps it, for example `layers/beautiful_rivers.geojson`.
    pub path: String,
    /// The layer's name, for example `beautiful_rivers`.
    pub name: String,
    /// Its records, in the order of their codes.
    pub features: Vec<Feature>,
}

/// The kinds whose layers lie at the top of a workspace; others have a folder of their own.
const AT_THE_TOP: [&str; 4] = ["outfall", "black_odorous_water", "legacy_mine", "monitoring_point"];

/// What every demonstration layer says of itself.
const WORDS: &str = "示例数据：由程序按固定种子生成，不是真实记录，不得用于任何实际用途。\
Demonstration data made by the program; no record is real.";

impl DemoLayer {
    /// The file: one feature per line, so that a person can read and compare it.
    #[must_use]
    pub fn text(&self) -> String {
        let head = json!({ "type": "FeatureCollection", "示例数据": WORDS }).to_string();
        let features: Vec<String> = self.features.iter().map(Feature::to_string).collect();
        format!("{},\"features\":[\n{}\n]}}\n", head.trim_end_matches('}'), features.join(",\n"))
    }
}

/// The layer of drafts that are all of one kind; none where there are none.
pub(super) fn of(drafts: &[Draft], kinds: &Kinds) -> Option<DemoLayer> {
    let kind = kinds.get(drafts.first()?.kind)?;
    let features = drafts
        .iter()
        .map(|draft| {
            let county = COUNTIES.iter().find(|county| county.adcode == draft.adcode);
            let mut properties = JsonObject::new();
            let mut say = |name: &str, value: Json| properties.insert(name.to_owned(), value);
            say("编号", json!(draft.id));
            say("名称", json!(draft.name));
            say("责任县区", json!(county.map(|county| county.name)));
            say("状态", json!(kind.state_words(draft.state, Lang::Zh)));
            say("登记日期", json!(draft.registered_on.to_string()));
            for (field, value) in &draft.fields {
                say(kind.field_words(field, Lang::Zh), plain(value));
            }
            for (name, value) in &draft.further {
                say(name, plain(value));
            }
            say("示例数据", json!(true));
            Feature {
                geometry: Some(GeometryValue::from(&draft.geometry).into()),
                properties: Some(properties),
                ..Feature::default()
            }
        })
        .collect();
    let folder = if AT_THE_TOP.contains(&kind.id.as_str()) { "" } else { "layers/" };
    Some(DemoLayer { path: format!("{folder}{}.geojson", kind.layer), name: kind.layer.clone(), features })
}

/// Whole numbers without a decimal point, as a person writes them.
fn plain(value: &Value) -> Json {
    match value {
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => json!(*number as i64),
        Value::Number(number) => json!(number),
        Value::Text(text) => json!(text),
    }
}
