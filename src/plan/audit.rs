//! The plan as data, held against the plan's own text.
//!
//! Every sentence that the data quote must stand in the text where it belongs, and every line,
//! year and number of the text's tasks must be held by the data. An empty list of findings
//! means that nothing was lost, added or changed in the turning of the text into data.

use super::words::{Span, day_meant, five_year_plan, five_year_spans, numbers, years};
use super::{Action, Duty, Milestone, Plan, Scope, Target, Task};
use crate::text::{Lang, Say};

/// A place where data and text differ. `place` is a task's number or an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// Words of the data that do not stand in the text where they belong.
    #[error("{place}: `{words}` is not in its part of the text")]
    NotInText {
        /// Whose words.
        place: String,
        /// The words.
        words: String,
    },
    /// Words of the text that the data do not hold: a line, a year, a number.
    #[error("`{words}` in the text is held by nothing")]
    NotInData {
        /// The words, with what stands around them.
        words: String,
    },
    /// A line of duty that says something else than the data.
    #[error("{place}: `{words}` does not say what the data say")]
    Duty {
        /// The task.
        place: String,
        /// The line.
        words: String,
    },
    /// Words of time that mean another day.
    #[error("{place}: `{words}` does not mean {date}")]
    Deadline {
        /// The milestone.
        place: String,
        /// The words of time.
        words: String,
        /// The day in the data.
        date: String,
    },
    /// A number that is neither in its sentence nor explained by its note.
    #[error("{place}: {number} is neither in its sentence nor explained")]
    Number {
        /// The milestone or goal.
        place: String,
        /// The number.
        number: String,
    },
}

impl Say for Finding {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotInText { place, words } => {
                lang.fill("plan.not_in_text", &[("place", place), ("words", words)])
            }
            Self::NotInData { words } => lang.fill("plan.not_in_data", &[("words", words)]),
            Self::Duty { place, words } => lang.fill("plan.duty", &[("place", place), ("words", words)]),
            Self::Deadline { place, words, date } => {
                lang.fill("plan.deadline", &[("place", place), ("words", words), ("date", date)])
            }
            Self::Number { place, number } => {
                lang.fill("plan.number", &[("place", place), ("number", number)])
            }
        }
    }
}

/// Holds a plan against the text it was published in.
#[must_use]
pub fn audit(plan: &Plan, text: &str) -> Vec<Finding> {
    let mut audit = Audit { plan, text, quotes: Vec::new(), found: Vec::new() };
    audit.head();
    audit.actions();
    let blocks = audit.blocks();
    for (task, block) in plan.tasks.iter().zip(&blocks) {
        audit.task(task, block.clone());
    }
    if let (Some(first), Some(last)) = (blocks.first(), blocks.last()) {
        audit.nothing_lost(first.start..last.end);
    }
    audit.found
}

struct Audit<'a> {
    plan: &'a Plan,
    text: &'a str,
    /// Where each milestone's sentence stands.
    quotes: Vec<(Span, &'a Milestone)>,
    found: Vec<Finding>,
}

impl<'a> Audit<'a> {
    fn not_in_text(&mut self, place: &impl ToString, words: &str) {
        self.found.push(Finding::NotInText { place: place.to_string(), words: words.to_owned() });
    }

    /// Title, day of issue and goals.
    fn head(&mut self) {
        let plan = self.plan;
        let head = self.text.split(&heading(plan.actions.first())).next();
        let head = head.unwrap_or_default();
        let day = plan.start;
        let issued = format!("{}年{}月{}日", day.year(), day.month(), day.day());
        for words in [&plan.title.zh, &issued].into_iter().chain(&plan.upstream) {
            if !head.contains(words) {
                self.not_in_text(&"title", words);
            }
        }
        for goal in &plan.goals {
            if !head.contains(&goal.source) {
                self.not_in_text(&goal.id, &goal.source);
            }
            if let Some(bound) = &goal.bound {
                self.explained(&goal.id, bound.value, &goal.source, "");
            }
        }
    }

