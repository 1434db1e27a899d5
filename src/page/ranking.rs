//! Tables of the right column: counties by how far they are, a county's milestones, its tasks.

use super::column::Column;
use super::facts::Facts;
use super::ink::Style;
use super::words::unit as spaced;
use super::wrap::shortened;
use crate::geom::Point;
use crate::scene::{Paint, Row, Token, headline, number, symbol};
use crate::status::{Cell, Light};

/// The counties of a task, the farthest behind first; those without a number last.
pub(super) fn counties(column: &mut Column, facts: &Facts<'_>) {
    let lang = facts.lang;
    let Some(headline) = &facts.headline else {
        plain_counties(column, facts);
        return;
    };
    let unit = headline.unit.as_str();
    let fraction_head = lang.get(if unit == "%" { "page.column_fraction" } else { "page.column_value" });
    column.head(lang.get("page.counties"), &[(15.0, fraction_head), (0.0, lang.get("page.column_share"))]);
    let mut rows: Vec<&Row> = headline.rows.iter().collect();
    let progress = |row: &Row| row.tally.progress(unit);
    rows.sort_by(|a, b| {
        let far = |row: &Row| progress(row).unwrap_or(f64::INFINITY);
        far(a).total_cmp(&far(b)).then(a.light.cmp(&b.light))
    });
    for row in rows {
        let u = column.unit;
        let y = column.y + 4.4 * u;
        lit_name(column, facts, y, row.light, facts.county_name(&row.adcode), row.late);
        let right = column.right();
        if let Some(part) = progress(row) {
            let (from, to) = (column.left + 43.0 * u, column.left + 63.0 * u);
            column.ink.bar(from, to, y, 1.7 * u, Paint::faded(Token::Line, 0.6));
            if part > 0.0 {
                let end = from + (to - from) * part as f32;
                column.ink.bar(from, end, y, 1.7 * u, Paint::solid(symbol::token(row.light)));
            }
            let fraction = row.tally.fraction(unit).unwrap_or_default();
            column.ink.text(right - 15.0 * u, y, &fraction, Style::muted(3.9 * u).right());
            let percent = format!("{}%", number(part * 100.0, 0));
            column.ink.text(right, y, &percent, Style::ink(4.1 * u).bold().right());
        }
        column.y += 8.8 * u;
        column.rule();
    }
}

/// The counties of a task without numbers: lights and words.
fn plain_counties(column: &mut Column, facts: &Facts<'_>) {
    column.head(facts.lang.get("page.counties"), &[]);
    let mut cells: Vec<&Cell> = facts.cells().filter(|cell| cell.light != Light::NotResponsible).collect();
    cells.sort_by_key(|cell| cell.light);
    for cell in cells {
        let y = column.y + 4.4 * column.unit;
        lit_name(column, facts, y, cell.light, facts.county_name(&cell.adcode), cell.late);
        column.y += 8.8 * column.unit;
        column.rule();
    }
}

fn lit_name(column: &mut Column, facts: &Facts<'_>, y: f32, light: Light, name: &str, late: bool) {
    let u = column.unit;
    column.ink.extend(symbol::light(light, Point::new(column.left + 2.4 * u, y), 4.2 * u));
    let style = Style::ink(4.1 * u);
    let name = shortened(name, 19.0 * u, style.size, false);
    column.ink.text(column.left + 6.6 * u, y, &name, style);
    let word = facts.word_of(light, late);
    let word_left = 24.6_f32.max(6.6 + style.width(&name) / u + 2.4);
    let style = Style::muted(3.1 * u);
    let word = shortened(&word, (42.0 - word_left) * u, style.size, false);
    column.ink.text(column.left + word_left * u, y, &word, style);
}

/// A county's milestones of one task.
pub(super) fn milestones(column: &mut Column, facts: &Facts<'_>) {
    let lang = facts.lang;
    column.head(lang.get("page.milestones"), &[]);
    let (Some(task), Some(cell)) = (facts.task, facts.cell()) else { return };
    for status in &cell.milestones {
        let Some(milestone) = task.milestones.iter().find(|milestone| milestone.id == status.id) else {
            continue;
        };
        let u = column.unit;
        let y = column.y + 4.6 * u;
        column.ink.extend(symbol::light(status.light, Point::new(column.left + 2.4 * u, y), 4.2 * u));
        let unit = status.unit.as_deref().unwrap_or_default();
        let value = status.value.map(|value| format!("{}{}", number(value, 1), spaced(unit)));
        let style = Style::ink(4.1 * u).bold().right();
        let value = value.unwrap_or_default();
        column.ink.text(column.right(), y, &value, style);
        let room = column.width - 9.0 * u - style.width(&value);
        let what = shortened(milestone.what.get(lang), room, 4.0 * u, false);
        column.ink.text(column.left + 6.6 * u, y, &what, Style::ink(4.0 * u));
        let mut second = vec![facts.word_of(status.light, status.late)];
        second.push(match status.deadline {
            Some(date) => lang.fill("page.due", &[("date", &date.to_string())]),
            None => lang.get("page.standing_milestone").to_owned(),
        });
        if let Some(target) = status.target {
            let target = format!("{}{}", number(target, 1), spaced(unit));
            second.push(lang.fill("page.target", &[("target", &target)]));
        }
        if let (Some(counted), Some(of)) = (status.counted, status.of) {
            let (counted, of) = (counted.to_string(), of.to_string());
            second.push(lang.fill("page.of_sites", &[("counted", &counted), ("of", &of)]));
        }
        let second = shortened(&second.join("  ·  "), column.width - 6.6 * u, 3.1 * u, false);
        column.ink.text(column.left + 6.6 * u, y + 5.4 * u, &second, Style::muted(3.1 * u));
        column.y += 14.0 * u;
        column.rule();
    }
}

/// A county's tasks with their lights, in the plan's order.
pub(super) fn tasks(column: &mut Column, facts: &Facts<'_>) {
    let lang = facts.lang;
    column.head(lang.get("page.all_tasks_of_county"), &[]);
    for cell in facts.cells().filter(|cell| cell.light != Light::NotResponsible) {
        let Some(task) = facts.workspace.plan.task(cell.task) else { continue };
        let u = column.unit;
        let y = column.y + 2.9 * u;
        let number_style = Style::muted(3.3 * u).right();
        column.ink.text(column.left + 4.6 * u, y, &cell.task.to_string(), number_style);
        column.ink.extend(symbol::light(cell.light, Point::new(column.left + 8.6 * u, y), 3.4 * u));
        let fraction = headline(task, facts.status).and_then(|headline| {
            let row = headline.rows.iter().find(|row| row.adcode == cell.adcode)?;
            row.tally.fraction(&headline.unit)
        });
        let style = Style::ink(3.4 * u).right();
        let fraction = fraction.unwrap_or_default();
        column.ink.text(column.right(), y, &fraction, style);
        let word = facts.word_of(cell.light, cell.late);
        column.ink.text(column.right() - 19.0 * u, y, &word, Style::muted(3.0 * u).right());
        let room = column.width - (12.0 + 19.0 + 3.0) * u - Style::muted(3.0 * u).width(&word);
        let title = shortened(task.title.get(lang), room, 3.5 * u, false);
        column.ink.text(column.left + 12.0 * u, y, &title, Style::ink(3.5 * u));
        column.y += 5.6 * u;
    }
}
