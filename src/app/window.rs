//! The window: it draws the state, sends commands to `apply`, and carries effects out.

use eframe::{CreationContext, Frame};
use egui::{Context, Pos2, Ui};
use jiff::ZonedDateTime;

use super::blank::{self, Answer};
use super::dialogs::Dialogs;
use super::effect::{Effect, Effects};
use super::load::{self, Loading, Source};
use super::playback::Playback;
use super::worker::{Report, Worker};
use super::{
    Asking, Command, Form, Mode, Outbox, Screenshot, Start, State, WorkAsk, apply, drops, jobs, keys,
    pictures,
};
use crate::geom::LonLat;
use crate::map::{LiveMap, MapView};
use crate::scene::{FeatureRef, Theme};
use crate::text::{Bilingual, Lang};
use crate::ui;

/// Frames until everything in the window has found its place.
const FRAMES_TO_SETTLE: u8 = 6;

/// The window.
pub struct App {
    phase: Phase,
    map: LiveMap,
    worker: Worker,
    dialogs: Dialogs,
    playback: Playback,
    loading: Loading,
    now: fn() -> ZonedDateTime,
    /// Carried out once there is a state.
    waiting: Vec<Command>,
    on_first_frame: Option<Box<dyn FnOnce() + Send>>,
    screenshot: Option<Screenshot>,
    frames: u8,
}

enum Phase {
    Loading,
    Open(Box<State>),
    Broken(Bilingual),
}

