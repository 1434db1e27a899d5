//! The one number of a page: how far the city or the county is, or how many lights there are.

use super::column::Column;
use super::facts::Facts;
use super::ink::Style;
use super::wrap::shortened;
use crate::geom::Point;
use crate::scene::{Paint, Tally, Token, amount, number, symbol, unit as unit_word};
use crate::status::Light;

/// The number of a page about a task: of its county, or of the city as a whole. Where the task has
/// no number, how many counties have each light.
pub(super) fn draw(column: &mut Column, facts: &Facts<'_>) {
    if number_of(column, facts).is_none() {
        lights(column, facts);
    }
}

fn number_of(column: &mut Column, facts: &Facts<'_>) -> Option<()> {
    let (headline, lang) = (facts.headline.as_ref()?, facts.lang);
    let metric = headline.metric(lang);
    let (about, tally, light) = if let Some(county) = facts.county {
        let row = headline.rows.iter().find(|row| row.adcode == county.adcode)?;
        let name = county.name.get(lang);
        let about = lang.fill("page.county_metric", &[("county", name), ("metric", metric)]);
        (about, row.tally, row.light)
    } else {
        let city = headline.among(&facts.city?.milestones)?;
        (lang.fill("page.city_metric", &[("metric", metric)]), Tally::of(city), city.light)
    };
    let value = tally.value?;
    figure(column, facts, &about, value, &tally);
    bar(column, facts, &tally, &headline.unit, Paint::solid(symbol::token(light)));
    Some(())
}

/// A large number, and what it is of.
fn figure(column: &mut Column, facts: &Facts<'_>, about: &str, value: f64, tally: &Tally) {
    let (u, lang) = (column.unit, facts.lang);
    let unit = facts.headline.as_ref().map_or("", |headline| headline.unit.as_str());
    let style = Style::muted(4.0 * u);
    let about = shortened(about, column.width, style.size, false);
    column.ink.text(column.left, column.y + 2.6 * u, &about, style);

    let large = Style::ink(17.0 * u).bold();
    let y = column.y + 14.6 * u;
    // `%` belongs to the number; a word stands smaller beside it.
    let mut x = column.left;
    let (whole, word) = match unit {
        "%" => (format!("{}%", number(value, 1)), String::new()),
        other => (number(value, 0), unit_word(lang, other)),
    };
    column.ink.text(x, y, &whole, large);
    x += large.width(&whole);
    if !word.is_empty() {
        let style = Style::ink(7.0 * u).bold();
        column.ink.text(x + 1.2 * u, y + 3.6 * u, &word, style);
        x += 1.2 * u + style.width(&word);
    }
    let beside = match (tally.counted, tally.of, tally.target) {
        (Some(counted), Some(of), _) if unit == "%" => {
            lang.fill("page.of_sites", &[("counted", &counted.to_string()), ("of", &of.to_string())])
        }
        _ if unit != "%" => tally.progress(unit).map_or_else(String::new, |part| {
            lang.fill("page.of_target", &[("percent", &number(part * 100.0, 1))])
        }),
        _ => String::new(),
    };
    let mut style = Style::muted(5.4 * u);
    while style.width(&beside) > column.right() - x - 2.4 * u && style.size > 2.8 * u {
        style.size *= 0.95;
    }
    column.ink.text(x + 2.4 * u, y + 4.2 * u, &beside, style);

    column.y += 26.5 * u;
}

/// The way to the target, and the target; what is to fall has no way, only its target.
fn bar(column: &mut Column, facts: &Facts<'_>, tally: &Tally, unit: &str, paint: Paint) {
    let (u, lang) = (column.unit, facts.lang);
    let (left, right, y) = (column.left, column.right(), column.y);
    if !tally.falls {
        column.ink.bar(left, right, y, 2.4 * u, Paint::faded(Token::Line, 0.6));
    }
    if let Some(progress) = tally.progress(unit).filter(|progress| *progress > 0.0) {
        column.ink.bar(left, left + column.width * progress as f32, y, 2.4 * u, paint);
    }
    let Some(target) = tally.target else {
        column.y += 3.0 * u;
        return;
    };
    let words = lang.fill("page.target", &[("target", &amount(lang, target, 1, unit))]);
    let due = facts.headline.as_ref().and_then(|headline| headline.milestone.due());
    let words = match due {
        Some(date) => format!("{words} · {}", lang.fill("page.due", &[("date", &date.to_string())])),
        None => words,
    };
    let style = Style::muted(2.9 * u);
    if tally.falls {
        column.ink.text(left, y - 1.2 * u, &words, style);
        column.y += 3.0 * u;
        return;
    }
    let at = if unit == "%" { (target / 100.0).clamp(0.0, 1.0) as f32 } else { 1.0 };
    let x = left + column.width * at;
    let tick = [Point::new(x, y - 2.6 * u), Point::new(x, y + 2.6 * u)];
    column.ink.line(tick[0], tick[1], 0.45 * u, Paint::solid(Token::Ink));
    // Under its tick, but inside the column.
    let half = style.width(&words) / 2.0;
    let x = x.min(right - half).max(left + half);
    column.ink.text(x, y + 5.4 * u, &words, style.centred());
    column.y += 8.0 * u;
}

/// How many cells have each light: shapes with counts, as large as the column allows.
pub(super) fn lights(column: &mut Column, facts: &Facts<'_>) {
    let u = column.unit;
    let cells: Vec<Light> =
        facts.cells().map(|cell| cell.light).filter(|light| *light != Light::NotResponsible).collect();
    let shown: Vec<(Light, usize)> = Light::ALL
        .into_iter()
        .map(|light| (light, cells.iter().filter(|other| **other == light).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let about = facts.lang.fill(lights_key(facts), &[("n", &cells.len().to_string())]);
    column.ink.text(column.left, column.y + 2.6 * u, &about, Style::muted(4.0 * u));

    let (count_style, word_style) = (Style::ink(7.4 * u).bold(), Style::muted(2.9 * u));
    let wide = |light: Light, count: usize| {
        let word = word_style.width(facts.word(light));
        (6.4 * u + count_style.width(&count.to_string())).max(word) + 4.0 * u
    };
    let needed: f32 = shown.iter().map(|(light, count)| wide(*light, *count)).sum();
    let fit = (column.width / needed.max(1.0)).min(1.0);
    let y = column.y + 12.0 * u;
    let mut x = column.left;
    for (light, count) in shown {
        column.ink.extend(symbol::light(light, Point::new(x + 2.5 * u * fit, y), 5.0 * u * fit));
        let style = Style { size: count_style.size * fit, ..count_style };
        column.ink.text(x + 6.4 * u * fit, y, &count.to_string(), style);
        let style = Style { size: word_style.size * fit, ..word_style };
        column.ink.text(x, y + 6.6 * u, facts.word(light), style);
        x += wide(light, count) * fit;
    }
    column.y += 21.0 * u;
}

/// What the counts are of: counties of a task, tasks of a county, or tasks in counties.
fn lights_key(facts: &Facts<'_>) -> &'static str {
    match (facts.task, facts.county) {
        (Some(_), _) => "page.lights_of_counties",
        (None, Some(_)) => "page.lights_of_tasks",
        (None, None) => "page.lights_of_cells",
    }
}
