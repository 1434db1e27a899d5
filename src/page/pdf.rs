//! A page as PDF, with text that can be selected and searched.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

use super::{Page, PageError, raster};
use crate::text::Lang;

const POINTS_PER_MM: f32 = 72.0 / 25.4;

impl Page {
    /// The page as a PDF with the typeface embedded. It carries no date and no random id of its
    /// own, so that the same page gives the same bytes.
    ///
    /// # Errors
    /// Only by a fault of the program: where its own drawing is refused.
    pub fn to_pdf(&self) -> Result<Vec<u8>, PageError> {
        let failed = |what: &str| PageError::Render(what.to_owned());
        let tree = raster::tree(self)?;
        let (width, height) = (self.width_mm * POINTS_PER_MM, self.height_mm * POINTS_PER_MM);
        let size = Size::from_wh(width, height).ok_or_else(|| failed("size"))?;
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| failed("size"))?;

        let mut document = Document::new();
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let drawn = surface.draw_svg(&tree, size, SvgSettings { embed_text: true, ..SvgSettings::default() });
        surface.finish();
        page.finish();
        drawn.ok_or_else(|| failed("svg"))?;

        let language = match self.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        document.set_metadata(
            Metadata::new()
                .title(self.title.clone())
                .creator(concat!("Guatu ", env!("CARGO_PKG_VERSION")).to_owned())
                .language(language.to_owned()),
        );
        document.finish().map_err(|error| PageError::Render(format!("{error:?}")))
    }
}
