//! 巡查: the sites to visit, those that are missing in the worst milestone first.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Align, Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::widgets::{self, text_at};
use super::{names, theme};
use crate::app::{Command, Outbox, State};
use crate::plan::Adcode;
use crate::scene::{Paint, Token, symbol};
use crate::site::{Site, SiteId, Symbol};
use crate::status::Light;
use crate::text::Lang;

const PAD: f32 = 16.0;
const ROW: f32 = 44.0;

/// A line of the list.
#[derive(Debug, Clone)]
struct Visit {
    site: SiteId,
    county: Option<Adcode>,
    symbol: Symbol,
    done: bool,
    state: String,
    /// The light of the milestone that misses it most; none where nothing misses it.
    light: Option<Light>,
    /// Order of the work: small is early.
    step: usize,
}

/// The list, kept until what it follows from changes: a new day, task or mark brings a new
/// [`State::missing`].
#[derive(Debug, Clone)]
struct Kept {
    missing: Arc<BTreeMap<SiteId, Light>>,
    lang: Lang,
    visits: Arc<Vec<Visit>>,
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let all = visits(ui, state);
    let chosen: Vec<&Visit> =
        all.iter().filter(|visit| state.county.is_none() || visit.county == state.county).collect();
    heading(ui, state, &chosen);
    counties(ui, state, &all, outbox);
    if chosen.is_empty() {
        empty(ui, state);
        return;
    }
    ScrollArea::vertical().id_salt("visits").auto_shrink(false).show_rows(
        ui,
        ROW,
        chosen.len(),
        |ui, range| {
            for visit in chosen.get(range).unwrap_or_default() {
                line(ui, state, visit, outbox);
            }
        },
    );
}

fn heading(ui: &mut Ui, state: &State, chosen: &[&Visit]) {
    let size = vec2(ui.available_width(), 44.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let title = state.lang.get("ui.work_list");
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, title));
    let y = rect.top() + 24.0;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let head = theme::font(theme::HEAD, true);
    let left = pos2(rect.left() + PAD, y);
    text_at(ui, left, Align::Min, title, head, ink);
    let open = chosen.iter().filter(|visit| visit.light.is_some()).count();
    let words = state
        .lang
        .fill("ui.work_list_total", &[("n", &chosen.len().to_string()), ("open", &open.to_string())]);
    let small = theme::font(theme::SMALL, false);
    text_at(ui, pos2(rect.right() - PAD, y), Align::Max, &words, small, muted);
}

