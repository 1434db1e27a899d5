//! Photos and files of evidence in small: a thumbnail, or a calm tile that says what is there instead.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Align2, Id, Image, Label, Rect, Response, Sense, Ui, Vec2, pos2, vec2};
use jiff::civil::Date;

use super::{theme, widgets};
use crate::app::{Command, EvidenceRef, Look, Outbox, PictureSize, Seen, State};
use crate::io::NoPicture;
use crate::scene::{Icon, Token};
use crate::site::{Site, SiteId};
use crate::text::{Lang, Say};
use crate::workspace::{distance_m, distance_words};

/// Points from the top to the bottom of a thumbnail, and across a tile without a picture.
pub(super) const HEIGHT: f32 = 56.0;
const TILE: f32 = 76.0;
/// The narrowest and the widest thumbnail; a longer picture is cut at its sides.
const NARROWEST: f32 = 40.0;
const WIDEST: f32 = 136.0;

/// What is known of a file; asks for it where nobody did.
pub(super) fn look<'s>(
    state: &'s State,
    of: &EvidenceRef,
    size: PictureSize,
    outbox: &mut Outbox,
) -> Option<&'s Look> {
    let look = state.pictures.look(of, size);
    if look.is_none() {
        outbox.send(Command::Look(of.clone(), size));
    }
    look
}

/// A thumbnail that can be clicked.
pub(super) fn tile(ui: &mut Ui, lang: Lang, look: Option<&Look>, name: &str) -> Response {
    let size = vec2(width(look), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let response = widgets::named(ui, response, false, Role::Button, || name.to_owned());
    if ui.is_rect_visible(rect) {
        paint(ui, lang, rect, look);
        if response.hovered() {
            ui.painter().rect_filled(rect, theme::ROUNDING, theme::faded(ui, Token::Paper, 0.15));
        }
        widgets::focus_ring(ui, rect, &response);
    }
    response
}

/// A picture of its size that cannot be clicked.
pub(super) fn still(ui: &mut Ui, lang: Lang, look: Option<&Look>) {
    let (rect, _) = ui.allocate_exact_size(vec2(width(look).min(TILE), HEIGHT), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint(ui, lang, rect, look);
    }
}

fn width(look: Option<&Look>) -> f32 {
    let Some(Look::Seen(seen)) = look else { return TILE };
    seen.picture.as_ref().map_or(TILE, |drawn| {
        let size = drawn.size();
        (HEIGHT * size.x / size.y.max(1.0)).clamp(NARROWEST, WIDEST).round()
    })
}

fn paint(ui: &Ui, lang: Lang, rect: Rect, look: Option<&Look>) {
    if let Some(Look::Seen(seen)) = look
        && let Ok(drawn) = &seen.picture
    {
        let texture = drawn.texture(ui.ctx());
        let image = Image::from_texture((texture.id(), drawn.size()));
        image.uv(covering(drawn.size(), rect.size())).corner_radius(theme::ROUNDING).paint_at(ui, rect);
        return;
    }
    ui.painter().rect_filled(rect, theme::ROUNDING, theme::faded(ui, Token::Ink, 0.05));
    let (head, foot, token) = match look {
        None | Some(Look::Under) => ("…".to_owned(), String::new(), Token::Muted),
        Some(Look::Failed(_)) => (String::new(), lang.get("ui.evidence_lost").to_owned(), Token::Critical),
        Some(Look::Seen(seen)) => match seen.picture {
            Err(NoPicture::Type(_)) | Ok(_) => (seen.file.ending(), short_name(seen), Token::Ink),
            Err(NoPicture::Damaged) => {
                (String::new(), lang.get("ui.photo_damaged").to_owned(), Token::Critical)
            }
            Err(NoPicture::TooLarge) => {
                (seen.file.ending(), lang.get("ui.photo_large").to_owned(), Token::Ink)
            }
        },
    };
    let painter = ui.painter();
    let at = pos2(rect.center().x, rect.top() + 20.0);
    if head.is_empty() {
        let icon = if token == Token::Critical { Icon::Warning } else { Icon::Clip };
        widgets::icon(ui, icon, at, 18.0, token);
    } else {
        let font = theme::font(theme::BODY, true);
        painter.text(at, Align2::CENTER_CENTER, head, font, theme::colour(ui, token));
    }
    let ink = theme::colour(ui, Token::Muted);
    let foot = widgets::elided(ui, &foot, theme::font(theme::SMALL - 1.0, false), ink, rect.width() - 8.0);
    let at = pos2(rect.center().x - foot.size().x / 2.0, rect.bottom() - 21.0);
    painter.galley(at, foot, ink);
}

/// The name of a file without its ending; that of evidence is a hash, of which the beginning tells enough.
fn short_name(seen: &Seen) -> String {
    let name = seen.file.name.rsplit_once('.').map_or(seen.file.name.as_str(), |(stem, _)| stem);
    if name == seen.file.sha256 { name.chars().take(8).collect() } else { name.to_owned() }
}

/// The part of a picture that fills a rectangle of another shape.
fn covering(picture: Vec2, rect: Vec2) -> Rect {
    let scale = (rect.x / picture.x.max(1.0)).max(rect.y / picture.y.max(1.0));
    Rect::from_center_size(pos2(0.5, 0.5), rect / (picture * scale))
}

/// Why there is no picture, in a sentence; none where there is one or it is still to come.
pub(super) fn why_no_picture(look: Option<&Look>, lang: Lang) -> Option<String> {
    match look? {
        Look::Under => None,
        Look::Failed(words) => Some(words.get(lang).to_owned()),
        Look::Seen(seen) => match seen.picture {
            Ok(_) => None,
            Err(NoPicture::Type(file_type)) => {
                Some(lang.fill("ui.no_picture_of_type", &[("type", &file_type.say(lang))]))
            }
            Err(NoPicture::Damaged) => Some(lang.get("ui.photo_damaged_text").to_owned()),
            Err(NoPicture::TooLarge) => Some(lang.get("ui.photo_large_text").to_owned()),
        },
    }
}

/// Where and when a photo was taken: `2024-11-02 10:31 拍摄`, `离点位 35 米`; of a file its type and size.
pub(super) fn facts(seen: &Seen, site: &Site, lang: Lang) -> Vec<String> {
    let photo = &seen.file.photo;
    if !photo.file_type.is_photo() {
        return vec![photo.file_type.say(lang), size_words(seen.file.bytes, lang)];
    }
    let taken = photo
        .taken
        .map(|taken| lang.fill("ui.photo_taken", &[("when", &taken.strftime("%F %H:%M").to_string())]));
    let metres = photo.place.and_then(|at| distance_m(site, at));
    let far = metres.map(|metres| lang.fill("ui.photo_far", &[("far", &distance_words(metres, lang))]));
    let facts: Vec<String> = taken.into_iter().chain(far).collect();
    if facts.is_empty() { vec![lang.get("ui.photo_says_nothing").to_owned()] } else { facts }
}

/// The mark of a thumbnail at which one should look again.
pub(super) fn badge(ui: &Ui, tile: Rect) {
    let centre = tile.right_top() + vec2(-11.0, 11.0);
    ui.painter().circle_filled(centre, 9.0, theme::colour(ui, Token::Panel));
    widgets::icon(ui, Icon::Warning, centre - vec2(0.0, 0.5), 13.0, Token::Critical);
}

/// Why one should look again, in a line.
pub(super) fn doubt(ui: &mut Ui, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
        widgets::icon(ui, Icon::Warning, rect.center(), 14.0, Token::Critical);
        let ink = theme::colour(ui, Token::Critical);
        ui.add(Label::new(theme::small(ui, words).color(ink)).wrap());
    });
}

