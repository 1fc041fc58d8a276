//! One or several people who answer for something, the first of them in front: members of the
//! group, or others by name only.

use std::fmt;

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::fields::people::{PersonRef, who};
use crate::fields::roster::Roster;
use crate::fields::texts::line;
use base::ids::{GroupId, PersonId};
use base::names::same_person;
use base::revisions::{Field, Kind, choice, field};
use base::text::join;
use platform::web::{Invalid, Result};

const MOST_OTHERS: usize = 20;

/// Nobody is in it twice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Owners(Vec<PersonRef>);

/// What a form says of them: a member chosen or a guest typed, then others by name, one a line.
pub struct Typed<'a> {
    pub first: (&'static str, &'a str),
    pub guest: &'a str,
    pub others: (&'static str, &'a str),
}

impl Owners {
    pub fn of(people: impl IntoIterator<Item = PersonRef>) -> Self {
        let mut whos: Vec<PersonRef> = Vec::new();
        for who in people.into_iter().filter(|who| !who.is_nobody()) {
            match whos.iter_mut().find(|known| known.may_be(&who)) {
                None => whos.push(who),
                Some(known) if known.id.is_none() && who.id.is_some() => *known = who,
                Some(_) => {}
            }
        }
        Owners(whos)
    }

    pub fn iter(&self) -> impl Iterator<Item = &PersonRef> {
        self.0.iter()
    }

    /// Nobody, if there is none.
    pub fn first(&self) -> PersonRef {
        self.0.first().cloned().unwrap_or_default()
    }

    pub fn others(&self) -> impl Iterator<Item = &PersonRef> {
        self.0.iter().skip(1)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn include(&self, person: PersonId) -> bool {
        self.0.iter().any(|who| who.id == Some(person))
    }

    /// Another is in front in place of the first; the others stay.
    pub fn handed_to(&self, first: PersonRef) -> Self {
        Owners::of(std::iter::once(first).chain(self.others().cloned()))
    }

    /// The names, or that there is none.
    pub fn describe(&self) -> String {
        if self.is_empty() { "Nobody yet".into() } else { self.to_string() }
    }

    /// As a form keeps the others: one name a line.
    pub fn lines(&self) -> String {
        let names: Vec<_> = self.others().map(|who| who.name.as_str()).collect();
        names.join("\n")
    }

    /// As revisions keep them, under the names and labels of the form's three fields.
    pub fn fields(&self, named: [(&'static str, &'static str); 3]) -> [Field; 3] {
        let [(first, label), (guest, guest_label), (others, others_label)] = named;
        let who = self.first();
        let shown = if who.id.is_some() { who.name.as_str() } else { "" };
        [
            choice(first, label, who.member(), shown),
            field(guest, guest_label, who.guest(), Kind::Line),
            field(others, others_label, &self.lines(), Kind::Text),
        ]
    }

    /// "Ines Guest is not a member, so nobody is told by mail."
    pub fn untold(&self) -> Option<String> {
        let guests: Vec<_> = self.0.iter().filter(|who| who.id.is_none()).collect();
        let names: Vec<_> = guests.iter().map(|who| &who.name).collect();
        match names.as_slice() {
            [] => None,
            [name] => Some(format!("{name} is not a member, so nobody is told by mail.")),
            [_, _] | [_, _, _] => {
                Some(format!("{} are not members, so nobody tells them by mail.", join(&names)))
            }
            many => {
                Some(format!("{} of them are not members, and are not told by mail.", many.len()))
            }
        }
    }
}

/// "Mira Rao and Ines Guest"
impl fmt::Display for Owners {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&join(&self.0.iter().map(|who| &who.name).collect::<Vec<_>>()))
    }
}

