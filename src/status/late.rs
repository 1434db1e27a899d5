//! 滞后清单: every milestone of a county that is overdue or behind, the most pressing first.

use std::cmp::Ordering;

use serde::Serialize;

use super::{Light, MilestoneStatus, Status};
use crate::plan::{Adcode, Plan, TaskNo};
use crate::text::Lang;

/// One milestone that is overdue, critical or behind in one county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LateRow {
    /// The task.
    pub task: TaskNo,
    /// The county's code.
    pub adcode: Adcode,
    /// Light and numbers.
    pub now: MilestoneStatus,
    /// Days since the deadline; none where it is not over, and for a standing milestone.
    pub days_over: Option<i32>,
}

/// What the list is ordered by; ties stand by light, lag and deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LateOrder {
    /// The worst light first, then the largest lag, then the earliest deadline.
    #[default]
    Light,
    /// County by county, as the plan names them.
    County,
    /// Task by task.
    Task,
    /// The largest lag first.
    Lag,
    /// The earliest deadline first, what stands without one last.
    Deadline,
}

/// Which rows are asked for, and in which order; the default asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LateFilter {
    /// Of this light only.
    pub light: Option<Light>,
    /// Of this county only.
    pub county: Option<Adcode>,
    /// With these words in task, milestone, sentence or county, in either language; a task's number
    /// asks for that task.
    pub words: String,
    /// In which order.
    pub order: LateOrder,
}

/// The lights that bring a milestone on the list, the worst first.
pub const LATE: [Light; 3] = [Light::Overdue, Light::Critical, Light::Behind];

/// All that is late on the day: by light, then the largest lag, then the earliest deadline, then as
/// the plan orders tasks and counties. A row without a lag comes after those with one.
#[must_use]
pub fn late(status: &Status) -> Vec<LateRow> {
    let mut rows: Vec<LateRow> = Vec::new();
    for cell in &status.cells {
        for now in cell.milestones.iter().filter(|now| LATE.contains(&now.light)) {
            let over = |day: jiff::civil::Date| day.until(status.as_of).map_or(0, |span| span.get_days());
            rows.push(LateRow {
                task: cell.task,
                adcode: cell.adcode.clone(),
                now: now.clone(),
                days_over: now.deadline.map(over).filter(|days| *days > 0),
            });
        }
    }
    rows.sort_by(|a, b| {
        let light = a.now.light.rank().cmp(&b.now.light.rank());
        light.then_with(|| by_lag(a, b)).then_with(|| by_deadline(a, b))
    });
    rows
}

fn by_lag(a: &LateRow, b: &LateRow) -> Ordering {
    let lag = |row: &LateRow| row.now.lag.unwrap_or(f64::NEG_INFINITY);
    lag(b).total_cmp(&lag(a))
}

fn by_deadline(a: &LateRow, b: &LateRow) -> Ordering {
    let key = |row: &LateRow| (row.now.deadline.is_none(), row.now.deadline);
    key(a).cmp(&key(b))
}

impl LateFilter {
    /// The places in `rows`, which are those of [`late`], of what is asked for, in its order.
    #[must_use]
    pub fn choose(&self, plan: &Plan, rows: &[LateRow]) -> Vec<usize> {
        let mut kept: Vec<(usize, &LateRow)> =
            rows.iter().enumerate().filter(|(_, row)| self.keeps(plan, row)).collect();
        let county = |row: &LateRow| plan.counties.iter().position(|county| county.adcode == row.adcode);
        // The sort is stable, and the rows stand by light, lag and deadline already.
        match self.order {
            LateOrder::Light => {}
            LateOrder::County => kept.sort_by_key(|(_, row)| county(row)),
            LateOrder::Task => kept.sort_by_key(|(_, row)| row.task),
            LateOrder::Lag => kept.sort_by(|(_, a), (_, b)| by_lag(a, b)),
            LateOrder::Deadline => kept.sort_by(|(_, a), (_, b)| by_deadline(a, b)),
        }
        kept.into_iter().map(|(at, _)| at).collect()
    }

    /// Whether a row is asked for.
    #[must_use]
    pub fn keeps(&self, plan: &Plan, row: &LateRow) -> bool {
        self.light.is_none_or(|light| light == row.now.light)
            && self.county.as_ref().is_none_or(|county| county == &row.adcode)
            && self.says(plan, row)
    }

