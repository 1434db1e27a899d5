//! The briefing page: layout, furniture, SVG, PNG and PDF.
