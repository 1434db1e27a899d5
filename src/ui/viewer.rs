//! One photo or file of the chosen site over everything: the whole picture, who brought it, where and when it
//! was taken.

use egui::{
    Align, Align2, Id, Image, Key, Label, Layout, Margin, Modal, Modifiers, Rect, Sense, Ui, UiBuilder, pos2,
    vec2,
};

use super::widgets::{self, Weight};
use super::{exhibit, names, overlay, theme};
use crate::app::{Command, EvidenceRef, Look, Outbox, PictureSize, State};
use crate::ledger::Event;
use crate::scene::{Icon, Token};
use crate::site::Site;
use crate::text::Say;
use crate::workspace::{distance_m, distance_words};

/// Points across what is said beside the picture.
const SIDE: f32 = 260.0;
/// Points between the window's edge and the card.
const EDGE: f32 = 40.0;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let site = state.site.as_ref().and_then(|id| state.workspace.register.get(id));
    let (Some(hash), Some(site)) = (&state.viewing, site) else { return };
    let all = of_site(state, site);
    let Some(at) = all.iter().position(|(_, other)| other == hash) else { return };
    let beside =
        |step: isize| at.checked_add_signed(step).and_then(|at| all.get(at)).map(|(_, hash)| hash.clone());
    let (previous, next) = (beside(-1), beside(1));
    let room = ui.ctx().content_rect().size() - vec2(2.0 * EDGE, 2.0 * EDGE);
    let response = Modal::new(Id::unique("viewer"))
        .backdrop_color(overlay::veil(ui))
        .frame(overlay::popup(ui).inner_margin(Margin::same(20)))
        .show(ui.ctx(), |ui| {
            ui.set_width(room.x - 40.0);
            ui.set_height(room.y - 40.0);
            head(ui, state, site, (at, all.len()), outbox);
            ui.add_space(8.0);
            let rest = ui.available_rect_before_wrap();
            let picture_area = Rect::from_min_max(rest.min, pos2(rest.right() - SIDE - 20.0, rest.bottom()));
            let side_area = Rect::from_min_max(pos2(rest.right() - SIDE, rest.top()), rest.max);
            picture(ui, state, hash, picture_area, outbox);
            for (to, key, icon, name, x) in [
                (
                    &previous,
                    Key::ArrowLeft,
                    Icon::ChevronLeft,
                    "ui.viewer_previous",
                    picture_area.left() + 28.0,
                ),
                (&next, Key::ArrowRight, Icon::ChevronRight, "ui.viewer_next", picture_area.right() - 28.0),
            ] {
                let Some(to) = to else { continue };
                let place = Rect::from_center_size(pos2(x, picture_area.center().y), vec2(30.0, 30.0));
                let mut place = ui.new_child(UiBuilder::new().id_salt(name).max_rect(place));
                let clicked = widgets::map_button(&mut place, icon, state.lang.get(name)).clicked();
                let pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                if clicked || pressed {
                    outbox.send(Command::ShowEvidence(Some(to.clone())));
                }
            }
            let mut side = ui.new_child(UiBuilder::new().id_salt("side").max_rect(side_area));
            said(&mut side, state, site, all[at].0, hash, outbox);
            ui.advance_cursor_after_rect(rest);
        });
    if response.backdrop_response.clicked() {
        outbox.send(Command::ShowEvidence(None));
    }
}

/// Every photo and file of a site with the event that brought it, the newest first as in its history.
fn of_site<'s>(state: &'s State, site: &Site) -> Vec<(&'s Event, String)> {
    let mut all: Vec<(&Event, String)> = Vec::new();
    for event in state.workspace.history.of_site(&site.id).rev() {
        for hash in event.evidence() {
            if !all.iter().any(|(_, known)| known == hash) {
                all.push((event, hash.clone()));
            }
        }
    }
    all
}

fn head(ui: &mut Ui, state: &State, site: &Site, (at, all): (usize, usize), outbox: &mut Outbox) {
    let lang = state.lang;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(theme::title(names::site(state, &site.id)));
        let (n, all) = ((at + 1).to_string(), all.to_string());
        ui.label(theme::small(ui, lang.fill("ui.viewer_place", &[("n", &n), ("all", &all)])));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Close, lang.get("ui.viewer_close"), 28.0).clicked() {
                outbox.send(Command::ShowEvidence(None));
            }
        });
    });
}

