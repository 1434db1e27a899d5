//! The main screens against pictures, drawn by Mesa's software adapter, which gives the same pixels
//! on any machine. Other adapters do not, so these tests run where `GUATU_REQUIRE_GPU=1` says that
//! the software adapter is there, and say so elsewhere.
//!
//! `GUATU_REQUIRE_GPU=1 UPDATE_SNAPSHOTS=1 cargo test --test pictures` takes new pictures: look at
//! them before they are committed.

mod common;

use common::{HUA, Window};
use guatu::app::{Command, Mode, UiCommand};
use guatu::plan::{Adcode, TaskNo};
use guatu::scene::Theme;
use guatu::site::SiteId;
use guatu::text::Lang;

#[expect(clippy::print_stderr, reason = "a test that compares nothing says so")]
fn compare(name: &str, lang: Lang, theme: Theme, size: [f32; 2], commands: Vec<Command>) {
    if std::env::var_os("GUATU_REQUIRE_GPU").is_none_or(|value| value != "1") {
        eprintln!("{name}: not compared, because GUATU_REQUIRE_GPU is not 1");
        return;
    }
    let mut all = vec![Command::DismissWelcome, Command::SetDate(jiff::civil::date(2024, 9, 30))];
    all.extend(commands);
    Window::open_drawn(lang, theme, size, all).compare(name);
}

const LARGE: [f32; 2] = [1440.0, 900.0];
const SMALL: [f32; 2] = [1280.0, 720.0];

#[test]
fn browse_a_county() {
    let county = Command::SelectCounty(Some(Adcode(HUA.to_owned())));
    compare("browse", Lang::Zh, Theme::Light, LARGE, vec![county]);
}

#[test]
fn browse_the_city_in_the_dark_and_in_english() {
    let task = Command::SelectTask(Some(TaskNo(20)));
    compare("browse_dark_english", Lang::En, Theme::Dark, SMALL, vec![task]);
}

#[test]
fn inspect_a_site() {
    let site = Command::SelectSite(Some(SiteId("AY-0012".to_owned())));
    compare("inspect", Lang::Zh, Theme::Light, SMALL, vec![Command::SetMode(Mode::Inspect), site]);
}

#[test]
fn brief_with_a_page() {
    compare("briefing", Lang::Zh, Theme::Light, SMALL, vec![Command::SetMode(Mode::Briefing)]);
}

#[test]
fn the_list_of_layers_in_the_dark() {
    let commands = vec![Command::SelectTask(Some(TaskNo(25))), Command::Ui(UiCommand::Layers)];
    compare("layers_dark", Lang::Zh, Theme::Dark, SMALL, commands);
}
