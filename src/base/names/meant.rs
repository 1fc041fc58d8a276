//! Whom somebody means who types less than a name: one of its words, how its words begin, its initials.

use super::fold::folded_words;
use super::roll::Roll;

impl Roll {
    /// The name of the only one who can be meant. A word of one letter means nobody, initials do.
    pub fn meant(&self, typed: &str) -> Option<String> {
        if let Some(found) = self.find(typed) {
            return self.name(found).map(str::to_owned);
        }
        let words = folded_words(typed.trim().trim_end_matches('.'));
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        if letters < 2 {
            return None;
        }
        let whole = self.only(|name| words.iter().all(|word| name.contains(word)));
        let begun = || self.only(|name| begins(&words, name));
        let initials = || self.only(|name| words.len() == 1 && are_initials(&words[0], name));
        whole.or_else(begun).or_else(initials)
    }

    fn only(&self, is_meant: impl Fn(&[String]) -> bool) -> Option<String> {
        let mut meant = self.names().filter(|name| is_meant(&folded_words(name)));
        let one = meant.next()?.to_owned();
        meant.next().is_none().then_some(one)
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
        }
    }
}