    /// Every action's heading stands on a line of its own, and its tasks under it.
    fn actions(&mut self) {
        let plan = self.plan;
        for (i, action) in plan.actions.iter().enumerate() {
            let words = heading(Some(action));
            if !self.text.lines().any(|line| line == words) {
                self.not_in_text(&action.label, &words);
                continue;
            }
            let below = self.text.split(&words).nth(1).unwrap_or_default();
            let next = plan.actions.get(i + 1);
            let end = next.and_then(|next| below.find(&heading(Some(next))));
            let own = &below[..end.unwrap_or(below.len())];
            for task in action.tasks.iter().filter_map(|number| plan.task(*number)) {
                if !own.contains(&task.text) {
                    self.not_in_text(&task.number, &task.title.zh);
                }
            }
        }
    }

    /// Where each task stands, from its own text to the next task's. The last ends with its
    /// line of responsibility.
    fn blocks(&mut self) -> Vec<Span> {
        let plan = self.plan;
        let mut starts = Vec::new();
        let mut from = 0;
        for task in &plan.tasks {
            match self.text[from..].find(&task.text) {
                Some(at) => from += at,
                None => self.not_in_text(&task.number, &task.text),
            }
            starts.push(from);
        }
        let last_line = plan.tasks.last().map(|task| task.responsible.source.as_str());
        let end = last_line
            .and_then(|line| Some(from + self.text[from..].find(line)? + line.len()))
            .unwrap_or(self.text.len());
        let ends = starts.iter().skip(1).copied().chain([end]);
        starts.iter().copied().zip(ends).map(|(s, e)| s..e).collect()
    }

    fn task(&mut self, task: &'a Task, block: Span) {
        let title = format!("{}.{}。", task.number, task.title.zh);
        if !task.text.starts_with(&title) {
            self.not_in_text(&task.number, &title);
        }
        let duties = [Some(&task.lead), task.cooperating.as_ref(), Some(&task.responsible)];
        let duties: Vec<&Duty> = duties.into_iter().flatten().collect();
        let own: Vec<&str> = std::iter::once(task.text.as_str())
            .chain(duties.iter().map(|duty| duty.source.as_str()))
            .collect();
        let text = self.text;
        let lines: Vec<&str> = text[block.clone()].lines().filter(|l| !l.is_empty()).collect();
        for words in own.iter().filter(|words| !lines.contains(words)) {
            self.not_in_text(&task.number, words);
        }
        let headings: Vec<String> = self.plan.actions.iter().map(|a| heading(Some(a))).collect();
        for line in lines {
            if !own.contains(&line) && headings.iter().all(|heading| heading != line) {
                self.found.push(Finding::NotInData { words: line.to_owned() });
            }
        }
        self.duties(task);
        for milestone in &task.milestones {
            self.milestone(task, milestone, block.start);
        }
    }

    /// The lines of duty say what the structure says.
    fn duties(&mut self, task: &Task) {
        let named = |duty: &&Duty| {
            let names = duty.source.split_once(':').map_or("", |(_, names)| names);
            duty.departments.is_empty() || !names.starts_with(&duty.departments.join("、"))
        };
        let mut wrong: Vec<&Duty> =
            [Some(&task.lead), task.cooperating.as_ref()].into_iter().flatten().filter(named).collect();
        let line = &task.responsible.source;
        let mut counties: Vec<_> = self.plan.counties.iter().collect();
        counties.retain(|county| line.contains(&county.name.zh));
        counties.sort_by_key(|county| line.find(&county.name.zh));
        let counties = counties.iter().map(|county| &county.adcode);
        let agrees = match &task.scope {
            Scope::All => line.contains("各县") && counties.count() == 0,
            Scope::Relevant => line.contains("相关县") && counties.count() == 0,
            Scope::Named(named) => counties.eq(named),
        };
        if !agrees {
            wrong.push(&task.responsible);
        }
        self.found.extend(
            wrong
                .into_iter()
                .map(|duty| Finding::Duty { place: task.number.to_string(), words: duty.source.clone() }),
        );
    }

