//! The one place that changes the state.

mod acts;
mod conflicts;
mod desk;
mod evidence;
mod exchange;
mod inspect;
mod register;
mod time;

use std::sync::Arc;

use jiff::Timestamp;

use super::effect::{Effect, Effects};
use super::worker::Report;
use super::{
    Act, Asking, Command, Dialog, Mode, Notice, Speed, State, UiCommand, View, derive, page, view, work_list,
};
use crate::ledger::AsOf;
use crate::map::CameraMove;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::scene::Theme;
use crate::site::SiteId;
use crate::status::{LateRow, late_table};
use crate::text::Lang;

use time::{play, set_as_of, step_date};

pub(super) use time::{advance, new_day};

/// Web map zoom at which the site of a conflict is shown.
const ZOOM_OF_A_SITE: f64 = 12.5;

/// Carries a command out. `now` is the moment written into marks.
pub(super) fn apply(state: &mut State, command: Command, now: Timestamp, effects: &mut Effects) {
    let on_page = !matches!(command, Command::Pointer { .. } | Command::MapMoved(_));
    act(state, command, now, effects);
    let explained = state.explanation.as_ref().map(|why| (why.task, &why.adcode));
    if explained != state.task.zip(state.county.as_ref()) {
        refresh_explanation(state);
    }
    view::follow_county(state);
    work_list::follow(state);
    if on_page {
        refresh_preview(state);
    }
}

fn act(state: &mut State, command: Command, now: Timestamp, effects: &mut Effects) {
    match command {
        Command::Ui(command) => ui(state, command, now, effects),
        Command::SelectTask(task) => select_task(state, task),
        Command::SelectCounty(county) => select_county(state, county),
        Command::SelectSite(site) => select_site(state, site),
        Command::SelectCell(task, county) => {
            select_task(state, Some(task));
            select_county(state, Some(county));
        }
        Command::SetDate(date) => {
            state.playing = false;
            set_as_of(state, AsOf { date, ..state.as_of });
        }
        Command::SetClock(clock) => set_as_of(state, AsOf { clock, ..state.as_of }),
        Command::SetMode(mode) => inspect::set_mode(state, mode),
        Command::Work(ask) => inspect::ask(state, ask, effects),
        Command::SetPart(part) => {
            state.views.part = part;
            view::refresh_bodies(state);
        }
        Command::SetLate(filter) => {
            state.views.late_filter = filter;
            view::refresh_late(state);
        }
        Command::SetWords(words) => state.views.words = words,
        Command::Read(milestone) => read(state, milestone),
        Command::GoTo(at, zoom) => effects.push(Effect::Camera(CameraMove::GoTo(at, zoom))),
        Command::Mark(request) => acts::run(state, &Act::Mark(request), now),
        Command::MarkAll(requests) => acts::mark_all(state, requests, now),
        Command::Report(request) => acts::run(state, &Act::Report(request), now),
        Command::Assign(request) => acts::run(state, &Act::Assign(request), now),
        Command::Add(request) => acts::run(state, &Act::Add(request), now),
        Command::Retire(request) => acts::run(state, &Act::Retire(request), now),
        Command::Look(of, size) => evidence::look(state, of, size, effects),
        Command::ShowEvidence(hash) => state.viewing = hash,
        Command::AskEvidenceCopy => evidence::ask_copy(state, effects),
        Command::CopyEvidence(hash, path) => evidence::copy(state, hash, path, effects),
        Command::Undo(event) => acts::undo(state, &[event], now),
        Command::SetRule(id) => acts::choose_rule(state, &id),
        Command::OpenForm(form) => state.form = form,
        Command::Explain(milestone) => state.explained = milestone,
        Command::Compare(period) => desk::compare(state, period),
        Command::SortMatrix(sort) => desk::matrix(state, |matrix| matrix.sort = sort),
        Command::FilterLight(light) => desk::matrix(state, |matrix| matrix.light = light),
        Command::FilterAction(action) => desk::matrix(state, |matrix| matrix.action = action),
        Command::SetPage(spec) => state.page = spec,
        Command::Snapshot(path) => page::write(state, path, effects),
        Command::Open(path) => exchange::open(state, path, effects),
        Command::ToggleLayer(layer) => toggle_layer(state, layer),
        Command::ShowLayers(layers) => show_layers(state, Some(layers)),
        Command::ToggleAction(number) => {
            if !state.open_actions.remove(&number) {
                state.open_actions.insert(number);
            }
        }
        Command::Pointer { at, over } => {
            state.cursor = at;
            state.hovered = over;
        }
        Command::MapMoved(in_view) => {
            state.in_view = Some(in_view);
            state.legend = derive::legend(state);
        }
        Command::Drop(paths) => exchange::dropped(state, paths, effects),
        Command::LookInto(path) => exchange::look_into(state, vec![path], effects),
        Command::Merge => exchange::merge(state, now, effects),
        Command::DraftPack(draft) => state.exchange.dialog = Some(Dialog::Pack(draft)),
        Command::AskPack => exchange::ask_where(state, effects),
        Command::Pack(path) => exchange::pack(state, path, effects),
        Command::CloseDialog => state.exchange.dialog = None,
        Command::StopWork => exchange::stop(state, effects),
        Command::ShowConflicts(site) => conflicts::show(state, site.as_ref()),
        Command::ChooseConflict(at) => conflicts::choose(state, at),
        Command::ChooseSide(side) => conflicts::choose_side(state, side),
        Command::GoToConflict(site) => {
            let at = state.workspace.register.get(&site).map(|site| site.point);
            conflicts::go_to_site(state, site);
            effects
                .push(Effect::Camera(at.map_or(CameraMove::Fit, |at| CameraMove::GoTo(at, ZOOM_OF_A_SITE))));
        }
        Command::Settle { side, note } => conflicts::settle(state, side, note, now),
        Command::SetAuthor(author) => state.author = author,
        Command::DismissAsk => state.asking = None,
        Command::CloseMark => state.marking = false,
        Command::DismissNotice => state.notice = None,
        Command::DismissWelcome => state.show_welcome = false,
    }
}

