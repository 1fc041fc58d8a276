//! Whom somebody means who types less than a name: one of its words, how its words begin, its initials.

use super::fold::folded_words;
use super::roll::Roll;

impl Roll {
    /// The name of the only one who can be meant. A word of one letter means nobody, initials do.
    pub fn meant(&self, typed: &str) -> Option<String> {
        let one = self.readings(typed).into_iter().find(|meant| meant.len() == 1)?;
        self.name(one[0]).map(str::to_owned)
    }

    /// The places in the list of all who can be meant: of the only one, if there is one.
    pub fn all_meant(&self, typed: &str) -> Vec<usize> {
        let readings = self.readings(typed);
        let only = readings.iter().find(|meant| meant.len() == 1);
        only.or_else(|| readings.iter().find(|meant| !meant.is_empty()))
            .cloned()
            .unwrap_or_default()
    }

    /// By the whole name, some of its words, how its words begin, its initials.
    fn readings(&self, typed: &str) -> Vec<Vec<usize>> {
        if let Some(found) = self.find(typed) {
            return vec![vec![found]];
        }
        let words = folded_words(typed.trim().trim_end_matches('.'));
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        if letters < 2 {
            return Vec::new();
        }
        let whole = self.those(|name| words.iter().all(|word| name.contains(word)));
        let begun = self.those(|name| begins(&words, name));
        let initials = self.those(|name| words.len() == 1 && are_initials(&words[0], name));
        vec![whole, begun, initials]
    }

    fn those(&self, is_meant: impl Fn(&[String]) -> bool) -> Vec<usize> {
        let meant = self.names().enumerate().filter(|(_, name)| is_meant(&folded_words(name)));
        meant.map(|(nth, _)| nth).collect()
    }
}

/// "mi ca" for "Mira Castellund": each word begins one of the name's, in their order.
fn begins(words: &[String], name: &[String]) -> bool {
    let mut of_name = name.iter();
    words.iter().all(|word| of_name.any(|of_name| of_name.starts_with(word.as_str())))
}

/// "mc"
fn are_initials(word: &str, name: &[String]) -> bool {
    let initials: String = name.iter().filter_map(|word| word.chars().next()).collect();
    initials == word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_means_whoever_alone_it_fits() {
        let roll = Roll::new([
            "Mira Castellund",
            "Tomé Arvandil",
            "Mina Ruizowa",
            "Ana Costa",
            "Anabel Ito",
        ]);
        for (typed, meant) in [
            ("Mira Castellund", Some("Mira Castellund")),
            ("mira", Some("Mira Castellund")),
            ("mi ca", Some("Mira Castellund")),
            ("mi", None),
            ("mc", Some("Mira Castellund")),
            ("tome", Some("Tomé Arvandil")),
            ("arvandil", Some("Tomé Arvandil")),
            ("Ana", Some("Ana Costa")),
            ("anab", Some("Anabel Ito")),
            ("c", None),
            ("", None),
            ("next steps", None),
            ("castellund mira", Some("Mira Castellund")),
        ] {
            assert_eq!(roll.meant(typed).as_deref(), meant, "{typed}");
            let all = roll.all_meant(typed);
            assert_eq!(all.len() == 1, meant.is_some(), "{typed}");
        }
        assert_eq!(roll.all_meant("mi"), [0, 2]);
    }
}
