//! Stories in plain lines, as inspectors would tell them: who did what, who gave whom a stick.
//!
//! `王 marks A investigated..traced on 5 level=3`, `王 undoes 李1`, `王 keeps 李1 in state`,
//! `王 reports 50`, `王 assigns 410526`, `王 rules done`, `王 adds A here`, `王 retires A`, `王 -> 李`.
//! The first event of 王 is 王1.

use std::collections::BTreeMap;

use guatu::ledger::{
    Addition, Assignment, Body, Claim, Conflict, EventId, History, Judgement, Report, Retirement, Ruled,
    Said, Settlement,
};
use guatu::plan::{Adcode, MilestoneId, TaskNo};
use guatu::site::{SiteId, Value};
use jiff::civil::date;

use crate::device::{Device, set};

pub(crate) struct Story {
    pub(crate) devices: BTreeMap<String, Device>,
}

impl Story {
    /// Lets everything happen.
    pub(crate) fn of(lines: &str) -> Self {
        let mut story = Self { devices: BTreeMap::new() };
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            story.happen(line);
        }
        story
    }

    fn device(&mut self, name: &str) -> &mut Device {
        self.devices.entry(name.to_owned()).or_insert_with(|| Device::new(name))
    }

    fn happen(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [from, "->", to] = words.as_slice() {
            let from = self.device(from).clone();
            self.device(to).take(&from);
            return;
        }
        let on = words.windows(2).find(|pair| pair[0] == "on").map_or(1, |pair| pair[1].parse().unwrap());
        let device = self.device(words[0]);
        let body = body(&words[1..], &device.history);
        device.write(date(2025, 3, on), body);
    }

    /// What all know once all have given all to all.
    pub(crate) fn together(&self) -> Device {
        let mut all = Device::new("all");
        self.devices.values().for_each(|device| all.take(device));
        let mut again = Device::new("again");
        self.devices.values().rev().for_each(|device| again.take(device));
        assert_eq!(again.history.conflicts(), all.history.conflicts(), "in any order");
        all
    }
}

/// `A state: 王1 traced | 李1 planned`, and who settled it.
pub(crate) fn told(history: &History) -> Vec<String> {
    history.conflicts().iter().map(|conflict| words(history, conflict)).collect()
}

fn words(history: &History, conflict: &Conflict) -> String {
    let sides = conflict.sides.iter().map(|side| {
        let value = match &side.value {
            None => "as it was".to_owned(),
            Some(Claim::State(state)) => state.clone(),
            Some(Claim::Value(value)) => value.to_string(),
            Some(Claim::Said(Said::Value(value) | Said::Baseline(value))) => value.to_string(),
            Some(Claim::Said(Said::Done(done))) => done.to_string(),
            Some(Claim::Counties(counties)) => {
                counties.iter().map(|county| county.0.as_str()).collect::<Vec<_>>().join("+")
            }
            Some(Claim::Light(light)) => format!("{light:?}").to_lowercase(),
            Some(Claim::Added(added)) => added.name.clone(),
            Some(Claim::Retired) => "retired".to_owned(),
        };
        format!("{} {value}", side.event)
    });
    let sides = sides.collect::<Vec<_>>().join(" | ");
    let by = conflict.settled_by.as_ref().map_or(String::new(), |by| format!(", settled by {by}"));
    let site = history.get(&conflict.sides[0].event).and_then(guatu::ledger::Event::site);
    let about = site.map_or(String::new(), |site| format!("{site} "));
    format!("{about}{}: {sides}{by}", conflict.field)
}

fn body(words: &[&str], history: &History) -> Body {
    let id = |text: &str| EventId(text.to_owned());
    let site_of = |event: &EventId| history.get(event).and_then(guatu::ledger::Event::site);
    match words {
        ["marks", site, rest @ ..] => {
            let (from, to) =
                rest.first().and_then(|step| step.split_once("..")).unwrap_or(("traced", "traced"));
            let fields: Vec<(&str, f64)> = rest
                .iter()
                .filter_map(|word| word.split_once('='))
                .map(|(field, value)| (field, value.parse().unwrap()))
                .collect();
            set(site, from, to, &fields)
        }
        ["undoes", event, ..] => {
            let event = id(event);
            Body::Undo { site: site_of(&event), event }
        }
        ["keeps", event, "in", field, ..] => {
            let keep = id(event);
            let over = history.against(history.get(&keep).unwrap(), field);
            Body::Settle(Settlement {
                site: site_of(&keep),
                field: (*field).to_owned(),
                keep,
                over,
                note: None,
            })
        }
        ["reports", value, ..] => Body::Report(Report {
            milestone: MilestoneId("T22-M2".into()),
            county: Adcode("410526".into()),
            target: 1,
            said: Said::Value(value.parse().unwrap()),
            source: "简报".into(),
        }),
        ["assigns", rest @ ..] => {
            let counties = rest.iter().take_while(|word| **word != "on");
            let counties = counties.map(|county| Adcode((*county).to_owned())).collect();
            Body::Assign(Assignment { task: TaskNo(12), counties })
        }
        ["rules", light, ..] => Body::Judge(Judgement {
            task: TaskNo(12),
            county: Adcode("410526".into()),
            milestone: None,
            light: if *light == "done" { Ruled::Done } else { Ruled::Behind },
            why: "现场".into(),
        }),
        ["adds", site, name, ..] => Body::Add(Addition {
            site: SiteId((*site).to_owned()),
            layer: "outfalls".into(),
            name: (*name).to_owned(),
            county: None,
            lon: 114.35,
            lat: 36.1,
            state: "found".into(),
            set: BTreeMap::from([("level".to_owned(), Value::Number(1.0))]),
            note: None,
            evidence: vec![],
        }),
        ["retires", site, ..] => Body::Retire(Retirement {
            site: SiteId((*site).to_owned()),
            layer: "outfalls".into(),
            why: "重复登记".into(),
            evidence: vec![],
        }),
        other => panic!("nobody does {other:?}"),
    }
}