/// Takes in what background work has to report.
pub(super) fn receive(state: &mut State, report: Report, effects: &mut Effects) {
    // How far work is, and a picture, change neither the list of sites nor the page.
    let in_passing = matches!(report, Report::Progress(_) | Report::Looked { .. } | Report::Picture(_));
    take_in(state, report, effects);
    if !in_passing {
        work_list::follow(state);
        refresh_preview(state);
    }
}

fn take_in(state: &mut State, report: Report, effects: &mut Effects) {
    match report {
        Report::Opened(Ok(opened)) => {
            adopt(state, *opened);
            effects.push(Effect::Camera(CameraMove::Fit));
        }
        Report::Opened(Err(words)) => {
            state.working = None;
            state.notice = Some(Notice::Problem(words.get(state.lang).to_owned()));
        }
        Report::PageWritten(path, outcome) => {
            state.working = None;
            let file = path.display().to_string();
            state.notice = Some(match outcome {
                Some(Ok(())) => Notice::Done(state.lang.fill("app.page_written", &[("file", &file)])),
                Some(Err(words)) => Notice::Problem(words.get(state.lang).to_owned()),
                None => Notice::Problem(state.lang.get("exchange.stopped").to_owned()),
            });
        }
        Report::Looked { place, of, size, look } => evidence::take_in(state, &place, of, size, look),
        Report::EvidenceCopied(path, outcome) => evidence::copied(state, &path, outcome),
        Report::Chosen(Asking::Evidence(hash), Some(path)) => evidence::copy(state, hash, path, effects),
        Report::Chosen(Asking::Page, Some(path)) => page::write(state, path, effects),
        Report::Progress(stage) => {
            if let Some(work) = &mut state.working {
                work.progress = Some(stage);
            }
        }
        Report::Lost => exchange::lost(state, effects),
        Report::Offered(found) => exchange::offered(state, found),
        Report::Merged(end) => exchange::merged(state, *end),
        Report::Packed(request, outcome) => exchange::packed(state, &request, *outcome),
        Report::Verified(outcome) => exchange::verified(state, *outcome),
        Report::Reopened(outcome) => exchange::reopened(state, outcome),
        Report::Chosen(Asking::Merge, Some(path)) => exchange::look_into(state, vec![path], effects),
        Report::Chosen(Asking::Pack, Some(path)) => exchange::pack(state, path, effects),
        Report::Chosen(Asking::Workspace, Some(path)) => exchange::open(state, path, effects),
        // Cancelled, or no dialog on this system: the path can be written by hand.
        Report::Chosen(asking, None) => state.asking = Some(asking),
        Report::DialogBusy => {
            let words = state.lang.get("app.dialog_open").to_owned();
            state.notice = Some(Notice::Problem(words));
        }
        Report::Picture(_) => {}
    }
}

