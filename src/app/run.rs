//! From the command line to a window.

use std::cell::RefCell;
use std::path::PathBuf;

use eframe::egui_wgpu::WgpuSetup;
use eframe::wgpu::Backends;
use jiff::ZonedDateTime;

use super::{App, Command};
use crate::scene::Theme;
use crate::text::{Lang, Say};

/// The window's first size and its smallest, in points.
const SIZE: [f32; 2] = [1440.0, 900.0];
const SMALLEST: [f32; 2] = [1024.0, 640.0];

/// How a window begins.
pub struct Start {
    /// The workspace; without one the user's copy of the built-in workspace, or that itself.
    pub folder: Option<PathBuf>,
    /// The language on screen.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// The window's size in points, where it is not 1440 × 900.
    pub size: Option<[f32; 2]>,
    /// Carried out once the workspace is open.
    pub commands: Vec<Command>,
    /// Takes the window's picture once the workspace is drawn; the window closes then.
    pub screenshot: Option<Screenshot>,
    /// Called once when the first frame is on the screen.
    pub on_first_frame: Option<Box<dyn FnOnce() + Send>>,
    /// Reads the clock; tests give a fixed one.
    pub now: fn() -> ZonedDateTime,
    /// Where the built-in workspace is copied to at the first mark.
    pub own_folder: PathBuf,
}

/// Gets a picture: pixels across, pixels down, and RGBA bytes row by row.
pub type Screenshot = Box<dyn FnOnce(u32, u32, &[u8]) + Send>;

impl Start {
    /// A window in Chinese, light, on the built-in workspace or the user's copy of it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            folder: None,
            lang: Lang::Zh,
            theme: Theme::Light,
            size: None,
            commands: Vec::new(),
            screenshot: None,
            on_first_frame: None,
            now: system_clock,
            own_folder: own_folder(),
        }
    }
}

impl Default for Start {
    fn default() -> Self {
        Self::new()
    }
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// No display, or it cannot be reached.
    #[error("no display")]
    NoDisplay,
    /// No graphics adapter, not even a software one.
    #[error("no graphics adapter: {0}")]
    NoAdapter(String),
    /// Something else of the window system.
    #[error("the window failed: {0}")]
    Window(String),
}

impl Say for AppError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoDisplay => lang.get("app.no_display").to_owned(),
            Self::NoAdapter(reason) => lang.fill("app.no_adapter", &[("reason", reason)]),
            Self::Window(reason) => lang.fill("app.window_failed", &[("reason", reason)]),
        }
    }
}

impl From<eframe::Error> for AppError {
    fn from(error: eframe::Error) -> Self {
        match error {
            eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => Self::NoDisplay,
            eframe::Error::Wgpu(reason) => Self::NoAdapter(one_line(&reason.to_string())),
            other => Self::Window(one_line(&other.to_string())),
        }
    }
}

/// Whether a display is named. Whether it can be reached shows when a window is opened.
#[must_use]
pub fn display_available() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(named)
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// Where there is no display or no graphics adapter.
pub fn run(start: Start) -> Result<(), AppError> {
    if !display_available() {
        return Err(AppError::NoDisplay);
    }
    let (size, title) = (start.size.unwrap_or(SIZE), start.lang.get("app.title").to_owned());
    // The workspace is read while the window comes up.
    let app = RefCell::new(Some(App::new(start)));
    let mut outcome = Ok(());
    for backends in to_try() {
        let create = |context: &eframe::CreationContext<'_>| {
            let app = app.take().ok_or("the window was made twice")?;
            Ok(Box::new(app.attached(context)) as Box<dyn eframe::App>)
        };
        outcome = eframe::run_native("guatu", options(&title, size, backends), Box::new(create));
        if app.borrow().is_none() || !matches!(outcome, Err(eframe::Error::Wgpu(_))) {
            break;
        }
    }
    outcome.map_err(AppError::from)
}

/// Vulkan, Metal or Direct3D; OpenGL only where none of them answers, because to ask for it costs a
/// tenth of a second at every start. `WGPU_BACKEND` names others.
fn to_try() -> Vec<Backends> {
    Backends::from_env().map_or_else(|| vec![Backends::PRIMARY, Backends::GL], |named| vec![named])
}

fn options(title: &str, size: [f32; 2], backends: Backends) -> eframe::NativeOptions {
    let smallest = [SMALLEST[0].min(size[0]), SMALLEST[1].min(size[1])];
    let mut options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("guatu")
            .with_title(title)
            .with_inner_size(size)
            .with_min_inner_size(smallest),
        centered: true,
        persist_window: false,
        // The bundled typeface covers all that the program writes, the same on every machine.
        system_font_fallback: false,
        // Flat colours need none, and a software adapter would pay for it at every pixel.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    if let WgpuSetup::CreateNew(setup) = &mut options.wgpu_options.wgpu_setup {
        setup.instance_descriptor.backends = backends;
    }
    options
}

/// Today and now on this machine.
#[expect(clippy::disallowed_methods, reason = "the window reads the clock for the rooms below")]
fn system_clock() -> ZonedDateTime {
    ZonedDateTime::now()
}

/// The user's data folder, as the system names it; the current folder where it names none.
fn own_folder() -> PathBuf {
    directories::ProjectDirs::from("", "", "guatu")
        .map_or_else(PathBuf::new, |dirs| dirs.data_dir().to_owned())
        .join("workspace")
}

/// A reason in one line, without the empty list that wgpu ends it with where it found nothing.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches(": {}").to_owned()
}