/// The whole picture; the small one until it has come.
fn picture(ui: &mut Ui, state: &State, hash: &str, area: Rect, outbox: &mut Outbox) {
    let of = EvidenceRef::Kept(hash.to_owned());
    let small = exhibit::look(state, &of, PictureSize::Small, outbox);
    let whole = exhibit::look(state, &of, PictureSize::Whole, outbox);
    ui.painter().rect_filled(area, theme::ROUNDING, theme::faded(ui, Token::Ink, 0.05));
    let drawn = |look: Option<&Look>| match look {
        Some(Look::Seen(seen)) if seen.picture.is_ok() => Some(std::sync::Arc::clone(seen)),
        _ => None,
    };
    if let Some(seen) = drawn(whole).or_else(|| drawn(small))
        && let Ok(drawn) = &seen.picture
    {
        let response = ui.allocate_rect(area, Sense::hover());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, &seen.file.name));
        let room = area.shrink(8.0);
        // A small picture is not blown up beyond twice its size, that of a list stands in for the whole.
        let most = if matches!(whole, Some(Look::Seen(_))) { 2.0 } else { f32::INFINITY };
        let scale = (room.width() / drawn.size().x).min(room.height() / drawn.size().y).min(most);
        let rect = Align2::CENTER_CENTER.align_size_within_rect(drawn.size() * scale, room);
        let texture = drawn.texture(ui.ctx());
        Image::from_texture((texture.id(), drawn.size())).corner_radius(theme::ROUNDING).paint_at(ui, rect);
        return;
    }
    let why = exhibit::why_no_picture(whole, state.lang)
        .unwrap_or_else(|| state.lang.get("ui.evidence_looking").to_owned());
    let mut place =
        ui.new_child(UiBuilder::new().id_salt("no_picture").max_rect(area.shrink(area.width() * 0.2)));
    place.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space((ui.available_height() / 2.0 - 40.0).max(0.0));
        let (rect, _) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::hover());
        let icon = if matches!(whole, Some(Look::Failed(_))) { Icon::Warning } else { Icon::Clip };
        widgets::icon(ui, icon, rect.center(), 28.0, Token::Muted);
        ui.add(Label::new(theme::small(ui, why)).wrap());
    });
}

/// What is said beside the picture.
fn said(ui: &mut Ui, state: &State, site: &Site, event: &Event, hash: &str, outbox: &mut Outbox) {
    let lang = state.lang;
    let small = state.pictures.look(&EvidenceRef::Kept(hash.to_owned()), PictureSize::Small);
    let seen = match small {
        Some(Look::Seen(seen)) => Some(seen),
        _ => None,
    };
    let photo = seen.map(|seen| &seen.file.photo);
    let unsaid = || lang.get("ui.viewer_unsaid").to_owned();
    line(ui, lang.get("ui.viewer_mark"), &names::act(state, event));
    ui.label(theme::small(ui, event.effective_on.to_string()));
    let recorded = [("date", event.recorded_on().to_string()), ("by", event.by.clone())];
    let recorded = recorded.each_ref().map(|(name, value)| (*name, value.as_str()));
    ui.add(Label::new(theme::small(ui, lang.fill("ui.recorded", &recorded))).wrap());
    if let Some(photo) = photo.filter(|photo| photo.file_type.is_photo()) {
        let taken = photo.taken.map(|taken| taken.strftime("%F %H:%M").to_string());
        line(ui, lang.get("ui.viewer_taken"), &taken.unwrap_or_else(unsaid));
        let place = photo.place.map(|at| format!("{:.5}°E {:.5}°N", at.lon, at.lat));
        line(ui, lang.get("ui.viewer_place_taken"), &place.unwrap_or_else(unsaid));
        if let Some(metres) = photo.place.and_then(|at| distance_m(site, at)) {
            line(ui, lang.get("ui.viewer_far"), &distance_words(metres, lang));
        }
    }
    if let Some(seen) = seen {
        let size = exhibit::size_words(seen.file.bytes, lang);
        line(ui, lang.get("ui.viewer_file"), &format!("{} · {size}", seen.file.photo.file_type.say(lang)));
    }
    line(ui, "SHA-256", hash);
    if widgets::link(ui, lang.get("ui.viewer_copy_hash")).clicked() {
        ui.ctx().copy_text(hash.to_owned());
    }
    ui.add_space(6.0);
    if let Some(seen) = seen {
        for warning in exhibit::doubts(ui, state, (site, event.effective_on), seen).iter() {
            exhibit::doubt(ui, warning);
        }
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            let width = Some(ui.available_width());
            if widgets::button(ui, lang.get("ui.save_copy"), Weight::Plain, width).clicked() {
                outbox.send(Command::AskEvidenceCopy);
            }
        });
    }
}

fn line(ui: &mut Ui, name: &str, value: &str) {
    ui.add_space(6.0);
    ui.label(theme::small(ui, name));
    ui.add(Label::new(value).wrap());
}
