//! A task's milestones: what was promised by when, and how far it is.

use super::column::Column;
use super::facts::Facts;
use super::ink::Style;
use super::wrap::shortened;
use crate::geom::Point;
use crate::scene::{amount, symbol};
use crate::status::MilestoneStatus;

/// The milestones of the page's task: in its county, or in the city as a whole.
pub(super) fn draw(column: &mut Column, facts: &Facts<'_>) {
    let statuses = match facts.cell() {
        Some(cell) => &cell.milestones,
        None => match facts.city {
            Some(city) if !city.milestones.is_empty() => &city.milestones,
            _ => return,
        },
    };
    let Some(task) = facts.task else { return };
    column.head(facts.lang.get("page.milestones"), &[]);
    for status in statuses {
        let milestone = task.milestones.iter().find(|milestone| milestone.id == status.id);
        if let Some(milestone) = milestone {
            row(column, facts, milestone.what.get(facts.lang), status);
        }
    }
}

fn row(column: &mut Column, facts: &Facts<'_>, what: &str, status: &MilestoneStatus) {
    let (u, lang) = (column.unit, facts.lang);
    let y = column.y + 3.9 * u;
    column.ink.extend(symbol::light(status.light, Point::new(column.left + 2.4 * u, y), 3.8 * u));
    let unit = status.unit.as_deref().unwrap_or_default();
    let amount = |value: f64| amount(lang, value, 1, unit);
    let value = status.value.map(amount).unwrap_or_default();
    let style = Style::ink(3.7 * u).bold().right();
    column.ink.text(column.right(), y, &value, style);
    let room = column.width - 9.0 * u - style.width(&value);
    column.ink.text(column.left + 6.6 * u, y, &shortened(what, room, 3.6 * u, false), Style::ink(3.6 * u));

    let mut second = vec![facts.word_of(status.light, status.late)];
    second.push(match status.deadline {
        Some(date) => lang.fill("page.due", &[("date", &date.to_string())]),
        None => lang.get("page.standing_milestone").to_owned(),
    });
    if let Some(target) = status.target {
        second.push(lang.fill("page.target", &[("target", &amount(target))]));
    }
    if let (Some(counted), Some(of)) = (status.counted, status.of) {
        let (counted, of) = (counted.to_string(), of.to_string());
        second.push(lang.fill("page.of_sites", &[("counted", &counted), ("of", &of)]));
    }
    let second = shortened(&second.join(" · "), column.width - 6.6 * u, 2.9 * u, false);
    column.ink.text(column.left + 6.6 * u, y + 4.7 * u, &second, Style::muted(2.9 * u));
    column.y += 11.8 * u;
    column.rule();
}
