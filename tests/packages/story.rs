//! Two people, two copies of one workspace, two weeks without a net.

use std::fs;
use std::path::Path;

use guatu::ledger::{AsOf, Clock, Conflict};
use guatu::status::{Status, status};
use guatu::workspace::{SettleRequest, Workspace};
use jiff::civil::date;

use super::desk::{Desk, Stick};

fn conflicts(workspace: &Workspace) -> Vec<Conflict> {
    workspace.history.conflicts()
}

fn lights(workspace: &Workspace) -> Vec<Status> {
    let of = |clock| status(&workspace.inputs(), &workspace.rule, AsOf { date: date(2025, 12, 31), clock });
    [Clock::Effect, Clock::Knowledge].map(of).into()
}

/// Holds that two laptops have the same events, photos, lights and conflicts.
fn expect_equal(a: &Desk, b: &Desk) {
    assert_eq!(a.ids(), b.ids());
    assert_eq!(a.evidence(), b.evidence());
    let (a, b) = (a.read(), b.read());
    assert_eq!(conflicts(&a), conflicts(&b));
    assert_eq!(lights(&a), lights(&b));
    let events = |workspace: &Workspace| workspace.history.events().cloned().collect::<Vec<_>>();
    assert_eq!(events(&a), events(&b));
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn two_people_work_apart_and_come_together() {
    let stick = Stick::new();
    // They start from one folder, in which something happened already.
    let mut zhang = Desk::new("张三");
    zhang.mark("LZ-1", "accepted", b"before the parting");
    let mut li = Desk::new("李四");
    copy_folder(&zhang.path(), &li.path());
    li.clock = zhang.clock;
    assert_eq!(zhang.ids(), li.ids());

    // Zhang and Li mark different outfalls, and one the same, differently.
    zhang.mark("HX-1", "treating", b"zhang at one");
    let zhangs = zhang.mark("HX-2", "treating", b"zhang at two");
    let lis = li.mark("HX-2", "accepted", b"li at two");
    let mistake = li.mark("LZ-1", "relapsed", b"");
    li.undo(&mistake.id);
    assert_ne!(zhangs.device, lis.device, "a copied folder is another device");

    // The sticks go both ways, one of them twice.
    zhang.pack(&stick.file("zhang.guatu"), None, None);
    li.pack(&stick.file("li.guatu"), None, None);
    let merged = li.merge(&stick.file("zhang.guatu"));
    assert_eq!((merged.new, merged.known, merged.evidence, merged.gaps), (2, 1, 2, 0));
    let back = zhang.merge(&stick.file("li.guatu"));
    assert_eq!((back.new, back.known, back.evidence, back.gaps), (3, 1, 1, 0));
    assert_eq!(li.merge(&stick.file("zhang.guatu")).new, 0);

    // A third laptop gets the two in the other order.
    let chief = Desk::new("王局");
    chief.merge(&stick.file("zhang.guatu"));
    chief.merge(&stick.file("li.guatu"));
    expect_equal(&zhang, &li);
    expect_equal(&zhang, &chief);

    // Everyone is told of the one conflict, with both sides and their photos.
    assert_eq!(merged.conflicts, back.conflicts);
    let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    assert_eq!(conflict.field, "state");
    let mut sides: Vec<_> = conflict.sides.iter().map(|side| side.event.clone()).collect();
    let mut expected = vec![zhangs.id.clone(), lis.id.clone()];
    sides.sort();
    expected.sort();
    assert_eq!(sides, expected);
    let before = lights(&zhang.read());

    // Zhang settles it for Li; nothing else is lost by that.
    let request = SettleRequest { keep: lis.id.clone(), field: None, note: Some("复核过现场".into()) };
    let author = zhang.author();
    let settled = zhang.open().settle(&request, &author).unwrap();
    zhang.pack(&stick.file("settled.guatu"), None, None);
    assert_eq!(li.merge(&stick.file("settled.guatu")).new, 1);
    let last = chief.merge(&stick.file("settled.guatu"));
    assert_eq!(last.conflicts, []);
    expect_equal(&zhang, &li);
    expect_equal(&zhang, &chief);
    let [conflict] = &conflicts(&li.read())[..] else { panic!() };
    assert_eq!(conflict.settled_by.as_ref(), Some(&settled.id));

    // What was taken back opens it again, everywhere.
    let undone = chief_undoes(&mut li, &settled.id);
    li.pack(&stick.file("opened.guatu"), Some("滑县"), None);
    let opened = zhang.merge(&stick.file("opened.guatu"));
    assert_eq!((opened.new, opened.conflicts.len()), (1, 1));
    assert!(zhang.read().history.get(&undone).is_some());
    expect_equal(&zhang, &li);
    let lights_now = lights(&zhang.read());
    assert_eq!(cells(&before), cells(&lights_now), "as if nobody had settled");
}

fn chief_undoes(desk: &mut Desk, event: &guatu::ledger::EventId) -> guatu::ledger::EventId {
    desk.undo(event).id
}

fn cells(statuses: &[Status]) -> Vec<&guatu::status::Cell> {
    statuses.iter().take(1).flat_map(|status| &status.cells).collect()
}
