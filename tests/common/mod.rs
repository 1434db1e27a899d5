//! The window without a display: a person's hands and eyes for tests.

#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, HarnessBuilder, Node, SnapshotOptions};
use guatu::app::{App, Command, Start, State};
use guatu::geom::LonLat;
use guatu::plan::{Adcode, TaskNo};
use guatu::scene::Theme;
use guatu::site::SiteId;
use guatu::status::Cell;
use guatu::text::Lang;
use jiff::ZonedDateTime;

/// 滑县
pub(crate) const HUA: &str = "410526";

/// Pixels that may differ from a picture: edges that another build of the adapter rounds otherwise.
const MOST_PIXELS_OFF: usize = 200;

/// The morning on which every test looks at the window.
fn this_morning() -> ZonedDateTime {
    "2026-11-24T09:00:00+08:00[Asia/Shanghai]".parse().expect("a moment")
}

/// A file in the air.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// An open window on the built-in workspace, with a folder of its own for marks and files.
pub(crate) struct Window {
    harness: Harness<'static, App>,
    folder: tempfile::TempDir,
}

impl Window {
    /// In Chinese, light, 1440 × 900; the card of the first start is closed.
    pub(crate) fn open() -> Self {
        Self::open_as(Lang::Zh, Theme::Light, [1440.0, 900.0], vec![Command::DismissWelcome])
    }

    /// As it opens on a day on which there is still much to do.
    pub(crate) fn open_in_autumn_2024() -> Self {
        let day = Command::SetDate(jiff::civil::date(2024, 9, 30));
        Self::open_as(Lang::Zh, Theme::Light, [1440.0, 900.0], vec![Command::DismissWelcome, day])
    }

    /// In any language, theme and size, after some commands.
    pub(crate) fn open_as(lang: Lang, theme: Theme, size: [f32; 2], commands: Vec<Command>) -> Self {
        Self::open_with(Harness::builder(), lang, theme, size, commands)
    }

    /// On a folder.
    pub(crate) fn open_folder(folder: &Path) -> Self {
        let start = Start { folder: Some(folder.to_owned()), ..Start::new() };
        Self::open_start(Harness::builder(), [1440.0, 900.0], start)
    }

    /// The same with a graphics adapter, the software one where there is one, so that it can be
    /// compared with a picture.
    pub(crate) fn open_drawn(lang: Lang, theme: Theme, size: [f32; 2], commands: Vec<Command>) -> Self {
        Self::open_with(Harness::builder().wgpu(), lang, theme, size, commands)
    }

    fn open_with(
        builder: HarnessBuilder<App>,
        lang: Lang,
        theme: Theme,
        size: [f32; 2],
        commands: Vec<Command>,
    ) -> Self {
        Self::open_start(builder, size, Start { lang, theme, commands, ..Start::new() })
    }

    fn open_start(builder: HarnessBuilder<App>, size: [f32; 2], start: Start) -> Self {
        let mut window = Self::begin(builder, size, start, None);
        window.wait_for("the workspace", |app| app.state().is_some());
        window.look();
        window
    }

    /// A window that reads its workspace.
    fn begin(
        builder: HarnessBuilder<App>,
        size: [f32; 2],
        start: Start,
        folder: Option<tempfile::TempDir>,
    ) -> Self {
        let folder = folder.unwrap_or_else(|| tempfile::tempdir().expect("a folder"));
        let own_folder = folder.path().join("own");
        let start = Start { own_folder, now: this_morning, ..start };
        // Two popups that change their size at once take six frames to come to rest.
        let harness = builder
            .with_max_steps(8)
            .with_size(size)
            .build_eframe(move |context| App::new(start).attached(context));
        Self { harness, folder }
    }

    /// On a folder that cannot be opened.
    pub(crate) fn open_broken(folder: &Path) -> Self {
        let start = Start { folder: Some(folder.to_owned()), ..Start::new() };
        let mut window = Self::begin(Harness::builder(), [1440.0, 900.0], start, None);
        window.wait_for("what is wrong", App::is_broken);
        window.look();
        window
    }

    /// Another window in the same place, after this one is closed.
    pub(crate) fn open_again(self) -> Self {
        let Self { harness, folder } = self;
        drop(harness);
        let mut window = Self::begin(Harness::builder(), [1440.0, 900.0], Start::new(), Some(folder));
        window.wait_for("the workspace", |app| app.state().is_some());
        window.look();
        window
    }

