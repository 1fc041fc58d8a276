//! Speakers who asked not to be named, in what is shown to those who were not there.

use crate::names::{People, same_person};

/// The names that are not told.
pub struct Withheld {
    names: Vec<String>,
    people: People,
}

/// What is told in place of a name.
pub const SOMEBODY: &str = "a participant";

impl Withheld {
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let names: Vec<_> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
        let each: Vec<_> = names.iter().map(|name| vec![name.clone()]).collect();
        Withheld { people: People::new(&each, &[]), names }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|one| same_person(one, name))
    }

    /// A text without them: neither in full, nor any part of them, also where it is not sure.
    pub fn hide(&self, text: &str) -> String {
        let (mut hidden, mut from) = (String::with_capacity(text.len()), 0);
        for place in self.people.places(text, None) {
            if place.range.start >= from {
                hidden.push_str(&text[from..place.range.start]);
                hidden.push_str(SOMEBODY);
                from = place.range.end;
            }
        }
        hidden + &text[from..]
    }

    /// The same of HTML, of which the tags stay tags.
    pub fn hide_html(&self, html: &str) -> String {
        if self.is_empty() {
            return html.to_owned();
        }
        let mut hidden = String::with_capacity(html.len());
        for (nth, piece) in html.split('<').enumerate() {
            let (tag, text) = match (nth, piece.split_once('>')) {
                (0, _) => (None, piece),
                (_, Some((tag, text))) => (Some(tag), text),
                (_, None) => (Some(piece), ""),
            };
            if let Some(tag) = tag {
                // An address may hold a name as well.
                let clean = self.hide(tag) == tag;
                let bare = tag.split_whitespace().next().unwrap_or_default();
                hidden.extend(["<", if clean { tag } else { bare }, ">"]);
            }
            hidden.push_str(&self.hide(text));
        }
        hidden
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mira() -> Withheld {
        Withheld::new(["Mira Rao".to_owned(), String::new()])
    }

    #[test]
    fn a_name_and_its_parts_are_not_told() {
        for (text, hidden) in [
            ("Mira Rao asked.", "a participant asked."),
            ("I agree with MIRA.", "I agree with a participant."),
            ("The miracle of Raoul", "The miracle of Raoul"),
            ("(rao)", "(a participant)"),
            ("", ""),
        ] {
            assert_eq!(mira().hide(text), hidden);
        }
        assert!(mira().has("mira rao") && !mira().has("Mira"));
    }

    #[test]
    fn nor_in_html_and_its_addresses() {
        let html = "<p>Mira <em>Rao</em>, <a href=\"https://example.org/mira\">page</a></p>";
        let hidden = "<p>a participant <em>a participant</em>, <a>page</a></p>";

        assert_eq!(mira().hide_html(html), hidden);
    }
}
