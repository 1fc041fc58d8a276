//! Whom somebody means by a name that may be half of one, or not quite right.

use base::names::{folded_words, is_unspaced};

/// Somebody who spoke.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub name: String,
    /// Whether each word that was typed begins a word of it.
    pub named: bool,
}

/// Below this, two names have little in common.
const LEAST: f32 = 0.6;

/// So much less like than the likest is not meant.
const APART: f32 = 0.1;

/// What each word that was typed begins a word of a name with; anywhere in one where words are written
/// without blanks.
pub fn parts(typed: &str) -> Vec<String> {
    let words = folded_words(typed).into_iter();
    let part = |word: String| if is_unspaced(&word) { word } else { format!(" {word}") };
    words.map(part).collect()
}

/// Whose words are looked for, and whether the name was guessed.
pub fn taken(typed: &str, known: &[Known]) -> (Vec<String>, bool) {
    let names = |chosen: &dyn Fn(&Known) -> bool| -> Vec<_> {
        known.iter().filter(|one| chosen(one)).map(|one| one.name.clone()).collect()
    };
    let named = names(&|one| one.named);
    if !named.is_empty() {
        return (named, false);
    }
    let likest = known.iter().map(|one| likeness(typed, &one.name)).fold(0.0, f32::max);
    match likest >= LEAST {
        true => (names(&|one| likeness(typed, &one.name) > likest - APART), true),
        // Agendas name presenters who never spoke.
        false => (vec![typed.to_owned()], false),
    }
}

/// 1 if every word that was typed is a word of the name, 0 if no letter is in its place.
fn likeness(typed: &str, name: &str) -> f32 {
    let letters = |text: &str| -> Vec<Vec<char>> {
        folded_words(text).iter().map(|word| word.chars().collect()).collect()
    };
    let (typed, name) = (letters(typed), letters(name));
    let alike = |one: &[char], other: &[char]| {
        1.0 - edits(one, other) as f32 / one.len().max(other.len()) as f32
    };
    let likest = |word: &Vec<char>| name.iter().map(|one| alike(word, one)).fold(0.0, f32::max);
    typed.iter().map(likest).sum::<f32>() / typed.len().max(1) as f32
}

/// How many letters are to be added, dropped or changed to make one word of the other.
fn edits(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<_> = (0..=other.len()).collect();
    for (n, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = n + 1;
        for (at, with) in other.iter().enumerate() {
            let changed = before + usize::from(letter != with);
            before = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_meant_by_half_a_name_or_by_a_wrong_one() {
        let known = ["Chengetai Masango", "Chen Wei", "Mira Rao", "Jorge Cancio", "Bo"];
        for (typed, named, names, guessed) in [
            (
                "chen",
                vec!["Chengetai Masango", "Chen Wei"],
                vec!["Chengetai Masango", "Chen Wei"],
                false,
            ),
            ("Chengetay", vec![], vec!["Chengetai Masango"], true),
            ("Changetai Massango", vec![], vec!["Chengetai Masango"], true),
            ("Myra", vec![], vec!["Mira Rao"], true),
            ("jorje", vec![], vec!["Jorge Cancio"], true),
            ("Zebedy", vec![], vec!["Zebedy"], false),
            ("Xi", vec![], vec!["Xi"], false),
        ] {
            let known = known.map(|name| Known { name: name.into(), named: named.contains(&name) });
            let names: Vec<_> = names.into_iter().map(str::to_owned).collect();
            assert_eq!(taken(typed, &known), (names, guessed), "{typed}");
        }
        assert_eq!(taken("typed", &[]), (vec!["typed".to_owned()], false));
    }

    #[test]
    fn words_of_a_name_are_typed_in_any_spelling() {
        assert_eq!(parts("  José O’Brien"), [" jose", " obrien"]);
        assert_eq!(parts("Jean‑Pierre 小明"), [" jean", " pierre", "小明"]);
    }

    #[test]
    fn edits_are_counted_letter_by_letter() {
        for (one, other, count) in
            [("", "", 0), ("a", "", 1), ("jorje", "jorge", 1), ("kitten", "sitting", 3)]
        {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(edits(&letters(one), &letters(other)), count, "{one}, {other}");
        }
    }
}
