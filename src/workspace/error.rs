//! Why a workspace could not be opened or written.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{OtherCounty, RegisterError, SettleError};
use crate::io::FileError;
use crate::io::package::{Limits, PackageError};
use crate::ledger::LedgerError;
use crate::plan::PlanError;
use crate::site::{KindError, Refusal};
use crate::status::RuleError;
use crate::text::{Bilingual, Lang, Say};

/// Why a workspace could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// Not a workspace.
    #[error("{} is not a workspace", .0.display())]
    NotAWorkspace(PathBuf),
    /// A file of it.
    #[error(transparent)]
    File(#[from] FileError),
    /// Its manifest.
    #[error("{file}:{line}: {message}")]
    Manifest {
        /// The file.
        file: String,
        /// From 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// Its manifest names a rule that there is not.
    #[error("{file}:{line}: no rule {rule:?}")]
    UnknownRule {
        /// The file.
        file: String,
        /// From 1.
        line: usize,
        /// The rule's id.
        rule: String,
        /// The ids that there are.
        known: String,
    },
    /// One of its own kinds.
    #[error("{file}: {error}")]
    Kind {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: KindError,
    },
    /// There is no such rule.
    #[error("no rule {rule:?}")]
    NoSuchRule {
        /// The rule's id.
        rule: String,
        /// The ids that there are.
        known: String,
    },
    /// One of its own rules.
    #[error("{file}: {error}")]
    Rule {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: RuleError,
    },
    /// Its plan.
    #[error("{file}: {error}")]
    Plan {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: Box<PlanError>,
    },
    /// Its ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A package.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A package of one county that holds what is another's.
    #[error("{}: event {} is of {}", .0.file, .0.event, .0.other.en)]
    OtherCounty(Box<OtherCounty>),
    /// A package needs a name that ends so.
    #[error("{} does not end in .guatu", .0.display())]
    NoPackageName(PathBuf),
    /// While acts are only tried, nothing is taken in.
    #[error("in a trial")]
    InTrial,
    /// Another process writes in it.
    #[error("{} is held by another process", .0.display())]
    Held(PathBuf),
    /// The system refuses a folder or a file.
    #[error("{}: {message}", path.display())]
    System {
        /// Which.
        path: PathBuf,
        /// What the system says.
        message: String,
    },
    /// A new workspace needs an empty folder.
    #[error("{} is not empty", .0.display())]
    NotEmpty(PathBuf),
    /// Opened for reading, or compiled in.
    #[error("read-only")]
    ReadOnly,
    /// A mark must say whose it is.
    #[error("no name")]
    NoName,
    /// No such site.
    #[error("no site {0:?}")]
    UnknownSite(String),
    /// The kind has no such field.
    #[error("no field {field:?}")]
    UnknownField {
        /// What was asked for.
        field: String,
        /// The fields that there are.
        known: Bilingual,
    },
    /// A field cannot hold a value.
    #[error("{} cannot hold {value:?}", field.en)]
    BadValue {
        /// The field's name.
        field: Bilingual,
        /// What was given.
        value: String,
    },
    /// A field that lists its values has no such value.
    #[error("{} has no value {value:?}", field.en)]
    UnknownValue {
        /// The field's name.
        field: Bilingual,
        /// What was given.
        value: String,
        /// The values that there are.
        known: String,
    },
    /// The site cannot come into the register, or leave it.
    #[error(transparent)]
    Register(Box<RegisterError>),
    /// The rules of its kind refuse it.
    #[error(transparent)]
    Refused(Box<Refusal>),
    /// A mark for a day that has not come.
    #[error("{on} is after {today}")]
    Future {
        /// The day asked for.
        on: Date,
        /// The day of writing.
        today: Date,
    },
    /// A mark for a day before the site was in the register.
    #[error("{site} is in the register from {since}")]
    NotRegistered {
        /// The site.
        site: String,
        /// Its first day.
        since: Date,
    },
    /// A conflict that was not settled.
    #[error(transparent)]
    Settle(#[from] SettleError),
    /// No such event.
    #[error("no event {0:?}")]
    UnknownEvent(String),
    /// A batch names the site more than once.
    #[error("site {0} is named twice")]
    Twice(String),
    /// No package would take an event of so many bytes: its note, source or reason is too long.
    #[error("an event of {0} bytes")]
    TooLong(usize),
    /// One event is named twice.
    #[error("event {0} is named twice")]
    TwiceUndone(String),
    /// The event is undone already.
    #[error("{event} is undone by {by}")]
    AlreadyUndone {
        /// The event.
        event: String,
        /// The counter-event.
        by: String,
    },
    /// The workspace's rule takes no rulings.
    #[error("the rule {} takes no rulings", .0.en)]
    NoRulings(Bilingual),
    /// A ruling must say why.
    #[error("no reason")]
    NoWhy,
    /// The plan has no such milestone.
    #[error("no milestone {0:?}")]
    UnknownMilestone(String),
    /// The plan has no such county.
    #[error("no county {0:?}")]
    UnknownCounty(String),
    /// The plan has no such task.
    #[error("no task {0}")]
    UnknownTask(String),
    /// The plan itself says whom the task binds.
    #[error("the plan says whom task {0} binds")]
    NotAssignable(String),
    /// A value that is no number.
    #[error("{0} is no number")]
    NoNumber(String),
    /// The milestone asks for a number, not for yes or no.
    #[error("{0} asks for a number")]
    AsksNumber(String),
    /// The milestone asks for yes or no, not for a number.
    #[error("{0} asks for yes or no")]
    AsksNoNumber(String),
    /// The number is not counted from a baseline year.
    #[error("{0} counts from no baseline year")]
    NoBaseline(String),
    /// The number is counted from sites, so nobody reports it.
    #[error("{0} is counted from sites")]
    CountedFromSites(String),
    /// A report must say where its number comes from.
    #[error("no source")]
    NoSource,
    /// The milestone has fewer numbers.
    #[error("{milestone} has {count} numbers, not {target}")]
    NoSuchTarget {
        /// The milestone.
        milestone: String,
        /// Which number was asked for, from 1.
        target: usize,
        /// How many there are.
        count: usize,
    },
    /// What only the city reports: a published number, a goal.
    #[error("{what} is reported by {}", city.en)]
    CityReports {
        /// The milestone or goal.
        what: String,
        /// The city.
        city: Bilingual,
    },
    /// The milestone asks nothing of the county on that day.
    #[error("{milestone} does not bind {}", county.en)]
    NotBound {
        /// The milestone.
        milestone: String,
        /// The county.
        county: Bilingual,
    },
}

impl From<Refusal> for WorkspaceError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<RegisterError> for WorkspaceError {
    fn from(error: RegisterError) -> Self {
        Self::Register(Box::new(error))
    }
}

impl WorkspaceError {
    /// Whether the workspace can be opened for reading although not for writing.
    #[must_use]
    pub const fn allows_reading(&self) -> bool {
        matches!(self, Self::Held(_) | Self::Ledger(LedgerError::WriteProtected(_)))
    }

    /// The exit code of the contract: 2 wrong use, 3 unreadable, 4 held by another process,
    /// 5 refused by a rule.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::NotAWorkspace(_)
            | Self::File(_)
            | Self::Manifest { .. }
            | Self::UnknownRule { .. }
            | Self::Rule { .. }
            | Self::Kind { .. }
            | Self::Plan { .. }
            | Self::Ledger(_)
            | Self::Package(_)
            | Self::System { .. } => 3,
            Self::Held(_) => 4,
            Self::Settle(error) => error.code(),
            Self::ReadOnly
            | Self::NoPackageName(_)
            | Self::NoName
            | Self::UnknownSite(_)
            | Self::UnknownField { .. }
            | Self::BadValue { .. }
            | Self::UnknownValue { .. }
            | Self::UnknownMilestone(_)
            | Self::UnknownCounty(_)
            | Self::UnknownTask(_)
            | Self::NoNumber(_)
            | Self::AsksNumber(_)
            | Self::AsksNoNumber(_)
            | Self::NoBaseline(_)
            | Self::NoSource
            | Self::NoWhy
            | Self::NoSuchRule { .. }
            | Self::NoSuchTarget { .. }
            | Self::UnknownEvent(_) => 2,
            Self::Register(error) => error.code(),
            Self::Refused(refusal) if matches!(**refusal, Refusal::UnknownState { .. }) => 2,
            Self::Refused(_)
            | Self::OtherCounty(_)
            | Self::InTrial
            | Self::NotEmpty(_)
            | Self::Future { .. }
            | Self::NotRegistered { .. }
            | Self::NotAssignable(_)
            | Self::NoRulings(_)
            | Self::CountedFromSites(_)
            | Self::CityReports { .. }
            | Self::NotBound { .. }
            | Self::Twice(_)
            | Self::TwiceUndone(_)
            | Self::TooLong(_)
            | Self::AlreadyUndone { .. } => 5,
        }
    }

    /// The file and the place in it, or the record, for an error in JSON.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::NotAWorkspace(path)
            | Self::Held(path)
            | Self::NotEmpty(path)
            | Self::NoPackageName(path) => path.display().to_string(),
            Self::Package(error) => error.place(),
            Self::OtherCounty(found) => found.file.clone(),
            Self::System { path, .. } => path.display().to_string(),
            Self::File(error) => error.place(),
            Self::Register(error) => error.place(),
            Self::Settle(error) => error.place(),
            Self::Manifest { file, line, .. } => format!("{file}:{line}"),
            Self::Plan { file, .. } => file.clone(),
            Self::Rule { file, error } => format!("{file}:{}", error.line),
            Self::Kind { file, error } => format!("{file}:{}", error.line),
            Self::NoSuchRule { rule, .. } => rule.clone(),
            Self::UnknownRule { file, line, .. } => format!("{file}:{line}"),
            Self::Ledger(error) => error.path().display().to_string(),
            Self::UnknownSite(site) | Self::Twice(site) | Self::NotRegistered { site, .. } => site.clone(),
            Self::UnknownEvent(event) | Self::TwiceUndone(event) | Self::AlreadyUndone { event, .. } => {
                event.clone()
            }
            Self::UnknownField { field, .. } => field.clone(),
            Self::BadValue { field, .. } | Self::UnknownValue { field, .. } => field.zh.clone(),
            Self::UnknownMilestone(what)
            | Self::UnknownCounty(what)
            | Self::UnknownTask(what)
            | Self::NotAssignable(what)
            | Self::NoNumber(what)
            | Self::AsksNumber(what)
            | Self::AsksNoNumber(what)
            | Self::NoBaseline(what)
            | Self::CountedFromSites(what)
            | Self::CityReports { what, .. } => what.clone(),
            Self::NoSuchTarget { milestone, .. } | Self::NotBound { milestone, .. } => milestone.clone(),
            Self::ReadOnly
            | Self::InTrial
            | Self::NoName
            | Self::NoSource
            | Self::NoWhy
            | Self::NoRulings(_)
            | Self::Refused(_)
            | Self::TooLong(_)
            | Self::Future { .. } => String::new(),
        }
    }

    pub(super) fn of_system(path: &Path, error: &std::io::Error) -> Self {
        Self::System { path: path.to_owned(), message: error.to_string() }
    }
}

