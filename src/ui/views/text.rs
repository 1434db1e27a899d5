//! 原文: the plan's own words, action by action, with the sentence of the chosen milestone marked.

mod passage;

use egui::accesskit::Role;
use egui::{Align, Frame, Id, Label, Margin, Rect, ScrollArea, Ui, pos2};

use super::{PAD, bring_into_view, edge, heading, newly};
use crate::app::{Command, Outbox, State};
use crate::plan::{Action, Task, places};
use crate::scene::{Icon, Token};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, roll_up, theme};

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let plan = &state.workspace.plan;
    let words = state.views.words.trim();
    let found: usize = plan.tasks.iter().map(|task| hits(task, words)).sum();
    let remark = if words.is_empty() {
        lang.fill("ui.text_total", &[("n", &plan.tasks.len().to_string())])
    } else {
        lang.fill("ui.text_found", &[("n", &found.to_string())])
    };
    heading(ui, lang.get("ui.plan_text"), &remark);
    let contents = tools(ui, state, outbox);
    let come = newly(ui, "text", &Some((state.task, state.views.reading.clone())));
    let of_goal = state.views.reading.as_ref().is_some_and(|id| plan.goal(&id.0).is_some());
    // The contents keep their own place, so that one comes back to where one read.
    let salt = if contents { "contents" } else { "text" };
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
        if words.is_empty() && !contents {
            let goal = title(ui, state);
            if let (Some(goal), true) = (goal, come) {
                bring_into_view(ui, goal);
            }
        }
        for action in &plan.actions {
            let tasks: Vec<&Task> = action
                .tasks
                .iter()
                .filter_map(|number| plan.task(*number))
                .filter(|task| words.is_empty() || hits(task, words) > 0)
                .collect();
            if !tasks.is_empty() {
                action_head(ui, state, action);
            }
            for task in tasks {
                let head = task_head(ui, state, task, outbox);
                if contents {
                    continue;
                }
                let chosen = state.task == Some(task.number);
                let sentence = passage::show(ui, state, task, outbox);
                if come && chosen && !of_goal {
                    match sentence {
                        Some(rect) => bring_into_view(ui, rect),
                        None => ui.scroll_to_rect(head, Some(Align::Min)),
                    }
                }
            }
        }
        if !words.is_empty() && found == 0 {
            Frame::new().inner_margin(Margin::symmetric(16, 16)).show(ui, |ui| {
                let words = lang.fill("ui.text_nothing", &[("words", words)]);
                ui.add(Label::new(theme::small(ui, words)).wrap());
            });
        }
        ui.add_space(16.0);
    });
}

/// How often the words stand in a task: its text and its lines of duty.
fn hits(task: &Task, words: &str) -> usize {
    passage::lines(task).map(|line| places(line, words).len()).sum()
}

/// The field to look for words, and the switch between text and contents. Tells whether contents
/// are shown.
fn tools(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> bool {
    let lang = state.lang;
    let id = Id::unique("text_contents");
    let mut contents = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let margin = Margin { left: 16, right: 16, top: 0, bottom: 8 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.horizontal(|ui| {
            let words = [lang.get("ui.text_whole"), lang.get("ui.text_contents")];
            if let Some(at) = widgets::segmented(ui, "contents", &words, usize::from(contents), true) {
                contents = at == 1;
            }
            let mut words = state.views.words.clone();
            let (name, hint) = (lang.get("ui.text_words"), lang.get("ui.text_words_hint"));
            if widgets::text_field(ui, &mut words, name, hint).changed() {
                outbox.send(Command::SetWords(words));
            }
        });
    });
    // A click in the contents goes to the text.
    let task = state.task;
    if contents && newly(ui, "contents", &task) && ui.data(|d| d.get_temp::<bool>(id)) == Some(true) {
        contents = false;
    }
    if !contents {
        newly(ui, "contents", &task);
    }
    ui.data_mut(|data| data.insert_temp(id, contents));
    contents
}

/// The plan's title, and its goals in its own words; tells where the goal is that is read.
fn title(ui: &mut Ui, state: &State) -> Option<Rect> {
    let plan = &state.workspace.plan;
    let mut place = None;
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 4, bottom: 4 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add(Label::new(theme::head(plan.title.get(state.lang))).wrap());
        let issued = state.lang.fill("ui.text_issued", &[("date", &plan.start.to_string())]);
        ui.label(theme::small(ui, issued));
        if !plan.goals.is_empty() {
            ui.add_space(6.0);
            ui.label(theme::strong(state.lang.get("ui.goals")));
            for goal in &plan.goals {
                let read = state.views.reading.as_ref().is_some_and(|id| id.0 == goal.id);
                let words = theme::small(ui, &goal.source);
                let words = if read {
                    let ground = theme::faded(ui, Token::Accent, 0.16);
                    words.color(theme::colour(ui, Token::Ink)).background_color(ground)
                } else {
                    words
                };
                let rect = ui.add(Label::new(words).wrap()).rect;
                place = place.or(read.then_some(rect));
            }
        }
    });
    place
}

fn action_head(ui: &mut Ui, state: &State, action: &Action) {
    let accent = theme::colour(ui, Token::Accent);
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 4 }).show(ui, |ui| {
        let name = format!("{} {}", action.label, action.name.get(state.lang));
        ui.add(Label::new(theme::strong(name).color(accent)).wrap());
    });
}

/// Number, light and title of a task: a click chooses it.
fn task_head(ui: &mut Ui, state: &State, task: &Task, outbox: &mut Outbox) -> Rect {
    let lang = state.lang;
    let selected = state.task == Some(task.number);
    let light = roll_up::task_light(state, task.number);
    let name = names::task(state, task.number);
    let ink = theme::colour(ui, Token::Ink);
    let room = ui.available_width() - 2.0 * PAD - 52.0;
    let title = widgets::lines(ui, &name, theme::font(theme::BODY, true), ink, room, 2);
    let height = (title.size().y + 10.0).max(30.0);
    let spoken = || format!("{} {name} {}", task.number, light.word(lang));
    let (rect, response) = widgets::row(ui, height, selected, Role::Button, spoken);
    if response.clicked() {
        outbox.send(Command::SelectTask(Some(task.number)));
    }
    if ui.is_rect_visible(rect) {
        if selected {
            edge(ui, rect);
        }
        let y = rect.center().y;
        let muted = theme::colour(ui, Token::Muted);
        let at = pos2(rect.left() + PAD + 18.0, y);
        let small = theme::font(theme::SMALL, false);
        text_at(ui, at, Align::Max, &task.number.to_string(), small, muted);
        widgets::light(ui, light, pos2(rect.left() + PAD + 32.0, y), 11.0);
        let at = pos2(rect.left() + PAD + 46.0, y - title.size().y / 2.0);
        ui.painter().galley(at, title, ink);
        if !selected {
            widgets::icon(ui, Icon::ChevronRight, pos2(rect.right() - PAD, y), 10.0, Token::Muted);
        }
    }
    rect
}
