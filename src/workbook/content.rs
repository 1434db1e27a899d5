//! What stands on the sheets.

use std::collections::BTreeSet;

use super::sheet::{Column, Entry, Sheet};
use crate::ledger::Clock;
use crate::plan::{MilestoneId, Task, TaskNo};
use crate::status::{Cell, GoalStatus, Light, MilestoneStatus, Status, late};
use crate::text::Lang;
use crate::workspace::Workspace;

/// The matrix, every milestone, the late list, the overall goals.
pub(super) fn sheets(workspace: &Workspace, status: &Status, goals: &[GoalStatus], lang: Lang) -> [Sheet; 4] {
    let maker = Maker { workspace, status, lang };
    [maker.matrix(), maker.milestones(), maker.late(), maker.goals(goals)]
}

struct Maker<'a> {
    workspace: &'a Workspace,
    status: &'a Status,
    lang: Lang,
}

impl Maker<'_> {
    fn word(&self, name: &str) -> String {
        self.lang.get(&format!("workbook.{name}")).to_owned()
    }

    fn columns(&self, columns: &[(&str, f64)]) -> Vec<Column> {
        let column = |(head, width): &(&str, f64)| Column { head: self.word(head), width: *width };
        columns.iter().map(column).collect()
    }

    /// An empty sheet under its title.
    fn sheet(&self, name: &str, columns: Vec<Column>, frozen: u16) -> Sheet {
        let lang = self.lang;
        let clock = match self.status.clock {
            Clock::Effect => lang.get("status.clock_effect"),
            Clock::Knowledge => lang.get("status.clock_knowledge"),
        };
        let name = self.word(name);
        let values = [
            ("date", self.status.as_of.to_string()),
            ("clock", clock.to_owned()),
            ("rule", self.workspace.rule.name.get(lang).to_owned()),
        ];
        Sheet {
            title: format!("{} {name}", self.workspace.plan.short_title.get(lang)),
            about: lang
                .fill("workbook.about", &values.each_ref().map(|(name, value)| (*name, value.as_str()))),
            demo: self.status.demo.then(|| self.word("demo")),
            name,
            columns,
            frozen,
            rows: Vec::new(),
        }
    }

    fn matrix(&self) -> Sheet {
        let mut counties: Vec<&Cell> = Vec::new();
        for cell in &self.status.cells {
            if !counties.iter().any(|known| known.adcode == cell.adcode) {
                counties.push(cell);
            }
        }
        let mut columns = self.columns(&[("task", 6.0), ("title", 34.0)]);
        columns.extend(counties.iter().map(|cell| Column { head: self.county(cell), width: 12.0 }));
        columns.extend(self.columns(&[("lead", 40.0)]));
        let mut sheet = self.sheet("matrix", columns, 2);
        for row in self.status.cells.chunk_by(|a, b| a.task == b.task) {
            let Some(first) = row.first() else { continue };
            let mut entries = vec![number(first.task), Entry::text(self.title(first.task))];
            entries.extend(counties.iter().map(|county| {
                let cell = row.iter().find(|cell| cell.adcode == county.adcode);
                cell.map_or(Entry::Empty, |cell| self.light(cell.light, cell.late))
            }));
            entries.push(Entry::text(self.lead(first.task)));
            sheet.rows.push(entries);
        }
        sheet
    }

    fn milestones(&self) -> Sheet {
        let mut columns = self.columns(&[
            ("task", 6.0),
            ("title", 34.0),
            ("county", 10.0),
            ("adcode", 9.0),
            ("light", 11.0),
            ("milestone", 9.0),
            ("what", 44.0),
            ("milestone_light", 11.0),
        ]);
        columns.extend(self.number_columns());
        columns.extend(self.columns(&[("lead", 40.0)]));
        let mut sheet = self.sheet("milestones", columns, 3);
        for cell in &self.status.cells {
            let head = [
                number(cell.task),
                Entry::text(self.title(cell.task)),
                Entry::text(self.county(cell)),
                Entry::text(cell.adcode.0.as_str()),
                self.light(cell.light, cell.late),
            ];
            let lead = Entry::text(self.lead(cell.task));
            if cell.milestones.is_empty() {
                // Milestone, words and light, then the numbers.
                let nothing = vec![Entry::Empty; 3 + NUMBERS.len()];
                sheet.rows.push(head.iter().cloned().chain(nothing).chain([lead.clone()]).collect());
            }
            for now in &cell.milestones {
                let middle = [
                    Entry::text(now.id.0.as_str()),
                    Entry::text(self.what(&now.id)),
                    self.light(now.light, now.late),
                ];
                let row = head.iter().cloned().chain(middle).chain(numbers(now)).chain([lead.clone()]);
                sheet.rows.push(row.collect());
            }
        }
        sheet
    }

    fn late(&self) -> Sheet {
        let mut columns = self.columns(&[
            ("light", 11.0),
            ("days_over", 10.0),
            ("task", 6.0),
            ("title", 34.0),
            ("county", 10.0),
            ("milestone", 9.0),
            ("what", 44.0),
        ]);
        columns.extend(self.number_columns());
        columns.extend(self.columns(&[("lead", 40.0)]));
        let mut sheet = self.sheet("late", columns, 2);
        let plan = &self.workspace.plan;
        for row in late(self.status) {
            let county = plan.county(&row.adcode).map_or("", |county| county.name.get(self.lang));
            let head = [
                self.light(row.now.light, row.now.late),
                row.days_over.map_or(Entry::Empty, |days| Entry::Number(f64::from(days))),
                number(row.task),
                Entry::text(self.title(row.task)),
                Entry::text(county),
                Entry::text(row.now.id.0.as_str()),
                Entry::text(self.what(&row.now.id)),
            ];
            let lead = Entry::text(self.lead(row.task));
            sheet.rows.push(head.into_iter().chain(numbers(&row.now)).chain([lead]).collect());
        }
        sheet
    }

    /// A column for each year that has a report of any goal.
    fn goals(&self, goals: &[GoalStatus]) -> Sheet {
        let years: BTreeSet<i16> = goals.iter().flat_map(|goal| &goal.years).map(|year| year.year).collect();
        let mut columns = self.columns(&[
            ("goal", 7.0),
            ("metric", 34.0),
            ("light", 11.0),
            ("value", 10.0),
            ("comparator", 6.0),
            ("target", 10.0),
            ("unit", 14.0),
            ("deadline", 12.0),
            ("expected", 10.0),
            ("lag", 9.0),
        ]);
        columns.extend(years.iter().map(|year| Column { head: year.to_string(), width: 10.0 }));
        let mut sheet = self.sheet("goals", columns, 2);
        for goal in goals {
            let amount = |value| Entry::amount(value, goal.unit.as_deref());
            let mut row = vec![
                Entry::text(goal.id.as_str()),
                Entry::text(goal.metric.get(self.lang)),
                self.light(goal.light, goal.late),
                amount(goal.value),
                asks(goal.comparator),
                amount(goal.target),
                Entry::text(goal.unit.clone().or_else(|| goal.qualifier.clone()).unwrap_or_default()),
                Entry::Date(goal.deadline),
                amount(goal.expected),
                Entry::amount(goal.lag, None),
            ];
            row.extend(years.iter().map(|year| {
                let said = goal.years.iter().find(|said| said.year == *year);
                said.map_or(Entry::Empty, |said| amount(said.value))
            }));
            sheet.rows.push(row);
        }
        sheet
    }

    fn light(&self, light: Light, late: bool) -> Entry {
        let late = if late { self.lang.get("status.late_mark") } else { "" };
        Entry::Light(light, format!("{}{late}", light.word(self.lang)))
    }

    fn county(&self, cell: &Cell) -> String {
        let county = self.workspace.plan.county(&cell.adcode);
        county.map_or_else(|| cell.county.clone(), |county| county.name.get(self.lang).to_owned())
    }

    fn task(&self, task: TaskNo) -> Option<&Task> {
        self.workspace.plan.task(task)
    }

    fn title(&self, task: TaskNo) -> &str {
        self.task(task).map_or("", |task| task.title.get(self.lang))
    }

    fn lead(&self, task: TaskNo) -> String {
        let bodies = self.task(task).map(|task| task.lead.departments.join(self.lang.get("workbook.list")));
        bodies.unwrap_or_default()
    }

    fn what(&self, milestone: &MilestoneId) -> &str {
        self.workspace.plan.milestone(milestone).map_or("", |(_, milestone)| milestone.what.get(self.lang))
    }

    fn number_columns(&self) -> Vec<Column> {
        self.columns(&NUMBERS)
    }
}

/// The heads and widths of a milestone's numbers.
const NUMBERS: [(&str, f64); 9] = [
    ("value", 10.0),
    ("comparator", 6.0),
    ("target", 10.0),
    ("unit", 11.0),
    ("deadline", 12.0),
    ("counted", 8.0),
    ("of", 8.0),
    ("expected", 10.0),
    ("lag", 9.0),
];

fn numbers(now: &MilestoneStatus) -> [Entry; 9] {
    let amount = |value| Entry::amount(value, now.unit.as_deref());
    [
        amount(now.value),
        asks(now.comparator),
        amount(now.target),
        Entry::text(now.unit.clone().unwrap_or_default()),
        Entry::date(now.deadline),
        Entry::count(now.counted),
        Entry::count(now.of),
        amount(now.expected),
        Entry::amount(now.lag, None),
    ]
}

fn number(task: TaskNo) -> Entry {
    Entry::Number(f64::from(task.0))
}

/// `>=` as people write it.
fn asks(comparator: Option<&str>) -> Entry {
    Entry::text(match comparator {
        Some(">=") => "≥",
        Some("<=") => "≤",
        Some("==") => "=",
        _ => "",
    })
}
