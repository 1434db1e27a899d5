//! Round numbers: of a scale bar's length, of a scale.

/// The largest of 1, 2, 5 × 10ⁿ metres that is at most `longest_m`. At least 1 m.
#[must_use]
pub fn scale_bar_length(longest_m: f64) -> f64 {
    longest_round(longest_m, [5.0, 2.0, 1.0])
}

/// The largest of 1, 2, 4, 8 × 10ⁿ metres that is at most `longest_m`: its half and quarter are
/// round too, for a bar with parts. At least 1 m.
#[must_use]
pub fn parted_bar_length(longest_m: f64) -> f64 {
    longest_round(longest_m, [8.0, 4.0, 2.0])
}

/// `steps` fall; a power of ten is always one of them.
fn longest_round(longest_m: f64, steps: [f64; 3]) -> f64 {
    if !(longest_m.is_finite() && longest_m >= 1.0) {
        return 1.0;
    }
    let decade = 10_f64.powf(longest_m.log10().floor());
    let leading = longest_m / decade;
    // A hair of tolerance: 10 km must not become 5 km by the last bit.
    let step = steps.into_iter().find(|s| leading >= s - 1e-9);
    step.unwrap_or(1.0) * decade
}

/// The smallest round scale (1 to the result) at which nothing is larger than at `scale`:
/// steps of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 5.5, 6, 7, 8, 9 × 10ⁿ.
#[must_use]
pub fn round_up_scale(scale: f64) -> f64 {
    const STEPS: [f64; 13] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 5.5, 6.0, 7.0, 8.0, 9.0];
    if !(scale.is_finite() && scale > 1.0) {
        return 1.0;
    }
    let decade = 10_f64.powf(scale.log10().floor());
    let leading = scale / decade;
    let step = STEPS.into_iter().find(|step| leading <= step + 1e-9);
    step.unwrap_or(10.0) * decade
}
