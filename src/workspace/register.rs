//! 登记与退出: a site that was found in the field comes into the register, one that does not belong
//! there leaves it. Each is on the disk when it returns.

use std::collections::BTreeMap;
use std::path::PathBuf;

use geo::Geometry;
use jiff::civil::Date;

use super::act::{Evidence, set_fields};
use super::layer::Ground;
use super::register_error::{AddWarning, RegisterError};
use super::{SiteLayer, Workspace, WorkspaceError};
use crate::geom::{LonLat, Places};
use crate::ledger::{Addition, AsOf, Author, Body, Clock, Event, EventId, Retirement};
use crate::plan::Adcode;
use crate::site::{Fields, Kind, Site, SiteId, Value, guard};
use crate::text::Lang;

/// Two sites of one layer so near to each other may be one, in metres.
const SAME_M: f64 = 20.0;
/// More degrees than that, at any latitude short of the poles.
const SAME_DEGREES: f64 = 0.01;
/// So far outside every county a place still counts to the nearest, in metres: borders follow
/// rivers, and outfalls stand on both banks.
const BORDER_M: f64 = 200.0;
/// The longest code or name, in characters.
const LONGEST: usize = 120;

/// A site that a person found.
#[derive(Debug, Clone, PartialEq)]
pub struct AddRequest {
    /// Its layer; or its kind, by id or name.
    pub layer: String,
    /// Its code; none takes [the next free one](Workspace::next_code).
    pub id: Option<String>,
    /// 名称
    pub name: String,
    /// 责任县区 by name or code; none takes the one around the place.
    pub county: Option<String>,
    /// Where it is.
    pub at: LonLat,
    /// The day from which it is in the register.
    pub on: Date,
    /// Its state, by id or name; none takes the kind's first.
    pub state: Option<String>,
    /// Its fields, by field id or name.
    pub set: BTreeMap<String, Value>,
    /// A note.
    pub note: Option<String>,
    /// Photos and files, copied into the workspace by their SHA-256.
    pub evidence: Vec<PathBuf>,
}

/// A site that a person takes out of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetireRequest {
    /// The site.
    pub site: SiteId,
    /// The first day on which it is in no number.
    pub on: Date,
    /// Why.
    pub why: String,
    /// Photos and files, copied into the workspace by their SHA-256.
    pub evidence: Vec<PathBuf>,
}

impl Workspace {
    /// Whether a site was added and its addition was taken back: it is no record any more.
    #[must_use]
    pub fn is_taken_back(&self, site: &Site) -> bool {
        let taken_back = |event: &String| self.history.undone_by(&EventId(event.clone())).is_some();
        site.added_by.as_ref().is_some_and(taken_back)
    }

    /// Brings a site into the register, as a point whatever its kind is drawn as; durable when it
    /// returns.
    ///
    /// # Errors
    /// Where the layer is unknown, the code is taken, the name says nothing, the place is outside
    /// the city, a guard of its state refuses its fields, or it cannot be written.
    pub fn add_site(&mut self, request: &AddRequest, author: &Author) -> Result<Event, WorkspaceError> {
        self.expect_writable(request.on, author)?;
        let files = Evidence::read_all(&request.evidence)?;
        let mut addition = self.addition(request, files.len())?;
        addition.evidence = Evidence::hashes(&files);
        self.write(&files, request.on, author, Body::Add(addition))
    }

    /// What would be written, its files aside, where nothing is against adding a site but perhaps
    /// its day: its code and its county among it.
    ///
    /// # Errors
    /// As [`add_site`](Self::add_site).
    pub fn may_add(&self, request: &AddRequest) -> Result<Addition, WorkspaceError> {
        self.addition(request, request.evidence.len())
    }

