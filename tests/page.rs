//! The printed page: what is on it, where, and that its three files say the same.

#![allow(clippy::expect_used, reason = "a test ends where its own setting fails")]

mod city;

use std::collections::BTreeSet;
use std::sync::Mutex;

use city::{autumn_2024, city, middle, outfall, with_sites};
use geo::{Destination, Geodesic};
use guatu::geom::{LonLat, Point, Rect};
use guatu::page::{Classification, Page, PageError, PageSize, PageSpec, render, write};
use guatu::plan::TaskNo;
use guatu::scene::{Align, Paint, Primitive, Token, font};
use guatu::text::{Lang, Say};
use guatu::workspace::Workspace;

fn spec(task: Option<u16>) -> PageSpec {
    PageSpec { task: task.map(TaskNo), ..PageSpec::default() }
}

fn page(workspace: &Workspace, spec: &PageSpec) -> Page {
    render(workspace, spec, autumn_2024()).expect("a page")
}

/// A text on a page: its words and the room that they take.
fn texts(page: &Page) -> Vec<(String, Rect)> {
    let text = |primitive: &Primitive| match primitive {
        Primitive::Text { at, text, size, bold, align, turned, .. } if *turned == 0.0 => {
            let width = font::text_width(text, *size, *bold);
            let left = match align {
                Align::Left => at.x,
                Align::Centre => at.x - width / 2.0,
                Align::Right => at.x - width,
            };
            Some((text.clone(), Rect::new(left, at.y - size * 0.42, width, size * 0.84)))
        }
        _ => None,
    };
    page.primitives.iter().filter_map(text).collect()
}

/// The map's frame: the largest box that is stroked.
fn frame(page: &Page) -> Rect {
    let boxes = page.primitives.iter().filter_map(|primitive| match primitive {
        Primitive::Stroke { lines, closed: true, .. } if lines.len() == 1 && lines[0].len() == 4 => {
            Rect::bounding(lines[0].iter().copied())
        }
        _ => None,
    });
    boxes.max_by(|a, b| (a.width() * a.height()).total_cmp(&(b.width() * b.height()))).expect("a frame")
}

fn says(page: &Page, words: &str) -> bool {
    page.primitives.iter().any(|p| matches!(p, Primitive::Text { text, .. } if text.contains(words)))
}

/// Every kind of page: about a task with numbers, without, of relevant counties, of named ones;
/// the overview; one county; one task in one county.
fn every_page(workspace: &Workspace, lang: Lang, size: PageSize) -> Vec<(String, Page)> {
    let hua = workspace.plan.county_named("滑县").expect("滑县").adcode.clone();
    let tasks = [20, 22, 24, 30, 5, 6, 2, 13].map(|n| (Some(n), None));
    let others =
        [(None, None), (None, Some(hua.clone())), (Some(22), Some(hua.clone())), (Some(5), Some(hua))];
    tasks
        .into_iter()
        .chain(others)
        .map(|(task, county)| {
            let what = format!("{task:?} {county:?} {lang:?} {size:?}");
            let spec = PageSpec { county, lang, size, ..spec(task) };
            (what, page(workspace, &spec))
        })
        .collect()
}

const SIZES: [PageSize; 4] = [PageSize::A3, PageSize::A4, PageSize::Slide, PageSize::Custom(594.0, 841.0)];

#[test]
fn the_title_says_how_it_stands() {
    let workspace = city();
    let hua = workspace.plan.county_named("滑县").expect("滑县").adcode.clone();
    let title = |task, county: Option<&guatu::plan::Adcode>, lang| {
        page(&workspace, &PageSpec { county: county.cloned(), lang, ..spec(task) }).title
    };
    assert_eq!(title(Some(22), None, Lang::Zh), "入河排污口整治：1 县逾期，2 县严重滞后");
    assert_eq!(title(Some(22), None, Lang::En), "Outfall remediation: 1 overdue, 2 far behind");
    assert_eq!(title(Some(22), Some(&hua), Lang::Zh), "滑县入河排污口整治：逾期");
    assert_eq!(title(Some(5), None, Lang::Zh), "大力推广新能源汽车：9 县全部未报");
    assert_eq!(title(None, Some(&hua), Lang::Zh), "滑县：1 项逾期");
    let asked = PageSpec { title: Some("月度通报".to_owned()), ..spec(Some(22)) };
    assert_eq!(page(&workspace, &asked).title, "月度通报");
}

