//! The events of a history as they are kept in memory: of a mark that was read from a ledger its
//! JSON and what a fold asks for; the event itself is made when somebody looks at it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use hashbrown::{DefaultHashBuilder, HashTable};
use jiff::{Timestamp, civil::Date};
use rayon::prelude::*;

use super::trail::{Step, Trail};
use super::words::Words;
use super::written::{Word, WrittenMark};
use super::{Body, Event, EventId, UnknownBody, civil_day};
use crate::site::SiteId;

/// Of an event that is about no site.
const NO_SITE: u32 = u32::MAX;

/// Events by their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Records {
    records: Vec<Record>,
    /// The JSON of many marks at a time.
    texts: Vec<Arc<String>>,
    /// The place of each id.
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
    words: Vocabulary,
    /// By the number of the device, as [`Records::last_of`] says it.
    lasts: Vec<Option<(Timestamp, Timestamp)>>,
}

/// The words that events have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    pub sites: Words,
    pub states: Words,
    pub devices: Words,
}

/// What the words of another vocabulary are numbered here.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    sites: Vec<u32>,
    states: Vec<u32>,
    devices: Vec<u32>,
}

/// One event.
#[derive(Debug, Clone)]
pub(super) struct Record {
    recorded_at: Timestamp,
    effective_on: Date,
    recorded_on: Date,
    turn: u32,
    device: u32,
    site: u32,
    /// Of a mark the number of its state.
    to: Option<u32>,
    moves: bool,
    has_evidence: bool,
    place: Span,
    /// Where its id stands, and how many bytes it has.
    id: (u32, u32),
    saw: Saw,
    event: OnceLock<Arc<Event>>,
}

/// What the author of an event that is not made had seen; the place of a single event's id is from
/// the beginning of the JSON.
#[derive(Debug, Clone, Copy)]
enum Saw {
    /// All before it: an event of a ledger of before.
    Before,
    One(u32, u32),
    /// Nothing, or several events: for that it is made.
    Other,
}

/// Where an event's JSON is; empty where the event was made otherwise.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    text: u32,
    start: u32,
    length: u32,
}

impl Record {
    /// An event as it is.
    pub(super) fn of(event: Event, words: &mut Vocabulary) -> Self {
        let site = event.site().map_or(NO_SITE, |site| words.sites.number(&site.0));
        let to = if let Body::Mark { to, .. } = &event.body { Some(words.states.number(to)) } else { None };
        Self {
            recorded_at: event.recorded_at,
            effective_on: event.effective_on,
            recorded_on: event.recorded_on(),
            turn: event.turn,
            device: words.devices.number(&event.device),
            site,
            to,
            moves: false,
            has_evidence: !event.evidence().is_empty(),
            place: Span::default(),
            id: (0, 0),
            saw: Saw::Other,
            event: OnceLock::from(Arc::new(event)),
        }
    }

    /// A row of a ledger, of which `text` holds the JSON from `start` on.
    ///
    /// # Errors
    /// Where it is no event, or one of a known kind that lacks parts.
    pub(super) fn read(text: &str, start: usize, words: &mut Vocabulary) -> Result<Self, String> {
        let json = text.get(start..).unwrap_or_default();
        match WrittenMark::read(json) {
            Some(mark) => Ok(match Self::unread(json, start, &mark, words) {
                Some(unread) => unread,
                None => Self::of(mark.into(), words),
            }),
            None => Event::from_json(json).map(|event| Self::of(event, words)),
        }
    }

