//! A list of people, in which one is looked up by name.

use std::collections::HashMap;

use super::same::keys;

#[derive(Debug, Default)]
pub struct Roll {
    names: Vec<String>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Roll {
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<_> = names.into_iter().map(str::to_owned).collect();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (nth, name) in names.iter().enumerate() {
            for key in keys(name) {
                by_key.entry(key).or_default().push(nth);
            }
        }
        Roll { names, by_key }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(super) fn name(&self, nth: usize) -> Option<&str> {
        self.names.get(nth).map(String::as_str)
    }

    /// Whether somebody is called so, in any spelling.
    pub fn has(&self, name: &str) -> bool {
        keys(name).iter().any(|key| self.by_key.contains_key(key))
    }

    /// The place in the list of the one who is called so: in this very spelling, or else in any, if
    /// nobody else is.
    pub fn find(&self, name: &str) -> Option<usize> {
        let mut alike: Vec<usize> =
            keys(name).iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        alike.sort_unstable();
        alike.dedup();
        let exact: Vec<_> = alike.iter().filter(|nth| self.names[**nth] == name).collect();
        match (exact.as_slice(), alike.as_slice()) {
            ([one], _) => Some(**one),
            ([], [one]) => Some(*one),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_alone_is_called_so_is_meant() {
        let roll = Roll::new(["José Silva", "Chen Wei", "Chen Wei", "Ana Costa", "ANA COSTA"]);
        for (name, found) in [
            ("jose silva", Some(0)),
            ("Silva, José", Some(0)),
            ("Chen Wei", None),
            ("Ana Costa", Some(3)),
            ("ana costa", None),
            ("José", None),
            ("", None),
        ] {
            assert_eq!(roll.find(name), found, "{name}");
        }
    }
}