#[test]
fn the_page_names_its_numbers_rule_day_maker_and_sources() {
    let page = page(&city(), &spec(Some(22)));
    for words in [
        "53 / 96 个", // all outfalls of the city
        "55.2%",
        "目标 70% · 2024-12-31 到期",
        "截至 2024-09-30",
        "“2024年年底前,完成入河排污口70%整治任务”",
        "规则：序时进度",
        "55.6%",
        "审图号：GS（2024）0000号",
        "市生态环境局",
        "按发生日期",
        "不作划界依据",
        "内部资料",
        "示例数据",
    ] {
        assert!(says(&page, words), "{words}");
    }
}

#[test]
fn counties_are_ranked_by_how_far_they_are() {
    let page = page(&city(), &spec(Some(22)));
    let right_of_map = frame(&page).max.x;
    let percents: Vec<f64> = texts(&page)
        .into_iter()
        .filter(|(text, rect)| rect.min.x > right_of_map && text.ends_with('%'))
        .skip(1) // the headline's own number stands first
        .filter_map(|(text, _)| text.trim_end_matches('%').parse().ok())
        .take(8)
        .collect();
    assert_eq!(percents.len(), 8);
    assert!(percents.is_sorted(), "{percents:?}");
}

#[test]
fn a_public_page_needs_an_approval_number() {
    let workspace = city();
    let public = PageSpec { classification: Classification::Public, ..spec(Some(22)) };
    for approval in [None, Some(String::new()), Some("  ".to_owned())] {
        let error = render(&workspace, &PageSpec { approval, ..public.clone() }, autumn_2024()).unwrap_err();
        assert!(matches!(error, PageError::NeedsApproval));
        assert_eq!(error.code(), 5);
    }
    let approved = PageSpec { approval: Some("豫S（2024）001号".to_owned()), ..public };
    let page = page(&workspace, &approved);
    assert!(says(&page, "豫S（2024）001号") && says(&page, "公开"));
}

#[test]
fn what_cannot_be_printed_is_refused_in_one_line() {
    let workspace = city();
    let refused = |spec: PageSpec| render(&workspace, &spec, autumn_2024()).unwrap_err();
    let nowhere = guatu::plan::Adcode("999999".to_owned());
    let errors = [
        refused(PageSpec { size: PageSize::Custom(20.0, 20.0), ..spec(None) }),
        refused(PageSpec { size: PageSize::Custom(f32::NAN, 297.0), ..spec(None) }),
        refused(spec(Some(99))),
        refused(PageSpec { county: Some(nowhere), ..spec(None) }),
        page(&workspace, &spec(None)).to_png(10).unwrap_err(),
        write(std::path::Path::new("sheet.docx"), &page(&workspace, &spec(None)), 96).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code(), 2, "{error}");
        for lang in [Lang::Zh, Lang::En] {
            let line = error.say(lang);
            assert!(!line.contains('\n') && !line.contains('{') && !line.contains("page."), "{line}");
        }
    }
    let mut bare = city();
    bare.counties.clear();
    let error = render(&bare, &spec(None), autumn_2024()).unwrap_err();
    assert!(matches!(error, PageError::NoBoundaries));
}

#[test]
fn demonstration_data_is_marked_across_the_map_and_other_data_is_not() {
    let mark = |page: &Page| {
        page.primitives.iter().any(
            |p| matches!(p, Primitive::Text { text, turned, .. } if text == "示例数据" && *turned != 0.0),
        )
    };
    assert!(mark(&page(&city(), &spec(Some(22)))));
    assert!(mark(&page(&city(), &spec(None))), "the overview's lights come from demonstration data");
    let mut sites = Vec::new();
    let code = city().plan.counties[0].adcode.clone();
    sites.push(guatu::site::Site { demo: false, ..outfall("R-1", &code, middle(0), "accepted") });
    assert!(!mark(&page(&with_sites(sites), &spec(Some(22)))));
}

#[test]
fn every_text_lies_on_the_sheet_and_no_two_overlap() {
    let workspace = city();
    for lang in [Lang::Zh, Lang::En] {
        for size in SIZES {
            for (what, page) in every_page(&workspace, lang, size) {
                let sheet = Rect::new(0.0, 0.0, page.width_mm, page.height_mm);
                let all = texts(&page);
                assert!(all.len() > 30, "{what}");
                for (i, (text, rect)) in all.iter().enumerate() {
                    assert!(sheet.grown(-3.0).contains_rect(*rect), "{what}: “{text}” leaves the sheet");
                    for (other, taken) in &all[..i] {
                        assert!(!taken.overlaps(*rect), "{what}: “{text}” covers “{other}”");
                    }
                }
            }
        }
    }
}

