//! Each county's part of a city-wide number.

use super::count::Tally;
use crate::plan::{Adcode, Compute, SiteMeasure, Split, Target};

/// The number that each county is held to, of `all` for the city; none where it has no part.
///
/// By register, a county's part is its part of the register's weight. Areas are split exactly;
/// things that are counted are split in whole numbers by the largest remainder, so that the
/// parts add up to the city's number. Of equal remainders the county that comes first gets it.
pub(super) fn parts(
    all: f64,
    target: &Target,
    measure: &SiteMeasure,
    counties: &[&Adcode],
    tallies: &[Tally],
) -> Vec<Option<f64>> {
    match measure.split {
        Split::Same => {
            let own = |county: &&Adcode| match target.per_county.is_empty() {
                true => Some(all),
                false => target.per_county.get(*county).copied(),
            };
            counties.iter().map(own).collect()
        }
        Split::ByRegister => {
            let total: f64 = tallies.iter().map(|tally| tally.weight).sum();
            if total <= 0.0 {
                return vec![None; counties.len()];
            }
            let exact: Vec<f64> = tallies.iter().map(|tally| all * tally.weight / total).collect();
            let parts = match measure.compute {
                Compute::Count => whole(&exact, all),
                _ => exact,
            };
            parts.into_iter().map(|part| (part > 0.0).then_some(part)).collect()
        }
    }
}

/// Whole numbers near the exact ones that add up to `all` (largest remainder).
fn whole(exact: &[f64], all: f64) -> Vec<f64> {
    let mut parts: Vec<f64> = exact.iter().map(|part| part.floor()).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    let open = (all - parts.iter().sum::<f64>()).round().max(0.0) as usize;
    for &at in order.iter().take(open) {
        parts[at] += 1.0;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn whole_parts_add_up() {
        assert_eq!(whole(&[1.6, 1.6, 4.8], 8.0), [2.0, 1.0, 5.0]);
        assert_eq!(whole(&[8.0, 0.0], 8.0), [8.0, 0.0]);
        assert_eq!(whole(&[0.5; 16], 8.0).iter().sum::<f64>(), 8.0);
        assert_eq!(whole(&[2.0, 6.0], 8.0), [2.0, 6.0]);
    }
}
