//! A page, put together.

use super::facts::Facts;
use super::furniture::Furniture;
use super::grid::Grid;
use super::ink::Ink;
use super::key::MM_PER_POINT;
use super::layout::Layout;
use super::sheet_map::SheetMap;
use super::{Classification, Page, PageError, PageSpec, foot, head, right_column, words};
use crate::geom::{Point, Rect};
use crate::ledger::AsOf;
use crate::scene::{Align, Paint, Primitive, Token, draw, font, visible_legend};
use crate::status;
use crate::workspace::Workspace;

/// Lays a page out, as things stand by the workspace's rule on a day.
///
/// # Errors
/// Where a 公开 page has no 审图号, the sheet is too small or too large, the task or the county is
/// unknown, or there are no boundaries.
pub fn render(workspace: &Workspace, spec: &PageSpec, as_of: AsOf) -> Result<Page, PageError> {
    let approved = spec.approval.as_ref().is_some_and(|number| !number.trim().is_empty());
    if spec.classification == Classification::Public && !approved {
        return Err(PageError::NeedsApproval);
    }
    let (width, height) = spec.size.millimetres();
    let layout = Layout::new(width, height)?;
    let rule = &workspace.rule;
    let status = status::status(&workspace.inputs(), rule, as_of);
    let city = status::city(&workspace.inputs(), rule, as_of);
    let facts = Facts::new(workspace, &status, &city, rule, spec)?;
    let title = words::title(&facts);

    let mut ink = Ink::default();
    ink.fill(Rect::new(0.0, 0.0, width, height), Paint::solid(Token::Panel));
    head::draw(&mut ink, &facts, &layout, &title);
    let map = draw_map(&mut ink, &facts, &layout)?;
    let legend = visible_legend(&facts.content, &map.outline()?);
    right_column::draw(&mut ink, &facts, &layout, &legend);
    foot::draw(&mut ink, &facts, &layout);
    Ok(Page {
        width_mm: width,
        height_mm: height,
        title,
        lang: spec.lang,
        scale: map.scale,
        primitives: ink.list,
    })
}

/// The map with its furniture, and across it that any of it is 示例数据, or only a 试算.
fn draw_map(ink: &mut Ink, facts: &Facts<'_>, layout: &Layout) -> Result<SheetMap, PageError> {
    let unit = layout.scale;
    let about = facts
        .workspace
        .counties
        .iter()
        .filter(|county| facts.county.is_none_or(|only| only.adcode == county.adcode));
    let shapes: Vec<_> = about.map(|county| &county.shape).collect();
    let zone = facts.workspace.zone();
    let map = SheetMap::fit(zone, shapes.iter().copied(), layout.map)?;
    let rings: Vec<Vec<Point>> = shapes
        .iter()
        .flat_map(|shape| shape.iter())
        .map(|polygon| polygon.exterior().coords().map(|&c| map.point(c.into())).collect())
        .collect();
    let values = [("scale", grouped(map.scale)), ("meridian", zone.central_meridian.to_string())];
    let line = facts.lang.fill("page.projection_line", &values.each_ref().map(|(n, v)| (*n, v.as_str())));
    let furniture = Furniture::new(&map, &rings, unit, &line)?;

    ink.fill(map.frame, Paint::solid(Token::Paper));
    let content_unit = MM_PER_POINT * unit;
    let grid = Grid::new(&map, unit, &furniture.taken())?;
    let taken: Vec<Rect> = grid.taken().chain(furniture.taken()).collect();
    ink.extend(draw(&facts.content, |at| map.point(at), content_unit, map.frame, &taken));
    let trial = facts.workspace.in_trial().then(|| facts.lang.get("page.trial"));
    let demo = facts.content.demo.then(|| facts.lang.get("page.demo"));
    let marks: Vec<&str> = trial.into_iter().chain(demo).collect();
    if !marks.is_empty() {
        ink.extend([across(map.frame, &marks.join(" · "))]);
    }
    furniture.draw(ink, unit, &line, facts.lang);
    grid.draw(ink, map.frame);
    Ok(map)
}

/// 试算, 示例数据 across the map, pale enough to read the map through it.
fn across(frame: Rect, text: &str) -> Primitive {
    let turned = -26.0_f32;
    let (sin, cos) = (turned.to_radians().sin().abs(), turned.to_radians().cos());
    let em = font::text_width(text, 1.0, true);
    // As large as fits, turned, into two thirds of the frame.
    let size = (frame.width() * 0.68 / (em * cos + sin)).min(frame.height() * 0.68 / (em * sin + cos));
    Primitive::Text {
        at: frame.centre(),
        text: text.to_owned(),
        size,
        bold: true,
        paint: Paint::faded(Token::Ink, 0.085),
        halo: None,
        align: Align::Centre,
        turned,
    }
}

/// `550 000`: digits in threes.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