    /// A mark that need not be made now: one that sets no field, and whose id stands as it is.
    fn unread(json: &str, start: usize, mark: &WrittenMark<'_>, words: &mut Vocabulary) -> Option<Self> {
        let Cow::Borrowed(id) = mark.id else { return None };
        if !mark.set.is_empty() {
            return None;
        }
        let small = |number: usize| u32::try_from(number).ok();
        let from_start = |word: &str| small((word.as_ptr() as usize).checked_sub(json.as_ptr() as usize)?);
        let saw = match mark.saw.as_deref() {
            None => Saw::Before,
            Some([Word(Cow::Borrowed(seen))]) => Saw::One(from_start(seen)?, small(seen.len())?),
            Some(_) => Saw::Other,
        };
        Some(Self {
            recorded_at: mark.recorded_at,
            effective_on: mark.effective_on,
            recorded_on: civil_day(mark.recorded_at),
            turn: mark.turn,
            device: words.devices.number(&mark.device),
            site: words.sites.number(&mark.site),
            to: Some(words.states.number(&mark.to)),
            moves: mark.from != mark.to,
            has_evidence: !mark.evidence.is_empty(),
            place: Span { text: 0, start: small(start)?, length: small(json.len())? },
            id: (small(start)?.checked_add(from_start(id)?)?, small(id.len())?),
            saw,
            event: OnceLock::new(),
        })
    }
}

impl Records {
    /// Events that were made otherwise than by reading.
    pub(super) fn of(events: Vec<Event>) -> Self {
        let mut records = Self::default();
        records.add(events);
        records
    }

    /// Adds events in any order; [`Records::settle`] comes after.
    pub(super) fn add(&mut self, events: Vec<Event>) {
        let words = &mut self.words;
        self.records.extend(events.into_iter().map(|event| Record::of(event, words)));
    }

    /// Takes in records with the text of those that were read, whose words are numbered otherwise.
    pub(super) fn take_in(&mut self, text: String, records: Vec<Record>, numbers: &Numbers) {
        let place = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(Arc::new(text));
        let here = |number: u32, numbers: &[u32]| numbers.get(number as usize).copied().unwrap_or(number);
        self.records.extend(records.into_iter().map(|mut record| {
            record.place.text = place;
            record.site = here(record.site, &numbers.sites);
            record.device = here(record.device, &numbers.devices);
            record.to = record.to.map(|to| here(to, &numbers.states));
            record
        }));
    }

    /// Takes in words, before the records that are written in them.
    pub(super) fn translate(&mut self, words: &Vocabulary) -> Numbers {
        Numbers {
            sites: self.words.sites.take_in(&words.sites),
            states: self.words.states.take_in(&words.states),
            devices: self.words.devices.take_in(&words.devices),
        }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.records.reserve(more);
    }

    /// Puts all in the order of recording and finds the place of each id and the trail of each site.
    /// Of two with one id the first stays.
    pub(super) fn settle(&mut self) -> Vec<Trail> {
        let Self { records, texts, .. } = self;
        let order = |a: &Record, b: &Record| {
            let moments = a.recorded_at.cmp(&b.recorded_at);
            moments.then_with(|| a.id(texts).cmp(b.id(texts)))
        };
        // What one device wrote is in order already.
        if !records.is_sorted_by(|a, b| order(a, b) != Ordering::Greater) {
            records.par_sort_by(order);
        }
        loop {
            let ((places, doubled), trails) = rayon::join(|| self.places(), || self.trails());
            if doubled.is_empty() {
                self.places = places;
                self.lasts.clear();
                (0..self.len()).for_each(|at| self.note_last(at));
                return trails;
            }
            let mut at = 0..;
            let mut doubled = doubled.into_iter().peekable();
            self.records.retain(|_| doubled.next_if_eq(&at.next().unwrap_or_default()).is_none());
        }
    }

    /// The place of each id, and the places of those whose id is another's before them.
    fn places(&self) -> (HashTable<u32>, Vec<u32>) {
        let mut doubled = Vec::new();
        let mut places = HashTable::with_capacity(self.len() + self.len() / 8);
        for (at, record) in (0..).zip(&self.records) {
            let id = record.id(&self.texts);
            let hash = self.hasher.hash_one(id);
            match places.find(hash, |&other| self.id(other as usize) == id) {
                Some(_) => doubled.push(at),
                None => drop(places.insert_unique(hash, at, |&at| self.hash(at))),
            }
        }
        (places, doubled)
    }

    /// The trail of each site, by the site's number.
    fn trails(&self) -> Vec<Trail> {
        let mut many = vec![0_usize; self.words.sites.len()];
        for record in &self.records {
            if let Some(many) = many.get_mut(record.site as usize) {
                *many += 1;
            }
        }
        let mut trails: Vec<Vec<Step>> = many.into_iter().map(Vec::with_capacity).collect();
        for (at, record) in self.records.iter().enumerate() {
            if let Some(trail) = trails.get_mut(record.site as usize) {
                trail.push(self.step(at));
            }
        }
        trails.into_par_iter().map(|steps| Trail::of(steps, self)).collect()
    }

