//! 滞后清单: a table of all that is overdue or behind; a click chooses task and county.

use egui::accesskit::Role;
use egui::{Align, ComboBox, Frame, Margin, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::{PAD, bring_into_view, edge, heading, newly};
use crate::app::{Command, Outbox, State, UiCommand};
use crate::plan::Adcode;
use crate::scene::Token;
use crate::status::{LATE, LateFilter, LateOrder, LateRow, Light};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

const ROW: f32 = 42.0;

/// Where the columns stand, from the left edge of a row; numbers end there.
struct Columns {
    light: f32,
    county: f32,
    milestone: f32,
    value: f32,
    lag: f32,
    deadline: f32,
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let right = rect.right() - PAD;
        Self {
            light: rect.left() + PAD + 6.0,
            county: rect.left() + PAD + 24.0,
            milestone: rect.left() + PAD + 82.0,
            value: right - 122.0,
            lag: right - 84.0,
            deadline: right,
        }
    }
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let (shown, all) = (state.views.late_shown.len().to_string(), state.views.late.len().to_string());
    let remark = lang.fill("ui.late_rows", &[("n", &shown), ("all", &all)]);
    heading(ui, lang.get("ui.late_list"), &remark);
    let mut filter = state.views.late_filter.clone();
    let margin = Margin { left: 16, right: 16, top: 0, bottom: 8 };
    Frame::new().inner_margin(margin).show(ui, |ui| filters(ui, state, &mut filter, outbox));
    heads(ui, state, &mut filter);
    if filter != state.views.late_filter {
        outbox.send(Command::SetLate(filter));
    }
    let chosen = state.task.zip(state.county.clone());
    let come = newly(ui, "late", &chosen);
    ScrollArea::vertical().id_salt("late").auto_shrink(false).show(ui, |ui| {
        let mut first = come;
        for row in state.views.late_rows() {
            let (rect, selected) = line(ui, state, row, outbox);
            if first && selected {
                bring_into_view(ui, rect);
                first = false;
            }
        }
        if state.views.late_shown.is_empty() {
            nothing(ui, state);
        }
    });
}

/// An empty list says why.
fn nothing(ui: &mut Ui, state: &State) {
    let key = if state.views.late.is_empty() { "ui.late_none" } else { "ui.late_none_asked" };
    Frame::new().inner_margin(Margin::symmetric(16, 16)).show(ui, |ui| {
        ui.add(egui::Label::new(theme::small(ui, state.lang.get(key))).wrap());
    });
}

fn filters(ui: &mut Ui, state: &State, filter: &mut LateFilter, outbox: &mut Outbox) {
    let lang = state.lang;
    let count = |light: Light| state.views.late.iter().filter(|row| row.now.light == light).count();
    let counted = |word: &str, n: usize| format!("{word} {n}");
    let mut words = vec![lang.get("ui.all").to_owned()];
    words.extend(LATE.iter().map(|light| counted(light.word(lang), count(*light))));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let chosen = filter.light.and_then(|light| LATE.iter().position(|l| *l == light));
    let clicked = widgets::segmented(ui, "late_light", &words, chosen.map_or(0, |at| at + 1), true);
    if let Some(at) = clicked {
        filter.light = at.checked_sub(1).and_then(|at| LATE.get(at)).copied();
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        county(ui, state, filter);
        let copy = UiCommand::CopyLate;
        let words = lang.get("ui.late_copy");
        let (font, ink) = (theme::font(theme::SMALL, false), theme::colour(ui, Token::Accent));
        let link = ui.painter().layout_no_wrap(words.to_owned(), font, ink).size().x;
        ui.scope(|ui| {
            ui.set_width(ui.available_width() - link - 16.0);
            let (name, hint) = (lang.get("ui.late_words"), lang.get("ui.late_words_hint"));
            widgets::text_field(ui, &mut filter.words, name, hint);
        });
        let tip = format!("{}\u{3000}{}", copy.tooltip(lang), names::keys(ui.ctx(), copy));
        if widgets::link(ui, words).on_hover_text(tip).clicked() {
            outbox.ui(copy);
        }
    });
}

/// Of which county.
fn county(ui: &mut Ui, state: &State, filter: &mut LateFilter) {
    let lang = state.lang;
    let named = |county: &Option<Adcode>| match county {
        Some(county) => names::county_in_list(state, county),
        None => lang.get("ui.whole_city").to_owned(),
    };
    let name = lang.get("ui.late_county");
    let response = ComboBox::from_id_salt("late_county")
        .selected_text(named(&filter.county))
        .width(104.0)
        .show_ui(ui, |ui| {
            let counties = state.workspace.plan.counties.iter().map(|county| Some(county.adcode.clone()));
            for county in std::iter::once(None).chain(counties) {
                let words = named(&county);
                ui.selectable_value(&mut filter.county, county, words);
            }
        })
        .response;
    response.widget_info(|| egui::WidgetInfo::labeled(Role::ComboBox, true, name));
}

/// The heads of the columns: a click orders by one, a second by light again.
fn heads(ui: &mut Ui, state: &State, filter: &mut LateFilter) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let columns = Columns::of(rect);
    for (x, align, key, order) in [
        (columns.light - 6.0, Align::Min, "ui.late_head_light", Some(LateOrder::Light)),
        (columns.county, Align::Min, "ui.late_head_county", Some(LateOrder::County)),
        (columns.milestone, Align::Min, "ui.late_head_task", Some(LateOrder::Task)),
        (columns.value, Align::Max, "ui.late_head_value", None),
        (columns.lag, Align::Max, "ui.late_head_lag", Some(LateOrder::Lag)),
        (columns.deadline, Align::Max, "ui.late_head_deadline", Some(LateOrder::Deadline)),
    ] {
        let at = pos2(x, rect.center().y);
        head(ui, state, at, align, key, order, filter);
    }
    let line = egui::Stroke::new(1.0, theme::colour(ui, Token::Line));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
}

