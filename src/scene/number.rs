//! Numbers and units as a reader writes them.

use crate::text::Lang;

/// A number with at most `decimals` places, without idle zeros: `52`, `55.7`, `-0.5`.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A unit of the plan in a language. What is merely counted needs no word in English; a unit that
/// has no English word speaks for itself.
#[must_use]
pub fn unit(lang: Lang, unit: &str) -> String {
    let key = format!("scene.unit_{unit}");
    match lang {
        Lang::Zh => unit.to_owned(),
        Lang::En => Some(lang.get(&key)).filter(|word| *word != key).map_or(unit, str::trim).to_owned(),
    }
}

/// A number with its unit: `70%`, `4310 亩`, `8`.
#[must_use]
pub fn amount(lang: Lang, value: f64, decimals: usize, of: &str) -> String {
    let number = number(value, decimals);
    match unit(lang, of).as_str() {
        "" => number,
        "%" => format!("{number}%"),
        word => format!("{number} {word}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_idle_zeros() {
        for (value, decimals, text) in
            [(52.0, 1, "52"), (55.66, 1, "55.7"), (100.0, 0, "100"), (-0.01, 1, "0"), (0.5, 2, "0.5")]
        {
            assert_eq!(number(value, decimals), text);
        }
    }

    #[test]
    fn units_are_said_in_the_readers_language() {
        assert_eq!(amount(Lang::Zh, 70.0, 1, "%"), "70%");
        assert_eq!(amount(Lang::Zh, 4310.0, 0, "亩"), "4310 亩");
        assert_eq!(amount(Lang::En, 4310.0, 0, "亩"), "4310 mu");
        assert_eq!(amount(Lang::En, 8.0, 0, "条"), "8", "a thing that is counted needs no word");
        assert_eq!(amount(Lang::En, 8.0, 0, "furlongs"), "8 furlongs");
    }
}
