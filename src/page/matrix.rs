//! The matrix of the overview: every task in every county.

use super::column::Column;
use super::facts::Facts;
use super::ink::Style;
use super::wrap::shortened;
use crate::geom::Point;
use crate::scene::{Paint, Token, symbol};
use crate::text::Lang;

/// Width of a county's column, in millimetres of A3.
const STEP: f32 = 6.0;

pub(super) fn draw(column: &mut Column, facts: &Facts<'_>) {
    let (lang, plan) = (facts.lang, &facts.workspace.plan);
    column.head(lang.get("page.matrix"), &[]);
    let counties = &plan.counties;
    let u = column.unit;
    let first = column.right() - (counties.len() as f32 - 0.5) * STEP * u;
    let x_of = |i: usize| first + i as f32 * STEP * u;
    for (i, county) in counties.iter().enumerate() {
        let short: String = match lang {
            Lang::Zh => county.name.zh.chars().take(2).collect(),
            Lang::En => county.name.en.chars().take(3).collect(),
        };
        let style = Style::muted(2.5 * u).centred();
        column.ink.text(x_of(i), column.y + 2.8 * u, &short, style);
    }
    column.y += 5.4 * u;
    for (row, task) in plan.tasks.iter().enumerate() {
        let y = column.y + 2.5 * u;
        if row % 2 == 1 {
            let band = crate::geom::Rect::new(column.left, column.y, column.width, 5.0 * u);
            column.ink.fill(band, Paint::faded(Token::Line, 0.22));
        }
        column.ink.text(column.left + 4.4 * u, y, &task.number.to_string(), Style::muted(2.9 * u).right());
        let room = first - STEP * u * 0.6 - column.left - 6.0 * u;
        let title = shortened(task.title.get(lang), room, 3.0 * u, false);
        column.ink.text(column.left + 6.0 * u, y, &title, Style::ink(3.0 * u));
        for (i, county) in counties.iter().enumerate() {
            let cells = &facts.status.cells;
            let cell = cells.iter().find(|cell| cell.task == task.number && cell.adcode == county.adcode);
            if let Some(cell) = cell {
                column.ink.extend(symbol::light(cell.light, Point::new(x_of(i), y), 3.1 * u));
            }
        }
        column.y += 5.0 * u;
    }
}
