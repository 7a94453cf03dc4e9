//! Chance that can be had again: the seed is printed, and `KILL_SEED` gives it back.

use std::{
    env,
    hash::{BuildHasher, RandomState},
};

/// A stream of numbers (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    /// From `KILL_SEED`, or from a new seed; prints it.
    pub fn new(of: &str) -> Self {
        let given = env::var("KILL_SEED").ok();
        let seed = given.map_or_else(
            || RandomState::new().hash_one(of),
            |seed| seed.parse().expect("KILL_SEED is a number"),
        );
        println!("{of}: KILL_SEED={seed}");
        Self(seed)
    }

    /// A number from 0 up to, and without, this one.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