/// A word per county that has sites in the list; one more for all.
fn counties(ui: &mut Ui, state: &State, all: &[Visit], outbox: &mut Outbox) {
    let place =
        Rect::from_min_size(ui.cursor().min + vec2(PAD, 0.0), vec2(ui.available_width() - 2.0 * PAD, 200.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
    inner.spacing_mut().item_spacing = vec2(4.0, 4.0);
    inner.horizontal_wrapped(|ui| {
        let whole = state.lang.get("ui.all");
        if chip(ui, whole, state.county.is_none()).clicked() {
            outbox.send(Command::SelectCounty(None));
        }
        for county in &state.workspace.plan.counties {
            if all.iter().any(|visit| visit.county.as_ref() == Some(&county.adcode)) {
                let short = names::county_short(county, state.lang);
                let chosen = state.county.as_ref() == Some(&county.adcode);
                if chip(ui, &short, chosen).clicked() {
                    outbox.send(Command::SelectCounty(Some(county.adcode.clone())));
                }
            }
        }
    });
    ui.advance_cursor_after_rect(inner.min_rect());
    ui.add_space(10.0);
}

fn chip(ui: &mut Ui, text: &str, chosen: bool) -> egui::Response {
    let ink = theme::colour(ui, if chosen { Token::Ink } else { Token::Muted });
    let font = theme::font(theme::SMALL, chosen);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
    let size = vec2(galley.size().x + 16.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let response = widgets::named(ui, response, chosen, Role::RadioButton, || text.to_owned());
    let soft = theme::faded(ui, Token::Ink, 0.04);
    ui.painter().rect_filled(rect, theme::ROUNDING, soft);
    widgets::ground(ui, rect, &response, chosen);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response
}

fn empty(ui: &mut Ui, state: &State) {
    let place = ui.available_rect_before_wrap().shrink2(vec2(PAD, 12.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
    let words = theme::small(&inner, state.lang.get("ui.work_list_empty"));
    inner.add(egui::Label::new(words).wrap());
}

fn line(ui: &mut Ui, state: &State, visit: &Visit, outbox: &mut Outbox) {
    let selected = state.site.as_ref() == Some(&visit.site);
    let name = names::site(state, &visit.site);
    let (rect, response) =
        widgets::row(ui, ROW, selected, Role::ListItem, || format!("{} {name} {}", visit.site, visit.state));
    if response.clicked() {
        outbox.send(Command::SelectSite(Some(visit.site.clone())));
    }
    let y = rect.top() + 14.0;
    let paint = Paint::solid(if visit.done { Token::Done } else { Token::Overdue });
    let at = pos2(rect.left() + PAD + 6.0, rect.center().y);
    let shape = symbol::site(visit.symbol, paint, visit.done, widgets::point(at), 16.0);
    widgets::primitives(ui, &shape);
    let left = rect.left() + PAD + 24.0;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);
    let end = pos2(rect.right() - PAD, y);
    let width = text_at(ui, end, Align::Max, &visit.state, small.clone(), muted);
    let room = rect.right() - PAD - width - 8.0 - left;
    let galley = widgets::elided(ui, &name, theme::font(theme::BODY, selected), ink, room);
    ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, ink);
    let county = visit.county.as_ref().map(|county| names::county(state, county));
    let under = [Some(visit.site.0.clone()), county].into_iter().flatten();
    let under = under.collect::<Vec<_>>().join(" · ");
    text_at(ui, pos2(left, rect.top() + 31.0), Align::Min, &under, small, muted);
    if let Some(light) = visit.light {
        widgets::light(ui, light, pos2(rect.right() - PAD - 5.0, rect.top() + 31.0), 10.0);
    }
}

fn visits(ui: &Ui, state: &State) -> Arc<Vec<Visit>> {
    let id = Id::unique("visits");
    if let Some(kept) = ui.data(|data| data.get_temp::<Kept>(id))
        && Arc::ptr_eq(&kept.missing, &state.missing)
        && kept.lang == state.lang
    {
        return kept.visits;
    }
    let visits = Arc::new(collect(state));
    let kept = Kept { missing: Arc::clone(&state.missing), lang: state.lang, visits: Arc::clone(&visits) };
    ui.data_mut(|data| data.insert_temp(id, kept));
    visits
}

/// Sites of the kinds that the task counts, all where it counts none: those that its worst
/// milestones miss first, then by the order of their work.
fn collect(state: &State) -> Vec<Visit> {
    let task = state.task.and_then(|task| state.workspace.plan.task(task));
    let counted: Vec<&str> = task
        .iter()
        .flat_map(|task| &task.milestones)
        .flat_map(|milestone| &milestone.targets)
        .filter_map(|target| target.over_sites())
        .map(|measure| measure.kind.as_str())
        .collect();
    let wanted = |site: &&Site| counted.is_empty() || counted.contains(&site.kind.as_str());
    let mut visits: Vec<Visit> = state
        .workspace
        .register
        .sites()
        .iter()
        .filter(wanted)
        .filter_map(|site| visit(state, site))
        .collect();
    let pressing = |visit: &Visit| visit.light.map_or(u8::MAX, Light::rank);
    visits.sort_by(|a, b| {
        let key = |visit: &Visit| (pressing(visit), visit.done, visit.step);
        key(a).cmp(&key(b)).then_with(|| a.site.cmp(&b.site))
    });
    visits
}

fn visit(state: &State, site: &Site) -> Option<Visit> {
    let now = state.workspace.history.fold(site, state.as_of)?;
    let kind = state.workspace.kinds.get(&site.kind)?;
    Some(Visit {
        site: site.id.clone(),
        county: site.county.clone(),
        symbol: kind.symbol_of(&now.fields),
        done: kind.is_done(now.state),
        state: kind.state_words(now.state, state.lang).to_owned(),
        light: state.missing.get(&site.id).copied(),
        step: kind.step(now.state).unwrap_or(0),
    })
}
