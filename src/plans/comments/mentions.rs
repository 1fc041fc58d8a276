//! Whom a comment can mention by `@` and a name: whoever is in the group now.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::store;
use base::ids::{GroupId, PersonId};
use base::markdown::{AT, Markdown, Refused};
use base::names::{fold, given};
use platform::web::Result;

/// Somebody who is mentioned, and where to tell them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

/// Names, and whose each is.
#[derive(Debug, Default)]
pub struct Nameable {
    names: Vec<String>,
    whose: Vec<Named>,
}

/// Nobody, if the text has no `@`.
pub async fn nameable(db: &mut PgConnection, group: GroupId, text: &str) -> Result<Nameable> {
    match text.contains(AT) {
        true => Ok(Nameable::of(store::people(db, group).await?)),
        false => Ok(Nameable::default()),
    }
}

impl Nameable {
    /// Everybody by their full name, and by the given name if nobody else has it.
    pub fn of(people: Vec<Named>) -> Self {
        let mut bearers: HashMap<String, usize> = HashMap::new();
        for person in &people {
            *bearers.entry(fold(given(&person.name))).or_default() += 1;
        }
        let mut all = Nameable::default();
        for person in people {
            let given = given(&person.name).to_owned();
            if bearers.get(&fold(&given)) == Some(&1) && given != person.name {
                all.add(given, person.clone());
            }
            all.add(person.name.clone(), person);
        }
        all
    }

    fn add(&mut self, name: String, whose: Named) {
        self.names.push(name);
        self.whose.push(whose);
    }

    /// The text, in which the names stand out, and whom it mentions, each once.
    pub fn read(&self, text: &str) -> Result<(Markdown, Vec<Named>), Refused> {
        let (text, mentioned) = Markdown::said_naming(text, &self.names)?;
        let mut people: Vec<Named> = Vec::new();
        for person in mentioned.into_iter().filter_map(|nth| self.whose.get(nth)) {
            if !people.contains(person) {
                people.push(person.clone());
            }
        }
        Ok((text, people))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_is_enough_where_one_alone_has_it() {
        let named = |name: &str| Named {
            id: PersonId::new(),
            name: name.into(),
            email: format!("{name}@example.org"),
        };
        let all = ["Mira Rao", "Chen Wei", "Chen Li", "Plato"].map(named);
        let all = Nameable::of(all.to_vec());
        for (text, told) in [
            ("@Mira and @mira rao", vec!["Mira Rao"]),
            ("@Chen", vec![]),
            ("@Chen Li, @Plato", vec!["Chen Li", "Plato"]),
        ] {
            let (_, mentioned) = all.read(text).unwrap();
            let names: Vec<_> = mentioned.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names, told, "{text}");
        }
    }
}