    /// Holds the window against the picture `tests/pictures/<name>.png`.
    pub(crate) fn compare(&mut self, name: &str) {
        let options = SnapshotOptions::new()
            .output_path("tests/pictures")
            .threshold(1.0)
            .max_failed_pixels(MOST_PIXELS_OFF);
        self.harness.snapshot_options(name, &options);
    }

    /// What the window knows.
    pub(crate) fn state(&self) -> &State {
        self.harness.state().state().expect("an open workspace")
    }

    /// A folder for files that a test writes.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file in that folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Draws frames until the window is at rest; a window that never rests fails here.
    pub(crate) fn look(&mut self) {
        self.harness.run();
    }

    /// Draws frames while something works in the background.
    pub(crate) fn wait_for(&mut self, what: &str, mut done: impl FnMut(&App) -> bool) {
        let begun = Instant::now();
        while !done(self.harness.state()) {
            assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
    }

    /// Clicks what is called so.
    pub(crate) fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.look();
    }

    /// Clicks what begins work in the background, and waits for its end.
    pub(crate) fn click_and_wait(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run_steps(2);
        self.wait_for(name, |app| app.state().is_some_and(|state| state.working.is_none()));
        self.look();
    }

    /// Clicks the first thing whose name begins so.
    pub(crate) fn click_first(&mut self, beginning: &str) {
        self.named(beginning).next().unwrap_or_else(|| panic!("nothing is called {beginning}…")).click();
        self.look();
    }

    /// Points at what is called so, long enough for a tooltip.
    pub(crate) fn point_at(&mut self, name: &str) {
        self.harness.get_by_label(name).hover();
        self.harness.run_steps(4);
    }

    /// Points at a place of the window.
    pub(crate) fn point_at_place(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.look();
    }