#[test]
fn every_text_is_readable_and_in_the_typeface() {
    let workspace = city();
    for lang in [Lang::Zh, Lang::En] {
        for (what, page) in every_page(&workspace, lang, PageSize::A4) {
            for primitive in &page.primitives {
                let Primitive::Text { text, size, bold, .. } = primitive else { continue };
                assert!(font::missing(text, *bold).is_empty(), "{what}: {text}");
                assert!(!text.contains("page.") && !text.contains('{'), "{what}: {text}");
                // 1.2 mm is 3.4 points: what a matrix of 32 tasks leaves on A4.
                assert!(*size >= 1.2, "{what}: {text} is {size} mm");
            }
        }
    }
}

/// The lights, symbols and lines of the column's legend are those of the frame.
#[test]
fn the_legend_on_the_page_is_what_stands_in_the_frame() {
    let workspace = city();
    for (task, lights) in [(22, 6), (6, 1), (2, 2)] {
        let page = page(&workspace, &spec(Some(task)));
        let frame = frame(&page);
        let grounds = |in_frame: bool| -> BTreeSet<String> {
            page.primitives
                .iter()
                .filter_map(|primitive| {
                    let (points, paint) = match primitive {
                        Primitive::Fill { rings, paint } => (rings.first()?, paint),
                        Primitive::Convex { points, paint } => (points, paint),
                        _ => return None,
                    };
                    let light = (0.2..0.31).contains(&paint.alpha) && paint.token != Token::Line;
                    let inside = frame.grown(0.1).contains(*points.first()?);
                    (light && inside == in_frame).then(|| format!("{:?}", paint.token))
                })
                .collect()
        };
        assert_eq!(grounds(true), grounds(false), "task {task}");
        let words = [
            "达到目标",
            "不超过10个",
            "落后10至30",
            "落后超过30",
            "过期未达",
            "没有数据",
            "尚未分解",
            "本任务不涉及",
        ];
        let meanings = words.into_iter().filter(|meaning| says(&page, meaning)).count();
        assert_eq!(meanings, lights, "task {task}");
    }
}

/// Two outfalls 10 km apart, measured on the page with the page's own scale bar.
#[test]
fn ten_kilometres_measure_ten_kilometres_by_the_scale_bar() {
    let paints = [Paint::solid(Token::Done)];
    for county in [8, 6] {
        for bearing in [0.0, 37.0, 90.0] {
            let from = middle(county);
            let to = Geodesic.destination(geo::Point::new(from.lon, from.lat), bearing, 10_000.0);
            let code = city().plan.counties[county].adcode.clone();
            let sites = [from, LonLat::new(to.x(), to.y())]
                .into_iter()
                .enumerate()
                .map(|(i, at)| outfall(&format!("M-{i}"), &code, at, "accepted"));
            let workspace = with_sites(sites.collect());
            for size in [PageSize::A3, PageSize::A4] {
                let page = page(&workspace, &PageSpec { size, ..spec(Some(22)) });
                let frame = frame(&page);
                let drops: Vec<Point> = page
                    .primitives
                    .iter()
                    .filter_map(|primitive| match primitive {
                        Primitive::Convex { points, paint }
                            if paints.contains(paint) && frame.contains(points[0]) =>
                        {
                            points.last().copied() // the drop's tip
                        }
                        _ => None,
                    })
                    .collect();
                assert_eq!(drops.len(), 2, "two outfalls are drawn");
                let measured = f64::from(drops[0].distance(drops[1])) / mm_per_km(&page, frame);
                assert!((measured - 10.0).abs() < 0.03, "{measured} km at {bearing}° in county {county}");
                // And the scale written beside it is the same scale.
                assert!((1e6 / page.scale / mm_per_km(&page, frame) - 1.0).abs() < 0.001);
            }
        }
    }
}

/// Read off the scale bar: the numbers stand over its ends.
fn mm_per_km(page: &Page, frame: Rect) -> f64 {
    let all = texts(page);
    let at =
        all.iter().position(|(text, rect)| text == "km" && frame.contains(rect.min)).expect("a scale bar");
    // The four numbers are written just before their unit.
    let (zero, last) = (&all[at - 4], &all[at - 1]);
    assert_eq!(zero.0, "0");
    let length: f64 = last.0.parse().expect("a number");
    f64::from(last.1.centre().x - zero.1.centre().x) / length
}