fn ui(state: &mut State, command: UiCommand, now: Timestamp, effects: &mut Effects) {
    match command {
        UiCommand::Palette => state.show_palette = !state.show_palette,
        UiCommand::Help => state.show_help = !state.show_help,
        UiCommand::Quit => effects.push(Effect::Close),
        UiCommand::View(view) => show_view(state, view),
        UiCommand::CopyLate => copy_late(state, effects),
        UiCommand::Matrix => desk::show_matrix(state),
        UiCommand::PreviousCounty => desk::step_county(state, false),
        UiCommand::NextCounty => desk::step_county(state, true),
        UiCommand::Changes => desk::toggle_changes(state),
        UiCommand::Trial => desk::toggle_trial(state),
        UiCommand::Speed => {
            let at = Speed::ALL.iter().position(|speed| *speed == state.speed).unwrap_or_default();
            state.speed = Speed::ALL[(at + 1) % Speed::ALL.len()];
        }
        UiCommand::Add => register::toggle_add(state),
        UiCommand::Report => desk::open_report(state),
        UiCommand::Assign => desk::open_assign(state),
        UiCommand::Layers => state.show_layers = !state.show_layers,
        UiCommand::UsualLayers => show_layers(state, None),
        UiCommand::Fit => effects.push(Effect::Camera(CameraMove::Fit)),
        UiCommand::ZoomIn => effects.push(Effect::Camera(CameraMove::ZoomIn)),
        UiCommand::ZoomOut => effects.push(Effect::Camera(CameraMove::ZoomOut)),
        UiCommand::Mark if state.site.is_some() => state.marking = !state.marking,
        UiCommand::Mark => problem(state, "app.site_needed"),
        UiCommand::Undo => acts::undo_last(state, now),
        UiCommand::Redo => acts::redo(state, now),
        UiCommand::Snapshot => page::ask(state, effects),
        UiCommand::Open => effects.push(Effect::Ask {
            asking: Asking::Workspace,
            title: state.lang.get("app.dialog_open_title").to_owned(),
            suggested: String::new(),
        }),
        UiCommand::Merge => effects.push(Effect::Ask {
            asking: Asking::Merge,
            title: state.lang.get("exchange.merge_title").to_owned(),
            suggested: String::new(),
        }),
        UiCommand::Pack => exchange::ask_pack(state),
        UiCommand::Conflicts => conflicts::toggle(state),
        UiCommand::Verify => exchange::verify(state, now, effects),
        UiCommand::Reopen => exchange::reopen(state, effects),
        UiCommand::DateBack => step_date(state, false),
        UiCommand::DateForward => step_date(state, true),
        UiCommand::Play => play(state),
        UiCommand::Today => {
            state.playing = false;
            set_as_of(state, AsOf { date: state.today, ..state.as_of });
        }
        UiCommand::Here => inspect::toggle_here(state),
        UiCommand::NextSite => inspect::step_site(state, true),
        UiCommand::PreviousSite => inspect::step_site(state, false),
        UiCommand::TickSite => inspect::tick_site(state),
        UiCommand::Round => inspect::toggle_round(state),
        UiCommand::Batch => inspect::toggle_batch(state),
        UiCommand::PreviousTask => desk::step_task(state, false),
        UiCommand::NextTask => desk::step_task(state, true),
        UiCommand::Back => back(state),
        UiCommand::Language => {
            state.lang = match state.lang {
                Lang::Zh => Lang::En,
                Lang::En => Lang::Zh,
            };
            refresh_content(state);
        }
        UiCommand::Theme => {
            state.theme = match state.theme {
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::Light,
            };
        }
    }
}

fn select_task(state: &mut State, task: Option<TaskNo>) {
    if state.task == task {
        return;
    }
    state.task = task;
    state.layers = None;
    state.views.reading = None;
    leave_forms(state);
    let holds = |tasks: &[TaskNo]| task.is_some_and(|task| tasks.contains(&task));
    let action = state.workspace.plan.actions.iter().find(|a| holds(&a.tasks));
    state.open_actions.extend(action.map(|action| action.number));
    state.missing = Arc::new(derive::missing(state));
    refresh_content(state);
}

fn show_layers(state: &mut State, layers: Option<Vec<String>>) {
    state.layers = layers;
    refresh_content(state);
}

fn toggle_layer(state: &mut State, layer: String) {
    let mut layers = state.layers_shown();
    // A file of another name is shown with its kind's layer too.
    let kind = state.workspace.register.layers().find(|(name, _)| *name == layer);
    let kind = kind.and_then(|(_, sites)| state.workspace.kinds.get(&sites.first()?.kind));
    let shows = |name: &String| *name == layer || kind.is_some_and(|kind| kind.layer == *name);
    if layers.iter().any(shows) {
        layers.retain(|name| !shows(name));
    } else {
        layers.push(layer);
    }
    show_layers(state, Some(layers));
}

/// The views are those of 浏览.
fn show_view(state: &mut State, view: View) {
    state.view = view;
    inspect::set_mode(state, Mode::Browse);
}

