//! Numbers as a reader writes them.

/// A number with at most `decimals` places, without idle zeros: `52`, `55.7`, `-0.5`.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