/// The head of a column, with a mark where the list is ordered by it.
fn head(
    ui: &Ui,
    state: &State,
    at: egui::Pos2,
    align: Align,
    key: &str,
    order: Option<LateOrder>,
    filter: &mut LateFilter,
) {
    let chosen = order == Some(filter.order);
    let words = state.lang.get(key);
    let ink = theme::colour(ui, if chosen { Token::Ink } else { Token::Muted });
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::font(11.0, chosen), ink);
    let size = galley.size();
    let left = if align == Align::Max { at.x - size.x } else { at.x };
    let place = Rect::from_min_size(pos2(left, at.y - size.y / 2.0), size);
    ui.painter().galley(place.min, galley, ink);
    let Some(order) = order else { return };
    let response = ui.interact(place.expand2(vec2(4.0, 5.0)), ui.scope_id().with(key), Sense::click());
    let name = || state.lang.fill("ui.late_order", &[("by", words)]);
    let response = widgets::named(ui, response, chosen, Role::ColumnHeader, name);
    if chosen || response.hovered() {
        let line = egui::Stroke::new(1.5, theme::faded(ui, Token::Accent, if chosen { 1.0 } else { 0.4 }));
        ui.painter().hline(place.x_range(), place.bottom() + 3.0, line);
    }
    widgets::focus_ring(ui, place.expand2(vec2(4.0, 3.0)), &response);
    if response.clicked() {
        filter.order = if chosen { LateOrder::Light } else { order };
    }
    response.on_hover_text(name());
}

/// One row; tells where it is and whether it is chosen.
fn line(ui: &mut Ui, state: &State, row: &LateRow, outbox: &mut Outbox) -> (Rect, bool) {
    let lang = state.lang;
    let selected = state.task == Some(row.task) && state.county.as_ref() == Some(&row.adcode);
    let milestone = state.workspace.plan.milestone(&row.now.id);
    let what = milestone.map_or(row.now.id.0.as_str(), |(_, milestone)| milestone.what.get(lang));
    let county = names::county_in_list(state, &row.adcode);
    let number = names::task_number(state, row.task);
    let light = row.now.light.word(lang);
    let (rect, response) =
        widgets::row(ui, ROW, selected, Role::Row, || format!("{light} {county} {number} {what}"));
    if response.clicked() {
        outbox.send(Command::SelectCell(row.task, row.adcode.clone()));
        outbox.send(Command::Explain(Some(row.now.id.clone())));
    }
    if !ui.is_rect_visible(rect) {
        return (rect, selected);
    }
    if touches(state, row) {
        edge(ui, rect);
    }
    let columns = Columns::of(rect);
    let (upper, lower) = (rect.center().y - 8.5, rect.center().y + 8.5);
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);
    widgets::light(ui, row.now.light, pos2(columns.light, upper), 11.0);
    let name = widgets::elided(ui, &county, small.clone(), ink, 56.0);
    ui.painter().galley(pos2(columns.county, upper - name.size().y / 2.0), name, ink);
    text_at(ui, pos2(columns.county, lower), Align::Min, &number, theme::font(11.0, false), muted);
    let room = columns.value - 84.0 - columns.milestone;
    let words = widgets::lines(ui, what, small.clone(), ink, room, 2);
    let elided = words.elided;
    ui.painter().galley(pos2(columns.milestone, rect.center().y - words.size().y / 2.0), words, ink);
    numbers(ui, state, row, &columns, (upper, lower));
    let line = egui::Stroke::new(1.0, theme::faded(ui, Token::Line, 0.5));
    ui.painter().hline(rect.left() + PAD..=rect.right() - PAD, rect.bottom() - 0.5, line);
    if elided {
        response.on_hover_text(what);
    }
    (rect, selected)
}

/// Whether a row is of the chosen task, of the chosen county, or where both are chosen of both.
fn touches(state: &State, row: &LateRow) -> bool {
    let task = state.task.is_none_or(|task| task == row.task);
    let county = state.county.as_ref().is_none_or(|county| county == &row.adcode);
    (state.task.is_some() || state.county.is_some()) && task && county
}

/// Value over target, lag, deadline over days.
fn numbers(ui: &Ui, state: &State, row: &LateRow, columns: &Columns, (upper, lower): (f32, f32)) {
    let lang = state.lang;
    let now = &row.now;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let bold = theme::font(theme::SMALL, true);
    let tiny = theme::font(11.0, false);
    let value = now.value.map_or_else(|| "–".to_owned(), |value| names::value(lang, value, now));
    text_at(ui, pos2(columns.value, upper), Align::Max, &value, bold.clone(), ink);
    if let Some(target) = now.target {
        let target = lang.fill("ui.target", &[("value", &names::value(lang, target, now))]);
        text_at(ui, pos2(columns.value, lower), Align::Max, &target, tiny.clone(), muted);
    }
    if let Some(lag) = now.lag {
        let lag = names::number(lag.round());
        text_at(ui, pos2(columns.lag, upper), Align::Max, &lag, bold, ink);
    }
    let day = now.deadline.map_or_else(|| lang.get("ui.standing").to_owned(), |day| day.to_string());
    text_at(ui, pos2(columns.deadline, upper), Align::Max, &day, theme::font(theme::SMALL, false), ink);
    if let Some(days) = row.days_over {
        let words = lang.fill("ui.days_late", &[("n", &days.to_string())]);
        let ink = widgets::light_ink(ui, Light::Overdue);
        text_at(ui, pos2(columns.deadline, lower), Align::Max, &words, tiny, ink);
    }
}