    /// Clicks a place of the window.
    pub(crate) fn click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.run_steps(2);
        self.harness.drag_at(at);
        self.harness.run_steps(1);
        self.harness.drop_at(at);
        self.look();
    }

    /// Clicks a place of the window twice, faster than frames follow each other here.
    pub(crate) fn double_click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.run_steps(2);
        let button = |pressed| egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.input_mut().events.extend([true, false, true, false].map(button));
        self.look();
    }

    /// Drags the map and lets go of it while the hand still moves.
    pub(crate) fn fling(&mut self, from: Pos2, to: Pos2) {
        self.harness.drag_at(from);
        self.harness.run_steps(1);
        self.harness.hover_at(to);
        self.harness.run_steps(1);
        self.harness.drop_at(to);
        self.rest();
    }

    /// Drags from one place of the window to another.
    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.drag_at(from);
        self.harness.run_steps(1);
        self.harness.hover_at(to);
        self.harness.run_steps(1);
        self.harness.drop_at(to);
        self.look();
    }

    /// Where something is.
    pub(crate) fn place(&self, name: &str) -> egui::Rect {
        self.harness.get_by_label(name).rect()
    }

    /// Where a county's name stands on the map.
    pub(crate) fn county_on_map(&self, adcode: &str) -> Pos2 {
        let county = self.state().workspace.counties.iter().find(|county| county.adcode.0 == adcode);
        let label = county.expect("a county").label;
        self.harness.state().point_on_screen(label).expect("a drawn map")
    }

    /// Where a place is on the map.
    pub(crate) fn on_map(&self, at: LonLat) -> Pos2 {
        self.harness.state().point_on_screen(at).expect("a drawn map")
    }

    /// The place at a point of the map.
    pub(crate) fn place_at(&mut self, at: Pos2) -> LonLat {
        self.point_at_place(at);
        self.state().cursor.expect("a place")
    }

    /// The middle of the map, once the pointer may be anywhere.
    pub(crate) fn middle_of_map(&self) -> Pos2 {
        let in_view = self.state().in_view.expect("a drawn map");
        self.on_map(in_view.low).lerp(self.on_map(in_view.high), 0.5)
    }

    /// The map's zoom level.
    pub(crate) fn zoom(&self) -> f64 {
        self.harness.state().zoom()
    }

    /// Brings a place to the middle of the map.
    pub(crate) fn go_to(&mut self, at: LonLat, zoom: f64) {
        self.send(Command::GoTo(at, zoom));
    }

    /// Turns the wheel over a place of the window: forward is closer.
    pub(crate) fn wheel(&mut self, at: Pos2, notches: f32) {
        self.harness.hover_at(at);
        self.harness.run_steps(1);
        self.harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, notches),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.rest();
    }

    /// Does what a panel asks for.
    pub(crate) fn send(&mut self, command: Command) {
        self.harness.state_mut().send(command);
        self.look();
    }

    /// Does what a panel asks for while the timeline plays, when the window is not at rest.
    pub(crate) fn send_frames(&mut self, command: Command) {
        self.harness.state_mut().send(command);
        self.harness.run_steps(3);
    }

    /// Does what begins work in the background, and waits for its end.
    pub(crate) fn send_and_wait(&mut self, command: Command) {
        self.harness.state_mut().send(command);
        self.harness.run_steps(2);
        self.wait_for("the end", |app| app.state().is_some_and(|state| state.working.is_none()));
        self.look();
    }

    /// Does several things before the next frame is drawn, and waits for the end.
    pub(crate) fn send_together_and_wait(&mut self, commands: impl IntoIterator<Item = Command>) {
        commands.into_iter().for_each(|command| self.harness.state_mut().send(command));
        self.wait_for_work();
    }

    /// Draws one frame.
    pub(crate) fn frame(&mut self) {
        self.harness.step();
    }

    /// Presses the key that lets the timeline play.
    pub(crate) fn start_playing(&mut self) {
        self.harness.key_press(Key::Space);
        self.harness.run_steps(1);
        assert!(self.state().playing);
    }

    /// Clicks what opens a workspace.
    pub(crate) fn click_and_wait_for_workspace(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run_steps(2);
        self.wait_for(name, |app| app.state().is_some());
        self.look();
    }

    /// Presses the key that opens a workspace.
    pub(crate) fn press_and_wait_for_workspace(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run_steps(2);
        self.wait_for("the workspace", |app| app.state().is_some());
        self.look();
    }

    /// Waits until what is moving has come to rest.
    pub(crate) fn rest(&mut self) {
        self.harness.run_steps(30);
        self.look();
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.look();
    }

    /// Presses a key with Ctrl.
    pub(crate) fn press_ctrl(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.look();
    }

    /// Presses a key with Ctrl and Shift.
    pub(crate) fn press_ctrl_shift(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, key);
        self.look();
    }

    /// Presses a key with Shift.
    pub(crate) fn press_shift(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::SHIFT, key);
        self.look();
    }

    /// Types into what has the focus.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.look();
    }

    /// Types into a field.
    pub(crate) fn write(&mut self, field: &str, text: &str) {
        self.harness.get_by_role_and_label(Role::TextInput, field).focus();
        self.look();
        self.type_text(text);
    }

    /// Clicks what puts text on the clipboard, and reads it there.
    pub(crate) fn click_and_copy(&mut self, name: &str) -> String {
        self.harness.get_by_label(name).click();
        for _ in 0..8 {
            self.harness.step();
            let mut commands = self.harness.output().platform_output.commands.iter();
            let copied = commands.find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(text) = copied {
                self.look();
                return text;
            }
        }
        panic!("{name} puts no text on the clipboard");
    }

    /// Drops a file onto the window.
    pub(crate) fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
        self.look();
    }

    /// Drops a file that the window works on for a while.
    pub(crate) fn drop_and_wait(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
        self.wait_for_work();
    }

    /// Presses a key that begins long work.
    pub(crate) fn press_and_wait(&mut self, key: Key) {
        self.harness.key_press(key);
        self.wait_for_work();
    }

    fn wait_for_work(&mut self) {
        self.harness.run_steps(2);
        self.wait_for("the work", |app| app.state().is_some_and(|state| state.working.is_none()));
        self.look();
    }

    /// Whether something visible is called so.
    pub(crate) fn sees(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether something visible has these words in its name.
    pub(crate) fn sees_words(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Whether something can be clicked now.
    pub(crate) fn is_enabled(&self, name: &str) -> bool {
        !self.harness.get_by_label(name).accesskit_node().is_disabled()
    }

    /// The cell of a task in a county.
    pub(crate) fn cell(&self, task: u16, adcode: &str) -> &Cell {
        let adcode = Adcode(adcode.to_owned());
        let cells = &self.state().status.cells;
        cells.iter().find(|cell| cell.task == TaskNo(task) && cell.adcode == adcode).expect("a cell")
    }

    /// The state of a site on the day that is shown.
    pub(crate) fn site_state(&self, id: &str) -> String {
        let state = self.state();
        let site = state.workspace.register.get(&SiteId(id.to_owned())).expect("a site");
        state.workspace.history.fold(site, state.as_of).expect("a site in the register").state.to_owned()
    }

    fn named<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = Node<'a>> + 'a {
        let begins = move |node: &Node<'a>| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(beginning))
        };
        self.harness.query_all_by_label_contains(beginning).filter(begins)
    }
}
