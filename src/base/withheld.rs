//! Whoever asked not to be named, in what is shown to those who are not told of them.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;

use crate::ids::PersonId;
use crate::names::{People, same_person};

/// Those of a meeting who are not told, by all names that they have.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "Vec<Name>")]
pub struct Withheld {
    names: Vec<Name>,
    /// None if there are no names.
    people: Option<Arc<People>>,
}

/// One of the names of somebody.
#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    /// None of a guest.
    pub id: Option<PersonId>,
    pub name: String,
}

/// What is told in place of a name.
pub const SOMEBODY: &str = "a participant";

impl From<Vec<Name>> for Withheld {
    fn from(mut names: Vec<Name>) -> Self {
        names.retain(|one| !one.name.trim().is_empty());
        let people = (!names.is_empty()).then(|| Arc::new(People::new(&by_person(&names), &[])));
        Withheld { names, people }
    }
}

/// The names of each person.
fn by_person(names: &[Name]) -> Vec<Vec<String>> {
    let of = |id| names.iter().filter(move |one| one.id == Some(id)).map(|one| one.name.clone());
    let known: HashSet<PersonId> = names.iter().filter_map(|one| one.id).collect();
    let guests = names.iter().filter(|one| one.id.is_none()).map(|one| vec![one.name.clone()]);
    known.into_iter().map(|id| of(id).collect()).chain(guests).collect()
}

impl Name {
    fn is(&self, id: Option<PersonId>, name: &str) -> bool {
        match (self.id, id) {
            (Some(own), Some(other)) => own == other,
            _ => same_person(&self.name, name),
        }
    }
}

impl Withheld {
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether somebody is one of them. Two who are both known are compared as such, and else by
    /// their names.
    pub fn has(&self, id: Option<PersonId>, name: &str) -> bool {
        self.names.iter().any(|one| one.is(id, name))
    }

    /// The others, for what somebody says in their own name.
    pub fn but(&self, id: Option<PersonId>, name: &str) -> Self {
        match self.has(id, name) {
            true => self
                .names
                .iter()
                .filter(|one| !one.is(id, name))
                .cloned()
                .collect::<Vec<_>>()
                .into(),
            false => self.clone(),
        }
    }

    /// A text without them: neither in full, nor any part of them, also where it is not sure.
    pub fn hide(&self, text: &str) -> String {
        let Some(people) = &self.people else { return text.to_owned() };
        let (mut hidden, mut from) = (String::with_capacity(text.len()), 0);
        for place in people.places(text, None) {
            if place.range.start >= from {
                hidden.push_str(&text[from..place.range.start]);
                hidden.push_str(SOMEBODY);
                from = place.range.end;
            }
        }
        hidden + &text[from..]
    }

    /// The same in place, of a text and of its HTML.
    pub fn veil(&self, text: &mut String, html: &mut String) {
        if !self.is_empty() {
            (*text, *html) = (self.hide(text), self.hide_html(html));
        }
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

impl fmt::Debug for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Withheld").field(&self.names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn withheld(names: &[(Option<PersonId>, &str)]) -> Withheld {
        let name = |(id, name): &(Option<PersonId>, &str)| Name { id: *id, name: (*name).into() };
        names.iter().map(name).collect::<Vec<_>>().into()
    }

    fn mira() -> Withheld {
        withheld(&[(None, "Mira Rao"), (None, "")])
    }

    #[test]
    fn a_person_is_the_same_by_any_of_their_names() {
        let [mira, other] = [1, 2].map(|id| Some(PersonId(uuid::Uuid::from_u128(id))));
        let renamed = withheld(&[(mira, "Mira Rao"), (mira, "Mira Kumar"), (None, "Ana Costa")]);

        for name in ["Mira Rao", "Rao", "Mira", "Mira Kumar", "Kumar", "Ana"] {
            assert_eq!(renamed.hide(&format!("I saw {name}.")), "I saw a participant.");
        }
        assert!(renamed.has(mira, "Dr Smith") && renamed.has(None, "MIRA KUMAR"));
        assert!(renamed.has(other, "Ana Costa") && !renamed.has(other, "Mira Rao"));
        let others = renamed.but(mira, "Dr Smith");
        assert_eq!(others.hide("Rao saw Ana with Kumar."), "Rao saw a participant with Kumar.");
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
        assert!(mira().has(None, "mira rao") && !mira().has(None, "Mira"));
    }

    #[test]
    fn nor_in_html_and_its_addresses() {
        let html = "<p>Mira <em>Rao</em>, <a href=\"https://example.org/mira\">page</a></p>";
        let hidden = "<p>a participant <em>a participant</em>, <a>page</a></p>";

        assert_eq!(mira().hide_html(html), hidden);
    }
}