    /// A place for a new event, the last to be recorded; none where its id is known.
    pub(super) fn push(&mut self, event: Event) -> Option<usize> {
        if self.find(&event.id).is_some() {
            return None;
        }
        let at = self.len();
        let hash = self.hasher.hash_one(event.id.0.as_str());
        self.records.push(Record::of(event, &mut self.words));
        let Self { records, texts, places, hasher, .. } = self;
        let hash_of = |&at: &u32| hasher.hash_one(records[at as usize].id(texts));
        places.insert_unique(hash, u32::try_from(at).unwrap_or(u32::MAX), hash_of);
        self.note_last(at);
        Some(at)
    }

    pub(super) const fn len(&self) -> usize {
        self.records.len()
    }

    /// The event at a place that an index names.
    pub(super) fn event(&self, at: usize) -> &Event {
        let record = &self.records[at];
        record.event.get_or_init(|| Arc::new(self.make(record)))
    }

    /// The event at a place, where it is not one of the marks that nobody looked at.
    pub(super) fn made(&self, at: usize) -> Option<&Event> {
        self.records[at].event.get().map(|event| &**event)
    }

    /// The places of the events with which evidence came, of one file where its hash is given. Events without it are
    /// not made.
    pub(super) fn with_evidence(&self, hash: Option<&str>) -> impl Iterator<Item = usize> {
        let names = move |record: &Record, hash: &str| match record.event.get() {
            Some(event) => event.evidence().iter().any(|known| known == hash),
            None => record.json(&self.texts).contains(hash),
        };
        let marked = self.records.iter().enumerate().filter(|(_, record)| record.has_evidence);
        marked.filter(move |(_, record)| hash.is_none_or(|hash| names(record, hash))).map(|(at, _)| at)
    }

    /// Its JSON was read before, and as a mark.
    fn make(&self, record: &Record) -> Event {
        let json = record.json(&self.texts);
        WrittenMark::read(json).map_or_else(
            || Event {
                id: EventId(record.id(&self.texts).to_owned()),
                device: self.words.devices.word(record.device).to_owned(),
                effective_on: record.effective_on,
                recorded_at: record.recorded_at,
                by: String::new(),
                saw: None,
                turn: record.turn,
                body: Body::Unknown(UnknownBody { kind: String::new(), rest: serde_json::Map::new() }),
            },
            Event::from,
        )
    }

    /// The place of an event.
    pub(super) fn find(&self, id: &EventId) -> Option<usize> {
        let hash = self.hasher.hash_one(id.0.as_str());
        let place = self.places.find(hash, |&at| self.id(at as usize) == id.0)?;
        Some(*place as usize)
    }

    /// The id of the event at a place.
    pub(super) fn id(&self, at: usize) -> &str {
        self.records[at].id(&self.texts)
    }

    fn hash(&self, at: u32) -> u64 {
        self.hasher.hash_one(self.id(at as usize))
    }

    /// By which of two events of one subject the later one to hold is the greater.
    pub(super) fn order(&self, at: usize) -> (Date, u32, Timestamp, &str) {
        let record = &self.records[at];
        (record.effective_on, record.turn, record.recorded_at, record.id(&self.texts))
    }

    /// When a device recorded its last event in the order of places, and the latest moment at which it
    /// recorded any: its clock may have been set back.
    pub(super) fn last_of(&self, device: &str) -> Option<(Timestamp, Timestamp)> {
        self.words.devices.find(device).and_then(|device| *self.lasts.get(device as usize)?)
    }

    fn note_last(&mut self, at: usize) {
        let Record { device, recorded_at, .. } = self.records[at];
        let device = device as usize;
        self.lasts.resize(self.lasts.len().max(device + 1), None);
        let latest = self.lasts[device].map_or(recorded_at, |(_, latest)| latest.max(recorded_at));
        self.lasts[device] = Some((recorded_at, latest));
    }

