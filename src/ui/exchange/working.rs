//! Long work in the line at the foot: what, how far, and a way to stop it.

use egui::{Rect, Sense, Ui, vec2};

use crate::app::{Command, Outbox, State, Work};
use crate::scene::Token;
use crate::ui::{theme, widgets};
use crate::workspace::Step;

/// Points across the bar, and across the words at most.
const BAR: f32 = 120.0;
const WORDS: f32 = 300.0;

pub(in crate::ui) fn show(ui: &mut Ui, state: &State, work: &Work, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.spacing_mut().item_spacing.x = 10.0;
    ui.add(egui::Spinner::new().size(14.0).color(theme::colour(ui, Token::Accent)));
    let mut words = work.words.clone();
    if let Some(stage) = work.progress.filter(|_| !work.stopping) {
        let step = lang.get(match stage.step {
            Step::Reading => "exchange.step_reading",
            Step::Evidence => "exchange.step_evidence",
            Step::Events => "exchange.step_events",
            Step::Writing => "exchange.step_writing",
        });
        words = format!("{words} · {step}");
    }
    if work.stopping {
        words = format!("{words} · {}", lang.get("exchange.stopping"));
    }
    let font = theme::font(theme::SMALL, false);
    let ink = theme::colour(ui, Token::Ink);
    let galley = widgets::elided(ui, &words, font, ink, WORDS);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &words));
    ui.painter().galley(rect.min, galley, ink);
    if let Some(stage) = work.progress {
        let (rect, _) = ui.allocate_exact_size(vec2(BAR, 6.0), Sense::hover());
        ui.painter().rect_filled(rect, 3.0, theme::faded(ui, Token::Ink, 0.1));
        let full = Rect::from_min_size(rect.min, vec2((BAR * stage.part).max(3.0), rect.height()));
        ui.painter().rect_filled(full, 3.0, theme::colour(ui, Token::Accent));
        ui.label(theme::small(ui, format!("{:.0}%", stage.part * 100.0)));
    }
    if work.can_stop && !work.stopping {
        ui.spacing_mut().interact_size.y = 20.0;
        if widgets::link(ui, lang.get("exchange.stop")).clicked() {
            outbox.send(Command::StopWork);
        }
    }
}
