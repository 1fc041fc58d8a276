//! Whose the parts of names are, among many people.

use std::collections::{HashMap, HashSet};

use super::fold::fold;
use super::name::Name;
use super::same::keys;

#[derive(Default)]
pub struct Bearers {
    by_part: HashMap<String, HashSet<usize>>,
    by_key: HashMap<String, HashSet<usize>>,
}

impl Bearers {
    /// Each person by all names that they have or had.
    pub fn new(people: &[Vec<String>]) -> Self {
        let mut bearers = Bearers::default();
        let names = people.iter().enumerate();
        let names = names.flat_map(|(nth, names)| names.iter().map(move |name| (nth, name)));
        for (nth, name) in names {
            for part in Name::of(name).parts {
                for spelled in part.spellings.into_iter().chain(part.halves) {
                    bearers.by_part.entry(spelled.letters).or_default().insert(nth);
                }
            }
            for key in keys(name) {
                bearers.by_key.entry(key).or_default().insert(nth);
            }
        }
        bearers
    }

    /// Whether a part of somebody's name is also that of somebody else.
    pub fn is_shared(&self, part: &str, name: &str) -> bool {
        let keys = keys(name);
        let own = keys.iter().filter_map(|key| self.by_key.get(key)).flatten();
        let own: HashSet<usize> = own.copied().collect();
        let mut bearers = self.by_part.get(&fold(part)).into_iter().flatten();
        own.len() > 1 || bearers.any(|who| !own.contains(who))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_shared_with_whoever_else_bears_it() {
        let people = [
            vec!["Chris Berg".to_owned(), "Chris J. Berg".to_owned()],
            vec!["CHRIS Disspain".to_owned()],
            vec!["Ana Costa".to_owned()],
            vec!["Li Wu".to_owned()],
            vec!["Li Wu".to_owned()],
        ];
        let bearers = Bearers::new(&people);
        for (part, name, shared) in [
            ("Chris", "Chris Berg", true),
            ("Chris", "Chris J. Berg", true),
            ("Berg", "Chris Berg", false),
            ("Ana", "Ana Costa", false),
            ("Ana", "Ana Lima", true),
            ("Li", "Li Wu", true),
            ("Kofi", "Kofi Mensah", false),
        ] {
            assert_eq!(bearers.is_shared(part, name), shared, "{part} of {name}");
        }
    }
}