    /// From which day on the event at a place holds, and when it was recorded.
    pub(super) fn days(&self, at: usize) -> (Date, Date) {
        (self.records[at].effective_on, self.records[at].recorded_on)
    }

    /// By which of two events of one subject the later one to be written is the greater.
    pub(super) fn turn(&self, at: usize) -> (u32, Timestamp, &str) {
        let record = &self.records[at];
        (record.turn, record.recorded_at, record.id(&self.texts))
    }

    /// Whether the author of the event at a place had seen that at another place and nothing beside;
    /// of a ledger of before both are, and whoever wrote there had seen all before it.
    pub(super) fn follows(&self, at: usize, before: usize) -> bool {
        let is_before = |at| {
            let record: &Record = &self.records[at];
            match (record.saw, record.event.get()) {
                (_, Some(event)) => event.saw.is_none(),
                (saw, None) => matches!(saw, Saw::Before),
            }
        };
        let record = &self.records[at];
        let seen = match record.saw {
            Saw::One(from, length) => record.json(&self.texts).get(from as usize..(from + length) as usize),
            Saw::Before => None,
            Saw::Other => match self.event(at).saw.as_deref() {
                Some([seen]) => Some(seen.0.as_str()),
                _ => None,
            },
        };
        seen.map_or_else(|| is_before(at) && is_before(before), |seen| seen == self.id(before))
    }

    /// What a fold asks of the event at a place.
    pub(super) fn step(&self, at: usize) -> Step {
        let record = &self.records[at];
        match record.place.length {
            0 => Step::new(self.event(at), at, record.to),
            _ => Step {
                to: record.to,
                moves: record.moves,
                has_evidence: record.has_evidence,
                ..Step::plain(record.effective_on, record.recorded_on, at)
            },
        }
    }

    /// The number of a site that any event is about.
    pub(super) fn site(&self, site: &SiteId) -> Option<usize> {
        self.words.sites.find(&site.0).map(|number| number as usize)
    }

    /// Every site that any event is about, by its number.
    pub(super) fn sites(&self) -> impl Iterator<Item = SiteId> {
        let numbers = 0..u32::try_from(self.words.sites.len()).unwrap_or(NO_SITE);
        numbers.map(|number| SiteId(self.words.sites.word(number).to_owned()))
    }

    /// The number of the site that the event at a place is about.
    pub(super) fn site_of(&self, at: usize) -> Option<usize> {
        let site = self.records[at].site;
        (site != NO_SITE).then_some(site as usize)
    }

    /// The state of a number that a step names.
    pub(super) fn state(&self, number: u32) -> &str {
        self.words.states.word(number)
    }
}

impl Record {
    fn json<'a>(&self, texts: &'a [Arc<String>]) -> &'a str {
        let Span { text, start, length } = self.place;
        let text = texts.get(text as usize).map_or("", |text| text.as_str());
        text.get(start as usize..(start + length) as usize).unwrap_or_default()
    }

    fn id<'a>(&'a self, texts: &'a [Arc<String>]) -> &'a str {
        // An id that stands in a text is found there, whether or not anybody looked at its event.
        if self.place.length == 0 {
            return self.event.get().map_or("", |event| &event.id.0);
        }
        let (from, length) = (self.id.0 as usize, self.id.1 as usize);
        texts.get(self.place.text as usize).and_then(|text| text.get(from..from + length)).unwrap_or_default()
    }
}

/// Events in the order of recording. Those that are skipped are not made.
#[derive(Debug, Clone)]
pub(super) struct Events<'a> {
    pub records: &'a Records,
    pub places: Range<usize>,
}

impl<'a> Iterator for Events<'a> {
    type Item = &'a Event;

    fn next(&mut self) -> Option<&'a Event> {
        self.places.next().map(|at| self.records.event(at))
    }

    fn nth(&mut self, skipped: usize) -> Option<&'a Event> {
        self.places.nth(skipped).map(|at| self.records.event(at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl DoubleEndedIterator for Events<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.places.next_back().map(|at| self.records.event(at))
    }
}

impl ExactSizeIterator for Events<'_> {}
