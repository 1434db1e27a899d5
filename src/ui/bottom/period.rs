//! Which two days are compared: a few usual ones, or any as typed.

use egui::accesskit::Role;
use egui::{Id, Margin, TextEdit, Ui, WidgetInfo};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::app::{Command, Outbox, Period, State};
use crate::scene::Token;
use crate::ui::{theme, widgets};

const USUAL: [&str; 4] = ["ui.last_month", "ui.last_quarter", "ui.last_year", "ui.since_start"];

pub(super) fn show(ui: &mut Ui, state: &State, period: Period, outbox: &mut Outbox) {
    let lang = state.lang;
    let words = USUAL.map(|key| lang.get(key));
    let usual = usual(state);
    let chosen = usual.iter().position(|usual| *usual == period).unwrap_or(usize::MAX);
    if let Some(i) = widgets::segmented(ui, "period", &words, chosen, true) {
        outbox.send(Command::Compare(Some(usual[i])));
    }
    let from = day(ui, lang.get("ui.change_from"), period.from);
    ui.label("→");
    let to = day(ui, lang.get("ui.change_to"), period.to);
    let asked = Period { from: from.unwrap_or(period.from), to: to.unwrap_or(period.to) };
    if asked != period {
        outbox.send(Command::Compare(Some(asked)));
    }
}

/// Up to the day that is shown: a month, a quarter, a year, all of the plan.
fn usual(state: &State) -> [Period; 4] {
    let to = state.as_of.date;
    let back = |span: Span| Period { from: to.saturating_sub(span), to };
    [back(1.month()), back(3.months()), back(1.year()), Period { from: state.workspace.plan.start, to }]
}

/// A day as it is typed; told where it is another one than before.
fn day(ui: &mut Ui, name: &str, known: Date) -> Option<Date> {
    let id = Id::unique("period").with(name);
    let kept = ui.data(|data| data.get_temp::<(Date, String)>(id));
    let mut text = match kept {
        Some((day, text)) if day == known => text,
        _ => known.to_string(),
    };
    let typed = text.trim().parse::<Date>().ok();
    let ink = theme::colour(ui, if typed.is_some() { Token::Ink } else { Token::Overdue });
    let edit =
        TextEdit::singleline(&mut text).desired_width(84.0).text_color(ink).margin(Margin::symmetric(6, 2));
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    let typed = text.trim().parse::<Date>().ok();
    let asked = typed.filter(|day| *day != known);
    ui.data_mut(|data| data.insert_temp(id, (asked.unwrap_or(known), text)));
    asked
}
