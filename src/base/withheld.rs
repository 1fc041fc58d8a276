//! Speakers who asked not to be named, in what is shown to those who were not there.

/// The names that are not told.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    names: Vec<String>,
}

/// What is told in place of a name.
pub const SOMEBODY: &str = "a participant";

impl Withheld {
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let names = names.into_iter().filter(|name| !name.trim().is_empty());
        Withheld { names: names.collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|one| fold(one.trim()) == fold(name.trim()))
    }

    /// A text without them: neither in full, nor any part of them.
    pub fn hide(&self, text: &str) -> String {
        let mut hidden = text.to_owned();
        for name in &self.names {
            let parts = name.split_whitespace().filter(|part| part.chars().count() > 2);
            for part in [name.trim()].into_iter().chain(parts) {
                hidden = without(&hidden, part);
            }
        }
        hidden
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

fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Where letters become more in lower case, places in both are not the same: so each beginning is
/// tried by itself.
fn without(text: &str, name: &str) -> String {
    let (wanted, mut hidden, mut at) = (fold(name), String::with_capacity(text.len()), 0);
    let mut before = None;
    while let Some(letter) = text[at..].chars().next() {
        let begins = !before.is_some_and(char::is_alphanumeric);
        match begins.then(|| length_of(&text[at..], &wanted)).flatten() {
            Some(length) => {
                hidden.push_str(SOMEBODY);
                before = text[at..at + length].chars().next_back();
                at += length;
            }
            None => {
                hidden.push(letter);
                before = Some(letter);
                at += letter.len_utf8();
            }
        }
    }
    hidden
}

/// How long the name is with which a text begins, if it does.
fn length_of(text: &str, wanted: &str) -> Option<usize> {
    let mut folded = String::new();
    for (at, letter) in text.char_indices() {
        folded.extend(letter.to_lowercase());
        if !wanted.starts_with(folded.as_str()) {
            return None;
        }
        if folded.len() == wanted.len() {
            let end = at + letter.len_utf8();
            let ends = !text[end..].chars().next().is_some_and(char::is_alphanumeric);
            return ends.then_some(end);
        }
    }
    None
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
