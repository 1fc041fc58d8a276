//! The people of invented groups: each group has its own, and some are wherever one looks.

use chrono::{DateTime, TimeDelta, Utc};

use super::random::Random;
use access::fields::people::PersonRef;
use base::ids::PersonId;
use base::policy::Role;

const GIVEN: [&str; 40] = [
    "Abena",
    "Bram",
    "Chipo",
    "Dalia",
    "Emre",
    "Farah",
    "Goran",
    "Hana",
    "Ibrahim",
    "Jolanta",
    "Kwame",
    "Leila",
    "Mateo",
    "Nadia",
    "Oluwa",
    "Priya",
    "Quentin",
    "Rosa",
    "Samira",
    "Tomas",
    "Uma",
    "Viktor",
    "Wanjiru",
    "Ximena",
    "Yusuf",
    "Zofia",
    "Anneke",
    "Bashir",
    "Carmen",
    "Dmitri",
    "Esperanza",
    "Fatou",
    "Giulia",
    "Hiroshi",
    "Ingrid",
    "Joao",
    "Katya",
    "Lindiwe",
    "Malik",
    "Nomvula",
];

const FAMILY: [&str; 60] = [
    "Abeyta",
    "Brankovic",
    "Castellane",
    "Dervishi",
    "Eskelund",
    "Farouqi",
    "Grzelak",
    "Hossaini",
    "Iwasaki",
    "Jankovic",
    "Kamaraju",
    "Lindqvist",
    "Mbembele",
    "Nakagawa",
    "Okonjo",
    "Petrescu",
    "Quiroga",
    "Rahmani",
    "Sorensen",
    "Takahari",
    "Umarova",
    "Vandermeer",
    "Wickrama",
    "Xavierre",
    "Yamadori",
    "Zielinka",
    "Adeyinka",
    "Bergstrand",
    "Chukwura",
    "Dlaminga",
    "Estevane",
    "Fonsecal",
    "Gunawarda",
    "Haapanen",
    "Ismailov",
    "Jaramilla",
    "Kovalenta",
    "Lagerfelt",
    "Mwangira",
    "Novotnik",
    "Olafsdot",
    "Pereyrao",
    "Qadirova",
    "Rosenvald",
    "Sithebe",
    "Thorvalden",
    "Uzunoglu",
    "Villareja",
    "Wojtasik",
    "Xuanling",
    "Yilmazer",
    "Zambrana",
    "Achterhoek",
    "Bjornstad",
    "Cardenosa",
    "Demirtas",
    "Engelbrekt",
    "Fitzmoran",
    "Gorbachko",
    "Hinojosar",
];

const BODIES: [&str; 6] =
    ["Institute", "Ministry", "Foundation", "Networks", "University", "Union"];
const STAKEHOLDERS: [&str; 5] = [
    "Technical community",
    "Government",
    "Civil society",
    "Private sector",
    "Intergovernmental organisation",
];

/// How many belong to one group only.
pub const EACH: usize = 25;
const CO_CHAIRS: usize = 2;
const SECRETARIAT: usize = 2;
const FIRST_OBSERVER: usize = 23;

/// Who can sign in, and as what: four people of the first group, a member of all groups, and
/// the administrator.
pub const ACCOUNTS: [(&str, &str); 6] = [
    ("co-chair", "cochair@example.org"),
    ("secretariat", "secretariat@example.org"),
    ("member", "member@example.org"),
    ("observer", "observer@example.org"),
    ("member of all", "everywhere@example.org"),
    ("administrator", "admin@example.org"),
];

#[derive(Clone, Debug)]
pub struct Invented {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub affiliation: String,
    pub stakeholder_group: &'static str,
}

impl Invented {
    pub fn who(&self) -> PersonRef {
        PersonRef { id: Some(self.id), name: self.name.clone() }
    }
}

/// Whoever belongs to a group alone: co-chairs, the secretariat, members, observers.
pub fn of_group(seed: u64, group: usize, since: DateTime<Utc>) -> Vec<Invented> {
    (0..EACH).map(|nth| invent(seed, group, nth, since)).collect()
}

/// The member of all groups, and the administrator, who is in none.
pub fn everywhere(seed: u64, since: DateTime<Utc>) -> [Invented; 2] {
    let person = |nth: usize, email: &str| {
        let mut random = Random::of(seed, "everywhere", nth);
        let person = invent(seed, 0, SECRETARIAT + 1, since);
        let name = ["Ada Everywhere", "Robin Nowhere"][nth].to_owned();
        Invented { id: PersonId(random.id(since)), name, email: email.into(), ..person }
    };
    [person(0, ACCOUNTS[4].1), person(1, ACCOUNTS[5].1)]
}

fn invent(seed: u64, group: usize, nth: usize, since: DateTime<Utc>) -> Invented {
    let number = group * EACH + nth;
    let mut random = Random::of(seed, "person", number);
    // Every pair of names before any comes again.
    let (given, family) = (GIVEN[number % 40], FAMILY[(number / 40 + number) % 60]);
    let role = match nth {
        nth if nth < CO_CHAIRS => Role::CoChair,
        SECRETARIAT => Role::Secretariat,
        nth if nth < FIRST_OBSERVER => Role::Member,
        _ => Role::Observer,
    };
    let account = match (group, nth) {
        (0, 0) => Some(0),
        (0, SECRETARIAT) => Some(1),
        (0, nth) if nth == SECRETARIAT + 1 => Some(2),
        (0, FIRST_OBSERVER) => Some(3),
        _ => None,
    };
    Invented {
        id: PersonId(random.id(since + TimeDelta::seconds(number as i64 % 86_400))),
        name: format!("{given} {family}"),
        email: account.map_or_else(
            || format!("person{number}@example.org"),
            |account: usize| ACCOUNTS[account].1.to_owned(),
        ),
        role,
        affiliation: format!("{family} {}", random.one_of(&BODIES)),
        stakeholder_group: STAKEHOLDERS[random.below(STAKEHOLDERS.len())],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_group_has_somebody_in_every_role_and_nobody_twice() {
        let mut emails = BTreeSet::new();
        for group in 0..4 {
            let people = of_group(1, group, DateTime::UNIX_EPOCH);
            for role in Role::ALL {
                assert!(people.iter().any(|person| person.role == role), "{role}");
            }
            let names: BTreeSet<_> = people.iter().map(|person| &person.name).collect();
            assert_eq!(names.len(), EACH);
            emails.extend(people.into_iter().map(|person| person.email));
        }
        assert_eq!(emails.len(), 4 * EACH);
        assert!(ACCOUNTS[..4].iter().all(|(_, email)| emails.contains(*email)));
    }
}
