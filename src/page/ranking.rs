//! The counties of a task as a table, by how far they are.

use super::column::Column;
use super::facts::Facts;
use super::ink::Style;
use super::wrap::shortened;
use crate::geom::Point;
use crate::scene::{Paint, Row, Token, number, symbol};
use crate::status::{Cell, Light};

/// The counties of a task, the farthest behind first; those without a number last.
pub(super) fn draw(column: &mut Column, facts: &Facts<'_>) {
    let lang = facts.lang;
    let Some(headline) = &facts.headline else {
        plain_counties(column, facts);
        return;
    };
    let unit = headline.unit.as_str();
    let counted = headline.rows.iter().any(|row| row.tally.counted.is_some());
    let falls = headline.rows.iter().any(|row| row.tally.falls);
    let heads = match unit {
        _ if falls => [(0.0, ""), (0.0, lang.get("page.column_number"))],
        "%" if counted => [(15.0, lang.get("page.column_fraction")), (0.0, lang.get("page.column_share"))],
        "%" => [(0.0, ""), (0.0, lang.get("page.column_number"))],
        _ => [(15.0, lang.get("page.column_value")), (0.0, lang.get("page.column_share"))],
    };
    column.head(lang.get("page.counties"), &heads);
    let mut rows: Vec<&Row> = headline.rows.iter().collect();
    let progress = |row: &Row| row.tally.progress(unit);
    rows.sort_by(|a, b| {
        let far = |row: &Row| progress(row).unwrap_or(f64::INFINITY);
        far(a).total_cmp(&far(b)).then(a.light.cmp(&b.light))
    });
    for row in rows {
        let u = column.unit;
        let y = column.y + 4.4 * u;
        lit_name(column, facts, y, row.light, facts.short_county_name(&row.adcode), row.late);
        let right = column.right();
        if let Some(part) = progress(row) {
            let from = column.left + 43.0 * u;
            let to = (from + 20.0 * u).max(right - 45.0 * u);
            column.ink.bar(from, to, y, 1.7 * u, Paint::faded(Token::Line, 0.6));
            if part > 0.0 {
                let end = from + (to - from) * part as f32;
                column.ink.bar(from, end, y, 1.7 * u, Paint::solid(symbol::token(row.light)));
            }
        }
        let bold = Style::ink(4.1 * u).bold().right();
        let fraction = row.tally.fraction(unit, lang).unwrap_or_default();
        if let (Some(part), true) = (progress(row), unit != "%" || counted) {
            column.ink.text(right - 15.0 * u, y, &fraction, Style::muted(3.9 * u).right());
            column.ink.text(right, y, &format!("{}%", number(part * 100.0, 0)), bold);
        } else {
            column.ink.text(right, y, &fraction, bold);
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
        lit_name(column, facts, y, cell.light, facts.short_county_name(&cell.adcode), cell.late);
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
