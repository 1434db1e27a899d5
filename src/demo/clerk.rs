//! The clerk who writes the marks down: days or weeks after the fact, on working days, under names
//! that nobody bears.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::Evidence;
use super::chance::Chance;
use super::draft::{Draft, Picture, Step};
use super::pace::{after, workday};
use crate::ledger::{Body, Event, EventId, sha256};
use crate::site::{Kinds, SiteId};

/// The device that the demonstration events name.
pub(super) const DEVICE: &str = "示例";
const NAMES: &[&str] = &["李工", "王工", "张工", "刘工", "陈工", "赵工", "周工", "郭工", "马工"];

/// The pictures, in the order of [`Picture`].
const PICTURES: [&[u8]; 4] = [
    include_bytes!("../../assets/demo/closed.png"),
    include_bytes!("../../assets/demo/joined.png"),
    include_bytes!("../../assets/demo/signed.png"),
    include_bytes!("../../assets/demo/slope.png"),
];

/// The pictures under the names that evidence has in a workspace.
pub(super) fn pictures() -> Vec<Evidence> {
    PICTURES.iter().map(|bytes| Evidence { file: format!("{}.png", sha256(bytes)), bytes }).collect()
}

/// Every mark as an event, in the order of recording.
pub(super) fn write<'a>(
    seed: u64,
    drafts: impl Iterator<Item = &'a Draft>,
    kinds: &Kinds,
    evidence: &[Evidence],
) -> Vec<Event> {
    let mut chance = Chance::of(seed, "clerk");
    let mut events = Vec::new();
    for draft in drafts {
        let name = chance.pick(NAMES).copied().unwrap_or_default();
        let layer = kinds.get(draft.kind).map_or("", |kind| &kind.layer);
        let by = format!("示例·{name}");
        let mut clerk = Clerk { chance: &mut chance, by, layer, written: None, evidence };
        let mut state = draft.state;
        for step in &draft.steps {
            let mark = clerk.mark(draft, state, step);
            if step.taken_back {
                let undo = clerk.undo(&mark, draft);
                events.extend([mark, undo]);
            } else {
                state = step.to;
                events.push(mark);
            }
        }
    }
    events.sort_by(|a, b| (a.recorded_at, &a.id).cmp(&(b.recorded_at, &b.id)));
    events
}

struct Clerk<'a> {
    chance: &'a mut Chance,
    by: String,
    layer: &'a str,
    /// When this site's last event was written: a later mark is never written before it.
    written: Option<Timestamp>,
    evidence: &'a [Evidence],
}

impl Clerk<'_> {
    fn mark(&mut self, draft: &Draft, from: &str, step: &Step) -> Event {
        let late = match self.chance.unit() {
            unit if unit < 0.45 => self.chance.whole(0, 2),
            unit if unit < 0.86 => self.chance.whole(3, 9),
            unit if unit < 0.97 => self.chance.whole(10, 30),
            // Dated back: found in the papers weeks later.
            _ => self.chance.whole(35, 80),
        };
        let picture = step.picture.map(|picture| match picture {
            Picture::Closed => 0,
            Picture::Joined => 1,
            Picture::Signed => 2,
            Picture::Slope => 3,
        });
        let file = picture.and_then(|at: usize| self.evidence.get(at));
        let body = Body::Mark {
            site: SiteId(draft.id.clone()),
            layer: self.layer.to_owned(),
            from: from.to_owned(),
            to: step.to.to_owned(),
            set: step
                .set
                .iter()
                .map(|(field, value)| ((*field).to_owned(), value.clone()))
                .collect::<BTreeMap<_, _>>(),
            note: step.note.map(str::to_owned),
            evidence: file.iter().map(|file| file.file.trim_end_matches(".png").to_owned()).collect(),
        };
        self.event(step.on, after(step.on, late), body)
    }

    /// The counter-event, one to four days after the mistake was written.
    fn undo(&mut self, mistake: &Event, draft: &Draft) -> Event {
        let day = after(mistake.recorded_on(), self.chance.whole(1, 4));
        let body = Body::Undo { event: mistake.id.clone(), site: Some(SiteId(draft.id.clone())) };
        self.event(day, day, body)
    }

    fn event(&mut self, effective_on: Date, recorded_on: Date, body: Body) -> Event {
        let recorded_at = self.at_work(workday(recorded_on, effective_on));
        self.written = Some(recorded_at);
        Event {
            id: self.id(recorded_at),
            device: DEVICE.to_owned(),
            effective_on,
            recorded_at,
            by: self.by.clone(),
            body,
        }
    }

    /// A moment of the working day in China, some minutes after the site's last event at least.
    fn at_work(&mut self, day: Date) -> Timestamp {
        let seconds = i64::from(self.chance.whole(8 * 3600 + 1800, 17 * 3600 + 2400));
        let midnight = day.to_datetime(Time::midnight());
        let midnight = Offset::constant(8).to_timestamp(midnight).unwrap_or(Timestamp::UNIX_EPOCH);
        let later =
            |from: Timestamp, seconds| from.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(from);
        let moment = later(midnight, seconds);
        let earliest = self.written.map(|written| later(written, 300));
        earliest.map_or(moment, |earliest| moment.max(earliest))
    }

    /// The shape of a UUID version 7: the moment, then chance; here from the seed.
    fn id(&mut self, at: Timestamp) -> EventId {
        let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
        let mut bytes = [0; 10];
        for byte in &mut bytes {
            *byte = (self.chance.bits() >> 56) as u8;
        }
        EventId(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().to_string())
    }
}
