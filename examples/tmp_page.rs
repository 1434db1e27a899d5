//! tmp
use guatu::{ledger::*, page, plan::TaskNo, text::Lang, workspace::Workspace};
fn main() {
    let t = std::time::Instant::now();
    let w = Workspace::built_in().unwrap();
    eprintln!("open {:?} issues {:?}", t.elapsed(), w.issues);
    for (task, day) in [(22u16, jiff::civil::date(2024, 12, 31)), (24, jiff::civil::date(2026, 11, 24))] {
        let spec = page::PageSpec { task: Some(TaskNo(task)), ..spec() };
        let p = page::render(&w, &spec, AsOf { date: day, clock: Clock::Effect }).unwrap();
        page::write(std::path::Path::new(&format!("/tmp/demo/page{task}.png")), &p, 110).unwrap();
    }
}
fn spec() -> page::PageSpec {
    let _ = Lang::Zh;
    page::PageSpec::default()
}
