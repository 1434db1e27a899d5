//! A laptop with a workspace of its own on a real disk, and the stick that carries packages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use guatu::ledger::{Author, Event, EventId};
use guatu::site::SiteId;
use guatu::workspace::{Access, MarkRequest, Merged, PackRequest, Packed, Workspace, WorkspaceError};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};

const COUNTIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"410526","名称":"滑县"},"geometry":{"type":"Polygon","coordinates":[[[114.5,35.4],[115,35.4],[115,35.8],[114.5,35.8],[114.5,35.4]]]}},
{"type":"Feature","properties":{"编号":"410581","名称":"林州市"},"geometry":{"type":"Polygon","coordinates":[[[113.6,35.8],[114,35.8],[114,36.3],[113.6,36.3],[113.6,35.8]]]}}
]}"#;
const OUTFALLS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"HX-1","名称":"卫河1号","责任县区":"滑县","状态":"已溯源","登记日期":"2023-10-20","责任主体":"某镇政府"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"HX-2","名称":"卫河2号","责任县区":"滑县","状态":"已溯源","登记日期":"2023-10-20","责任主体":"某镇政府"},"geometry":{"type":"Point","coordinates":[114.8,35.6]}},
{"type":"Feature","properties":{"编号":"LZ-1","名称":"洹河1号","责任县区":"林州市","状态":"整治中","登记日期":"2023-10-20","责任主体":"某公司"},"geometry":{"type":"Point","coordinates":[113.8,36.0]}}
]}"#;
const EMPTY: &str = r#"{"type":"FeatureCollection","features":[]}"#;

/// A laptop.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
    /// What its clock says; a minute more after each act.
    pub(crate) clock: Timestamp,
    by: String,
}

impl Desk {
    /// With a workspace of three outfalls in two counties.
    pub(crate) fn new(by: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("workspace")).expect("a folder");
        let put = |name: &str, text: &str| {
            fs::write(dir.path().join("workspace").join(name), text).expect("a file");
        };
        put("counties.geojson", COUNTIES);
        put("outfalls.geojson", OUTFALLS);
        for layer in ["monitoring_points", "black_odorous_waters", "legacy_mines"] {
            put(&format!("{layer}.geojson"), EMPTY);
        }
        let clock = "2025-03-01T01:00:00Z".parse().expect("a moment");
        let desk = Self { dir, clock, by: by.to_owned() };
        // Once opened for writing there is a ledger.
        drop(desk.open());
        desk
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("workspace")
    }

    pub(crate) fn open(&self) -> Workspace {
        // A process that another test starts holds, until it runs, what this one has open.
        for _ in 0..200 {
            match Workspace::open(&self.path(), Access::Write) {
                Err(WorkspaceError::Held(_)) => std::thread::sleep(Duration::from_millis(10)),
                opened => return opened.expect("a workspace"),
            }
        }
        panic!("the workspace stays held");
    }

    pub(crate) fn read(&self) -> Workspace {
        Workspace::open(&self.path(), Access::Read).expect("a workspace")
    }

    pub(crate) fn author(&mut self) -> Author {
        self.clock += Span::new().minutes(1);
        Author { by: self.by.clone(), recorded_at: self.clock }
    }

    /// Marks a site, with a photo of these bytes where there are any.
    pub(crate) fn mark(&mut self, site: &str, to: &str, photo: &[u8]) -> Event {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("现场.JPG");
        let mut evidence = Vec::new();
        if !photo.is_empty() {
            fs::write(&path, photo).expect("a photo");
            evidence.push(path);
        }
        let request = MarkRequest {
            site: SiteId(site.into()),
            to: Some(to.into()),
            on: date(2025, 2, 1),
            note: None,
            set: BTreeMap::new(),
            evidence,
        };
        let author = self.author();
        self.open().mark(&request, &author).expect("a mark")
    }

    pub(crate) fn undo(&mut self, event: &EventId) -> Event {
        let author = self.author();
        self.open().undo(event, &author).expect("an undo")
    }

    /// Packs into a file on the stick, from a workspace that is open for reading only.
    pub(crate) fn pack(&self, out: &Path, county: Option<&str>, since: Option<Date>) -> Packed {
        let request = PackRequest { out: out.to_owned(), county: county.map(str::to_owned), since };
        self.read().pack(&request, &mut |_| true).expect("a package")
    }

    pub(crate) fn try_merge(&self, package: &Path) -> Result<Merged, WorkspaceError> {
        self.open().merge(package, self.clock, &mut |_| true)
    }

    pub(crate) fn merge(&self, package: &Path) -> Merged {
        self.try_merge(package).expect("a merge")
    }

    /// The ids of every event, sorted.
    pub(crate) fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.read().history.events().map(|event| event.id.0.clone()).collect();
        ids.sort();
        ids
    }

    /// Every file of the workspace, and of the folder around it, with its bytes, but for the lock and
    /// SQLite's own.
    pub(crate) fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![self.dir.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if !["guatu.lock", "ledger.db-wal", "ledger.db-shm"]
                    .iter()
                    .any(|own| path.ends_with(own))
                {
                    tree.insert(path.clone(), fs::read(&path).expect("a file"));
                }
            }
        }
        tree
    }

    pub(crate) fn evidence(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path().join("evidence")).into_iter().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

/// A memory stick.
pub(crate) struct Stick(tempfile::TempDir);

impl Stick {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}
