//! What travels, and what comes of it.

use std::collections::BTreeMap;
use std::fs;

use guatu::geom::LonLat;
use guatu::ledger::EventId;
use guatu::text::{Lang, Say};
use guatu::workspace::{AddRequest, MergeWarning, PackRequest, Workspace, WorkspaceError};
use jiff::civil::date;

use super::desk::{Desk, Stick};

#[test]
fn a_mark_with_its_photo_arrives_as_it_was_written() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    let event = a.mark("HX-1", "treating", b"a photo");
    let packed = a.pack(&stick.file("a.guatu"), None, None);
    assert_eq!((packed.events, packed.evidence, packed.left_out.len()), (1, 1, 0));

    let merged = b.merge(&stick.file("a.guatu"));
    assert_eq!((merged.new, merged.known, merged.evidence), (1, 0, 1));
    assert_eq!(merged.warnings, []);
    assert_eq!(b.read().history.get(&event.id), Some(&event));
    assert_eq!(b.evidence(), a.evidence());

    let before = b.tree();
    let again = b.merge(&stick.file("a.guatu"));
    assert_eq!((again.new, again.known, again.evidence), (0, 1, 0));
    assert_eq!(b.tree(), before, "the second time nothing changes");
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let (mut a, mut b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    a.mark("HX-1", "treating", b"a photo");
    b.mark("LZ-1", "accepted", b"another photo");
    a.pack(&stick.file("a.guatu"), None, None);
    b.pack(&stick.file("b.guatu"), None, None);
    a.merge(&stick.file("b.guatu"));
    b.merge(&stick.file("a.guatu"));
    a.pack(&stick.file("a2.guatu"), None, None);
    b.pack(&stick.file("b2.guatu"), None, None);
    a.pack(&stick.file("a3.guatu"), None, None);
    let bytes = |name| fs::read(stick.file(name)).unwrap();
    assert_eq!(bytes("a2.guatu"), bytes("b2.guatu"));
    assert_eq!(bytes("a2.guatu"), bytes("a3.guatu"));
    assert_eq!(stick.names().len(), 5, "nothing is left beside the packages");
}

#[test]
fn a_county_gets_its_own_and_what_takes_it_back() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    let ours = a.mark("HX-1", "treating", b"of Hua");
    a.mark("LZ-1", "accepted", b"of Linzhou");
    let undo = a.undo(&ours.id);
    let packed = a.pack(&stick.file("hua.guatu"), Some("滑县"), None);
    assert_eq!((packed.events, packed.evidence), (2, 1));
    b.merge(&stick.file("hua.guatu"));
    let mut expected = vec![ours.id.0, undo.id.0];
    expected.sort();
    assert_eq!(b.ids(), expected);
}

#[test]
fn a_package_since_a_day_holds_what_was_recorded_from_that_day_on() {
    let (mut a, stick) = (Desk::new("张三"), Stick::new());
    a.mark("HX-1", "treating", b"");
    a.clock = "2025-04-01T15:59:00Z".parse().unwrap();
    // 15:59 and 16:00 UTC are two days in Anyang.
    a.mark("HX-2", "treating", b"");
    let since = |day| a.pack(&stick.file("a.guatu"), None, Some(day)).events;
    assert_eq!(since(date(2025, 3, 1)), 2);
    assert_eq!(since(date(2025, 4, 1)), 1);
    assert_eq!(since(date(2025, 4, 2)), 1);
    assert_eq!(since(date(2025, 4, 3)), 0);
}

#[test]
fn a_county_package_with_what_this_register_gives_to_another_is_refused() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    // The sender's register says that the site is Linzhou's, the receiver's that it is Hua's.
    let outfalls = a.path().join("outfalls.geojson");
    let text = fs::read_to_string(&outfalls)
        .unwrap()
        .replace("卫河1号\",\"责任县区\":\"滑县", "卫河1号\",\"责任县区\":\"林州市");
    fs::write(&outfalls, text).unwrap();
    a.mark("HX-1", "treating", b"a photo");
    a.pack(&stick.file("lz.guatu"), Some("410581"), None);
    let before = b.tree();
    let error = b.try_merge(&stick.file("lz.guatu")).unwrap_err();
    assert_eq!(error.code(), 5);
    assert!(matches!(error, WorkspaceError::OtherCounty(_)));
    assert!(
        error.say(Lang::Zh).contains("滑县") && error.say(Lang::En).contains("Hua"),
        "{}",
        error.say(Lang::En)
    );
    assert!(b.tree().keys().eq(before.keys()) && b.ids().is_empty());
}

fn add(desk: &mut Desk, at: LonLat) -> EventId {
    let request = AddRequest {
        layer: "outfalls".into(),
        id: Some("XZ-1".into()),
        name: "新找到的排口".into(),
        county: None,
        at,
        on: date(2025, 1, 10),
        state: None,
        set: BTreeMap::new(),
        note: None,
        evidence: Vec::new(),
    };
    let author = desk.author();
    desk.open().add_site(&request, &author).expect("a new site").id
}