/// Opens the plan's text at the sentence of a milestone or a goal.
fn read(state: &mut State, milestone: MilestoneId) {
    match state.workspace.plan.milestone(&milestone).map(|(task, _)| task.number) {
        Some(task) => select_task(state, Some(task)),
        None if state.workspace.plan.goal(&milestone.0).is_some() => {}
        None => return,
    }
    state.views.words.clear();
    state.views.reading = Some(milestone);
    show_view(state, View::Text);
}

/// Cells apart by tabs: so a table goes into a spreadsheet, and reads as text elsewhere.
fn copy_late(state: &mut State, effects: &mut Effects) {
    let rows: Vec<LateRow> = state.views.late_rows().cloned().collect();
    let table = late_table(&state.workspace.plan, &rows, state.lang);
    let lines: Vec<String> = table.iter().map(|line| line.join("\t")).collect();
    effects.push(Effect::Copy(lines.join("\n")));
    let n = rows.len().to_string();
    state.notice = Some(Notice::Done(state.lang.fill("app.late_copied", &[("n", &n)])));
}

fn select_county(state: &mut State, county: Option<Adcode>) {
    state.county = county;
    leave_forms(state);
}

/// What was open on the card of the choice before.
fn leave_forms(state: &mut State) {
    state.site = None;
    state.marking = false;
    state.viewing = None;
    state.form = None;
    state.explained = None;
}

fn select_site(state: &mut State, site: Option<SiteId>) {
    if let Some(record) = site.as_ref().and_then(|id| state.workspace.register.get(id)) {
        state.county.clone_from(&record.county);
    }
    // Its card lies over the form; what was being explained is there again when it is closed.
    if site.is_some() {
        state.form = None;
    }
    state.site = site;
    state.marking = false;
    state.viewing = None;
}

/// From what lies on top to what lies below: one step per key.
fn back(state: &mut State) {
    if state.show_palette {
        state.show_palette = false;
    } else if state.show_help {
        state.show_help = false;
    } else if state.asking.is_some() {
        state.asking = None;
    } else if state.viewing.is_some() {
        state.viewing = None;
    } else if state.exchange.dialog.is_some() {
        state.exchange.dialog = None;
    } else if state.exchange.showing {
        state.exchange.showing = false;
    } else if state.work.placing {
        state.work.placing = false;
    } else if state.marking {
        state.marking = false;
    } else if state.form.is_some() {
        state.form = None;
    } else if state.show_welcome {
        state.show_welcome = false;
    } else if state.site.is_some() {
        state.site = None;
    } else if state.explained.is_some() {
        state.explained = None;
    } else if state.county.is_some() {
        select_county(state, None);
    } else {
        select_task(state, None);
    }
}

/// Another workspace; language, theme, author and day stay.
fn adopt(state: &mut State, mut opened: State) {
    opened.lang = state.lang;
    opened.theme = state.theme;
    opened.mode = state.mode;
    opened.view = state.view;
    if opened.author.is_empty() {
        opened.author = std::mem::take(&mut state.author);
    }
    opened.show_welcome = false;
    opened.as_of = state.as_of;
    opened.acts = state.acts + 1;
    opened.in_view = state.in_view;
    opened.content_revision = state.content_revision + 1;
    let name = opened.workspace.name.clone();
    opened.notice = Some(Notice::Done(state.lang.fill("app.opened", &[("name", &name)])));
    *state = opened;
    refresh_status(state);
}

/// Whether other long work is under way; says so then.
pub(super) fn is_busy(state: &mut State) -> bool {
    exchange::is_busy(state)
}

/// Finds the conflicts of a ledger that was just read.
pub(super) fn find_conflicts(state: &mut State) {
    conflicts::refresh(state);
}

fn refresh_status(state: &mut State) {
    evidence::forget_failures(state);
    state.status = Arc::new(derive::status(&mut state.lights, &state.workspace, state.as_of));
    state.city = Arc::new(derive::city(&mut state.lights, &state.workspace, state.as_of));
    state.missing = Arc::new(derive::missing(state));
    state.matrix.tasks = derive::matrix_tasks(state);
    refresh_explanation(state);
    refresh_content(state);
    view::refresh(state);
}

fn refresh_content(state: &mut State) {
    let content = derive::content(state);
    if *state.content != content {
        state.content = Arc::new(content);
        state.content_revision += 1;
        state.legend = derive::legend(state);
    }
}

fn refresh_explanation(state: &mut State) {
    state.explanation = derive::explanation(state).map(Arc::new);
}

fn refresh_preview(state: &mut State) {
    state.preview = (state.mode == Mode::Briefing).then(|| page::preview(state));
}

fn problem(state: &mut State, key: &str) {
    state.notice = Some(Notice::Problem(state.lang.get(key).to_owned()));
}
