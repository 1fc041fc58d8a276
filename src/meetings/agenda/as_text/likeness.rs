//! How much two titles have in common.

use base::text::line;

/// How much of two titles is alike, at the least, if one was made from the other.
pub const ALIKE: f64 = 0.5;

/// Whether one of two titles may have been made from the other.
pub fn is_alike(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
        || likeness(&pairs_of_letters(one), &pairs_of_letters(other)) >= ALIKE
}

pub fn folded(title: &str) -> String {
    line(title).to_lowercase()
}

pub fn pairs_of_letters(title: &str) -> Vec<(char, char)> {
    let letters: Vec<_> = folded(title).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs: Vec<_> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// From 0, of those that have nothing in common, to 1.
pub fn likeness(one: &[(char, char)], other: &[(char, char)]) -> f64 {
    let (mut here, mut there, mut common) = (0, 0, 0);
    while here < one.len() && there < other.len() {
        match one[here].cmp(&other[there]) {
            std::cmp::Ordering::Less => here += 1,
            std::cmp::Ordering::Greater => there += 1,
            std::cmp::Ordering::Equal => {
                (here, there, common) = (here + 1, there + 1, common + 1);
            }
        }
    }
    match one.len() + other.len() {
        0 => 0.0,
        all => 2.0 * f64::from(common) / all as f64,
    }
}