impl Typed<'_> {
    /// Whoever was named `before` under the same name is still that person, member or not.
    /// Many are read with one `roster`; a single one reads its own, if it needs one.
    pub async fn read(
        &self,
        db: &mut PgConnection,
        (group, roster): (GroupId, Option<&Roster>),
        before: &Owners,
        invalid: &mut Invalid,
    ) -> Result<Owners> {
        let first = who(db, group, self.first, self.guest, invalid).await?;
        let (field, typed) = self.others;
        let names = typed.lines().map(|name| line(field, name, invalid));
        let names: Vec<_> = names.collect();
        if names.iter().filter(|name| !name.is_empty()).count() > MOST_OTHERS {
            invalid.add(field, format!("Name at most {MOST_OTHERS} others."));
            return Ok(Owners::of([first]));
        }
        let named = named(db, (group, roster), &names).await?.into_iter();
        let names = names.iter().filter(|name| !name.is_empty());
        let others = names.zip(named).map(|(name, now)| {
            let known = before.iter().find(|known| known.is_called(name));
            known.cloned().unwrap_or(now)
        });
        Ok(Owners::of(std::iter::once(first).chain(others)))
    }
}

/// Whom the group knows by these names, empty ones left out.
pub async fn named(
    db: &mut PgConnection,
    (group, roster): (GroupId, Option<&Roster>),
    names: &[String],
) -> Result<Vec<PersonRef>> {
    let names: Vec<_> = names.iter().filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let read;
    let roster = match roster {
        Some(roster) => roster,
        None => {
            read = Roster::read(db, group).await?;
            &read
        }
    };
    Ok(names.into_iter().map(|name| roster.who(name)).collect())
}

impl PersonRef {
    fn is_called(&self, name: &str) -> bool {
        same_person(&self.name, name)
    }

    /// Two members may share a name; a member and a guest of that name are taken for one.
    fn may_be(&self, other: &PersonRef) -> bool {
        match (self.id, other.id) {
            (Some(one), Some(other)) => one == other,
            _ => self.is_called(&other.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(name: &str) -> PersonRef {
        PersonRef { id: None, name: name.into() }
    }

    fn member(name: &str) -> PersonRef {
        PersonRef { id: Some(PersonId::new()), name: name.into() }
    }

    #[test]
    fn names_are_listed() {
        for (names, told) in [
            (&[][..], ""),
            (&["Ana"], "Ana"),
            (&["Ana", "Bo"], "Ana and Bo"),
            (&["Ana", "Bo", "Cy"], "Ana, Bo and Cy"),
        ] {
            assert_eq!(Owners::of(names.iter().map(|name| guest(name))).to_string(), told);
        }
    }

    #[test]
    fn nobody_is_named_twice() {
        let (mira, other_mira) = (member("Mira Rao"), member("Mira Rao"));
        for (given, kept) in [
            (vec![guest(""), guest("Ana")], vec![guest("Ana")]),
            (vec![guest("Ana"), guest("ANA")], vec![guest("Ana")]),
            (vec![mira.clone(), guest("Ana"), mira.clone()], vec![mira.clone(), guest("Ana")]),
            (vec![guest("mira rao"), mira.clone()], vec![mira.clone()]),
            (vec![mira.clone(), other_mira.clone()], vec![mira.clone(), other_mira]),
        ] {
            assert_eq!(Owners::of(given), Owners(kept));
        }
    }

    #[test]
    fn whoever_takes_it_is_in_front_once_and_the_others_stay() {
        let (mira, cleo) = (member("Mira"), member("Cleo"));
        let whos = Owners::of([mira.clone(), guest("Ana"), cleo.clone()]);

        assert_eq!(whos.handed_to(member("Chen")).to_string(), "Chen, Ana and Cleo");
        assert_eq!(whos.handed_to(cleo).to_string(), "Cleo and Ana");
        assert_eq!(whos.handed_to(mira), whos);
        assert_eq!(Owners::default().handed_to(guest("Ana")).to_string(), "Ana");
    }

    #[test]
    fn who_gets_no_mail_is_said() {
        let three = ["Ana", "Bo", "Cy"];
        for (names, told) in [
            (&[][..], None),
            (&three[..1], Some("Ana is not a member, so nobody is told by mail.")),
            (&three[..2], Some("Ana and Bo are not members, so nobody tells them by mail.")),
        ] {
            let guests = names.iter().map(|name| guest(name));
            let whos = Owners::of(std::iter::once(member("Mira")).chain(guests));
            assert_eq!(whos.untold().as_deref(), told);
        }
    }
}
