//! Chance that is the same for the same seed, on every machine and in every later version.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// SplitMix64, which is short enough to be ours: a library may choose other numbers one day.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A row of chances of its own for each thing, so that nothing depends on what was made before.
    pub fn of(seed: u64, thing: &str, number: usize) -> Self {
        let mut random = Random(seed);
        for part in thing.bytes().map(u64::from).chain([number as u64]) {
            random.0 ^= part;
            random.0 = random.draw();
        }
        random
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 on, and less than `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (((self.draw() >> 32) * end as u64) >> 32) as usize
    }

    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// An id as the product makes them (version 7), of something that was made at that time.
    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let (high, low) = (self.draw().to_be_bytes(), self.draw().to_be_bytes());
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&high);
        bytes[8..].copy_from_slice(&low[..2]);
        let at = at.timestamp_millis().unsigned_abs();
        Builder::from_unix_timestamp_millis(at, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_and_another_gives_another() {
        let drawn = |seed, thing, number| Random::of(seed, thing, number).draw();
        assert_eq!(drawn(1, "meeting", 7), drawn(1, "meeting", 7));
        for other in [drawn(2, "meeting", 7), drawn(1, "person", 7), drawn(1, "meeting", 8)] {
            assert_ne!(drawn(1, "meeting", 7), other);
        }
        // What the first version drew: later ones may not draw anything else.
        assert_eq!(drawn(1, "meeting", 7), 0xebad_b7c3_ba1f_4855);
    }

    #[test]
    fn ids_are_of_version_seven_and_in_the_order_of_their_times() {
        let mut random = Random::of(1, "id", 0);
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        let ids: Vec<_> = (0..100).map(|second| random.id(at(second))).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }

    #[test]
    fn nothing_is_drawn_beyond_the_end() {
        let mut random = Random::of(1, "below", 0);
        let mut drawn = [0; 7];
        for _ in 0..7_000 {
            drawn[random.below(7)] += 1;
        }
        assert!(drawn.iter().all(|times| (800..1_200).contains(times)), "{drawn:?}");
    }
}
