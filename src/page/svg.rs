//! A page as SVG: text stays text, in the bundled family.

use std::fmt::Write;

use xmlwriter::{Indent, Options, XmlWriter};

use super::Page;
use crate::geom::Point;
use crate::scene::{Align, Paint, Primitive, Theme, font};
use crate::text::Lang;

impl Page {
    /// The page as an SVG document. The same page gives the same bytes.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let options = Options { indent: Indent::Spaces(1), ..Options::default() };
        let mut svg = XmlWriter::new(options);
        svg.write_declaration();
        svg.start_element("svg");
        svg.write_attribute("xmlns", "http://www.w3.org/2000/svg");
        svg.write_attribute("width", &format!("{}mm", round(self.width_mm)));
        svg.write_attribute("height", &format!("{}mm", round(self.height_mm)));
        svg.write_attribute("viewBox", &format!("0 0 {} {}", round(self.width_mm), round(self.height_mm)));
        svg.write_attribute(
            "xml:lang",
            match self.lang {
                Lang::Zh => "zh-CN",
                Lang::En => "en",
            },
        );
        svg.start_element("title");
        // Indentation inside an element would become part of its text.
        svg.set_preserve_whitespaces(true);
        svg.write_text(&escaped(&self.title));
        svg.end_element();
        svg.set_preserve_whitespaces(false);
        for primitive in &self.primitives {
            write(&mut svg, primitive);
        }
        svg.end_document()
    }
}

/// A text without what would be markup or is forbidden in XML; `<` is the writer's to escape.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace(|c: char| c.is_control() || c == '\u{FFFE}' || c == '\u{FFFF}', " ")
}

/// A number to a thousandth of a millimetre, without idle zeros.
fn round(value: f32) -> f64 {
    let thousandths = (f64::from(value) * 1000.0).round() / 1000.0;
    // Minus nothing is nothing.
    thousandths + 0.0
}

fn write(svg: &mut XmlWriter, primitive: &Primitive) {
    match primitive {
        Primitive::Fill { rings, paint } => {
            svg.start_element("path");
            svg.write_attribute("d", &path(rings, true));
            svg.write_attribute("fill-rule", "evenodd");
            fill(svg, Some(*paint));
            svg.end_element();
        }
        Primitive::Convex { points, paint } => {
            svg.start_element("path");
            svg.write_attribute("d", &path(std::slice::from_ref(points), true));
            fill(svg, Some(*paint));
            svg.end_element();
        }
        Primitive::Stroke { lines, closed, width, paint, dash } => {
            svg.start_element("path");
            svg.write_attribute("d", &path(lines, *closed));
            fill(svg, None);
            stroke(svg, *width, *paint);
            if let Some([on, off]) = dash {
                svg.write_attribute("stroke-dasharray", &format!("{} {}", round(*on), round(*off)));
            }
            svg.write_attribute("stroke-linejoin", "round");
            svg.end_element();
        }
        Primitive::Disc { centre, radius, fill: inside, line } => {
            svg.start_element("circle");
            svg.write_attribute("cx", &round(centre.x));
            svg.write_attribute("cy", &round(centre.y));
            svg.write_attribute("r", &round(*radius));
            fill(svg, *inside);
            if let Some((width, paint)) = line {
                stroke(svg, *width, *paint);
            }
            svg.end_element();
        }
        Primitive::Text { at, text, size, bold, paint, halo, align, turned } => {
            svg.start_element("text");
            let baseline = at.moved(0.0, size * font::BASELINE_BELOW_MIDDLE);
            svg.write_attribute("x", &round(baseline.x));
            svg.write_attribute("y", &round(baseline.y));
            svg.write_attribute("font-family", font::FAMILY);
            svg.write_attribute("font-size", &round(*size));
            if *bold {
                svg.write_attribute("font-weight", "700");
            }
            match align {
                Align::Left => {}
                Align::Centre => svg.write_attribute("text-anchor", "middle"),
                Align::Right => svg.write_attribute("text-anchor", "end"),
            }
            if *turned != 0.0 {
                let turn = format!("rotate({} {} {})", round(*turned), round(at.x), round(at.y));
                svg.write_attribute("transform", &turn);
            }
            fill(svg, Some(*paint));
            if let Some((width, paint)) = halo {
                stroke(svg, *width, *paint);
                svg.write_attribute("stroke-linejoin", "round");
                svg.write_attribute("paint-order", "stroke");
            }
            svg.set_preserve_whitespaces(true);
            svg.write_text(&escaped(text));
            svg.end_element();
            svg.set_preserve_whitespaces(false);
        }
    }
}

fn path(lines: &[Vec<Point>], closed: bool) -> String {
    let mut d = String::new();
    for line in lines {
        for (i, point) in line.iter().enumerate() {
            let step = if i == 0 { 'M' } else { 'L' };
            // Writing into a String cannot fail.
            let _ = write!(d, "{step}{} {}", round(point.x), round(point.y));
        }
        if closed {
            d.push('Z');
        }
    }
    d
}

fn fill(svg: &mut XmlWriter, paint: Option<Paint>) {
    colour(svg, "fill", "fill-opacity", paint);
}

fn stroke(svg: &mut XmlWriter, width: f32, paint: Paint) {
    colour(svg, "stroke", "stroke-opacity", Some(paint));
    svg.write_attribute("stroke-width", &round(width));
}

fn colour(svg: &mut XmlWriter, name: &str, opacity: &str, paint: Option<Paint>) {
    let Some(paint) = paint else {
        svg.write_attribute(name, "none");
        return;
    };
    let rgba = paint.rgba(Theme::Light);
    svg.write_attribute(name, &format!("#{:02X}{:02X}{:02X}", rgba.0, rgba.1, rgba.2));
    if rgba.3 < u8::MAX {
        svg.write_attribute(opacity, &round(f32::from(rgba.3) / 255.0));
    }
}