/// What is doubtful about a file, kept until what it follows from changes: it is looked for among all events.
#[derive(Debug, Clone)]
struct Kept {
    of: (SiteId, Date, usize, Lang),
    words: Arc<Vec<String>>,
}

/// What is doubtful about a file as evidence of a mark of `site` that holds on a day.
pub(super) fn doubts(ui: &Ui, state: &State, (site, on): (&Site, Date), seen: &Seen) -> Arc<Vec<String>> {
    let id = Id::unique(("doubts", &seen.file.sha256, &seen.file.name));
    let of = (site.id.clone(), on, state.workspace.history.len(), state.lang);
    let kept = ui.data(|data| data.get_temp::<Kept>(id));
    if let Some(kept) = kept.filter(|kept| kept.of == of) {
        return kept.words;
    }
    let doubts = state.workspace.doubts(site, on, &seen.file);
    let words: Arc<Vec<String>> =
        Arc::new(doubts.iter().map(|warning| warning.doubt.say(state.lang)).collect());
    ui.data_mut(|data| data.insert_temp(id, Kept { of, words: Arc::clone(&words) }));
    words
}

/// `2.1 MB`, `340 KB`
pub(super) fn size_words(bytes: u64, lang: Lang) -> String {
    let (unit, n) = match bytes {
        0..1024 => ("ui.bytes", bytes.to_string()),
        1024..1_048_576 => ("ui.kilobytes", bytes.div_ceil(1024).to_string()),
        _ => ("ui.megabytes", format!("{:.1}", bytes as f64 / 1_048_576.0)),
    };
    lang.fill(unit, &[("n", &n)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_another_shape_is_cut_at_its_longer_sides() {
        let part = covering(vec2(400.0, 100.0), vec2(100.0, 50.0));
        assert!((part.width() - 0.5).abs() < 1e-6 && (part.height() - 1.0).abs() < 1e-6, "{part:?}");
        assert_eq!(part.center(), pos2(0.5, 0.5));
        let part = covering(vec2(100.0, 400.0), vec2(50.0, 50.0));
        assert!((part.width() - 1.0).abs() < 1e-6 && (part.height() - 0.25).abs() < 1e-6, "{part:?}");
    }

    #[test]
    fn a_size_is_said_in_the_unit_that_is_read_with_ease() {
        assert_eq!(size_words(1000, Lang::En), "1000 B");
        assert_eq!(size_words(1025, Lang::En), "2 KB");
        assert_eq!(size_words(2_200_000, Lang::En), "2.1 MB");
    }
}