    fn says(&self, plan: &Plan, row: &LateRow) -> bool {
        let words = self.words.trim().to_lowercase();
        if words.is_empty() {
            return true;
        }
        // A number is that of a task before it is a part of a year.
        if let Some(number) = words.parse().ok().map(TaskNo).filter(|number| plan.task(*number).is_some()) {
            return row.task == number;
        }
        let task = plan.task(row.task);
        let milestone = plan.milestone(&row.now.id).map(|(_, milestone)| milestone);
        let county = plan.county(&row.adcode);
        let names = [task.map(|t| &t.title), milestone.map(|m| &m.what), county.map(|c| &c.name)];
        let said = |text: &str| text.to_lowercase().contains(&words);
        names.into_iter().flatten().any(|name| said(&name.zh) || said(&name.en))
            || milestone.is_some_and(|m| said(&m.source))
    }
}

/// The list as lines of a table, its head first: light, county, task, milestone, value, target,
/// unit, lag in points, deadline, days over. What is not known is empty.
#[must_use]
pub fn late_table(plan: &Plan, rows: &[LateRow], lang: Lang) -> Vec<Vec<String>> {
    let heads = [
        "status.late_light",
        "status.late_county",
        "status.late_task",
        "status.late_title",
        "status.late_milestone",
        "status.late_value",
        "status.late_target",
        "status.late_unit",
        "status.late_lag",
        "status.late_deadline",
        "status.late_days",
    ];
    let mut table = vec![heads.iter().map(|key| lang.get(key).to_owned()).collect()];
    table.extend(rows.iter().map(|row| line(plan, row, lang)));
    table
}

