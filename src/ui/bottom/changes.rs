//! 变化: which lights and numbers moved between two days, and what in between caused it.

use egui::accesskit::Role;
use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::period;
use crate::app::{Command, Outbox, State, UiCommand};
use crate::scene::{Icon, Token};
use crate::status::{Cause, Change, Changes, NumberMoved};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, roll_up, theme};

pub(super) const HEIGHT: f32 = 214.0;
const TOOLS: f32 = 32.0;
const ROW: f32 = 24.0;
/// Causes named under a chosen row.
const MOST_CAUSES: usize = 40;
/// Where the columns begin, in points from the left.
const LIGHTS: f32 = 16.0;
const COUNTY: f32 = 196.0;
const TASK: f32 = 284.0;
/// Points that the numbers and the first cause take at the right, as parts of the width.
const NUMBERS: f32 = 0.48;
const CAUSES: f32 = 0.66;

pub(super) fn show(ui: &mut Ui, place: Rect, state: &State, outbox: &mut Outbox) {
    let (Some(asked), Some(changes)) = (state.comparing, &state.changes) else {
        return;
    };
    let tools = Rect::from_min_size(place.min, vec2(place.width(), TOOLS)).shrink2(vec2(16.0, 0.0));
    let builder = UiBuilder::new().id_salt("change_tools").max_rect(tools);
    let mut row = ui.new_child(builder.layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = 8.0;
    let title = theme::strong(UiCommand::Changes.text(state.lang));
    let accent = theme::colour(&row, Token::Accent);
    row.label(title.color(accent));
    period::show(&mut row, state, asked, outbox);
    row.label(theme::small(&row, summary(state, changes)));
    row.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if widgets::icon_button(ui, Icon::Close, state.lang.get("ui.close_changes"), 22.0).clicked() {
            outbox.send(Command::Compare(None));
        }
    });
    let body = Rect::from_min_max(pos2(place.left(), tools.bottom()), place.max);
    let mut body = ui.new_child(UiBuilder::new().id_salt("changes").max_rect(body));
    body.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("changes").auto_shrink(false).show(&mut body, |ui| {
        if changes.cells.is_empty() {
            ui.add_space(24.0);
            ui.vertical_centered(|ui| ui.label(theme::small(ui, state.lang.get("ui.nothing_changed"))));
        }
        // The lights that grew worse, those that grew better, then what moved within its light.
        let worse = changes.lights().filter(|change| change.is_worse());
        let better = changes.lights().filter(|change| !change.is_worse());
        let numbers = changes.cells.iter().filter(|change| change.before == change.after);
        for change in worse.chain(better).chain(numbers) {
            change_row(ui, state, change, outbox);
        }
    });
}

/// `3 盏灯变差　2 盏变好　9 格数变化　期间 186 件`
fn summary(state: &State, changes: &Changes) -> String {
    let worse = changes.lights().filter(|change| change.is_worse()).count();
    let better = changes.lights().count() - worse;
    let numbers = changes.cells.iter().filter(|change| !change.numbers.is_empty()).count();
    let values = [("worse", worse), ("better", better), ("numbers", numbers), ("n", changes.happened)];
    let values = values.map(|(name, n)| (name, n.to_string()));
    state.lang.fill("ui.changes_summary", &values.each_ref().map(|(name, n)| (*name, n.as_str())))
}

