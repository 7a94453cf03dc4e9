//! Numbers that look random and are the same for the same seed.

/// A course of chance (PCG-XSH-RR, O'Neill 2014).
pub struct Chance(u64);

impl Chance {
    /// The course of a seed; neighbouring seeds have nothing in common.
    pub fn new(seed: u64) -> Self {
        let mut chance = Self(
            seed.wrapping_mul(0x2545_f491_4f6c_dd1d)
                .wrapping_add(0x1405_7b7e_f767_814f),
        );
        chance.next();
        chance.next();
        chance
    }

    fn next(&mut self) -> u32 {
        let old = self.0;
        self.0 = old
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mixed = u32::try_from((((old >> 18) ^ old) >> 27) & 0xffff_ffff).unwrap_or_default();
        mixed.rotate_right(u32::try_from(old >> 59).unwrap_or_default())
    }

    /// A number from 0 up to, and without, `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next()).unwrap_or_default() % bound.max(1)
    }

    /// A number between two, both of them possible.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = usize::try_from(most - least + 1).unwrap_or(1);
        least + i64::try_from(self.below(width)).unwrap_or_default()
    }

    /// True this many times in a hundred.
    pub fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// One of several.
    pub fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }
}
