//! The right column of a page, written smaller until it fits.

use super::column::Column;
use super::facts::Facts;
use super::ink::Ink;
use super::layout::Layout;
use super::{duties, figure, key, matrix, milestones, ranking, words};
use crate::scene::LegendEntry;

/// Ways to write the column, tried in turn until one fits: with and without the block that can be
/// spared, and at which size of letters.
const TRIES: [(bool, f32); 15] = [
    (true, 1.0),
    (true, 0.96),
    (true, 0.92),
    (true, 0.88),
    (true, 0.84),
    (true, 0.80),
    (false, 1.0),
    (false, 0.95),
    (false, 0.90),
    (false, 0.85),
    (false, 0.80),
    (false, 0.74),
    (false, 0.68),
    (false, 0.62),
    (false, 0.56),
];

pub(super) fn draw(ink: &mut Ink, facts: &Facts<'_>, layout: &Layout, legend: &[LegendEntry]) {
    let mut columns = TRIES.into_iter().map(|(whole, size)| write(facts, layout, legend, whole, size));
    let fits = |column: &Column| column.lowest() <= layout.column.max.y;
    let column = columns.find(fits).or_else(|| Some(write(facts, layout, legend, false, 0.5)));
    ink.extend(column.into_iter().flat_map(|column| column.ink.list));
}

fn write(facts: &Facts<'_>, layout: &Layout, legend: &[LegendEntry], whole: bool, size: f32) -> Column {
    let mut column = Column::new(layout.column, layout.scale * size);
    match (facts.task, facts.county) {
        (Some(_), None) => {
            figure::draw(&mut column, facts);
            column.space(5.0);
            ranking::draw(&mut column, facts);
            if whole {
                column.space(5.0);
                milestones::draw(&mut column, facts);
            }
        }
        (Some(_), Some(_)) => {
            figure::draw(&mut column, facts);
            column.space(5.0);
            milestones::draw(&mut column, facts);
        }
        (None, Some(_)) => {
            figure::lights(&mut column, facts);
            column.space(4.0);
            duties::draw(&mut column, facts);
        }
        (None, None) => {
            figure::lights(&mut column, facts);
            column.space(4.0);
            matrix::draw(&mut column, facts);
        }
    }
    match layout.key {
        Some(key) => column.move_to(key),
        None => column.space(6.0),
    }
    column.head(facts.lang.get("page.legend"), &[]);
    column.space(1.4);
    key::draw(&mut column, legend);
    column.space(2.4);
    column.rule();
    column.space(2.0);
    column.sentences(&words::notes(facts));
    column
}