fn change_row(ui: &mut Ui, state: &State, change: &Change, outbox: &mut Outbox) {
    let lang = state.lang;
    let chosen = state.task == Some(change.task) && state.county.as_ref() == Some(&change.adcode);
    let county = names::county(state, &change.adcode);
    let [before, after] = [change.before, change.after].map(|light| light.word(lang));
    let task = names::task_number(state, change.task);
    let (rect, response) = widgets::row(ui, ROW, chosen, Role::Button, || {
        let step = if before == after { after.to_owned() } else { format!("{before} → {after}") };
        format!("{county} {task} {step}")
    });
    if response.clicked() {
        outbox.send(Command::SelectCell(change.task, change.adcode.clone()));
    }
    if ui.is_rect_visible(rect) {
        let y = rect.center().y;
        let at = |x: f32| pos2(rect.left() + x, y);
        let (ink, muted) = (theme::colour(ui, Token::Ink), theme::colour(ui, Token::Muted));
        let (body, small) = (theme::font(theme::BODY, false), theme::font(theme::SMALL, false));
        let mut x = LIGHTS;
        for (i, light) in [change.before, change.after].into_iter().enumerate() {
            if i == 1 && change.before == change.after {
                break;
            }
            if i == 1 {
                x += text_at(ui, at(x), Align::Min, "→", small.clone(), muted) + 6.0;
            }
            widgets::light(ui, light, at(x + 6.0), 11.0);
            let colour = widgets::light_ink(ui, light);
            x += 16.0 + text_at(ui, at(x + 16.0), Align::Min, light.word(lang), small.clone(), colour) + 6.0;
        }
        let (numbers_at, causes_at) = (rect.width() * NUMBERS, rect.width() * CAUSES);
        let cut = |text: &str, from: f32, to: f32, font: egui::FontId, colour| {
            let galley = widgets::elided(ui, text, font, colour, to - from - 12.0);
            ui.painter().galley(pos2(rect.left() + from, y - galley.size().y / 2.0), galley, colour);
        };
        cut(&names::county_in_list(state, &change.adcode), COUNTY, TASK, body.clone(), ink);
        let title = format!("{task} {}", names::task(state, change.task));
        cut(&title, TASK, numbers_at, body, ink);
        if let Some(numbers) = spoken_of(state, change).and_then(|moved| names::moved(lang, moved)) {
            cut(&numbers, numbers_at, causes_at, small.clone(), ink);
        }
        cut(&causes(state, change), causes_at, rect.width(), small, muted);
    }
    if chosen {
        for cause in change.causes.iter().take(MOST_CAUSES) {
            cause_row(ui, state, cause, outbox);
        }
    }
}

/// The number that map and card speak of where it moved, else the first that did.
fn spoken_of<'a>(state: &State, change: &'a Change) -> Option<&'a NumberMoved> {
    let headline = roll_up::headline_of(state, change.task);
    let spoken = change.numbers.iter().find(|moved| Some(&moved.milestone) == headline.as_ref());
    spoken.or_else(|| change.numbers.first())
}

/// The newest cause and how many others; or that time alone did it.
fn causes(state: &State, change: &Change) -> String {
    let lang = state.lang;
    let Some(newest) = change.causes.last() else {
        return lang.get("ui.by_time").to_owned();
    };
    let words = format!("{} {}", newest.on, newest.what.get(lang));
    match change.causes.len() - 1 {
        0 => words,
        more => lang.fill("ui.and_more", &[("first", &words), ("n", &more.to_string())]),
    }
}

/// One cause under the row that is chosen; a site's leads to its card.
fn cause_row(ui: &mut Ui, state: &State, cause: &Cause, outbox: &mut Outbox) {
    let what = cause.what.get(state.lang);
    let (rect, response) = widgets::row(ui, 20.0, false, Role::Button, || format!("{} {what}", cause.on));
    if response.clicked()
        && let Some(site) = &cause.site
    {
        outbox.send(Command::SelectSite(Some(site.clone())));
    }
    if ui.is_rect_visible(rect) {
        let muted = theme::colour(ui, Token::Muted);
        let small = theme::font(theme::SMALL, false);
        let text = format!("{}\u{3000}{what}\u{3000}{}", cause.on, cause.by);
        let galley = widgets::elided(ui, &text, small, muted, rect.width() - TASK - 16.0);
        ui.painter().galley(pos2(rect.left() + TASK, rect.center().y - galley.size().y / 2.0), galley, muted);
    }
}