impl Say for WorkspaceError {
    fn say(&self, lang: Lang) -> String {
        let path = |key: &str, path: &Path| lang.fill(key, &[("path", &path.display().to_string())]);
        match self {
            Self::NotAWorkspace(folder) => path("workspace.not_a_workspace", folder),
            Self::File(error) => error.say(lang),
            Self::Settle(error) => error.say(lang),
            Self::Manifest { file, line, message } => lang.fill(
                "workspace.manifest",
                &[("file", file), ("line", &line.to_string()), ("message", message)],
            ),
            Self::UnknownRule { file, line, rule, known } => lang.fill(
                "workspace.unknown_rule",
                &[("file", file), ("line", &line.to_string()), ("rule", rule), ("known", known)],
            ),
            Self::Kind { file, error } => {
                lang.fill("workspace.kind", &[("file", file), ("message", &error.say(lang))])
            }
            Self::NoSuchRule { rule, known } => {
                lang.fill("workspace.no_such_rule", &[("rule", rule), ("known", known)])
            }
            Self::Rule { file, error } => {
                lang.fill("workspace.rule", &[("file", file), ("message", &error.say(lang))])
            }
            Self::Plan { file, error } => {
                lang.fill("workspace.plan", &[("file", file), ("message", &error.say(lang))])
            }
            Self::Ledger(error) => error.say(lang),
            Self::Package(error) => error.say(lang),
            Self::OtherCounty(found) => found.say(lang),
            Self::NoPackageName(file) => path("package.no_package_name", file),
            Self::InTrial => lang.get("package.in_trial").to_owned(),
            Self::Held(folder) => path("workspace.held", folder),
            Self::System { path, message } => {
                lang.fill("workspace.system", &[("path", &path.display().to_string()), ("message", message)])
            }
            Self::NotEmpty(folder) => path("workspace.not_empty", folder),
            Self::ReadOnly => lang.get("workspace.read_only").to_owned(),
            Self::NoName => lang.get("workspace.no_name").to_owned(),
            Self::UnknownSite(site) => lang.fill("workspace.unknown_site", &[("site", site)]),
            Self::UnknownField { field, known } => {
                lang.fill("workspace.unknown_field", &[("field", field), ("known", known.get(lang))])
            }
            Self::BadValue { field, value } => {
                lang.fill("io.bad_value", &[("field", field.get(lang)), ("value", value)])
            }
            Self::UnknownValue { field, value, known } => lang.fill(
                "workspace.unknown_value",
                &[("field", field.get(lang)), ("value", value), ("known", known)],
            ),
            Self::Register(error) => error.say(lang),
            Self::Refused(refusal) => refusal.say(lang),
            Self::Future { on, today } => {
                lang.fill("workspace.future", &[("on", &on.to_string()), ("today", &today.to_string())])
            }
            Self::NotRegistered { site, since } => {
                lang.fill("workspace.not_registered", &[("site", site), ("since", &since.to_string())])
            }
            Self::UnknownEvent(event) => lang.fill("workspace.unknown_event", &[("event", event)]),
            Self::Twice(site) => lang.fill("workspace.twice", &[("site", site)]),
            Self::TooLong(bytes) => {
                let kib = |bytes: usize| bytes.div_ceil(1024).to_string();
                let (size, most) = (kib(*bytes), kib(Limits::USUAL.line));
                lang.fill("workspace.too_long", &[("size", &size), ("most", &most)])
            }
            Self::TwiceUndone(event) => lang.fill("workspace.twice_undone", &[("event", event)]),
            Self::AlreadyUndone { event, by } => {
                lang.fill("workspace.already_undone", &[("event", event), ("by", by)])
            }
            Self::UnknownMilestone(milestone) => {
                lang.fill("workspace.unknown_milestone", &[("milestone", milestone)])
            }
            Self::UnknownCounty(county) => lang.fill("workspace.unknown_county", &[("county", county)]),
            Self::UnknownTask(task) => lang.fill("workspace.unknown_task", &[("task", task)]),
            Self::NotAssignable(task) => lang.fill("workspace.not_assignable", &[("task", task)]),
            Self::NoNumber(value) => lang.fill("workspace.no_number", &[("value", value)]),
            Self::AsksNumber(milestone) => lang.fill("workspace.asks_number", &[("milestone", milestone)]),
            Self::AsksNoNumber(milestone) => {
                lang.fill("workspace.asks_no_number", &[("milestone", milestone)])
            }
            Self::NoBaseline(milestone) => lang.fill("workspace.no_baseline", &[("milestone", milestone)]),
            Self::CountedFromSites(milestone) => {
                lang.fill("workspace.counted_from_sites", &[("milestone", milestone)])
            }
            Self::CityReports { what, city } => {
                lang.fill("workspace.city_reports", &[("what", what), ("city", city.get(lang))])
            }
            Self::NoSource => lang.get("workspace.no_source").to_owned(),
            Self::NoRulings(rule) => lang.fill("workspace.no_rulings", &[("rule", rule.get(lang))]),
            Self::NoWhy => lang.get("workspace.no_why").to_owned(),
            Self::NoSuchTarget { milestone, target, count } => lang.fill(
                "workspace.no_such_target",
                &[("milestone", milestone), ("target", &target.to_string()), ("count", &count.to_string())],
            ),
            Self::NotBound { milestone, county } => {
                lang.fill("workspace.not_bound", &[("milestone", milestone), ("county", county.get(lang))])
            }
        }
    }
}
