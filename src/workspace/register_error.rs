//! Why a site cannot come into the register or leave it, and what a person should look at before.

use jiff::civil::Date;

use crate::text::{Bilingual, Lang, Say};

/// Why a site cannot be added or retired.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RegisterError {
    /// The workspace has no such layer of sites.
    #[error("no layer {layer:?}")]
    UnknownLayer {
        /// What was asked for.
        layer: String,
        /// The layers that there are.
        known: String,
    },
    /// A name or code that is empty, very long, or holds characters that do not show.
    #[error("{0:?} is no name")]
    BadName(String),
    /// Another site has the code, or had it.
    #[error("the code {0:?} is taken")]
    CodeTaken(String),
    /// Not degrees east and north.
    #[error("{lon},{lat} is no place")]
    NoPlace {
        /// Degrees east.
        lon: f64,
        /// Degrees north.
        lat: f64,
    },
    /// In no county of the plan.
    #[error("{lon},{lat} is in no county")]
    OutsideCity {
        /// Degrees east.
        lon: f64,
        /// Degrees north.
        lat: f64,
        /// The city.
        city: Bilingual,
    },
    /// No county is drawn, and none is named.
    #[error("no county is drawn")]
    NoCounty,
    /// Nothing begins with a relapse.
    #[error("no site begins as {:?}", .0.en)]
    BeginsRelapsed(Bilingual),
    /// Who takes a site out says why.
    #[error("no reason to retire {0}")]
    NoReason(String),
    /// The site is in the register no more.
    #[error("{site} is retired from {on} on")]
    Retired {
        /// The site.
        site: String,
        /// The first day on which it is not there.
        on: Date,
        /// Who said so.
        by: String,
    },
    /// Every event that added the site was taken back.
    #[error("{0} is not in the register")]
    TakenBack(String),
}

impl RegisterError {
    /// The exit code of the contract: 2 wrong use, 5 refused by a rule.
    pub(super) const fn code(&self) -> u8 {
        match self {
            Self::UnknownLayer { .. }
            | Self::BadName(_)
            | Self::NoPlace { .. }
            | Self::NoCounty
            | Self::NoReason(_) => 2,
            Self::CodeTaken(_)
            | Self::OutsideCity { .. }
            | Self::BeginsRelapsed(_)
            | Self::Retired { .. }
            | Self::TakenBack(_) => 5,
        }
    }

    /// The record or place, for an error in JSON.
    pub(super) fn place(&self) -> String {
        match self {
            Self::UnknownLayer { layer: what, .. }
            | Self::BadName(what)
            | Self::CodeTaken(what)
            | Self::NoReason(what)
            | Self::TakenBack(what)
            | Self::Retired { site: what, .. } => what.clone(),
            Self::NoPlace { lon, lat } | Self::OutsideCity { lon, lat, .. } => format!("{lon},{lat}"),
            Self::NoCounty => String::new(),
            Self::BeginsRelapsed(state) => state.zh.clone(),
        }
    }
}

impl Say for RegisterError {
    fn say(&self, lang: Lang) -> String {
        let place = |lon: &f64, lat: &f64| format!("{lon},{lat}");
        match self {
            Self::UnknownLayer { layer, known } => {
                lang.fill("workspace.add_layer", &[("layer", layer), ("known", known)])
            }
            Self::BadName(name) => {
                lang.fill("workspace.add_name", &[("name", &name.escape_debug().to_string())])
            }
            Self::CodeTaken(site) => lang.fill("workspace.add_taken", &[("site", site)]),
            Self::NoPlace { lon, lat } => lang.fill("workspace.add_no_place", &[("place", &place(lon, lat))]),
            Self::OutsideCity { lon, lat, city } => {
                lang.fill("workspace.add_outside", &[("place", &place(lon, lat)), ("city", city.get(lang))])
            }
            Self::NoCounty => lang.get("workspace.add_no_county").to_owned(),
            Self::BeginsRelapsed(state) => lang.fill("workspace.add_relapse", &[("state", state.get(lang))]),
            Self::NoReason(site) => lang.fill("workspace.retire_no_why", &[("site", site)]),
            Self::Retired { site, on, by } => {
                lang.fill("workspace.retired", &[("site", site), ("on", &on.to_string()), ("by", by)])
            }
            Self::TakenBack(site) => lang.fill("workspace.add_taken_back", &[("site", site)]),
        }
    }
}

/// What a person should look at before adding a site; it is allowed all the same.
#[derive(Debug, Clone, PartialEq)]
pub enum AddWarning {
    /// The named county is not the one around the place.
    OutsideCounty {
        /// The county that is named.
        county: Bilingual,
        /// The one around the place; none a little outside the city.
        around: Option<Bilingual>,
    },
    /// A site of the same layer stands so near that it may be the same.
    Near {
        /// Its code.
        site: String,
        /// Its name.
        name: String,
        /// How far, in metres.
        metres: f64,
    },
}

impl AddWarning {
    /// The rule's id.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::OutsideCounty { .. } => "outside_county",
            Self::Near { .. } => "add_near",
        }
    }
}

impl Say for AddWarning {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::OutsideCounty { county, around } => {
                let around = around.as_ref().map_or_else(|| lang.get("workspace.no_county"), |c| c.get(lang));
                let values = [("county", county.get(lang)), ("around", around)];
                lang.fill("workspace.outside_county", &values)
            }
            Self::Near { site, name, metres } => lang.fill(
                "workspace.add_near",
                &[("site", site), ("name", name), ("metres", &format!("{metres:.0}"))],
            ),
        }
    }
}
