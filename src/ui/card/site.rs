//! One site: what it is, where it stands, what its record says, what happened to it, and the form
//! that marks it.

use egui::{Align, Label, Layout, Sense, Ui, vec2};

use super::draft::Draft;
use super::{evidence, fields, heading, history, mark, retire_form};
use crate::app::{Command, Mode, Outbox, State, UiCommand};
use crate::scene::{Icon, Paint, Token, symbol};
use crate::site::{Fields, Site};
use crate::ui::{names, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, outbox: &mut Outbox) {
    let lang = state.lang;
    let kind = state.workspace.kinds.get(&site.kind);
    let over = [
        kind.map(|kind| kind.name.get(lang).to_owned()),
        site.county.as_ref().map(|county| names::county(state, county)),
        Some(site.id.0.clone()),
    ];
    ui.horizontal(|ui| {
        let close = lang.get("ui.close_site");
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if widgets::icon_button(ui, Icon::Close, close, 22.0).clicked() {
                outbox.send(Command::SelectSite(None));
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                let over: Vec<String> = over.into_iter().flatten().collect();
                heading(ui, &over.join(" · "), &names::site(state, &site.id));
            });
        });
    });
    let now = state.workspace.history.fold(site, state.as_of);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let Some(now) = &now else {
            ui.add(Label::new(theme::small(ui, names::not_there(state, site))).wrap());
            return;
        };
        let done = kind.is_some_and(|kind| kind.is_done(now.state));
        if let Some(kind) = kind {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
            let paint = Paint::solid(if done { Token::Done } else { Token::Overdue });
            let at = widgets::point(rect.center());
            let shape = symbol::site(kind.symbol_of(&now.fields), paint, done, at, 16.0);
            widgets::primitives(ui, &shape);
        }
        ui.label(theme::head(names::site_state(state, &site.kind, now.state)));
        if let Some(since) = now.since {
            let since = lang.fill("ui.since", &[("date", &since.to_string())]);
            ui.label(theme::small(ui, since));
        }
    });
    ui.horizontal(|ui| {
        if site.demo {
            widgets::chip(ui, lang.get("ui.demo"), Token::Demo).on_hover_text(lang.get("ui.demo_tip"));
        }
        if widgets::link(ui, lang.get("ui.show_on_map")).clicked() {
            outbox.send(Command::GoTo(site.point, crate::ui::ZOOM_OF_A_PLACE));
        }
        if now.is_some() {
            ui.add_space(8.0);
            retire_form::link(ui, state, outbox);
        }
    });
    if state.exchange.sites.contains(&site.id)
        && widgets::link(ui, lang.get("exchange.site_in_conflict")).clicked()
    {
        outbox.send(Command::ShowConflicts(Some(site.id.clone())));
    }
    if now.is_some() {
        retire_form::show(ui, state, site, outbox);
    }
    if state.marking || state.mode == Mode::Inspect {
        widgets::hair_line(ui, 8.0);
        mark::show(ui, state, site, now.as_ref(), outbox);
    } else if now.is_some() {
        // A photo that is dropped onto the window begins a mark of the site that is shown.
        let mut draft = Draft::load(ui, state, site);
        if evidence::take_dropped(ui, &mut draft) {
            draft.keep(ui);
            outbox.ui(UiCommand::Mark);
        }
    }
    widgets::hair_line(ui, 8.0);
    history::show(ui, state, site, outbox);
    widgets::hair_line(ui, 8.0);
    let record = now.map_or_else(|| Fields::of(&site.fields), |now| now.fields);
    fields::show(ui, state, site, &record);
}
