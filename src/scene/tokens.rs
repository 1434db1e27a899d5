//! The colours and sizes of everything Guatu draws. The only file with a colour in it.

/// Red, green, blue and alpha, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgba(pub u8, pub u8, pub u8, pub u8);

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Paper; every page is printed in it.
    #[default]
    Light,
    /// For dark rooms.
    Dark,
}

/// A colour by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Token {
    /// Map ground and page.
    Paper,
    /// Panels.
    Panel,
    /// Text and county lines.
    Ink,
    /// Second text.
    Muted,
    /// Hair lines.
    Line,
    /// Rivers.
    Water,
    /// Selection and focus.
    Accent,
    /// A selected row's ground.
    AccentSoft,
    /// 完成
    Done,
    /// 正常
    OnTrack,
    /// 滞后
    Behind,
    /// 严重滞后
    Critical,
    /// 逾期
    Overdue,
    /// 未报
    NoReport,
    /// The mark of demonstration data.
    Demo,
    /// White on a filled symbol.
    OnFill,
}

impl Token {
    /// The colour in a theme.
    #[must_use]
    pub const fn rgba(self, theme: Theme) -> Rgba {
        let (light, dark) = match self {
            Self::Paper => (0xFBFAF6, 0x16191D),
            Self::Panel => (0xFFFFFF, 0x1E2227),
            Self::Ink => (0x1F2933, 0xE6E8EA),
            Self::Muted => (0x6B7785, 0x97A1AC),
            Self::Line => (0xD9D6CC, 0x323940),
            Self::Water => (0xA9C9DE, 0x2C4A5E),
            Self::Accent => (0x1F5FA8, 0x6FA8E8),
            Self::AccentSoft => (0xE6EDF6, 0x26323F),
            Self::Done => (0x2A9D6F, 0x45BF8C),
            Self::OnTrack => (0x3B82C4, 0x6BA6DE),
            Self::Behind => (0xE5A50A, 0xF2C14A),
            Self::Critical => (0xE0672C, 0xF28B58),
            Self::Overdue => (0xC0362C, 0xE8665C),
            Self::NoReport => (0xB8BEC5, 0x596068),
            Self::Demo => (0xB7791F, 0xE3B25B),
            Self::OnFill => (0xFFFFFF, 0x16191D),
        };
        let rgb: u32 = match theme {
            Theme::Light => light,
            Theme::Dark => dark,
        };
        Rgba((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8, 0xFF)
    }
}