#[test]
fn the_same_page_is_the_same_file_twice() {
    let workspace = city();
    let spec = PageSpec { size: PageSize::A4, ..spec(Some(22)) };
    let (one, two) = (page(&workspace, &spec), page(&workspace, &spec));
    assert_eq!(one.to_svg(), two.to_svg());
    assert!(one.to_png(96).expect("png") == two.to_png(96).expect("png"));
    assert!(one.to_pdf().expect("pdf") == two.to_pdf().expect("pdf"));
}

#[test]
fn a_png_has_the_sheets_pixels_and_records_its_resolution() {
    let bytes = page(&city(), &PageSpec { size: PageSize::A4, ..spec(None) }).to_png(150).expect("png");
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a png");
    let info = reader.info();
    // 297 × 210 mm at 150 dots per inch.
    assert_eq!((info.width, info.height), (1754, 1240));
    assert_eq!(info.pixel_dims.map(|dims| dims.xppu), Some(5906));
}

#[test]
fn an_svg_keeps_its_text_as_text_in_the_bundled_family() {
    let svg = page(&city(), &spec(Some(22))).to_svg();
    assert!(svg.contains("width=\"420mm\" height=\"297mm\" viewBox=\"0 0 420 297\""));
    let texts = svg.matches("<text").count();
    assert!(texts > 60);
    assert_eq!(svg.matches("font-family=\"Noto Sans SC\"").count(), texts);
    assert!(svg.contains(">入河排污口整治：1 县逾期，2 县严重滞后</text>"));
}

#[test]
fn a_pdf_embeds_its_typeface_with_its_characters() {
    let bytes = page(&city(), &spec(Some(22))).to_pdf().expect("pdf");
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    assert!(bytes.starts_with(b"%PDF-"));
    // A typeface inside, and the way back from its glyphs to characters: what selecting text needs.
    assert!(has(b"/ToUnicode") && has(b"NotoSansSC"));
    assert!(!has(b"/CreationDate") && !has(b"/Subtype/Image"), "no clock, no pictures");
    // 420 × 297 mm in points.
    assert!(has(b"/MediaBox[0 0 1190.55") || has(b"/MediaBox [0 0 1190.55"));
}

#[test]
fn text_that_looks_like_markup_is_written_as_text() {
    let title = "a < b & \"c\" > 'd'".to_owned();
    let page = page(&city(), &PageSpec { title: Some(title.clone()), ..spec(None) });
    let svg = page.to_svg();
    let document = resvg::usvg::roxmltree::Document::parse(&svg).expect("well-formed");
    let mut texts = document.descendants().filter(|node| node.has_tag_name("text"));
    assert!(texts.any(|node| node.text() == Some(title.as_str())));
    assert!(page.to_pdf().is_ok());
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = page(&city(), &PageSpec { size: PageSize::A4, ..spec(Some(22)) });
    for name in ["页.svg", "页.PNG", "页.pdf"] {
        write(&folder.path().join(name), &page, 72).expect(name);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 3);
    let missing = folder.path().join("missing").join("页.png");
    let error = write(&missing, &page, 72).unwrap_err();
    assert_eq!(error.code(), 3);
    assert!(error.say(Lang::Zh).contains("missing"));
    assert!(write(&folder.path().join("高.png"), &page, 9999).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 3);
}

/// Takes what the drawing crates warn of: a font that is missing, an attribute that is unknown.
struct Warnings(Mutex<Vec<String>>);

static WARNINGS: Warnings = Warnings(Mutex::new(Vec::new()));

impl log::Log for Warnings {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            self.0.lock().expect("warnings").push(format!("{}: {}", record.target(), record.args()));
        }
    }

    fn flush(&self) {}
}

#[test]
fn drawing_a_page_warns_of_nothing() {
    log::set_logger(&WARNINGS).expect("the only logger");
    log::set_max_level(log::LevelFilter::Warn);
    let workspace = city();
    for lang in [Lang::Zh, Lang::En] {
        for (_, page) in every_page(&workspace, lang, PageSize::A4) {
            page.to_png(72).expect("png");
        }
    }
    let warnings = WARNINGS.0.lock().expect("warnings");
    assert!(warnings.is_empty(), "{warnings:?}");
}
