//! One task in the plan's own words: its text, who is bound, and a way to each milestone's sentence.

use std::ops::Range;

use egui::accesskit::Role;
use egui::text::{CCursor, LayoutJob};
use egui::{Frame, Margin, Rect, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use crate::app::{Command, Outbox, State};
use crate::plan::{Milestone, Task, places};
use crate::scene::Token;
use crate::status::Light;
use crate::ui::widgets;
use crate::ui::{roll_up, theme};

/// The lines of a task, in the plan's order: text, who leads, who cooperates, who is bound.
pub(super) fn lines(task: &Task) -> impl Iterator<Item = &str> {
    let cooperating = task.cooperating.iter().map(|duty| duty.source.as_str());
    let duties = std::iter::once(task.lead.source.as_str()).chain(cooperating);
    let duties = duties.chain([task.responsible.source.as_str()]);
    std::iter::once(task.body()).chain(duties).filter(|line| !line.is_empty())
}

/// Draws it; tells where the sentence is that is read.
pub(super) fn show(ui: &mut Ui, state: &State, task: &Task, outbox: &mut Outbox) -> Option<Rect> {
    let reading = state.views.reading.as_ref();
    let milestone = task.milestones.iter().find(|milestone| Some(&milestone.id) == reading);
    let before = task.text.len() - task.body().len();
    let sentence = milestone.and_then(|milestone| task.sentence(milestone));
    let sentence = sentence.and_then(|at| Some(at.start.checked_sub(before)?..at.end - before));
    let margin = Margin { left: 62, right: 16, top: 2, bottom: 8 };
    let shown = Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let mut place = None;
        for (i, line) in lines(task).enumerate() {
            let mark = sentence.clone().filter(|_| i == 0);
            place = text(ui, state, line, i > 0, mark).or(place);
        }
        if state.task == Some(task.number) {
            ui.add_space(4.0);
            for milestone in &task.milestones {
                let light = light(state, task, milestone);
                if milestone_line(ui, state, milestone, light).clicked() {
                    outbox.send(Command::Read(milestone.id.clone()));
                }
            }
        }
        place
    });
    shown.inner
}

/// Draws a line of the plan with the sentence that is read and the words that are looked for; tells
/// where the sentence is.
fn text(ui: &mut Ui, state: &State, line: &str, duty: bool, sentence: Option<Range<usize>>) -> Option<Rect> {
    let hits = places(line, &state.views.words);
    let job = marked(ui, line, duty, sentence.as_ref(), &hits);
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, line));
    let place = sentence.map(|at| {
        let char_at = |byte: usize| CCursor::new(line.get(..byte).map_or(0, |text| text.chars().count()));
        let (first, last) =
            (galley.pos_from_cursor(char_at(at.start)), galley.pos_from_cursor(char_at(at.end)));
        let rows = first.top().min(last.top())..=first.bottom().max(last.bottom());
        Rect::from_x_y_ranges(rect.x_range(), rows).translate(vec2(0.0, rect.top()))
    });
    ui.painter().galley(rect.min, galley, theme::colour(ui, Token::Ink));
    place
}

/// The line in pieces, each with the ground that it stands on.
fn marked(
    ui: &Ui,
    line: &str,
    duty: bool,
    sentence: Option<&Range<usize>>,
    hits: &[Range<usize>],
) -> LayoutJob {
    let ink = theme::colour(ui, if duty { Token::Muted } else { Token::Ink });
    let plain = TextFormat::simple(theme::font(if duty { theme::SMALL } else { theme::BODY }, false), ink);
    let mut cuts: Vec<usize> = vec![0, line.len()];
    cuts.extend(hits.iter().chain(sentence).flat_map(|range| [range.start, range.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let inside = |range: &Range<usize>| range.start <= *from && *to <= range.end;
        let mut format = plain.clone();
        if sentence.is_some_and(inside) {
            format.background = theme::faded(ui, Token::Accent, 0.16);
            format.font_id = theme::font(theme::BODY, true);
        }
        if hits.iter().any(inside) {
            format.background = theme::faded(ui, Token::Behind, 0.4);
        }
        job.append(line.get(*from..*to).unwrap_or_default(), 0.0, format);
    }
    job
}

/// The milestone's light in the chosen county, or in the city as a whole.
fn light(state: &State, task: &Task, milestone: &Milestone) -> Light {
    let county = state.county.as_ref();
    let now = roll_up::same(roll_up::milestones(state, task.number, county), &milestone.id);
    // Of a task that nobody was assigned no milestone is judged.
    now.map_or_else(|| roll_up::task_light(state, task.number), |now| now.light)
}

/// A milestone of the chosen task: a click marks its sentence.
fn milestone_line(ui: &mut Ui, state: &State, milestone: &Milestone, light: Light) -> egui::Response {
    let what = milestone.what.get(state.lang);
    let chosen = state.views.reading.as_ref() == Some(&milestone.id);
    let ink = theme::colour(ui, if chosen { Token::Ink } else { Token::Accent });
    let room = ui.available_width() - 22.0;
    let words = widgets::lines(ui, what, theme::font(theme::SMALL, chosen), ink, room, 2);
    let name = || format!("{} {what}", state.lang.get("ui.read_sentence"));
    let (rect, response) = widgets::row(ui, words.size().y + 6.0, chosen, Role::Button, name);
    widgets::light(ui, light, pos2(rect.left() + 8.0, rect.center().y), 10.0);
    ui.painter().galley(pos2(rect.left() + 22.0, rect.top() + 3.0), words, ink);
    response
}
