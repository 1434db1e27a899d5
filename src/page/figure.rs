//! The one number of a page: how far the city or the county is, or how many lights there are.

use super::column::Column;
use super::facts::Facts;
use super::ink::Style;
use super::words::unit as spaced;
use super::wrap::shortened;
use crate::geom::Point;
use crate::scene::{Paint, Tally, Token, number, symbol};
use crate::status::Light;

/// The city's roll-up of a task.
pub(super) fn of_city(column: &mut Column, facts: &Facts<'_>) {
    let Some(headline) = &facts.headline else {
        lights(column, facts);
        return;
    };
    let metric = headline.milestone.targets.first().map_or("", |target| target.metric.get(facts.lang));
    let about = facts.lang.fill("page.city_metric", &[("metric", metric)]);
    draw(column, facts, &about, &headline.city, &headline.unit, Paint::solid(Token::Ink));
}

/// One county's number of a task.
pub(super) fn of_county(column: &mut Column, facts: &Facts<'_>) {
    let (Some(headline), Some(county)) = (&facts.headline, facts.county) else {
        lights(column, facts);
        return;
    };
    let Some(row) = headline.rows.iter().find(|row| row.adcode == county.adcode) else {
        lights(column, facts);
        return;
    };
    let metric = headline.milestone.targets.first().map_or("", |target| target.metric.get(facts.lang));
    let about =
        facts.lang.fill("page.county_metric", &[("county", county.name.get(facts.lang)), ("metric", metric)]);
    let paint = Paint::solid(symbol::token(row.light));
    draw(column, facts, &about, &row.tally, &headline.unit, paint);
}

/// A large number, what it is of, and a bar with a tick at the target.
fn draw(column: &mut Column, facts: &Facts<'_>, about: &str, tally: &Tally, unit: &str, paint: Paint) {
    let (u, lang) = (column.unit, facts.lang);
    let style = Style::muted(4.0 * u);
    let about = shortened(about, column.width, style.size, false);
    column.ink.text(column.left, column.y + 2.6 * u, &about, style);

    let Some(value) = tally.value else {
        let y = column.y + 13.0 * u;
        column.ink.text(column.left, y, lang.get("page.no_numbers"), Style::ink(7.0 * u).bold());
        column.y += 20.0 * u;
        return;
    };
    let large = Style::ink(17.0 * u).bold();
    let value_text = number(value, if unit == "%" { 1 } else { 0 });
    let y = column.y + 14.6 * u;
    column.ink.text(column.left, y, &value_text, large);
    let mut x = column.left + large.width(&value_text);
    // `%` belongs to the number; a word stands smaller beside it.
    let unit_style = if unit == "%" { large } else { Style::ink(7.0 * u).bold() };
    let unit_y = if unit == "%" { y } else { y + 3.6 * u };
    let gap = if unit == "%" { 0.0 } else { 1.2 * u };
    column.ink.text(x + gap, unit_y, unit, unit_style);
    x += gap + unit_style.width(unit);
    let beside = match (tally.counted, tally.of, tally.target) {
        (Some(counted), Some(of), _) if unit == "%" => {
            lang.fill("page.of_sites", &[("counted", &counted.to_string()), ("of", &of.to_string())])
        }
        (.., Some(target)) if unit != "%" => {
            let target = format!("{}{}", number(target, 0), spaced(unit));
            lang.fill("page.of_target", &[("target", &target)])
        }
        _ => String::new(),
    };
    let mut style = Style::muted(5.4 * u);
    while style.width(&beside) > column.right() - x - 2.4 * u && style.size > 2.8 * u {
        style.size *= 0.95;
    }
    column.ink.text(x + 2.4 * u, y + 4.2 * u, &beside, style);

    column.y += 26.5 * u;
    bar(column, facts, tally, unit, paint);
}

fn bar(column: &mut Column, facts: &Facts<'_>, tally: &Tally, unit: &str, paint: Paint) {
    let (u, lang) = (column.unit, facts.lang);
    let (left, right, y) = (column.left, column.right(), column.y);
    column.ink.bar(left, right, y, 2.4 * u, Paint::faded(Token::Line, 0.6));
    if let Some(progress) = tally.progress(unit).filter(|progress| *progress > 0.0) {
        column.ink.bar(left, left + column.width * progress as f32, y, 2.4 * u, paint);
    }
    let Some(target) = tally.target else {
        column.y += 3.0 * u;
        return;
    };
    let at = if unit == "%" { (target / 100.0).clamp(0.0, 1.0) as f32 } else { 1.0 };
    let x = left + column.width * at;
    column.ink.line(
        Point::new(x, y - 2.6 * u),
        Point::new(x, y + 2.6 * u),
        0.45 * u,
        Paint::solid(Token::Ink),
    );
    let words = lang.fill("page.target", &[("target", &format!("{}{}", number(target, 1), spaced(unit)))]);
    let due = facts.headline.as_ref().and_then(|headline| headline.milestone.due());
    let words = match due {
        Some(date) => format!("{words} · {}", lang.fill("page.due", &[("date", &date.to_string())])),
        None => words,
    };
    let style = Style::muted(2.9 * u);
    // Under its tick, but inside the column.
    let half = style.width(&words) / 2.0;
    let x = x.min(right - half).max(left + half);
    column.ink.text(x, y + 5.4 * u, &words, style.centred());
    column.y += 8.0 * u;
}

/// How many cells have each light: shapes with counts.
pub(super) fn lights(column: &mut Column, facts: &Facts<'_>) {
    let u = column.unit;
    let cells: Vec<Light> =
        facts.cells().map(|cell| cell.light).filter(|light| *light != Light::NotResponsible).collect();
    let heading = facts.lang.get("page.lights");
    column.ink.text(column.left, column.y + 2.6 * u, heading, Style::muted(4.0 * u));
    let shown: Vec<(Light, usize)> = Light::ALL
        .into_iter()
        .map(|light| (light, cells.iter().filter(|other| **other == light).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let step = (column.width / shown.len().max(1) as f32).min(26.0 * u);
    let y = column.y + 12.0 * u;
    for (i, (light, count)) in shown.iter().enumerate() {
        let x = column.left + step * i as f32;
        let middle = Point::new(x + 2.6 * u, y);
        column.ink.extend(symbol::light(*light, middle, 5.0 * u));
        column.ink.text(x + 6.6 * u, y, &count.to_string(), Style::ink(7.4 * u).bold());
        let word = shortened(facts.word(*light), step - 1.0 * u, 2.9 * u, false);
        column.ink.text(x, y + 6.8 * u, &word, Style::muted(2.9 * u));
    }
    column.y += 22.0 * u;
}
