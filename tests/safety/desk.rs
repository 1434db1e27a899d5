//! A small workspace of one county, two outfalls and no manifest.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use guatu::ledger::{Author, Event, sha256};
use guatu::site::SiteId;
use guatu::workspace::{Access, MarkRequest, Workspace};
use jiff::civil::date;

const COUNTIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"410526","名称":"滑县"},"geometry":{"type":"Polygon","coordinates":[[[114.5,35.4],[115,35.4],[115,35.8],[114.5,35.8],[114.5,35.4]]]}}]}"#;
const OUTFALLS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"HX-1","名称":"卫河1号","责任县区":"滑县","状态":"已溯源"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"LZ-1","名称":"卫河2号","责任县区":"滑县","状态":"整治中","责任主体":"某公司"},"geometry":{"type":"Point","coordinates":[114.8,35.6]}}]}"#;
const EMPTY: &str = r#"{"type":"FeatureCollection","features":[]}"#;

/// A folder that is a workspace, with one photo lying beside it.
pub(crate) struct Desk {
    _dir: tempfile::TempDir,
    pub(crate) folder: PathBuf,
    pub(crate) photo: PathBuf,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("滑县");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("counties.geojson"), COUNTIES).unwrap();
        fs::write(folder.join("outfalls.geojson"), OUTFALLS).unwrap();
        for layer in ["monitoring_points", "black_odorous_waters", "legacy_mines"] {
            fs::write(folder.join(format!("{layer}.geojson")), EMPTY).unwrap();
        }
        let photo = dir.path().join("排口.jpg");
        fs::write(&photo, b"a photo").unwrap();
        Self { _dir: dir, folder, photo }
    }

    /// With a ledger as some version of Guatu left it.
    pub(crate) fn with_ledger(version: u8) -> Self {
        let desk = Self::new();
        fs::copy(format!("tests/fixtures/ledger-v{version}.db"), desk.ledger()).unwrap();
        // The file that one of its events names.
        fs::create_dir(desk.folder.join("evidence")).unwrap();
        fs::write(desk.folder.join(format!("evidence/{}.jpg", sha256(b"abc"))), "abc").unwrap();
        desk
    }

    pub(crate) fn ledger(&self) -> PathBuf {
        self.folder.join("ledger.db")
    }

    pub(crate) fn open(&self) -> Workspace {
        open(&self.folder)
    }

    /// Opens, notes something, closes.
    pub(crate) fn note(&self, what: &str) -> Event {
        note(&mut self.open(), what)
    }
}

pub(crate) fn open(folder: &Path) -> Workspace {
    Workspace::open(folder, Access::Write).expect("a workspace")
}

pub(crate) fn noon() -> Author {
    Author { by: "张三".into(), recorded_at: "2026-11-10T12:00:00+08:00".parse().unwrap() }
}

pub(crate) fn request(what: &str) -> MarkRequest {
    MarkRequest {
        site: SiteId("LZ-1".into()),
        to: None,
        on: date(2026, 11, 9),
        note: Some(what.to_owned()),
        set: BTreeMap::new(),
        evidence: vec![],
    }
}

pub(crate) fn note(workspace: &mut Workspace, what: &str) -> Event {
    workspace.mark(&request(what), &noon()).expect("a mark")
}
