//! 为什么？ The rule, the plan's sentence, the numbers, and the sites that do not count.

use egui::accesskit::Role;
use egui::{Align, Id, Label, Ui, pos2};

use super::section;
use crate::app::{Command, Outbox, State};
use crate::scene::{Paint, Token, symbol};
use crate::site::Fields;
use crate::status::{Explanation, MilestoneReason, SiteReason};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

/// Sites named before one asks for more.
const FIRST: usize = 3;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let Some(why) = &state.explanation else {
        return;
    };
    section(ui, state.lang.get("ui.why"), why.rule_name.get(state.lang));
    rulings(ui, state, why);
    let Some(leading) = leading(why) else {
        ui.add(Label::new(theme::small(ui, why.meaning.get(state.lang))).wrap());
        return;
    };
    ui.add(Label::new(quote(ui, state, leading)).wrap());
    if leading.silence.is_some() {
        let ink = theme::colour(ui, Token::Ink);
        ui.add(Label::new(theme::small(ui, leading.sentence(state.lang)).color(ink)).wrap());
    }
    if let Some(note) = &leading.note {
        ui.add(Label::new(theme::small(ui, note.get(state.lang))).wrap());
    }
    sites(ui, state, leading, outbox);
}

/// Who ruled, when and why, under a rule that asks for rulings.
fn rulings(ui: &mut Ui, state: &State, why: &Explanation) {
    let ink = theme::colour(ui, Token::Ink);
    let of_milestones = why.milestones.iter().filter_map(|milestone| milestone.ruling.as_ref());
    for ruling in why.ruling.iter().chain(of_milestones) {
        ui.add(Label::new(theme::small(ui, ruling.to_text(state.lang)).color(ink)).wrap());
    }
}

/// The milestone that gives the light: of the worst the first.
fn leading(why: &Explanation) -> Option<&MilestoneReason> {
    let leads = |milestone: &&MilestoneReason| milestone.now.light == why.light;
    why.milestones.iter().find(leads).or_else(|| why.milestones.first())
}

fn quote(ui: &Ui, state: &State, milestone: &MilestoneReason) -> egui::RichText {
    theme::small(ui, state.lang.fill("status.quote", &[("sentence", &milestone.source)]))
}

/// The sites that are asked for and do not count: a few, then all; how many count and how many are
/// not asked for.
fn sites(ui: &mut Ui, state: &State, milestone: &MilestoneReason, outbox: &mut Outbox) {
    if milestone.sites().is_empty() {
        return;
    }
    let lang = state.lang;
    let id = Id::unique("why_all_sites").with((&milestone.id, &state.county));
    let all = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let open: Vec<&SiteReason> =
        milestone.sites().iter().filter(|site| site.asked && !site.counted).collect();
    let counted = milestone.sites().iter().filter(|site| site.counted).count();
    let outside = milestone.sites().iter().filter(|site| !site.asked).count();
    let tallies = [
        ("ui.not_counted_sites", open.len(), true),
        ("ui.counted_sites", counted, true),
        ("ui.outside_sites", outside, outside > 0),
    ];
    let tallies = tallies.into_iter().filter(|(_, _, said)| *said);
    let words: Vec<String> = tallies.map(|(key, n, _)| lang.fill(key, &[("n", &n.to_string())])).collect();
    let tallied = ui.label(theme::small(ui, words.join("\u{3000}")).color(theme::colour(ui, Token::Ink)));
    if let Some(figure) = milestone.figure() {
        tallied.on_hover_text(figure.how.get(lang));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for site in open.iter().take(if all { usize::MAX } else { FIRST }) {
        line(ui, state, site, outbox);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if open.len() > FIRST {
        let more = (open.len() - FIRST).to_string();
        let words = if all {
            lang.get("ui.fewer_sites").to_owned()
        } else {
            lang.fill("ui.more_sites", &[("n", &more)])
        };
        if widgets::link(ui, &words).clicked() {
            ui.data_mut(|data| data.insert_temp(id, !all));
        }
    }
}

/// A site that does not count: a click goes to its card.
fn line(ui: &mut Ui, state: &State, reason: &SiteReason, outbox: &mut Outbox) {
    let lang = state.lang;
    let (rect, response) = widgets::row(ui, 24.0, false, Role::Button, || {
        format!("{} {} {}", reason.id, reason.name, reason.state_name(lang))
    });
    if response.clicked() {
        outbox.send(Command::SelectSite(Some(reason.id.clone())));
    }
    if ui.is_rect_visible(rect) {
        let y = rect.center().y;
        let site = state.workspace.register.get(&reason.id);
        if let Some((site, kind)) = site.and_then(|site| Some((site, state.workspace.kinds.get(&site.kind)?)))
        {
            let at = widgets::point(pos2(rect.left() + 7.0, y));
            let paint = Paint::solid(Token::Overdue);
            let shape = symbol::site(kind.symbol_of(&Fields::of(&site.fields)), paint, false, at, 14.0);
            widgets::primitives(ui, &shape);
        }
        let muted = theme::colour(ui, Token::Muted);
        let small = theme::font(theme::SMALL, false);
        let end = pos2(rect.right(), y);
        let width = text_at(ui, end, Align::Max, reason.state_name(lang), small.clone(), muted);
        let ink = theme::colour(ui, Token::Ink);
        let name = format!("{} {}", reason.id, names::site(state, &reason.id));
        let room = rect.width() - 20.0 - width - 8.0;
        let galley = widgets::elided(ui, &name, small, ink, room);
        ui.painter().galley(pos2(rect.left() + 20.0, y - galley.size().y / 2.0), galley, ink);
    }
    response.on_hover_text(reason.reason(lang));
}
