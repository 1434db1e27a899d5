//! Panels and widgets: they read the state and send commands.
//!
//! Nothing here changes the state and nothing computes a status: a panel shows what
//! [`State`] holds and puts what a person asks for into the [`Outbox`]. Folding, scrolling and
//! half-written forms live in egui's memory.

mod bottom;
mod briefing;
mod card;
mod exchange;
mod exhibit;
mod head;
mod help;
mod names;
mod overlay;
mod palette;
mod roll_up;
mod status_line;
mod tasks;
mod theme;
mod viewer;
mod views;
mod widgets;
mod work_list;

use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui};

use crate::app::{Mode, Outbox, State};
use crate::scene::Token;

pub use theme::install;

/// Points across the left panel, and across the right one.
const LEFT: f32 = 292.0;
const RIGHT: f32 = 316.0;

/// Web map zoom at which a place that was searched for is shown.
const ZOOM_OF_A_PLACE: f64 = 12.5;

/// Draws the whole window around the map. `map` draws the live map into the place left for it.
pub fn window(
    ui: &mut Ui,
    state: &State,
    outbox: &mut Outbox,
    map: &mut dyn FnMut(&mut Ui, &State, &mut Outbox),
) {
    theme::follow(ui, state.theme);
    let panel = panel_frame(ui);
    let line = Stroke::new(1.0, theme::colour(ui, Token::Line));

    let top = Panel::top("head")
        .exact_size(44.0)
        .frame(panel.inner_margin(Margin::symmetric(16, 0)))
        .show_separator_line(false)
        .show(ui, |ui| head::show(ui, state, outbox));
    let foot = Panel::bottom("status_line")
        .exact_size(26.0)
        .frame(paper_frame(ui).inner_margin(Margin::symmetric(16, 0)))
        .show_separator_line(false)
        .show(ui, |ui| status_line::show(ui, state, outbox));
    if state.exchange.showing {
        exchange::conflicts(ui, state, outbox);
        for (rect, y) in [(&top, top.response.rect.bottom() - 0.5), (&foot, foot.response.rect.top() + 0.5)] {
            ui.painter().hline(rect.response.rect.x_range(), y, line);
        }
        return over(ui, state, outbox);
    }
    let bottom = Panel::bottom("time")
        .exact_size(bottom::height(state))
        .frame(paper_frame(ui))
        .show_separator_line(false)
        .show(ui, |ui| bottom::show(ui, state, outbox));
    let rect = bottom.response.rect;
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let left = Panel::left("left")
        .exact_size(views::width(state))
        .frame(panel)
        .show_separator_line(false)
        .show(ui, |ui| match state.mode {
            Mode::Inspect => work_list::show(ui, state, outbox),
            Mode::Browse => views::show(ui, state, outbox),
            Mode::Briefing => tasks::show(ui, state, outbox),
        });
    let right =
        Panel::right("right").exact_size(RIGHT).frame(panel).show_separator_line(false).show(ui, |ui| {
            match state.mode {
                Mode::Briefing => briefing::options(ui, state, outbox),
                Mode::Browse | Mode::Inspect => card::show(ui, state, outbox),
            }
        });
    CentralPanel::no_frame().show(ui, |ui| {
        if state.mode == Mode::Briefing {
            briefing::preview(ui, state);
        } else {
            let area = ui.max_rect();
            map(ui, state, outbox);
            overlay::show(ui, area, state, outbox);
        }
    });

    let painter = ui.painter();
    let rect = top.response.rect;
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    let rect = foot.response.rect;
    painter.hline(rect.x_range(), rect.top() + 0.5, line);
    let rect = left.response.rect;
    painter.vline(rect.right() - 0.5, rect.y_range(), line);
    let rect = right.response.rect;
    painter.vline(rect.left() + 0.5, rect.y_range(), line);

    viewer::show(ui, state, outbox);
    over(ui, state, outbox);
}

/// What lies over everything.
fn over(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    overlay::notice(ui, state, outbox);
    exchange::dialog(ui, state, outbox);
    overlay::ask(ui, state, outbox);
    palette::show(ui, state, outbox);
    help::show(ui, state, outbox);
}

fn panel_frame(ui: &Ui) -> Frame {
    Frame::new().fill(theme::colour(ui, Token::Panel))
}

fn paper_frame(ui: &Ui) -> Frame {
    Frame::new().fill(theme::colour(ui, Token::Paper))
}
