//! Words that may be part of a name, and say nothing about anybody where they stand in a text.

use std::collections::HashSet;
use std::sync::LazyLock;

static ORDINARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("ordinary.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether a folded word is one of English, or a month, weekday, country, city or language.
pub fn is_ordinary(word: &str) -> bool {
    ORDINARY.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_months_and_countries_are_ordinary_and_other_names_are_not() {
        for word in ["will", "mark", "april", "jan", "georgia", "jordan", "rose", "grace", "an"] {
            assert!(is_ordinary(word), "{word}");
        }
        for word in ["kofi", "mensah", "benedicte", "roy", "ana", "costa", "li", "wu", "chris"] {
            assert!(!is_ordinary(word), "{word}");
        }
    }
}
