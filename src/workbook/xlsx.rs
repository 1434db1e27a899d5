//! From sheets to the bytes of a file.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern, Workbook,
    Worksheet, XlsxError,
};

use super::sheet::{Entry, Sheet};

use crate::scene::{Rgba, Theme, Token, symbol};
use crate::status::Light;
use crate::text::Lang;

/// 微软雅黑: on every Chinese Windows; elsewhere its like takes its place.
const FONT: &str = "Microsoft YaHei";
/// The row of the heads; above it stand the title and the line about it.
const HEADS: u32 = 2;
/// The height of a line, in points.
const LINE: f64 = 15.0;
/// ISO 216.
const A3: u8 = 8;

pub(super) fn bytes(sheets: &[Sheet], maker: &str, day: Date, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The file's date is the day that it shows, not the moment of writing: same data, same bytes.
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    let about = DocProperties::new().set_title(title).set_author(maker).set_creation_datetime(&excel(day)?);
    workbook.set_properties(&about);
    for sheet in sheets {
        workbook.push_worksheet(worksheet(sheet, lang)?);
    }
    workbook.save_to_buffer()
}

fn worksheet(sheet: &Sheet, lang: Lang) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_name(&sheet.name)?;
    page.write_with_format(0, 0, &sheet.title, &base().set_bold().set_font_size(16))?;
    let about = match &sheet.demo {
        Some(demo) => format!("{}\u{3000}{demo}", sheet.about),
        None => sheet.about.clone(),
    };
    let token = if sheet.demo.is_some() { Token::Demo } else { Token::Muted };
    page.write_with_format(1, 0, about, &base().set_font_color(colour(token)))?;
    let head = framed().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let head = head.set_background_color(colour(Token::AccentSoft));
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.set_column_width(at, column.width)?;
        page.write_with_format(HEADS, at, &column.head, &head)?;
    }
    for (row, entries) in (HEADS + 1..).zip(&sheet.rows) {
        for (column, entry) in (0_u16..).zip(entries) {
            write(&mut page, row, column, entry)?;
        }
        let lines = entries.iter().zip(&sheet.columns).map(|(entry, column)| lines(entry, column.width));
        let lines = lines.max().unwrap_or(1);
        page.set_row_height(row, LINE * f64::from(lines))?;
    }
    let last_row = HEADS + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX - HEADS);
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.autofilter(HEADS, 0, last_row, last_column)?;
    page.set_freeze_panes(HEADS + 1, sheet.frozen)?;
    page.set_paper_size(A3).set_landscape().set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEADS, HEADS)?;
    page.set_footer(lang.get("workbook.footer"));
    Ok(page)
}

fn write(page: &mut Worksheet, row: u32, column: u16, entry: &Entry) -> Result<(), XlsxError> {
    match entry {
        Entry::Empty => page.write_blank(row, column, &framed())?,
        Entry::Text(text) => page.write_with_format(row, column, text, &framed().set_text_wrap())?,
        Entry::Number(number) => page.write_with_format(row, column, *number, &framed())?,
        Entry::Percent(percent) => {
            // Two decimals are shown; what is whole is shown whole.
            let format = if percent.fract() == 0.0 { "0%" } else { "0.00%" };
            let share = (percent * 100.0).round() / 10_000.0;
            page.write_with_format(row, column, share, &framed().set_num_format(format))?
        }
        Entry::Date(date) => {
            let format = framed().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center);
            page.write_with_format(row, column, &excel(*date)?, &format)?
        }
        Entry::Light(light, words) => page.write_with_format(row, column, words, &lit(*light))?,
    };
    Ok(())
}

/// How many lines a text takes in a column; a Chinese character is as wide as two Latin letters.
fn lines(entry: &Entry, width: f64) -> u32 {
    let Entry::Text(text) = entry else { return 1 };
    let letters: u32 = text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    (f64::from(letters) / (width - 1.0).max(1.0)).ceil().max(1.0) as u32
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::VerticalCenter)
}

fn framed() -> Format {
    base().set_border(FormatBorder::Thin).set_border_color(colour(Token::Line))
}

/// A light's ground, and words that can be read on it.
fn lit(light: Light) -> Format {
    let format = framed().set_align(FormatAlign::Center);
    let ground = colour(symbol::token(light));
    match light {
        Light::Done | Light::OnTrack | Light::Critical | Light::Overdue => {
            format.set_background_color(ground).set_font_color(colour(Token::OnFill))
        }
        Light::Behind | Light::NoReport => {
            format.set_background_color(ground).set_font_color(colour(Token::Ink))
        }
        Light::Unassigned => format
            .set_pattern(FormatPattern::LightUp)
            .set_foreground_color(ground)
            .set_background_color(colour(Token::Paper))
            .set_font_color(colour(Token::Ink)),
        Light::NotResponsible => format.set_font_color(colour(Token::Muted)),
    }
}

/// As on every printed page: by the light theme.
fn colour(token: Token) -> Color {
    let Rgba(red, green, blue, _) = token.rgba(Theme::Light);
    Color::RGB(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
}

fn excel(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let number = |part: i8| u8::try_from(part).unwrap_or_default();
    ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or_default(),
        number(day.month()),
        number(day.day()),
    )
}
