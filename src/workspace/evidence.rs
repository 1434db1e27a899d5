//! What should make a person look again at a photo or file: taken elsewhere or later, no photo at all.
//!
//! These are warnings, never refusals: a telephone's clock and position may be wrong, and the person knows better.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use geo::{Geometry, Point};
use jiff::civil::Date;

use super::exhibit::{Exhibit, Shelf};
use super::{Issue, MarkRequest, Workspace, WorkspaceError};
use crate::geom::{LonLat, Places};
use crate::io::FileType;
use crate::ledger::Event;
use crate::site::{Site, SiteId};
use crate::text::{Bilingual, Lang, Say, one_line};

/// A photo taken farther than this from its site, in metres, makes one look again.
pub const FAR_M: f64 = 200.0;
/// So does a file of more bytes than this: evidence travels on USB sticks.
const BIG: u64 = 20 << 20;

/// Why a person should look again at a photo or file.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceWarning {
    /// The file's name, in one line.
    pub file: String,
    /// Why.
    pub doubt: Doubt,
}

/// What is doubtful about a photo or file.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// Taken so many metres from the site.
    Far {
        /// Along the geodesic, of lines and areas from their nearest point.
        metres: f64,
    },
    /// Taken after the day on which the mark holds.
    Later {
        /// The day of its taking, in Anyang.
        taken: Date,
        /// The mark's.
        on: Date,
    },
    /// Its name says photo, its bytes do not.
    NoPhoto(FileType),
    /// So many bytes.
    Big(u64),
    /// A photo that is evidence of another site already.
    Elsewhere {
        /// The other site.
        site: SiteId,
        /// Its name, where the register has it.
        name: String,
    },
}

impl Doubt {
    /// The rule's id.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Far { .. } => "photo_far",
            Self::Later { .. } => "photo_later",
            Self::NoPhoto(_) => "no_photo",
            Self::Big(_) => "evidence_big",
            Self::Elsewhere { .. } => "evidence_elsewhere",
        }
    }
}

impl Say for Doubt {
    fn say(&self, lang: Lang) -> String {
        let fill = |values: &[(&str, &str)]| lang.fill(&format!("workspace.{}", self.rule()), values);
        match self {
            Self::Far { metres } => fill(&[("far", &distance_words(*metres, lang))]),
            Self::Later { taken, on } => fill(&[("taken", &taken.to_string()), ("on", &on.to_string())]),
            Self::NoPhoto(file_type) => fill(&[("type", &file_type.say(lang))]),
            Self::Big(bytes) => fill(&[("size", &(bytes >> 20).to_string())]),
            Self::Elsewhere { site, name } if name.is_empty() => fill(&[("site", &site.0)]),
            Self::Elsewhere { site, name } => fill(&[("site", &format!("{name} {}", site.0))]),
        }
    }
}

impl Say for EvidenceWarning {
    fn say(&self, lang: Lang) -> String {
        lang.fill("workspace.about_file", &[("file", &self.file), ("what", &self.doubt.say(lang))])
    }
}

/// A distance on the ground in words: `350 米`, `12.4 公里`.
#[must_use]
pub fn distance_words(metres: f64, lang: Lang) -> String {
    if metres < 999.5 {
        return lang.fill("workspace.metres", &[("n", &format!("{metres:.0}"))]);
    }
    lang.fill("workspace.kilometres", &[("n", &format!("{:.1}", metres / 1000.0))])
}

/// Metres along the geodesic from a site to a place; of lines and areas from their nearest point.
#[must_use]
pub fn distance_m(site: &Site, at: LonLat) -> Option<f64> {
    Places::new([&site.geometry]).nearest_m(&Geometry::Point(Point::new(at.lon, at.lat)))
}

impl Workspace {
    /// What is doubtful about a file as evidence of a mark of `site` that holds on a day.
    #[must_use]
    pub fn doubts(&self, site: &Site, on: Date, file: &Exhibit) -> Vec<EvidenceWarning> {
        let mut doubts = doubts_of_itself(site, on, file);
        if file.photo.is_of_a_camera() {
            doubts.extend(self.elsewhere(&site.id, &file.sha256));
        }
        doubts.into_iter().map(|doubt| EvidenceWarning { file: file.name.clone(), doubt }).collect()
    }

    /// What is doubtful about the files of a mark that is asked for. Reads every file.
    ///
    /// # Errors
    /// Where a file cannot be read. A site that is unknown has no doubts; the mark refuses it.
    pub fn evidence_warnings(&self, request: &MarkRequest) -> Result<Vec<EvidenceWarning>, WorkspaceError> {
        self.file_warnings(&request.site, request.on, &request.evidence)
    }