impl App {
    /// Begins to read the workspace; the window may come later.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let loading = Loading {
            source: start.folder.map_or(Source::Own, Source::Folder),
            own_folder: start.own_folder,
            today: (start.now)().date(),
            lang: start.lang,
            theme: start.theme,
        };
        let worker = Worker::new();
        let job = loading.clone();
        worker.start(move || Report::Opened(job.run()));
        Self {
            phase: Phase::Loading,
            map: LiveMap::default(),
            worker,
            dialogs: Dialogs::default(),
            playback: Playback::default(),
            loading,
            now: start.now,
            waiting: start.commands,
            on_first_frame: start.on_first_frame,
            screenshot: start.screenshot,
            frames: 0,
        }
    }

    /// Attaches the window.
    #[must_use]
    pub fn attached(self, context: &CreationContext<'_>) -> Self {
        ui::install(&context.egui_ctx, self.theme());
        self.worker.attach(&context.egui_ctx);
        if context.wgpu_render_state.is_some() {
            walkers::install_renderer(context.wgpu_render_state.as_ref());
        }
        self
    }

    /// What the window knows, once a workspace is open.
    #[must_use]
    pub fn state(&self) -> Option<&State> {
        match &self.phase {
            Phase::Open(state) => Some(state),
            Phase::Loading | Phase::Broken(_) => None,
        }
    }

    /// Whether the workspace could not be opened.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        matches!(self.phase, Phase::Broken(_))
    }

    /// Carries a command out with the next frame, as if a panel had sent it.
    pub fn send(&mut self, command: Command) {
        self.waiting.push(command);
    }

    /// Where a place is on the screen, once the map was drawn.
    #[must_use]
    pub fn point_on_screen(&self, at: LonLat) -> Option<Pos2> {
        self.map.point_on_screen(at)
    }

    /// The map's zoom level: each is twice as close as the one before.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        self.map.zoom()
    }

    fn theme(&self) -> Theme {
        self.state().map_or(self.loading.theme, |state| state.theme)
    }

    fn lang(&self) -> Lang {
        self.state().map_or(self.loading.lang, |state| state.lang)
    }

    /// Takes in what background work has to report.
    fn receive(&mut self, ctx: &Context) {
        let mut effects = Effects::default();
        while let Some(report) = self.worker.next_report() {
            match (&mut self.phase, report) {
                (_, Report::Picture(image)) => self.hand_over(ctx, &image),
                (Phase::Open(state), report) => apply::receive(state, report, &mut effects),
                (phase, Report::Opened(Ok(state))) => *phase = Phase::Open(state),
                (phase, Report::Opened(Err(why))) => *phase = Phase::Broken(why),
                (_, Report::Chosen(Asking::Workspace, Some(folder))) => {
                    effects.push(Effect::Load(folder));
                }
                _ => {}
            }
        }
        if matches!(self.phase, Phase::Open(_)) {
            let waiting = std::mem::take(&mut self.waiting);
            self.apply(waiting, &mut effects);
        }
        self.carry_out(ctx, effects);
    }

    fn apply(&mut self, commands: Vec<Command>, effects: &mut Effects) -> bool {
        let Phase::Open(state) = &mut self.phase else {
            return false;
        };
        let any = !commands.is_empty();
        for command in commands {
            apply::apply(state, command, (self.now)().timestamp(), effects);
        }
        any
    }

    fn carry_out(&mut self, ctx: &Context, effects: Effects) {
        for effect in effects.0 {
            match effect {
                Effect::Camera(camera_move) => self.map.ask(camera_move),
                Effect::Ask { asking, title, suggested } => {
                    self.dialogs.ask(&self.worker, asking, title, suggested);
                }
                Effect::WritePage { page, path, dpi } => {
                    self.worker.start_long(move |pulse| load::write_page(&page, path, dpi, pulse));
                }
                Effect::Look { place, of, size, wanted } => {
                    self.worker.line_up(size, move || pictures::look(place, of, size, &wanted));
                }
                Effect::CopyEvidence { place, hash, path } => {
                    self.worker.start_and_finish(move || load::copy_evidence(&place, &hash, path));
                }
                Effect::LookInto(paths) => {
                    self.worker.start_long(move |pulse| jobs::look_into(paths, pulse));
                }
                Effect::Merge(merge) => self.worker.start_long(move |pulse| merge.run(pulse)),
                Effect::Pack { place, request } => {
                    self.worker.start_long(move |pulse| jobs::pack(&place, request, pulse));
                }
                Effect::Verify { place, all, now } => {
                    self.worker.start_long(move |pulse| jobs::verify(&place, all, now, pulse));
                }
                Effect::Stop => self.worker.stop(),
                Effect::Reopen(folder) => {
                    let job = self.loading(Source::Folder(folder));
                    self.worker.start(move || Report::Reopened(job.run()));
                }
                Effect::Copy(text) => ctx.copy_text(text),
                Effect::Load(folder) => self.load(Source::Folder(folder)),
                Effect::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            }
        }
    }

    fn loading(&self, source: Source) -> Loading {
        Loading { source, lang: self.lang(), theme: self.theme(), ..self.loading.clone() }
    }

    fn load(&mut self, source: Source) {
        let job = self.loading(source);
        if !matches!(self.phase, Phase::Open(_)) {
            self.phase = Phase::Loading;
        }
        self.worker.start(move || Report::Opened(job.run()));
    }

    fn draw(&mut self, ui: &mut Ui) -> Outbox {
        let mut outbox = Outbox::default();
        let (lang, theme) = (self.lang(), self.theme());
        let map = &mut self.map;
        match &self.phase {
            Phase::Loading => blank::loading(ui, lang, theme),
            Phase::Broken(why) => match blank::broken(ui, why, lang, theme) {
                Some(Answer::Choose) => {
                    let title = lang.get("app.dialog_open_title").to_owned();
                    self.dialogs.ask(&self.worker, Asking::Workspace, title, String::new());
                }
                Some(Answer::Open(folder)) => self.load(Source::Folder(folder)),
                Some(Answer::OpenBuiltIn) => self.load(Source::BuiltIn),
                None => {}
            },
            Phase::Open(state) => {
                keys::read(ui.ctx(), state, &mut outbox);
                drops::read(ui.ctx(), state, &mut outbox);
                ui::window(ui, state, &mut outbox, &mut |ui, state, outbox| {
                    show_map(map, ui, state, outbox);
                });
            }
        }
        outbox
    }

    /// The playing timeline and midnight.
    fn tick(&mut self, ctx: &Context) {
        let Phase::Open(state) = &mut self.phase else {
            return;
        };
        let today = (self.now)().date();
        if today != state.today {
            apply::new_day(state, today);
        }
        if self.playback.due(ctx, state.playing) {
            apply::advance(state);
            ctx.request_repaint();
        }
    }

    /// Counts frames for those who measure the start or want a picture.
    fn count(&mut self, ctx: &Context) {
        if self.frames == 1
            && let Some(tell) = self.on_first_frame.take()
        {
            tell();
        }
        let settled = self.frames == FRAMES_TO_SETTLE;
        let waits_for_picture = self.screenshot.is_some() && self.state().is_some();
        if waits_for_picture && self.state().is_some_and(|state| state.pictures.are_coming()) {
            return ctx.request_repaint();
        }
        if self.on_first_frame.is_some() || (waits_for_picture && self.frames < FRAMES_TO_SETTLE) {
            self.frames += 1;
            ctx.request_repaint();
        } else if waits_for_picture && settled {
            self.frames += 1;
            let post = self.worker.post();
            ctx.request_screenshot(move |image| post.send(Report::Picture(image)));
        }
    }

    fn hand_over(&mut self, ctx: &Context, image: &egui::ColorImage) {
        if let Some(take) = self.screenshot.take() {
            let [width, height] = image.size.map(|pixels| u32::try_from(pixels).unwrap_or(0));
            take(width, height, image.as_raw());
        }
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut Frame) {
        self.receive(ctx);
        self.tick(ctx);
        self.count(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut Frame) {
        let outbox = self.draw(ui);
        let mut effects = Effects::default();
        if self.apply(outbox.0, &mut effects) {
            ui.request_repaint();
        }
        self.carry_out(&ui.ctx().clone(), effects);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self) {
        self.worker.finish();
    }
}

