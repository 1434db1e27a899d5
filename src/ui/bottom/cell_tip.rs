//! What the pointer over a cell of the matrix reads: every milestone with its light and numbers.

use egui::{Label, Sense, Ui, vec2};

use crate::app::State;
use crate::scene::Token;
use crate::status::{Cell, Light, MilestoneStatus};
use crate::ui::{names, theme, widgets};

/// Points across: a milestone's words take two lines at most.
const WIDTH: f32 = 340.0;

pub(super) fn show(ui: &mut Ui, state: &State, cell: &Cell) {
    ui.set_max_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 3.0;
    let county = names::county(state, &cell.adcode);
    let title = names::task(state, cell.task);
    ui.label(theme::strong(format!("{county} {} {title}", names::task_number(state, cell.task))));
    line(ui, state, cell.light, "");
    if cell.light == Light::NotResponsible {
        return;
    }
    for milestone in &cell.milestones {
        let plan = state.workspace.plan.milestone(&milestone.id);
        let what = plan.map_or("", |(_, promise)| promise.what.get(state.lang));
        line(ui, state, milestone.light, &format!("{what}{}", numbers(state, milestone)));
    }
}

/// `　59.4%（41 / 69 个），目标 70%`
fn numbers(state: &State, milestone: &MilestoneStatus) -> String {
    let lang = state.lang;
    let value = milestone.value.map(|value| names::value(lang, value, milestone));
    let target = milestone
        .target
        .map(|target| lang.fill("ui.target", &[("value", &names::value(lang, target, milestone))]));
    let parts: Vec<String> = [value, names::counted(lang, milestone), target].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("\u{3000}{}", parts.join(lang.get("ui.comma"))) }
}

/// A light and words; its own word where there are none.
fn line(ui: &mut Ui, state: &State, light: Light, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
        widgets::light(ui, light, rect.center(), 11.0);
        if words.is_empty() {
            let ink = widgets::light_ink(ui, light);
            ui.label(theme::small(ui, light.word(state.lang)).color(ink));
        } else {
            let ink = theme::colour(ui, Token::Ink);
            ui.add(Label::new(theme::small(ui, words).color(ink)).wrap());
        }
    });
}
