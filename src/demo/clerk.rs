//! The clerk who writes the marks down: days or weeks after the fact.

use std::collections::BTreeMap;

use super::Evidence;
use super::chance::Chance;
use super::draft::{Draft, Picture, Step};
use super::pace::after;
use super::pen::Pen;
use crate::ledger::{Body, Event, sha256};
use crate::site::{Kinds, SiteId};

/// The pictures, in the order of [`Picture`].
const PICTURES: [&[u8]; 5] = [
    include_bytes!("../../assets/demo/closed.png"),
    include_bytes!("../../assets/demo/joined.png"),
    include_bytes!("../../assets/demo/signed.png"),
    include_bytes!("../../assets/demo/slope.png"),
    include_bytes!("../../assets/demo/mended.png"),
];

/// The pictures under the names that evidence has in a workspace.
pub(super) fn pictures() -> Vec<Evidence> {
    PICTURES.iter().map(|bytes| Evidence { file: format!("{}.png", sha256(bytes)), bytes }).collect()
}

/// Every mark as an event.
pub(super) fn write<'a>(
    seed: u64,
    drafts: impl Iterator<Item = &'a Draft>,
    kinds: &Kinds,
    evidence: &[Evidence],
) -> Vec<Event> {
    let mut chance = Chance::of(seed, "clerk");
    let mut events = Vec::new();
    for draft in drafts {
        let layer = kinds.get(draft.kind).map_or("", |kind| &kind.layer);
        let mut clerk = Clerk { pen: Pen::of_someone(&mut chance), layer, evidence };
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
    events
}

struct Clerk<'a> {
    /// One for each site: a later mark is never written before an earlier one.
    pen: Pen<'a>,
    layer: &'a str,
    evidence: &'a [Evidence],
}

impl Clerk<'_> {
    fn mark(&mut self, draft: &Draft, from: &str, step: &Step) -> Event {
        let late = match self.pen.chance.unit() {
            unit if unit < 0.45 => self.pen.chance.whole(0, 2),
            unit if unit < 0.86 => self.pen.chance.whole(3, 9),
            unit if unit < 0.97 => self.pen.chance.whole(10, 30),
            // Dated back: found in the papers weeks later.
            _ => self.pen.chance.whole(35, 80),
        };
        let picture = step.picture.map(|picture| match picture {
            Picture::Closed => 0,
            Picture::Joined => 1,
            Picture::Signed => 2,
            Picture::Slope => 3,
            Picture::Mended => 4,
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
        self.pen.event(step.on, after(step.on, late), body)
    }

    /// The counter-event, one to four days after the mistake was written.
    fn undo(&mut self, mistake: &Event, draft: &Draft) -> Event {
        let day = after(mistake.recorded_on(), self.pen.chance.whole(1, 4));
        let body = Body::Undo { event: mistake.id.clone(), site: Some(SiteId(draft.id.clone())) };
        self.pen.event(day, day, body)
    }
}
