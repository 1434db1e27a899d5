//! Sites and the register that holds them.

use std::collections::{BTreeMap, HashMap};

use geo::Geometry;
use jiff::civil::Date;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

use crate::geom::LonLat;
use crate::plan::Adcode;

/// A record's code (编号), unique in a workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SiteId(pub String);

impl std::fmt::Display for SiteId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A field's value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A finite number.
    Number(f64),
    /// Text; dates are kept as `YYYY-MM-DD`.
    Text(String),
}

/// Whatever is a number, or else text. By hand, since what serde derives tries a number first and
/// words its refusal for every text.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl Visitor<'_> for Reader {
            type Value = Value;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number or text")
            }

            fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
                Ok(Value::Number(number))
            }

            #[expect(clippy::cast_precision_loss, reason = "a number of a field is a float")]
            fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number as f64))
            }

            #[expect(clippy::cast_precision_loss, reason = "a number of a field is a float")]
            fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
                Ok(Value::Number(number as f64))
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<Value, E> {
                Ok(Value::Text(text))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

impl Value {
    /// The number, where it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
        }
    }
}

impl Value {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// A record of a layer: where it is and what its file says. Its history is in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// 编号
    pub id: SiteId,
    /// The kind's id.
    pub kind: String,
    /// The layer's name.
    pub layer: String,
    /// 名称
    pub name: String,
    /// 责任县区 as the record says; where it is silent, the county whose polygon holds it.
    pub county: Option<Adcode>,
    /// Longitude and latitude, CGCS2000.
    pub geometry: Geometry<f64>,
    /// A point on it, for symbol and table.
    pub point: LonLat,
    /// The day from which it is in the register; before, it is in no denominator.
    pub registered_on: Option<Date>,
    /// The state that the file gives, from `registered_on` on, before any event.
    pub state: String,
    /// The kind's fields, by field id, and every unknown property under its own name.
    pub fields: BTreeMap<String, Value>,
    /// Demonstration data (示例数据).
    pub demo: bool,
    /// The event that brought it into the register; none where a file holds it.
    pub added_by: Option<String>,
}

/// Every site of a workspace, by layer and id.
#[derive(Debug, Clone, Default)]
pub struct Register {
    sites: Vec<Site>,
    by_id: HashMap<SiteId, usize>,
    by_kind: HashMap<String, OfKind>,
    /// The places of those that events added.
    added: Vec<usize>,
}

/// The places of one kind's sites among all.
#[derive(Debug, Clone, Default)]
struct OfKind {
    all: Vec<usize>,
    by_county: HashMap<Adcode, Vec<usize>>,
}

impl Register {
    /// Takes the sites, sorted by layer and id. Of two with one id the first stays.
    #[must_use]
    pub fn new(mut sites: Vec<Site>) -> Self {
        sites.sort_by(|a, b| (&a.layer, &a.id).cmp(&(&b.layer, &b.id)));
        let mut seen = std::collections::HashSet::new();
        sites.retain(|site| seen.insert(site.id.clone()));
        let by_id = sites.iter().enumerate().map(|(i, site)| (site.id.clone(), i)).collect();
        let mut by_kind: HashMap<String, OfKind> = HashMap::new();
        for (at, site) in sites.iter().enumerate() {
            let of_kind = by_kind.entry(site.kind.clone()).or_default();
            of_kind.all.push(at);
            if let Some(county) = &site.county {
                of_kind.by_county.entry(county.clone()).or_default().push(at);
            }
        }
        let by_event = |(at, site): (usize, &Site)| site.added_by.is_some().then_some(at);
        let added = sites.iter().enumerate().filter_map(by_event).collect();
        Self { sites, by_id, by_kind, added }
    }

    /// Takes other sites that events added; those of files stay and go before one of the same code.
    /// Whether any of it is new.
    pub fn set_added(&mut self, mut added: Vec<Site>) -> bool {
        added.retain(|site| self.get(&site.id).is_none_or(|known| known.added_by.is_some()));
        added.sort_by(|a, b| (&a.layer, &a.id).cmp(&(&b.layer, &b.id)));
        if added.iter().eq(self.added()) {
            return false;
        }
        let mut sites = std::mem::take(&mut self.sites);
        sites.retain(|site| site.added_by.is_none());
        sites.extend(added);
        *self = Self::new(sites);
        true
    }

    /// The sites that events added, by layer and id.
    pub fn added(&self) -> impl Iterator<Item = &Site> {
        self.added.iter().map(|&at| &self.sites[at])
    }

    /// All sites, by layer and id.
    #[must_use]
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The site with this id.
    #[must_use]
    pub fn get(&self, id: &SiteId) -> Option<&Site> {
        self.by_id.get(id).map(|&i| &self.sites[i])
    }

    /// The sites of each layer.
    pub fn layers(&self) -> impl Iterator<Item = (&str, &[Site])> {
        let mut rest = self.sites.as_slice();
        std::iter::from_fn(move || {
            let layer = rest.first()?.layer.as_str();
            let end = rest.partition_point(|site| site.layer.as_str() <= layer);
            let (sites, others) = rest.split_at(end);
            rest = others;
            Some((layer, sites))
        })
    }

    /// The sites of one kind, by layer and id.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Site> {
        let all = self.by_kind.get(kind).map_or(&[][..], |of_kind| &of_kind.all);
        all.iter().map(|&at| &self.sites[at])
    }

    /// The places in [`sites`](Self::sites) of one kind's sites in one county, in ascending order.
    #[must_use]
    pub fn places_in(&self, kind: &str, county: &Adcode) -> &[usize] {
        self.by_kind.get(kind).and_then(|of_kind| of_kind.by_county.get(county)).map_or(&[], Vec::as_slice)
    }

    /// The place of a site in [`sites`](Self::sites).
    #[must_use]
    pub fn place(&self, id: &SiteId) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}
