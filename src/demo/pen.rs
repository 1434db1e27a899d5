//! The pen that writes events down: under a name that nobody bears, at a moment of a working day,
//! with a code of its own.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::chance::Chance;
use super::pace::workday;
use crate::ledger::{Body, Event, EventId};

/// The device that the demonstration events name.
pub(super) const DEVICE: &str = "示例";
const NAMES: &[&str] = &["李工", "王工", "张工", "刘工", "陈工", "赵工", "周工", "郭工", "马工"];

pub(super) struct Pen<'a> {
    pub(super) chance: &'a mut Chance,
    by: String,
    /// When its last event was written: a later one is never written before it.
    written: Option<Timestamp>,
}

impl<'a> Pen<'a> {
    /// In the hand of one of the inspectors.
    pub(super) fn of_someone(chance: &'a mut Chance) -> Self {
        let name = chance.pick(NAMES).copied().unwrap_or_default();
        Self { chance, by: format!("示例·{name}"), written: None }
    }

    /// In the hand of an office.
    pub(super) fn of_office(chance: &'a mut Chance, office: &str) -> Self {
        Self { chance, by: format!("示例·{office}"), written: None }
    }

    pub(super) fn event(&mut self, effective_on: Date, recorded_on: Date, body: Body) -> Event {
        let recorded_at = self.at_work(workday(recorded_on, effective_on));
        self.written = Some(recorded_at);
        Event {
            id: self.id(recorded_at),
            device: DEVICE.to_owned(),
            effective_on,
            recorded_at,
            by: self.by.clone(),
            saw: None,
            turn: 0,
            body,
        }
    }

    /// A moment of the working day in China, some minutes after the last event at least.
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
