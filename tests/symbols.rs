//! Every kind's symbol, side by side: told apart by its shape, open or done, as small as on the map.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use guatu::geom::Point;
use guatu::page::Page;
use guatu::scene::{Align, Paint, Primitive, Token, symbol};
use guatu::site::{Kinds, Symbol};
use guatu::text::Lang;

/// A sheet of so many millimetres with these things on it.
fn sheet(width: f32, height: f32, mut list: Vec<Primitive>) -> Page {
    let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
    let corners = corners.into_iter().map(|(x, y)| Point::new(x, y)).collect();
    list.insert(0, symbol::convex(corners, Paint::solid(Token::Paper)));
    Page {
        width_mm: width,
        height_mm: height,
        title: String::new(),
        lang: Lang::Zh,
        scale: 1.0,
        primitives: list,
    }
}

/// A symbol alone on a sheet, as grey pixels.
fn pixels(symbol: Symbol, filled: bool) -> Vec<u8> {
    // At 72 dots per inch a point is a pixel: 26 pixels, twice the size on the map.
    let (side, size) = (32.0 * 25.4 / 72.0, 26.0 * 25.4 / 72.0);
    let at = Point::new(side / 2.0, side / 2.0);
    let parts = symbol::site(symbol, Paint::solid(Token::Ink), filled, at, size);
    let bytes = sheet(side, side, parts).to_png(72).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut rgb).unwrap();
    rgb.chunks_exact(3).map(|pixel| pixel[1]).collect()
}

#[test]
fn no_two_symbols_look_alike_and_done_looks_unlike_open() {
    let unlike = |a: &[u8], b: &[u8]| {
        let differ = a.iter().zip(b).filter(|(a, b)| a.abs_diff(**b) > 96).count();
        differ as f32 / a.len() as f32
    };
    for filled in [false, true] {
        let drawn: Vec<(Symbol, Vec<u8>)> =
            Symbol::ALL.into_iter().map(|symbol| (symbol, pixels(symbol, filled))).collect();
        for (i, (one, a)) in drawn.iter().enumerate() {
            for (other, b) in &drawn[i + 1..] {
                let part = unlike(a, b);
                assert!(
                    part > 0.03,
                    "{one:?} and {other:?} (done: {filled}) differ in {part} of their pixels"
                );
            }
        }
    }
    for symbol in Symbol::ALL {
        let part = unlike(&pixels(symbol, false), &pixels(symbol, true));
        assert!(part > 0.03, "{symbol:?}: done and open differ in {part} of their pixels");
    }
}

#[test]
fn layers_that_one_task_shows_together_have_symbols_of_their_own() {
    let (plan, kinds) = (guatu::plan::built_in().unwrap(), Kinds::built_in());
    for task in &plan.tasks {
        let measured = task.milestones.iter().flat_map(|milestone| &milestone.targets);
        let mut of_task: Vec<&str> =
            measured.filter_map(|target| target.over_sites()).map(|measure| measure.kind.as_str()).collect();
        of_task.sort_unstable();
        of_task.dedup();
        let symbols: Vec<Symbol> = of_task.iter().map(|kind| kinds.get(kind).unwrap().symbol).collect();
        for (i, symbol) in symbols.iter().enumerate() {
            assert!(!symbols[i + 1..].contains(symbol), "task {}: {of_task:?}", task.number);
        }
    }
}

/// Writes the sheet that a person looks at: `target/tmp/symbols.png`.
#[test]
fn a_sheet_of_all_symbols_can_be_looked_at() {
    let mut list = Vec::new();
    let states =
        [(Token::Overdue, false), (Token::Done, true), (Token::Critical, true), (Token::NoReport, false)];
    for (i, which) in Symbol::ALL.into_iter().enumerate() {
        let (column, row) = ((i % 4) as f32, (i / 4) as f32);
        let (left, y) = (6.0 + column * 58.0, 8.0 + row * 12.0);
        let mut x = left;
        for (token, filled) in states {
            list.extend(symbol::site(which, Paint::solid(token), filled, Point::new(x, y), 6.0));
            x += 7.5;
        }
        for size in [13.0, 10.5, 8.5] {
            let (token, filled) = states[usize::from(size < 12.0)];
            let size = size * 25.4 / 72.0;
            list.extend(symbol::site(which, Paint::solid(token), filled, Point::new(x, y), size));
            x += 5.5;
        }
        list.push(Primitive::Text {
            at: Point::new(left - 3.0, y + 4.8),
            text: format!("{which:?}"),
            size: 2.2,
            bold: false,
            align: Align::Left,
            paint: Paint::solid(Token::Muted),
            halo: None,
            turned: 0.0,
        });
    }
    let rows = Symbol::ALL.len().div_ceil(4) as f32;
    let bytes = sheet(236.0, rows * 12.0 + 8.0, list).to_png(150).unwrap();
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("symbols.png");
    std::fs::write(&file, bytes).unwrap();
    assert!(file.metadata().unwrap().len() > 10_000);
}
