//! The content of a map before it is projected: places in degrees, sizes in points.

use geo::{LineString, MultiPolygon};

use super::Paint;
use crate::geom::LonLat;
use crate::plan::Adcode;
use crate::site::{SiteId, Symbol};
use crate::status::Light;

/// What a person can point at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FeatureRef {
    /// A county.
    County(Adcode),
    /// A site.
    Site(SiteId),
}

/// Everything on one map, bottom first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapContent {
    /// Filled shapes: neighbours, counties.
    pub areas: Vec<Area>,
    /// Lines: rivers, borders.
    pub threads: Vec<Thread>,
    /// Symbols of sites.
    pub spots: Vec<Spot>,
    /// Names and numbers.
    pub labels: Vec<Label>,
    /// Exactly what is shown.
    pub legend: Vec<LegendEntry>,
    /// Whether any of it is demonstration data.
    pub demo: bool,
}

/// A filled shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// What it is, where a person can point at it.
    pub feature: Option<FeatureRef>,
    /// Where it is.
    pub shape: MultiPolygon<f64>,
    /// Its ground.
    pub fill: Option<Paint>,
    /// Lines across it, so that colour is never alone.
    pub hatch: Option<Hatch>,
    /// Its border.
    pub outline: Option<Pen>,
}

/// Parallel lines across an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hatch {
    /// Their colour.
    pub paint: Paint,
    /// From one line to the next, in points.
    pub spacing: f32,
    /// Line width in points.
    pub width: f32,
    /// A second set across the first.
    pub crossed: bool,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Its colour.
    pub paint: Paint,
    /// Width in points.
    pub width: f32,
    /// Dash and gap in points.
    pub dash: Option<[f32; 2]>,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Thread {
    /// Where it is.
    pub line: LineString<f64>,
    /// How it is drawn.
    pub pen: Pen,
    /// Its name, to be written along it.
    pub name: Option<String>,
}

/// A site's symbol.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The site.
    pub site: SiteId,
    /// Where it is.
    pub at: LonLat,
    /// Its shape.
    pub symbol: Symbol,
    /// Its colour.
    pub paint: Paint,
    /// Filled where the work is done, a rim where it is not.
    pub filled: bool,
}

/// A name with, for counties, a light and a number under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it names.
    pub feature: Option<FeatureRef>,
    /// Where it stands.
    pub at: LonLat,
    /// The name.
    pub text: String,
    /// Em size in points.
    pub size: f32,
    /// Bold or regular.
    pub bold: bool,
    /// Its colour.
    pub paint: Paint,
    /// A light and its number, for example `31/71`.
    pub light: Option<(Light, String)>,
    /// Labels with a higher rank are placed first.
    pub rank: u8,
}

/// One line of a legend.
#[derive(Debug, Clone, PartialEq)]
pub enum LegendEntry {
    /// A county's light: its ground, hatch and shape.
    Light {
        /// Which light.
        light: Light,
        /// Its word.
        text: String,
        /// What it means under the rule.
        meaning: String,
    },
    /// A kind of site, done or not.
    Spot {
        /// Its shape.
        symbol: Symbol,
        /// Its colour.
        paint: Paint,
        /// Filled or a rim.
        filled: bool,
        /// Its words.
        text: String,
    },
    /// A line.
    Line {
        /// How it is drawn.
        pen: Pen,
        /// Its words.
        text: String,
    },
}