#[test]
fn where_two_counties_added_one_code_either_package_may_come_first() {
    let (mut hua, mut lin, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    add(&mut hua, LonLat::new(114.7, 35.7));
    let lins = add(&mut lin, LonLat::new(113.9, 36.1));
    for desk in [&mut hua, &mut lin] {
        desk.mark("XZ-1", "monitored", b"");
    }
    lin.undo(&lins);
    assert_eq!(hua.pack(&stick.file("hua.guatu"), Some("410526"), None).events, 2);
    assert_eq!(lin.pack(&stick.file("lin.guatu"), Some("410581"), None).events, 3);
    let [one, other] = [["hua.guatu", "lin.guatu"], ["lin.guatu", "hua.guatu"]].map(|order| {
        let desk = Desk::new("王五");
        order.iter().for_each(|name| drop(desk.merge(&stick.file(name))));
        desk
    });
    assert_eq!(one.ids().len(), 5);
    assert_eq!(one.ids(), other.ids());
    // What came together goes on to each county, its own and what was marked at the code.
    assert_eq!(one.pack(&stick.file("back.guatu"), Some("410581"), None).events, 4);
    lin.merge(&stick.file("back.guatu"));
}

#[test]
fn what_is_doubtful_is_told_and_taken_all_the_same() {
    let (mut a, mut b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    let outfalls = b.path().join("outfalls.geojson");
    let text = fs::read_to_string(&outfalls).unwrap().replace("HX-2", "HX-3");
    fs::write(&outfalls, text).unwrap();
    let first = a.mark("HX-1", "treating", b"a photo");
    // A clock that is two years ahead.
    a.clock = "2027-03-01T01:00:00Z".parse().unwrap();
    a.mark("HX-2", "treating", b"");
    a.undo(&first.id);
    let photo = a.evidence();
    fs::remove_file(a.path().join("evidence").join(&photo[0])).unwrap();
    let packed = a.pack(&stick.file("all.guatu"), None, None);
    assert_eq!(packed.left_out.len(), 1);
    let merged = b.merge(&stick.file("all.guatu"));
    let rules: Vec<&str> = merged.warnings.iter().map(MergeWarning::rule).collect();
    assert_eq!(rules, ["future", "unknown_sites", "missing_evidence"]);
    assert_eq!(merged.new, 3);
    for warning in &merged.warnings {
        assert!(!warning.say(Lang::En).contains('{'), "{}", warning.say(Lang::En));
    }

    // Without the first mark, the undo stands alone until the rest comes.
    let mut c = Desk::new("王五");
    c.clock = a.clock;
    a.pack(&stick.file("late.guatu"), None, Some(date(2027, 1, 1)));
    let merged = c.merge(&stick.file("late.guatu"));
    assert_eq!((merged.gaps, merged.warnings.len()), (1, 1));
    assert_eq!(c.merge(&stick.file("all.guatu")).gaps, 0);
    assert_eq!(c.ids(), a.ids());
    b.clock = a.clock;
    assert_eq!(b.merge(&stick.file("late.guatu")).new, 0);
}

#[test]
fn a_photo_that_was_damaged_here_comes_whole_again() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    a.mark("HX-1", "treating", b"a photo");
    a.pack(&stick.file("a.guatu"), None, None);
    b.merge(&stick.file("a.guatu"));
    let photo = b.path().join("evidence").join(&b.evidence()[0]);
    fs::write(&photo, b"garbage").unwrap();
    // It is not sent on: the receiver would have to refuse the package.
    assert_eq!(b.pack(&stick.file("b.guatu"), None, None).left_out.len(), 1);
    assert_eq!(b.merge(&stick.file("a.guatu")).evidence, 1);
    assert_eq!(fs::read(&photo).unwrap(), b"a photo");
}

#[test]
fn a_person_stops_a_pack_and_a_merge_and_nothing_is_left() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    a.mark("HX-1", "treating", b"a photo");
    a.mark("HX-2", "treating", b"another");
    let whole = stick.file("a.guatu");
    a.pack(&whole, None, None);
    let mut most = 0;
    let count = |most: &mut usize| {
        *most += 1;
        true
    };
    b.read();
    Desk::new("王五").open().merge(&whole, a.clock, &mut |_| count(&mut most)).unwrap();
    assert!(most >= 3, "asked {most} times");
    for stop in 0..most {
        let before = b.tree();
        let mut asked = 0;
        let mut goes_on = |_| {
            asked += 1;
            asked <= stop
        };
        let error = b.open().merge(&whole, a.clock, &mut goes_on).unwrap_err();
        assert!(matches!(&error, WorkspaceError::Package(error) if error.is_cancelled()), "{error:?}");
        assert!(b.tree().keys().eq(before.keys()) && b.ids().is_empty(), "stopped at question {stop}");
    }
    assert_eq!(b.merge(&whole).new, 2);

    let request = PackRequest { out: stick.file("b.guatu"), county: None, since: None };
    let mut asked = 0;
    a.read()
        .pack(&request, &mut |_| {
            asked += 1;
            true
        })
        .unwrap();
    fs::remove_file(&request.out).unwrap();
    for stop in 0..asked {
        let mut left = stop;
        let error = a
            .read()
            .pack(&request, &mut |_| {
                left -= i32::from(left > 0);
                left > 0
            })
            .unwrap_err();
        assert!(matches!(&error, WorkspaceError::Package(error) if error.is_cancelled()), "{error:?}");
        assert_eq!(stick.names(), ["a.guatu"]);
    }
}

#[test]
fn only_a_name_that_ends_as_a_package_is_written() {
    let mut a = Desk::new("张三");
    a.mark("HX-1", "treating", b"");
    let before = a.tree();
    let request = PackRequest { out: a.path().join("ledger.db"), county: None, since: None };
    let error = a.read().pack(&request, &mut |_| true).unwrap_err();
    assert_eq!(error.code(), 2);
    assert_eq!(a.tree(), before);
}

#[test]
fn the_built_in_workspace_packs_with_its_evidence() {
    let stick = Stick::new();
    let request = PackRequest { out: stick.file("all.guatu"), county: None, since: None };
    let workspace = Workspace::built_in().unwrap();
    let packed = workspace.pack(&request, &mut |_| true).unwrap();
    assert_eq!(packed.events, workspace.history.len());
    assert!(packed.evidence > 0 && packed.left_out.is_empty(), "{packed:?}");
}
