//! A county's tasks with their lights.

use super::column::Column;
use super::facts::Facts;
use super::ink::Style;
use super::wrap::shortened;
use crate::geom::{Point, Rect};
use crate::scene::{Paint, Token, headline, symbol};
use crate::status::Light;

/// Every task that binds the page's county, in the plan's order.
pub(super) fn draw(column: &mut Column, facts: &Facts<'_>) {
    let lang = facts.lang;
    column.head(lang.get("page.all_tasks_of_county"), &[]);
    let bound = facts.cells().filter(|cell| cell.light != Light::NotResponsible);
    for (row, cell) in bound.enumerate() {
        let Some(task) = facts.workspace.plan.task(cell.task) else { continue };
        let u = column.unit;
        if row % 2 == 1 {
            let band = Rect::new(column.left, column.y, column.width, 5.6 * u);
            column.ink.fill(band, Paint::faded(Token::Line, 0.22));
        }
        let y = column.y + 2.9 * u;
        let number_style = Style::muted(3.3 * u).right();
        column.ink.text(column.left + 4.6 * u, y, &cell.task.to_string(), number_style);
        column.ink.extend(symbol::light(cell.light, Point::new(column.left + 8.6 * u, y), 3.4 * u));
        let fraction = headline(task, facts.status).and_then(|headline| {
            let row = headline.rows.iter().find(|row| row.adcode == cell.adcode)?;
            row.tally.fraction(&headline.unit, lang)
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
