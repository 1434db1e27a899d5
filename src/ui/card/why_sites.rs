//! The sites behind a number: those that do not count with the reason for each, those that do, and
//! those that nobody asks for.

use egui::accesskit::Role;
use egui::{Id, Label, Ui, pos2};

use crate::app::{Command, Outbox, State};
use crate::scene::{Paint, Token, symbol};
use crate::site::Fields;
use crate::status::{MilestoneReason, SiteReason};
use crate::ui::{names, theme, widgets};

/// Sites named before one asks for more, and at most.
const FIRST: usize = 3;
const MOST: usize = 200;

/// Which sites are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Group {
    #[default]
    Open,
    Counted,
    Outside,
}

impl Group {
    const ALL: [Self; 3] = [Self::Open, Self::Counted, Self::Outside];

    const fn key(self) -> &'static str {
        match self {
            Self::Open => "ui.not_counted_sites",
            Self::Counted => "ui.counted_sites",
            Self::Outside => "ui.outside_sites",
        }
    }

    fn holds(self, site: &SiteReason) -> bool {
        match self {
            Self::Open => site.asked && !site.counted,
            Self::Counted => site.counted,
            Self::Outside => !site.asked,
        }
    }
}

pub(super) fn show(ui: &mut Ui, state: &State, milestone: &MilestoneReason, outbox: &mut Outbox) {
    if milestone.sites().is_empty() {
        return;
    }
    let lang = state.lang;
    if let Some(figure) = milestone.figure() {
        ui.add(Label::new(theme::small(ui, figure.how.get(lang))).wrap());
    }
    let id = Id::unique("why_sites").with((&milestone.id, &state.county));
    let (mut group, mut all) = ui.data(|data| data.get_temp::<(Group, bool)>(id)).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for each in Group::ALL {
            let n = milestone.sites().iter().filter(|site| each.holds(site)).count();
            if n == 0 && each == Group::Outside {
                continue;
            }
            let words = lang.fill(each.key(), &[("n", &n.to_string())]);
            if each == group {
                ui.label(theme::strong(words));
            } else if widgets::link(ui, &words).clicked() {
                (group, all) = (each, false);
            }
        }
    });
    let sites: Vec<&SiteReason> = milestone.sites().iter().filter(|site| group.holds(site)).collect();
    ui.spacing_mut().item_spacing.y = 0.0;
    for site in sites.iter().take(if all { MOST } else { FIRST }) {
        line(ui, state, site, outbox);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if sites.len() > FIRST {
        let more = (sites.len() - FIRST).to_string();
        let words = if all {
            lang.get("ui.fewer_sites").to_owned()
        } else {
            lang.fill("ui.more_sites", &[("n", &more)])
        };
        if widgets::link(ui, &words).clicked() {
            all = !all;
        }
    }
    ui.data_mut(|data| data.insert_temp(id, (group, all)));
}

/// A site with its state, and why it does not count: a click goes to its card.
fn line(ui: &mut Ui, state: &State, reason: &SiteReason, outbox: &mut Outbox) {
    let lang = state.lang;
    let (rect, response) = widgets::row(ui, 24.0, false, Role::Button, || {
        let words = [reason.state_name(lang), &reason.reason(lang)].join(" ");
        format!("{} {} {}", reason.id, reason.name, words.trim_end())
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
            let token = match (reason.counted, reason.asked) {
                (true, _) => Token::Done,
                (false, true) => Token::Overdue,
                (false, false) => Token::NoReport,
            };
            let paint = Paint::solid(token);
            let symbol = kind.symbol_of(&Fields::of(&site.fields));
            let shape = symbol::site(symbol, paint, reason.counted, at, 14.0);
            widgets::primitives(ui, &shape);
        }
        let muted = theme::colour(ui, Token::Muted);
        let small = theme::font(theme::SMALL, false);
        let end = pos2(rect.right(), y);
        let words = [reason.state_name(lang), &reason.reason(lang)].join(" ");
        let words = widgets::elided(ui, words.trim_end(), small.clone(), muted, rect.width() * 0.5);
        let width = words.size().x;
        ui.painter().galley(pos2(end.x - width, y - words.size().y / 2.0), words, muted);
        let ink = theme::colour(ui, Token::Ink);
        let name = format!("{} {}", reason.id, names::site(state, &reason.id));
        let room = rect.width() - 20.0 - width - 8.0;
        let galley = widgets::elided(ui, &name, small, ink, room);
        ui.painter().galley(pos2(rect.left() + 20.0, y - galley.size().y / 2.0), galley, ink);
    }
    response.on_hover_text(reason.reason(lang));
}