    /// What an addition says, but for its files, which are counted only.
    fn addition(&self, request: &AddRequest, evidence: usize) -> Result<Addition, WorkspaceError> {
        let layer = self.layer_named(&request.layer)?;
        let kind = self.kind_of(layer)?;
        let county = self.county_of(request)?;
        let name = plain(&request.name)?;
        let id = match request.id.as_deref().map(str::trim).filter(|id| !id.is_empty()) {
            None => self.next_code(&layer.name, &county),
            Some(id) => SiteId(plain(id)?),
        };
        if self.is_taken(&id) {
            return Err(RegisterError::CodeTaken(id.0).into());
        }
        let set = set_fields(kind, &request.set)?;
        let state = self.first_state(kind, request, &set, evidence)?;
        let note = request.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        Ok(Addition {
            site: id,
            layer: layer.name.clone(),
            name,
            county: Some(county),
            lon: request.at.lon,
            lat: request.at.lat,
            state,
            set,
            note: note.map(str::to_owned),
            evidence: Vec::new(),
        })
    }

    /// What a person should look at before adding a site: another county around the place, a site
    /// of the same layer at the same place.
    #[must_use]
    pub fn add_warnings(&self, request: &AddRequest) -> Vec<AddWarning> {
        let Ok(layer) = self.layer_named(&request.layer) else { return Vec::new() };
        let mut warnings = Vec::new();
        let around = self.ground().county_at(request.at).and_then(|code| self.plan.county(code));
        if let Ok(code) = self.county_of(request)
            && let Some(county) = self.plan.county(&code)
            && !self.counties.is_empty()
            && around.is_none_or(|around| around.adcode != county.adcode)
        {
            let (county, around) = (county.name.clone(), around.map(|around| around.name.clone()));
            warnings.push(AddWarning::OutsideCounty { county, around });
        }
        let as_of = AsOf { date: request.on, clock: Clock::Effect };
        let here = Places::new([&point(request.at)]);
        let sites = self.register.of_kind(&layer.kind).filter(|site| site.layer == layer.name);
        // Most points are told apart by their degrees alone.
        let about = |site: &&Site| {
            let (east, north) = (site.point.lon - request.at.lon, site.point.lat - request.at.lat);
            !matches!(site.geometry, Geometry::Point(_)) || east.abs().max(north.abs()) < SAME_DEGREES
        };
        let near = sites.filter(about).filter_map(|site| {
            let metres = here.nearest_m(&site.geometry).filter(|metres| *metres <= SAME_M)?;
            self.history.fold(site, as_of).is_some().then_some((metres, site))
        });
        if let Some((metres, site)) = near.min_by(|a, b| a.0.total_cmp(&b.0)) {
            let (site, name) = (site.id.0.clone(), site.name.clone());
            warnings.push(AddWarning::Near { site, name, metres });
        }
        warnings
    }

    /// Takes a site out of the register; durable when it returns. Its record and history stay.
    ///
    /// # Errors
    /// Where the site is unknown or not in the register on that day, no reason is given, or it
    /// cannot be written.
    pub fn retire(&mut self, request: &RetireRequest, author: &Author) -> Result<Event, WorkspaceError> {
        self.expect_writable(request.on, author)?;
        let files = Evidence::read_all(&request.evidence)?;
        let unknown = || WorkspaceError::UnknownSite(request.site.0.clone());
        let site = self.register.get(&request.site).ok_or_else(unknown)?;
        let as_of = AsOf { date: request.on, clock: Clock::Effect };
        if self.history.fold(site, as_of).is_none() {
            return Err(self.not_there(site, as_of));
        }
        let why = request.why.trim();
        if why.is_empty() {
            return Err(RegisterError::NoReason(site.id.0.clone()).into());
        }
        let retirement = Retirement {
            site: site.id.clone(),
            layer: site.layer.clone(),
            why: why.to_owned(),
            evidence: Evidence::hashes(&files),
        };
        self.write(&files, request.on, author, Body::Retire(retirement))
    }

