//! An invented city of a given size: sites of every kind in the plan's counties, and what happened
//! to them. The same seed gives the same city.

use std::collections::BTreeMap;

use geo::{Geometry, Point};
use guatu::geom::LonLat;
use guatu::ledger::{Body, Event, EventId, History};
use guatu::plan::{self, Plan};
use guatu::site::{FieldType, Kind, Kinds, Register, Site, SiteId, Value};
use guatu::status::{Inputs, Rule};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span, Timestamp};

/// Of a hundred sites so many are outfalls, as in a real register; the rest is shared by the others.
const OUTFALLS: u64 = 80;

/// Everything that lights follow from.
pub(crate) struct City {
    pub(crate) plan: Plan,
    pub(crate) kinds: Kinds,
    pub(crate) register: Register,
    pub(crate) history: History,
    pub(crate) rule: Rule,
}

impl City {
    pub(crate) fn new(sites: usize, events: usize) -> Self {
        let plan = plan::built_in().expect("the built-in plan");
        let kinds = Kinds::built_in();
        let register = Register::new(self::sites(&plan, &kinds, sites));
        let history = History::new(self::events(&kinds, &register, events));
        Self { plan, kinds, register, history, rule: Rule::schedule().expect("the default rule") }
    }

    pub(crate) fn inputs(&self) -> Inputs<'_> {
        Inputs { plan: &self.plan, kinds: &self.kinds, register: &self.register, history: &self.history }
    }
}

fn sites(plan: &Plan, kinds: &Kinds, count: usize) -> Vec<Site> {
    let mut dice = Dice(1);
    let outfall = kinds.get("outfall").expect("the kind that the plan counts most");
    (0..count)
        .map(|number| {
            let other = dice.pick(&kinds.kinds);
            let kind = if dice.below(100) < OUTFALLS { outfall } else { other };
            let county = &dice.pick(&plan.counties).adcode;
            let at = LonLat { lon: 113.7 + dice.part(), lat: 35.3 + dice.part() };
            Site {
                id: SiteId(format!("{}-{county}-{number:06}", kind.id)),
                kind: kind.id.clone(),
                layer: kind.layer.clone(),
                name: format!("{}{number}", kind.name.zh),
                county: Some(county.clone()),
                geometry: Geometry::Point(Point::new(at.lon, at.lat)),
                point: at,
                registered_on: Some(date(2022, 10, 1) + Span::new().days(dice.below(700) as i64)),
                state: kind.states.first().expect("a state").id.clone(),
                fields: kind.fields.iter().map(|field| (field.id.clone(), value(field, &mut dice))).collect(),
                demo: true,
                added_by: None,
            }
        })
        .collect()
}

fn value(field: &guatu::site::Field, dice: &mut Dice) -> Value {
    match field.holds {
        FieldType::Number => Value::Number((dice.part() * 1000.0).round() / 10.0),
        FieldType::Text if !field.values.is_empty() => Value::Text(dice.pick(&field.values).clone()),
        FieldType::Text | FieldType::Date => Value::Text(format!("{} {}", field.name.zh, dice.below(1000))),
    }
}

/// Each site walks through its states, now and then back to the first; marks are written down up
/// to two months late, every tenth sets a field, every hundredth is taken back.
fn events(kinds: &Kinds, register: &Register, count: usize) -> Vec<Event> {
    let mut dice = Dice(2);
    let mut events = Vec::with_capacity(count);
    let each = count / register.sites().len();
    for site in register.sites() {
        let kind = kinds.get(&site.kind).expect("a kind");
        let mut day = site.registered_on.expect("a day");
        let mut step = 0;
        for _ in 0..each {
            day += Span::new().days(1 + dice.below(160) as i64);
            if dice.below(100) == 0 && events.len() > 1 {
                let last: &Event = &events[events.len() - 1];
                let undo = Body::Undo { event: last.id.clone(), site: last.site() };
                events.push(event(events.len(), day, &mut dice, undo));
                continue;
            }
            step = if dice.below(12) == 0 { 0 } else { (step + 1).min(kind.states.len() - 1) };
            let mark = mark(kind, site, step, &mut dice);
            events.push(event(events.len(), day, &mut dice, mark));
        }
    }
    events
}

fn mark(kind: &Kind, site: &Site, step: usize, dice: &mut Dice) -> Body {
    let mut set = BTreeMap::new();
    if dice.below(10) == 0 && !kind.fields.is_empty() {
        let field = dice.pick(&kind.fields);
        set.insert(field.id.clone(), value(field, dice));
    }
    Body::Mark {
        site: site.id.clone(),
        layer: site.layer.clone(),
        from: site.state.clone(),
        to: kind.states[step].id.clone(),
        set,
        note: None,
        evidence: Vec::new(),
    }
}

/// An event of a day, written down up to two months later; `number` makes its id.
fn event(number: usize, day: Date, dice: &mut Dice, body: Body) -> Event {
    let noon = day.at(4, 0, 0, 0).in_tz("UTC").expect("UTC").timestamp();
    let later = SignedDuration::from_hours(24 * dice.below(60) as i64);
    at(number, day, noon + later, body)
}

/// An event that is written down at a moment.
pub(crate) fn at(number: usize, day: Date, recorded_at: Timestamp, body: Body) -> Event {
    Event {
        id: EventId(format!("0190b2f4-0000-7000-8000-{number:012}")),
        device: "laptop".to_owned(),
        effective_on: day,
        recorded_at,
        by: "王敏".to_owned(),
        saw: None,
        turn: 0,
        body,
    }
}

/// The generator `SplitMix64`: small, and good enough to draw a city.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        self.below(1 << 20) as f64 / f64::from(1 << 20)
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len() as u64) as usize]
    }
}
