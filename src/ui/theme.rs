//! Fonts, type sizes and egui's style from the tokens, for light and dark.

use std::sync::Arc;

use egui::epaint::Shadow;
use egui::style::{ScrollStyle, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, RichText, Stroke,
    Style, TextStyle, Ui, Visuals, vec2,
};

use crate::map::paint::{BOLD_FAMILY, colour as rgba, font as typeface};
use crate::scene::{Paint, Theme, Token, font as bundled};

/// Corners of everything that has corners, in points.
pub(super) const ROUNDING: u8 = 4;

const REGULAR: &str = "noto-sans-sc-regular";

/// The four sizes of type on screen, in points.
pub(super) const TITLE: f32 = 20.0;
pub(super) const HEAD: f32 = 15.0;
pub(super) const BODY: f32 = 13.5;
pub(super) const SMALL: f32 = 12.0;

/// Installs fonts and both styles, and turns the theme on. Call it before the first frame.
pub fn install(ctx: &Context, theme: Theme) {
    ctx.set_fonts(font_definitions());
    for each in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theirs(each), style(each));
    }
    ctx.set_theme(theirs(theme));
}

/// Turns the theme of the state on, within this frame.
pub(super) fn follow(ui: &mut Ui, theme: Theme) {
    if of(ui) != theme {
        ui.ctx().set_theme(theirs(theme));
        let style = ui.ctx().style_of(theirs(theme));
        ui.set_style(style);
    }
}

fn theirs(theme: Theme) -> egui::Theme {
    match theme {
        Theme::Light => egui::Theme::Light,
        Theme::Dark => egui::Theme::Dark,
    }
}

/// Regular, or bold, in a size.
pub(super) fn font(size: f32, bold: bool) -> FontId {
    typeface(size, bold)
}

/// The theme that is on.
pub(super) fn of(ui: &Ui) -> Theme {
    if ui.visuals().dark_mode { Theme::Dark } else { Theme::Light }
}

/// A token's colour in the theme that is on.
pub(super) fn colour(ui: &Ui, token: Token) -> Color32 {
    rgba(Paint::solid(token), of(ui))
}

/// A token's colour, `alpha` from 0 to 1.
pub(super) fn faded(ui: &Ui, token: Token, alpha: f32) -> Color32 {
    rgba(Paint::faded(token, alpha), of(ui))
}

/// 20 bold
pub(super) fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(TITLE, true))
}

/// 15 bold
pub(super) fn head(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(HEAD, true))
}

/// 13.5 bold
pub(super) fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(BODY, true))
}

/// 12, in the second ink.
pub(super) fn small(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(SMALL, false)).color(colour(ui, Token::Muted))
}

fn font_definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in [(REGULAR, bundled::REGULAR), (BOLD_FAMILY, bundled::BOLD)] {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (family, name) in [
        (FontFamily::Proportional, REGULAR),
        (FontFamily::Monospace, REGULAR),
        (FontFamily::Name(BOLD_FAMILY.into()), BOLD_FAMILY),
    ] {
        definitions.families.insert(family, vec![name.to_owned()]);
    }
    definitions
}

fn style(theme: Theme) -> Style {
    let mut style = Style { visuals: visuals(theme), animation_time: 0.12, ..Style::default() };
    style.text_styles = [
        (TextStyle::Heading, font(TITLE, true)),
        (TextStyle::Body, font(BODY, false)),
        (TextStyle::Button, font(BODY, false)),
        (TextStyle::Monospace, font(BODY, false)),
        (TextStyle::Small, font(SMALL, false)),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style.scroll_animation = egui::style::ScrollAnimation::none();

    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(28.0, 28.0);
    spacing.menu_margin = Margin::same(8);
    spacing.window_margin = Margin::same(16);
    spacing.icon_width = 16.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        floating: true,
        bar_width: 6.0,
        floating_width: 4.0,
        floating_allocated_width: 0.0,
        bar_inner_margin: 0.0,
        bar_outer_margin: 2.0,
        foreground_color: true,
        ..ScrollStyle::floating()
    };
    style
}

fn visuals(theme: Theme) -> Visuals {
    let solid = |token| rgba(Paint::solid(token), theme);
    let faded = |token, alpha| rgba(Paint::faded(token, alpha), theme);
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    let corner_radius = CornerRadius::same(ROUNDING);
    let widget = |fill, line: Stroke, ink| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: line,
        corner_radius,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    let hair = Stroke::new(1.0, solid(Token::Line));
    let focus = Stroke::new(1.0, solid(Token::Accent));
    visuals.widgets = Widgets {
        noninteractive: widget(solid(Token::Panel), hair, solid(Token::Ink)),
        inactive: widget(solid(Token::Panel), hair, solid(Token::Ink)),
        hovered: widget(faded(Token::Ink, 0.05), hair, solid(Token::Ink)),
        active: widget(solid(Token::AccentSoft), focus, solid(Token::Ink)),
        open: widget(solid(Token::AccentSoft), focus, solid(Token::Ink)),
    };
    visuals.selection.bg_fill = faded(Token::Accent, 0.22);
    visuals.selection.stroke = Stroke::new(1.5, solid(Token::Accent));
    visuals.weak_text_color = Some(solid(Token::Muted));
    visuals.hyperlink_color = solid(Token::Accent);
    visuals.faint_bg_color = faded(Token::Ink, 0.03);
    visuals.extreme_bg_color = solid(Token::Panel);
    visuals.text_edit_bg_color = Some(faded(Token::Ink, 0.03));
    visuals.code_bg_color = faded(Token::Ink, 0.05);
    visuals.warn_fg_color = solid(Token::Critical);
    visuals.error_fg_color = solid(Token::Overdue);
    visuals.panel_fill = solid(Token::Panel);
    visuals.window_fill = solid(Token::Panel);
    visuals.window_stroke = hair;
    visuals.window_corner_radius = CornerRadius::same(ROUNDING * 2);
    visuals.menu_corner_radius = corner_radius;
    visuals.popup_shadow = shadow(theme);
    visuals.window_shadow = shadow(theme);
    visuals.text_cursor.stroke = Stroke::new(1.5, solid(Token::Accent));
    visuals.text_cursor.blink = false;
    visuals.disabled_alpha = 0.45;
    visuals.striped = false;
    visuals
}

/// Popups alone cast a shadow.
fn shadow(theme: Theme) -> Shadow {
    let (token, alpha) = match theme {
        Theme::Light => (Token::Ink, 0.14),
        Theme::Dark => (Token::Paper, 0.7),
    };
    Shadow { offset: [0, 6], blur: 24, spread: 0, color: rgba(Paint::faded(token, alpha), theme) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typeface_has_every_character_of_the_sentences_on_screen() {
        for texts in [include_str!("../../assets/text/ui.toml"), include_str!("../../assets/text/app.toml")] {
            for bold in [false, true] {
                assert_eq!(bundled::missing(texts, bold), Vec::<char>::new());
            }
        }
    }
}
