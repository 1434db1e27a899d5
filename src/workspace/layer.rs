//! From a layer's file to sites with their counties.

use super::manifest::LayerEntry;
use super::{CountyShape, Issue, stem};
use crate::geom::{LonLat, contains};
use crate::io::{Features, Mapping, Record, records};
use crate::plan::{Adcode, Plan};
use crate::site::{Kind, Kinds, Site};
use crate::text::Say;

/// What a record's county is told from.
pub(super) struct Ground<'a> {
    pub(super) plan: &'a Plan,
    pub(super) counties: &'a [CountyShape],
}

impl Ground<'_> {
    /// The county whose polygon holds a place.
    pub(super) fn county_at(&self, at: LonLat) -> Option<&Adcode> {
        let county = self.counties.iter().find(|county| contains(&county.shape, at))?;
        Some(&county.adcode)
    }
}

/// A site layer before it is read.
pub(super) struct Layer<'a> {
    /// Its name.
    pub(super) name: &'a str,
    kind: Kind,
    fields: &'a Mapping,
}

impl<'a> Layer<'a> {
    /// The layer of a manifest entry; a layer without a kind of its own brings a plain one.
    pub(super) fn of(entry: &'a LayerEntry, kinds: &mut Kinds) -> Self {
        let name = stem(&entry.file);
        let known = match &entry.kind {
            Some(kind) => kinds.get(kind),
            None => kinds.of_layer(name),
        };
        let kind = known.cloned().unwrap_or_else(|| {
            let id = entry.kind.as_deref().filter(|kind| *kind != "plain").unwrap_or(name);
            let plain = Kinds::plain(id, name);
            kinds.kinds.push(plain.clone());
            plain
        });
        Self { name, kind, fields: &entry.fields }
    }

    /// Its kind's id.
    pub(super) fn kind(&self) -> &str {
        &self.kind.id
    }

    /// Its records as sites; what is wrong with them joins the issues.
    pub(super) fn sites(
        &self,
        features: Features,
        ground: &Ground<'_>,
        issues: &mut Vec<Issue>,
    ) -> Vec<Site> {
        issues.extend(super::context::crs_issue(self.name, &features));
        let (records, faults) = records(self.name, &self.kind, self.fields, features);
        for fault in faults {
            issues.push(Issue::of_layer(self.name, fault.what.rule(), true, |lang| fault.say(lang)));
        }
        let site = |record: Record| self.with_county(record, ground, issues);
        records.into_iter().map(site).collect()
    }

    fn with_county(&self, record: Record, ground: &Ground<'_>, issues: &mut Vec<Issue>) -> Site {
        let Record { mut site, county, .. } = record;
        match county {
            Some(named) => match ground.plan.county_named(&named) {
                Some(county) => site.county = Some(county.adcode.clone()),
                None => issues.push(Issue::about(&site, "county_unknown", true, |lang| {
                    lang.fill("workspace.county_unknown", &[("county", &named)])
                })),
            },
            None => match ground.county_at(site.point) {
                Some(county) => site.county = Some(county.clone()),
                None => issues.push(Issue::about(&site, "county_missing", true, |lang| {
                    lang.get("workspace.county_missing").to_owned()
                })),
            },
        }
        site
    }
}
