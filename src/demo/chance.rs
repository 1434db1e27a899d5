//! Chance from a seed: the same on every machine and for ever.

/// `SplitMix64` (Steele, Lea and Flood 2014). Our own ten lines rather than a crate: the records in
/// `data/` must not change with a dependency's next version.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// A stream of its own per purpose, so that a change in one layer moves no other.
    pub(super) fn of(seed: u64, purpose: &str) -> Self {
        // FNV-1a keeps nearby purposes apart.
        let hash = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        Self(seed ^ hash)
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not with, 1.
    pub(super) fn unit(&mut self) -> f64 {
        // 53 bits are what a double holds exactly.
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number from `low` to `high`, both possible.
    pub(super) fn whole(&mut self, low: i32, high: i32) -> i32 {
        low + (self.unit() * f64::from(high - low + 1)) as i32
    }

    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// About the bell curve, from -3 to 3, deviation 1: the sum of twelve (Irwin and Hall), which
    /// needs no function whose last digit differs between machines.
    pub(super) fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>().clamp(3.0, 9.0) - 6.0
    }

    /// One of the choices, by weight.
    pub(super) fn weighted<T: Copy>(&mut self, choices: &[(T, f64)]) -> Option<T> {
        let mut rest = self.unit() * choices.iter().map(|(_, weight)| weight).sum::<f64>();
        for &(choice, weight) in choices {
            rest -= weight;
            if rest < 0.0 {
                return Some(choice);
            }
        }
        choices.last().map(|&(choice, _)| choice)
    }

    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get((self.unit() * choices.len() as f64) as usize)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = (self.unit() * (at + 1) as f64) as usize;
            items.swap(at, other.min(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_splitmix64_that_everyone_has() {
        // Reference output for seed 0 (Vigna, splitmix64.c).
        let mut chance = Chance(0);
        assert_eq!(chance.bits(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(chance.bits(), 0x6e78_9e6a_a1b9_65f4);
        assert_eq!(chance.bits(), 0x06c4_5d18_8009_454f);
    }

    #[test]
    fn it_keeps_to_its_bounds() {
        let mut chance = Chance::of(1, "bounds");
        for _ in 0..10_000 {
            assert!((0.0..1.0).contains(&chance.unit()));
            assert!((3..=9).contains(&chance.whole(3, 9)));
            assert!(chance.bell().abs() <= 3.0);
        }
        assert_eq!(chance.pick::<u8>(&[]), None);
        assert_ne!(Chance::of(1, "a").bits(), Chance::of(1, "b").bits());
    }

    #[test]
    fn a_shuffle_loses_nothing() {
        let mut items: Vec<u32> = (0..100).collect();
        Chance::of(7, "shuffle").shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