    fn milestone(&mut self, task: &'a Task, milestone: &'a Milestone, start: usize) {
        let source = &milestone.source;
        match task.text.find(source) {
            Some(at) => {
                let at = start + at;
                self.quotes.push((at..at + source.len(), milestone));
            }
            None => self.not_in_text(&milestone.id, source),
        }
        if let Some(deadline) = &milestone.deadline {
            if !task.text.contains(&deadline.words) {
                self.not_in_text(&milestone.id, &deadline.words);
            }
            if day_meant(&deadline.words) != Some(deadline.date) {
                self.found.push(Finding::Deadline {
                    place: milestone.id.to_string(),
                    words: deadline.words.clone(),
                    date: deadline.date.to_string(),
                });
            }
        }
        if let Some(words) = &milestone.qualifier
            && !task.text.contains(words)
        {
            self.not_in_text(&milestone.id, words);
        }
        let note = milestone.note.as_ref().map_or("", |note| &note.zh);
        for target in &milestone.targets {
            self.explained(&milestone.id, target.bound.value, source, note);
            self.own_numbers(milestone, target);
        }
        for county in milestone.only.iter().flatten() {
            let name = self.plan.county(county).map_or("", |county| &county.name.zh);
            if !source.contains(name) {
                self.not_in_text(&milestone.id, name);
            }
        }
    }

    /// `林州市16个`: a county's own number stands behind its name. Baseline years are quoted.
    fn own_numbers(&mut self, milestone: &Milestone, target: &Target) {
        for (county, value) in &target.per_county {
            let name = self.plan.county(county).map_or("", |county| &county.name.zh);
            let words = format!("{name}{value}{}", target.bound.unit);
            if !milestone.source.contains(&words) {
                self.not_in_text(&milestone.id, &words);
            }
        }
        if let Some(baseline) = target.baseline {
            let words = format!("{}年", baseline.year);
            if !milestone.source.contains(&words) {
                self.not_in_text(&milestone.id, &words);
            }
        }
    }

    /// A number stands in its sentence, or its note tells where it comes from.
    fn explained(&mut self, place: &impl ToString, number: f64, source: &str, note: &str) {
        let number = number.to_string();
        let mut said = numbers(source).into_iter().chain(numbers(note));
        if !said.any(|(digits, _)| digits == number) {
            self.found.push(Finding::Number { place: place.to_string(), number });
        }
    }

    /// Every number, year and five-year plan in the tasks' part of the text is quoted, the
    /// years by a milestone of that year.
    fn nothing_lost(&mut self, part: Span) {
        let text = self.text;
        let place = |span: &Span| part.start + span.start..part.start + span.end;
        let own_number = |span: &Span| {
            let at = |task: &Task| text[span.start..].starts_with(&task.text);
            self.plan.tasks.iter().any(at)
        };
        let mut lost = Vec::new();
        for (_, span) in numbers(&text[part.clone()]) {
            let span = place(&span);
            if !own_number(&span) && self.quoted(&span).next().is_none() {
                lost.push(span);
            }
        }
        let five = five_year_spans(&text[part.clone()]).into_iter();
        let five = five.filter_map(|span| Some((five_year_plan(&text[place(&span)])?, span)));
        for (year, span) in years(&text[part.clone()]).into_iter().chain(five) {
            let span = place(&span);
            if !self.quoted(&span).any(|milestone| speaks_of(milestone, year)) {
                lost.push(span);
            }
        }
        self.found.extend(lost.into_iter().map(|span| Finding::NotInData { words: around(text, &span) }));
    }

    fn quoted(&self, span: &Span) -> impl Iterator<Item = &'a Milestone> {
        self.quotes
            .iter()
            .filter(move |(quote, _)| quote.start <= span.start && span.end <= quote.end)
            .map(|(_, milestone)| *milestone)
    }
}

/// Whether a milestone is due in a year or counts from it.
fn speaks_of(milestone: &Milestone, year: i16) -> bool {
    milestone.due().is_some_and(|date| date.year() == year)
        || milestone.targets.iter().any(|target| target.baseline.is_some_and(|b| b.year == year))
}

/// `(八)美丽幸福河湖建设行动。`
fn heading(action: Option<&Action>) -> String {
    action.map_or_else(String::new, |a| format!("{}{}。", a.label, a.name.zh))
}

/// A stretch of text with a few characters on both sides.
fn around(text: &str, span: &Span) -> String {
    const SIDE: usize = 8;
    let before: Vec<char> = text[..span.start].chars().rev().take(SIDE).collect();
    let after = text[span.end..].chars().take(SIDE);
    let before = before.into_iter().rev();
    let words = before.chain(text[span.clone()].chars()).chain(after);
    words.map(|c| if c == '\n' { ' ' } else { c }).collect()
}
