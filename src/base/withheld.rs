//! Whoever asked not to be named, in what is shown to those who are not told of them.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;

use crate::ids::PersonId;
use crate::names::{Edit, People, edited, edits, same_person};

/// Those of a meeting who are not told, by all names that they have.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "Vec<Name>")]
pub struct Withheld {
    names: Vec<Name>,
    /// None if there are no names.
    people: Option<Arc<People>>,
}

/// One of the names of somebody, or an address of theirs.
#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    /// None of a guest.
    pub id: Option<PersonId>,
    pub name: String,
}

/// Tags inside a sentence; all others begin a paragraph, or a part of one.
const INLINE: [&str; 14] =
    ["a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "span", "strong", "u"];

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

    /// All names and addresses of one whose account is known.
    pub fn names_of(&self, id: Option<PersonId>) -> impl Iterator<Item = &str> {
        let own = self.names.iter().filter(move |one| id.is_some() && one.id == id);
        own.map(|one| &*one.name)
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
        edited(text, 0..text.len(), &self.edits(text))
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
        let (mut plain, mut pieces) = (String::with_capacity(html.len()), Vec::new());
        for (nth, piece) in html.split('<').enumerate() {
            let (tag, text) = match (nth, piece.split_once('>')) {
                (0, _) => (None, piece),
                (_, Some((tag, text))) => (Some(tag), text),
                (_, None) => (Some(piece), ""),
            };
            match tag {
                Some(tag) if is_called(tag, &["br"]) => plain.push(' '),
                Some(tag) if !is_called(tag, &INLINE) => plain.push_str("\n\n"),
                // As the text was typed: a sign that is no letter, so that no word begins or ends within another.
                Some(_) => plain.push('*'),
                None => {}
            }
            let start = plain.len();
            plain.push_str(text);
            pieces.push((tag, start..plain.len()));
        }
        let edits = self.edits(&plain);
        let mut hidden = String::with_capacity(html.len());
        for (tag, text) in pieces {
            if let Some(tag) = tag {
                // An address may hold a name as well.
                let clean = self.edits(tag).is_empty();
                let bare = tag.split_whitespace().next().unwrap_or_default();
                hidden.extend(["<", if clean { tag } else { bare }, ">"]);
            }
            hidden.push_str(&edited(&plain, text, &edits));
        }
        hidden
    }

    fn edits(&self, text: &str) -> Vec<Edit> {
        let places = self.people.iter().flat_map(|people| people.places(text, None));
        edits(text, places.map(|place| (place.range, place.person)))
    }
}

fn is_called(tag: &str, names: &[&str]) -> bool {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric();
    let name = tag.trim_start_matches('/').split(|letter| !is_of_name(letter)).next();
    names.contains(&name.unwrap_or_default())
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
        withheld(&[(None, "Mira Rao"), (None, ""), (None, "blue77@example.org")])
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
            ("Mira Rao asked.", "A participant asked."),
            ("I agree with MIRA.", "I agree with a participant."),
            ("So Dr. Mira asked. Rao left.", "So a participant asked. The participant left."),
            ("Ask mira.rao@example.org, blue77@example.org", "Ask a participant, a participant"),
            ("[Her](https://example.org/mira) page", "Her page"),
            ("The miracle of Raoul", "The miracle of Raoul"),
            ("(rao)", "(A participant)"),
            ("So M. Rao or Rao, M., asked", "So a participant or the participant, asked"),
            ("", ""),
        ] {
            assert_eq!(mira().hide(text), hidden);
        }
        assert!(mira().has(None, "mira rao") && !mira().has(None, "Mira"));
    }

    #[test]
    fn nor_in_html_and_its_addresses() {
        for (html, hidden) in [
            (
                "<p>Mira <em>Rao</em>, <a href=\"https://example.org/mira\">page</a></p>",
                "<p>A participant<em></em>, <a>page</a></p>",
            ),
            (
                "<p>I agree with <em>Mira</em>.</p>\n<ul><li>Rao</li><li>Ana</li></ul>",
                "<p>I agree with <em>a participant</em>.</p>\n<ul><li>A participant</li><li>Ana</li></ul>",
            ),
            (
                "<p>See <a href=\"mailto:blue77@example.org\">blue77@example.org</a></p>",
                "<p>See <a>a participant</a></p>",
            ),
            (
                "<p>So Mira<br>\nRao came<br>\nwith Mi-<br>\nra</p>",
                "<p>So a participant<br> came<br>\nwith the participant<br></p>",
            ),
            ("<p><del>Ana</del>Mira Rao agreed</p>", "<p><del>Ana</del>a participant agreed</p>"),
            ("<p><strong>Mira</strong>s plan</p>", "<p><strong>A participant</strong>s plan</p>"),
            ("<p>The miracle &amp; <code>a</code></p>", "<p>The miracle &amp; <code>a</code></p>"),
        ] {
            assert_eq!(mira().hide_html(html), hidden);
        }
    }
}