/// Draws the map and sends what a person did on it.
fn show_map(map: &mut LiveMap, ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let county = state.county.clone().map(FeatureRef::County);
    let site = state.site.clone().map(FeatureRef::Site);
    let inspecting = state.mode == Mode::Inspect;
    let round = state.work.round.as_ref().filter(|_| inspecting);
    let round = round.map(|round| {
        let stops: Vec<LonLat> = round.stops.iter().map(|(_, at, _)| *at).collect();
        (round.from, stops)
    });
    let answer = map.show(
        ui,
        MapView {
            content: &state.content,
            revision: state.content_revision,
            theme: state.theme,
            chosen: [county.as_ref(), site.as_ref()],
            hovered: state.hovered.as_ref(),
            placing: state.placing(),
            here: state.work.here.filter(|_| inspecting),
            aiming: state.work.placing,
            round: round.as_ref().map(|(from, stops)| (*from, stops.as_slice())),
            name: state.lang.get("app.map"),
        },
    );
    if answer.pointer != state.cursor || answer.over != state.hovered {
        outbox.send(Command::Pointer { at: answer.pointer, over: answer.over });
    }
    if answer.in_view.is_some() && answer.in_view != state.in_view {
        outbox.0.extend(answer.in_view.map(Command::MapMoved));
    }
    if state.work.placing {
        if answer.clicked.is_some() {
            outbox.0.extend(answer.pointer.map(|at| Command::Work(WorkAsk::Here(Some(at)))));
        }
        return;
    }
    if state.placing().is_some() {
        if answer.clicked.is_some() {
            outbox.0.extend(answer.pointer.map(|at| Command::OpenForm(Some(Form::Add(Some(at))))));
        }
        return;
    }
    match answer.clicked {
        Some(Some(FeatureRef::Site(site))) => outbox.send(Command::SelectSite(Some(site))),
        Some(Some(FeatureRef::County(county))) => {
            outbox.send(Command::SelectCounty(Some(county)));
        }
        Some(None) => outbox.send(Command::SelectCounty(None)),
        None => {}
    }
}