    /// The same of files that came with any act on a site that holds on a day.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn file_warnings(
        &self,
        site: &SiteId,
        on: Date,
        files: &[PathBuf],
    ) -> Result<Vec<EvidenceWarning>, WorkspaceError> {
        let Some(site) = self.register.get(site) else { return Ok(Vec::new()) };
        let mut warnings = Vec::new();
        for path in files {
            let (file, _) = Exhibit::read(path)?;
            for warning in self.doubts(site, on, &file) {
                if !warnings.contains(&warning) {
                    warnings.push(warning);
                }
            }
        }
        Ok(warnings)
    }

    /// The other site of which a file is evidence already.
    fn elsewhere(&self, site: &SiteId, sha256: &str) -> Option<Doubt> {
        let named = self.history.with_evidence(Some(sha256));
        let stand = named.filter(|event| self.history.undone_by(&event.id).is_none());
        let other = stand.filter_map(Event::site).find(|other| other != site)?;
        Some(self.also_of(other))
    }

    fn also_of(&self, site: SiteId) -> Doubt {
        let name = self.register.get(&site).map(|site| site.name.clone()).unwrap_or_default();
        Doubt::Elsewhere { site, name }
    }
}

/// What the file says against itself as evidence of a mark of `site` that holds on a day.
#[must_use]
pub fn doubts_of_itself(site: &Site, on: Date, file: &Exhibit) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let far = file.photo.place.and_then(|at| distance_m(site, at)).filter(|metres| *metres > FAR_M);
    doubts.extend(far.map(|metres| Doubt::Far { metres }));
    let later = file.photo.taken_on().filter(|taken| *taken > on);
    doubts.extend(later.map(|taken| Doubt::Later { taken, on }));
    if file.claims_photo && !file.photo.file_type.is_photo() {
        doubts.push(Doubt::NoPhoto(file.photo.file_type));
    }
    if file.bytes > BIG {
        doubts.push(Doubt::Big(file.bytes));
    }
    doubts
}

/// What the doctor finds about the evidence of all that counts. Of each file only its front is read; that its
/// bytes are still those of its hash is asked by `verify`.
pub(super) fn findings(workspace: &Workspace) -> Vec<Issue> {
    let shelf = Shelf::of(&workspace.place);
    let mut first: HashMap<&str, SiteId> = HashMap::new();
    // One paper may come with a thousand marks.
    let mut looks: HashMap<&str, Option<Exhibit>> = HashMap::new();
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for event in workspace.history.with_evidence(None) {
        let evidence = event.evidence();
        if workspace.history.undone_by(&event.id).is_some() {
            continue;
        }
        let Some(id) = event.site() else { continue };
        for hash in evidence {
            let mut find = |rule: &str, error: bool, say: &dyn Fn(Lang) -> String| {
                if told.insert((id.clone(), hash.clone(), rule.to_owned())) {
                    findings.push(finding(workspace, &id, rule, error, say));
                }
            };
            let Some(file) = looks.entry(hash).or_insert_with(|| shelf.look(hash)) else {
                let name = one_line(short_hash(hash));
                let say = |lang: Lang| lang.fill("workspace.evidence_lost", &[("file", &name)]);
                find("evidence_lost", true, &say);
                continue;
            };
            let mut doubts = workspace
                .register
                .get(&id)
                .map(|site| doubts_of_itself(site, event.effective_on, file))
                .unwrap_or_default();
            let other = first.entry(hash).or_insert_with(|| id.clone());
            if *other != id && file.photo.is_of_a_camera() {
                doubts.push(workspace.also_of(other.clone()));
            }
            for doubt in doubts {
                let rule = doubt.rule();
                let warning = EvidenceWarning { file: short_hash(hash).to_owned(), doubt };
                find(rule, false, &|lang| warning.say(lang));
            }
        }
    }
    findings.sort_by(|a, b| (&a.layer, &a.site).cmp(&(&b.layer, &b.site)));
    findings
}

fn finding(
    workspace: &Workspace,
    id: &SiteId,
    rule: &str,
    error: bool,
    say: &dyn Fn(Lang) -> String,
) -> Issue {
    match workspace.register.get(id) {
        Some(site) => Issue::about(site, rule, error, say),
        None => Issue {
            layer: String::new(),
            site: Some(id.clone()),
            rule: rule.to_owned(),
            message: Bilingual { zh: say(Lang::Zh), en: say(Lang::En) },
            error,
        },
    }
}

/// The beginning of a hash, enough to find its file.
#[must_use]
pub fn short_hash(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