fn line(plan: &Plan, row: &LateRow, lang: Lang) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let county = plan.county(&row.adcode).map_or(row.adcode.0.as_str(), |county| county.name.get(lang));
    let milestone = plan.milestone(&row.now.id);
    vec![
        row.now.light.word(lang).to_owned(),
        county.to_owned(),
        row.task.to_string(),
        plan.task(row.task).map_or("", |task| task.title.get(lang)).to_owned(),
        milestone.map_or(row.now.id.0.as_str(), |(_, milestone)| milestone.what.get(lang)).to_owned(),
        number(row.now.value),
        number(row.now.target),
        row.now.unit.clone().unwrap_or_default(),
        number(row.now.lag),
        row.now.deadline.map(|day| day.to_string()).unwrap_or_default(),
        row.days_over.map(|days| days.to_string()).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Clock;
    use crate::plan::{MilestoneId, built_in};
    use crate::status::Cell;
    use jiff::civil::{Date, date};

    const HUA: &str = "410526";
    const LINZHOU: &str = "410581";

    fn now(id: &str, light: Light, lag: Option<f64>, deadline: Option<Date>) -> MilestoneStatus {
        MilestoneStatus {
            id: MilestoneId(id.to_owned()),
            light,
            late: false,
            value: Some(52.0),
            number: None,
            comparator: None,
            target: Some(70.0),
            unit: Some("%".to_owned()),
            deadline,
            counted: None,
            of: None,
            expected: None,
            lag,
        }
    }

    fn cell(task: u16, adcode: &str, milestones: Vec<MilestoneStatus>) -> Cell {
        Cell {
            task: TaskNo(task),
            county: String::new(),
            adcode: Adcode(adcode.to_owned()),
            light: Light::Behind,
            late: false,
            milestones,
        }
    }

    fn status(cells: Vec<Cell>) -> Status {
        Status {
            as_of: date(2024, 9, 30),
            clock: Clock::Effect,
            rule: "schedule".to_owned(),
            demo: false,
            cells,
        }
    }

    /// Two overdue, one critical, two behind, and two that are not late.
    fn autumn() -> Status {
        let (last_year, this_year) = (Some(date(2023, 10, 31)), Some(date(2024, 12, 31)));
        status(vec![
            cell(
                20,
                HUA,
                vec![
                    now("T20-M1", Light::Behind, Some(11.0), this_year),
                    now("T20-M2", Light::Done, None, last_year),
                ],
            ),
            cell(22, LINZHOU, vec![now("T22-M1", Light::Overdue, Some(7.0), last_year)]),
            cell(
                22,
                HUA,
                vec![
                    now("T22-M1", Light::Overdue, Some(40.0), last_year),
                    now("T22-M2", Light::Behind, Some(28.5), this_year),
                    now("T22-M3", Light::OnTrack, Some(1.0), this_year),
                ],
            ),
            cell(24, HUA, vec![now("T24-M1", Light::Critical, None, None)]),
        ])
    }

    fn short(rows: &[LateRow]) -> Vec<String> {
        rows.iter().map(|row| format!("{} {}", row.now.id, row.adcode)).collect()
    }

    #[test]
    fn the_worst_light_comes_first_then_the_largest_lag() {
        let rows = late(&autumn());
        assert_eq!(
            short(&rows),
            ["T22-M1 410526", "T22-M1 410581", "T24-M1 410526", "T22-M2 410526", "T20-M1 410526"]
        );
    }

    #[test]
    fn of_one_lag_the_earlier_deadline_comes_first_and_a_standing_one_last() {
        let behind = |id, deadline| now(id, Light::Behind, Some(20.0), deadline);
        let milestones = vec![
            behind("standing", None),
            behind("later", Some(date(2025, 12, 31))),
            behind("sooner", Some(date(2024, 12, 31))),
        ];
        let rows = late(&status(vec![cell(22, HUA, milestones)]));
        let ids: Vec<&str> = rows.iter().map(|row| row.now.id.0.as_str()).collect();
        assert_eq!(ids, ["sooner", "later", "standing"]);
    }

    #[test]
    fn days_over_begin_the_day_after_the_deadline() {
        let on = |day| {
            let overdue = now("T22-M1", Light::Overdue, None, Some(date(2024, 9, day)));
            late(&status(vec![cell(22, HUA, vec![overdue])]))[0].days_over
        };
        assert_eq!((on(30), on(29), on(1)), (None, Some(1), Some(29)));
    }

    #[test]
    fn a_filter_asks_by_light_by_county_and_by_words_in_either_language() {
        let plan = built_in().unwrap();
        let rows = late(&autumn());
        let kept = |filter: LateFilter| {
            let kept: Vec<LateRow> = rows.iter().filter(|row| filter.keeps(&plan, row)).cloned().collect();
            short(&kept).len()
        };
        let words = |words: &str| LateFilter { words: words.to_owned(), ..LateFilter::default() };
        assert_eq!(kept(LateFilter::default()), 5);
        assert_eq!(kept(LateFilter { light: Some(Light::Overdue), ..LateFilter::default() }), 2);
        assert_eq!(kept(LateFilter { county: Some(Adcode(LINZHOU.to_owned())), ..words("") }), 1);
        assert_eq!(kept(words("林州")), 1);
        assert_eq!(kept(words("溯源")), 2);
        assert_eq!(kept(words(" OUTFALL ")), 3);
        assert_eq!(kept(words("24")), 1, "a number is that of the task");
        assert_eq!(kept(words("没有这样的词")), 0);
    }

    #[test]
    fn the_list_is_ordered_as_asked_and_ties_stand_by_light() {
        let plan = built_in().unwrap();
        let rows = late(&autumn());
        let ids = |order| {
            let filter = LateFilter { order, ..LateFilter::default() };
            let chosen = filter.choose(&plan, &rows);
            chosen.iter().map(|at| short(&rows[*at..=*at]).concat()).collect::<Vec<_>>()
        };
        assert_eq!(ids(LateOrder::Light), short(&rows));
        assert_eq!(ids(LateOrder::Task)[..2], ["T20-M1 410526", "T22-M1 410526"]);
        assert_eq!(ids(LateOrder::County).last().unwrap(), "T22-M1 410581", "林州市 is the plan's last");
        assert_eq!(ids(LateOrder::Lag)[1], "T22-M2 410526", "28.5 points follow 40");
        assert_eq!(ids(LateOrder::Deadline).last().unwrap(), "T24-M1 410526", "it stands");
    }

    #[test]
    fn the_table_says_every_row_under_its_heads() {
        let plan = built_in().unwrap();
        let table = late_table(&plan, &late(&autumn()), Lang::Zh);
        assert_eq!(table.len(), 6);
        assert!(table.iter().all(|line| line.len() == table[0].len()));
        assert!(table[0].iter().all(|head| !head.starts_with("status.")), "{:?}", table[0]);
        assert_eq!(table[1][..3], ["逾期", "滑县", "22"]);
        assert_eq!(table[1][5..], ["52", "70", "%", "40", "2023-10-31", "335"]);
    }
}
