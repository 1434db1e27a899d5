//! A county with no task chosen: all that it is bound to, the worst first.

use egui::accesskit::Role;
use egui::{Align, Ui, pos2};

use super::heading;
use crate::app::{Command, Outbox, State};
use crate::plan::Adcode;
use crate::scene::Token;
use crate::status::{Cell, Light};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

pub(super) fn show(ui: &mut Ui, state: &State, county: &Adcode, outbox: &mut Outbox) {
    let lang = state.lang;
    let mut cells: Vec<&Cell> = state
        .status
        .cells
        .iter()
        .filter(|cell| &cell.adcode == county && cell.light != Light::NotResponsible)
        .collect();
    cells.sort_by_key(|cell| (cell.light.rank(), cell.task));
    let over = lang.fill("ui.duties_of", &[("n", &cells.len().to_string())]);
    heading(ui, &over, &names::county(state, county));
    ui.spacing_mut().item_spacing.y = 0.0;
    for cell in cells {
        let name = names::task(state, cell.task);
        let word = cell.light.word(lang);
        let (rect, response) =
            widgets::row(ui, 30.0, false, Role::Button, || format!("{} {name} {word}", cell.task));
        if response.clicked() {
            outbox.send(Command::SelectTask(Some(cell.task)));
        }
        let y = rect.center().y;
        let ink = theme::colour(ui, Token::Ink);
        let muted = theme::colour(ui, Token::Muted);
        let small = theme::font(theme::SMALL, false);
        widgets::light(ui, cell.light, pos2(rect.left() + 6.0, y), 11.0);
        let number = cell.task.to_string();
        text_at(ui, pos2(rect.left() + 38.0, y), Align::Max, &number, small.clone(), muted);
        let width = text_at(ui, pos2(rect.right(), y), Align::Max, word, small, muted);
        let room = rect.width() - 46.0 - width - 8.0;
        let font = theme::font(theme::BODY, false);
        let galley = widgets::elided(ui, &name, font, ink, room);
        let elided = galley.elided;
        ui.painter().galley(pos2(rect.left() + 46.0, y - galley.size().y / 2.0), galley, ink);
        if elided {
            response.on_hover_text(name);
        }
    }
}
