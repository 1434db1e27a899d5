//! A table, for a person's screen or as CSV.

use comfy_table::{ContentArrangement, LineStyle, Table as Grid, TableStyle};

/// One line under the heads, nothing else: a status of 288 lights must fit a screen.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));

/// Headers and rows of text.
pub(super) struct Table {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with these headers.
    pub(super) fn new<T: Into<String>>(headers: impl IntoIterator<Item = T>) -> Self {
        Self { headers: headers.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row of as many cells as there are headers.
    pub(super) fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// For a screen.
    pub(super) fn to_screen(&self) -> String {
        let mut grid = Grid::new();
        grid.load_style(STYLE);
        grid.set_content_arrangement(ContentArrangement::Disabled);
        grid.set_header(&self.headers);
        for row in &self.rows {
            grid.add_row(row);
        }
        grid.to_string()
    }

    /// As CSV (RFC 4180) for a file: led by a byte-order mark, so that spreadsheets read UTF-8.
    pub(super) fn to_csv_file(&self) -> String {
        format!("\u{feff}{}", self.to_csv())
    }

    /// As CSV (RFC 4180).
    pub(super) fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows = std::iter::once(&self.headers).chain(&self.rows);
        let written = rows.into_iter().try_for_each(|row| writer.write_record(row));
        match (written, writer.into_inner()) {
            // Writing to memory cannot fail, and what csv writes from text is text.
            (Ok(()), Ok(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
            _ => String::new(),
        }
    }
}
