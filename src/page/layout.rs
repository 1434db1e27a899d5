//! Where things stand on a sheet, in millimetres: head, map, column, foot.

use super::PageError;
use crate::geom::Rect;

/// Margin on all sides (look and most printers agree on it).
const MARGIN: f32 = 10.0;

/// The parts of a sheet and the size of its letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Layout {
    /// Sizes are given for A3 and multiplied by this: smaller sheets have smaller letters, but not
    /// in full proportion, so that they stay readable.
    pub(super) scale: f32,
    pub(super) head: Rect,
    /// The map's frame.
    pub(super) map: Rect,
    /// Numbers and, where it has no place of its own, the legend.
    pub(super) column: Rect,
    /// The legend, on an upright sheet.
    pub(super) key: Option<Rect>,
    pub(super) foot: Rect,
}

impl Layout {
    /// Divides a sheet.
    ///
    /// # Errors
    /// Below 120 × 80 mm, above 2 × 2 m, or where a measure is no number.
    pub(super) fn new(width: f32, height: f32) -> Result<Self, PageError> {
        if !((120.0..=2000.0).contains(&width) && (80.0..=2000.0).contains(&height)) {
            return Err(PageError::Sheet(width, height));
        }
        let scale = (width / 420.0).min(height / 297.0).powf(0.8);
        let margin = MARGIN.min(width * 0.05).min(height * 0.05);
        let inner = Rect::new(margin, margin, width - 2.0 * margin, height - 2.0 * margin);
        let head = Rect::new(inner.min.x, inner.min.y, inner.width(), 19.0 * scale);
        let foot_height = 10.5 * scale;
        let foot = Rect::new(inner.min.x, inner.max.y - foot_height, inner.width(), foot_height);
        // Above the map, its meridians are written.
        let top = head.max.y + 4.5 * scale;
        let body = foot.min.y - 3.5 * scale - top;
        let gap = 9.0 * scale;
        if height > width {
            return Ok(Self::upright(scale, head, foot, top, gap));
        }
        let column_width = (103.0 * scale).clamp(inner.width() * 0.26, inner.width() * 0.36);
        Ok(Self {
            scale,
            head,
            map: Rect::new(inner.min.x, top, inner.width() - column_width - gap, body),
            column: Rect::new(inner.max.x - column_width, top, column_width, body),
            key: None,
            foot,
        })
    }

    /// An upright sheet: the map across it, numbers and legend side by side under it.
    fn upright(scale: f32, head: Rect, foot: Rect, top: f32, gap: f32) -> Self {
        let (left, width) = (head.min.x, head.width());
        let body = foot.min.y - 3.5 * scale - top;
        let map = Rect::new(left, top, width, (body * 0.66).min(width * 1.05));
        let under = map.max.y + gap * 0.8;
        let half = (width - gap) / 2.0;
        let height = foot.min.y - 3.5 * scale - under;
        Self {
            scale,
            head,
            map,
            column: Rect::new(left, under, half, height),
            key: Some(Rect::new(left + half + gap, under, half, height)),
            foot,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageSize;

    #[test]
    fn parts_never_overlap_and_the_map_takes_the_most() {
        for size in [
            PageSize::A3,
            PageSize::A4,
            PageSize::Slide,
            PageSize::Custom(120.0, 80.0),
            PageSize::Custom(594.0, 841.0),
        ] {
            let (width, height) = size.millimetres();
            let layout = Layout::new(width, height).unwrap();
            let sheet = Rect::new(0.0, 0.0, width, height);
            let mut parts = vec![layout.head, layout.map, layout.column, layout.foot];
            parts.extend(layout.key);
            for (i, part) in parts.iter().enumerate() {
                assert!(sheet.contains_rect(*part), "{size:?} {part:?}");
                assert!(parts[..i].iter().all(|other| !other.overlaps(*part)), "{size:?} {part:?}");
            }
            assert!(layout.map.width() > layout.column.width() * 1.5, "{size:?}");
        }
    }

    #[test]
    fn a_stamp_or_a_field_is_no_sheet() {
        for (width, height) in [(20.0, 20.0), (f32::NAN, 297.0), (420.0, f32::INFINITY), (5000.0, 297.0)] {
            assert!(matches!(Layout::new(width, height), Err(PageError::Sheet(..))));
        }
    }
}