    /// The code that is proposed for a new site: the county's, three letters of the layer, three of
    /// the device, and the next free number: `410526-OUT-7C3-001`. Two people who are offline are
    /// not given the same one.
    #[must_use]
    pub fn next_code(&self, layer: &str, county: &Adcode) -> SiteId {
        let short = |text: &str, from_end: bool| {
            let letters: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
            let skipped = if from_end { letters.len().saturating_sub(3) } else { 0 };
            letters.into_iter().skip(skipped).take(3).collect::<String>().to_uppercase()
        };
        let device = self.store.device().unwrap_or_default();
        let parts = [county.0.clone(), short(layer, false), short(device, true)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let code = |number: usize| SiteId(format!("{}-{number:03}", parts.join("-")));
        (1..).map(code).find(|code| !self.is_taken(code)).unwrap_or_else(|| code(0))
    }

    /// Brings the register up to date with the history: after an event, a merge, the end of a trial.
    pub(super) fn follow_history(&mut self) {
        let sites =
            self.history.additions().into_iter().filter_map(|(event, added)| self.added(event, added));
        let sites = sites.collect();
        self.register.set_added(sites);
    }

    /// Takes one event into the history, and the register after it where it may say another.
    pub(super) fn learn_one(&mut self, event: Event) {
        let about_sites = matches!(
            event.body,
            Body::Add(_) | Body::Retire(_) | Body::Undo { .. } | Body::Settle(_) | Body::Unknown(_)
        );
        self.history.push(event);
        if about_sites {
            self.follow_history();
        }
    }

    /// The record that an event gives; none where the workspace lacks its layer.
    fn added(&self, event: &Event, added: &Addition) -> Option<Site> {
        let layer = self.layers.iter().find(|layer| layer.name == added.layer)?;
        let at = LonLat::new(added.lon, added.lat);
        if !is_place(at) {
            return None;
        }
        Some(Site {
            id: added.site.clone(),
            kind: layer.kind.clone(),
            layer: layer.name.clone(),
            name: added.name.clone(),
            county: added.county.clone().or_else(|| self.ground().county_at(at).cloned()),
            geometry: point(at),
            point: at,
            registered_on: Some(event.effective_on),
            state: added.state.clone(),
            fields: added.set.clone(),
            demo: false,
            added_by: Some(event.id.0.clone()),
        })
    }

    /// Why a site that the register knows is not there on a day.
    pub(super) fn not_there(&self, site: &Site, as_of: AsOf) -> WorkspaceError {
        let id = site.id.0.clone();
        if let Some((event, _)) = self.history.retired(site, as_of) {
            return RegisterError::Retired { site: id, on: event.effective_on, by: event.by.clone() }.into();
        }
        match site.registered_on.filter(|since| *since > as_of.date) {
            Some(since) => WorkspaceError::NotRegistered { site: id, since },
            None => RegisterError::TakenBack(id).into(),
        }
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        Ground { plan: &self.plan, counties: &self.counties }
    }

    fn layer_named(&self, named: &str) -> Result<&SiteLayer, WorkspaceError> {
        let named = named.trim();
        let of_kind = |layer: &&SiteLayer| {
            let kind = self.kinds.get(&layer.kind);
            kind.is_some_and(|k| {
                [&k.id, &k.name.zh, &k.name.en].iter().any(|n| n.eq_ignore_ascii_case(named))
            })
        };
        let by_name = self.layers.iter().find(|layer| layer.name == named);
        by_name.or_else(|| self.layers.iter().find(of_kind)).ok_or_else(|| {
            let known: Vec<&str> = self.layers.iter().map(|layer| layer.name.as_str()).collect();
            RegisterError::UnknownLayer { layer: named.to_owned(), known: known.join(" ") }.into()
        })
    }

    fn kind_of(&self, layer: &SiteLayer) -> Result<&Kind, WorkspaceError> {
        let unknown = || RegisterError::UnknownLayer { layer: layer.name.clone(), known: String::new() };
        Ok(self.kinds.get(&layer.kind).ok_or_else(unknown)?)
    }

    /// The county that answers for a new site: the named one, or the one around it.
    ///
    /// # Errors
    /// Where the place is none, or no county is around it.
    pub fn county_of(&self, request: &AddRequest) -> Result<Adcode, WorkspaceError> {
        let at @ LonLat { lon, lat } = request.at;
        if !is_place(at) {
            return Err(RegisterError::NoPlace { lon, lat }.into());
        }
        let named = request.county.as_deref().map(|name| self.county(name)).transpose()?;
        let named = named.map(|county| county.adcode.clone());
        if self.counties.is_empty() {
            return Ok(named.ok_or(RegisterError::NoCounty)?);
        }
        let around = self.ground().county_at(at).cloned().or_else(|| {
            let here = Places::new([&point(at)]);
            let away = self.counties.iter().filter_map(|county| {
                let shape = Geometry::MultiPolygon(county.shape.clone());
                Some((here.nearest_m(&shape).filter(|metres| *metres <= BORDER_M)?, county))
            });
            let nearest = away.min_by(|a, b| a.0.total_cmp(&b.0));
            nearest.map(|(_, county)| county.adcode.clone())
        });
        let outside = || RegisterError::OutsideCity { lon, lat, city: self.plan.city.clone() };
        let around = around.ok_or_else(outside)?;
        Ok(named.unwrap_or(around))
    }

    /// Whether a record or an event that nobody took back has a code.
    fn is_taken(&self, id: &SiteId) -> bool {
        let in_file = self.register.get(id).is_some_and(|site| site.added_by.is_none());
        in_file
            || self.history.of_site(id).any(|event| {
                !matches!(event.body, Body::Undo { .. } | Body::Settle(_))
                    && self.history.undone_by(&event.id).is_none()
            })
    }

    /// The state in which a new site begins. Whatever the order of the work asks for on the way to it
    /// must be there already.
    fn first_state(
        &self,
        kind: &Kind,
        request: &AddRequest,
        set: &BTreeMap<String, Value>,
        evidence: usize,
    ) -> Result<String, WorkspaceError> {
        let state = match request.state.as_deref() {
            Some(named) => kind.state_named(named).ok_or_else(|| guard::unknown_state(kind, named))?,
            None => kind.states.first().ok_or_else(|| guard::unknown_state(kind, ""))?,
        };
        if state.relapse {
            return Err(RegisterError::BeginsRelapsed(state.name.clone()).into());
        }
        let (nothing, to) = (BTreeMap::new(), &state.id);
        let fields = Fields::of(&nothing);
        let step = guard::Step { kind, fields: &fields, from: "", to, set, evidence, noted: true };
        if self.in_trial() {
            guard::fits(&step)?;
        } else {
            guard::check(&step)?;
        }
        Ok(state.id.clone())
    }
}

impl SiteLayer {
    /// What a person calls it: its kind's name, and its own where several layers have that kind.
    #[must_use]
    pub fn words(&self, workspace: &Workspace, lang: Lang) -> String {
        let kind = workspace.kinds.get(&self.kind);
        let name = kind.map_or(self.name.as_str(), |kind| kind.name.get(lang));
        let alone = workspace.layers.iter().filter(|layer| layer.kind == self.kind).count() < 2;
        if alone { name.to_owned() } else { format!("{name} {}", self.name) }
    }
}

fn point(at: LonLat) -> Geometry<f64> {
    Geometry::Point(geo::Point::new(at.lon, at.lat))
}

fn is_place(at: LonLat) -> bool {
    (-180.0..=180.0).contains(&at.lon) && (-90.0..=90.0).contains(&at.lat)
}

/// A code or name in one line that shows all it holds: no control characters, no marks that turn the
/// direction of writing.
fn plain(text: &str) -> Result<String, WorkspaceError> {
    let text = text.trim();
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(hidden) {
        return Err(RegisterError::BadName(text.to_owned()).into());
    }
    Ok(text.to_owned())
}
