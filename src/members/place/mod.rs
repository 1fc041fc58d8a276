//! Somebody's place in a group: role, affiliation, stakeholder group, and for whom they speak.

mod giving;
mod store;

use serde::Deserialize;
use sqlx::PgConnection;

use access::fields::typed;
use access::rights::Member;
use base::policy::Role;
use base::revisions::{Editable, Field, Kind, choice, field};
use platform::web::{Invalid, Result};

pub use giving::{Giver, Step};
pub use store::{Gives, giver, is_program, lock_group};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub role: Role,
    pub affiliation: String,
    pub stakeholder_group: String,
    pub on_behalf_of: String,
}

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PlaceForm {
    #[serde(default)]
    pub revision: i32,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub affiliation: String,
    #[serde(default)]
    pub stakeholder_group: String,
    #[serde(default)]
    pub on_behalf_of: String,
}

impl Giver {
    /// A member, who gives as such also if they administer the platform.
    pub async fn in_group(db: &mut PgConnection, by: &Member) -> Result<Self> {
        giver(db, by.group.id, by.person.id, None).await.map(Giver::as_member)
    }

    pub fn as_member(self) -> Self {
        Giver { appoints: false, ..self }
    }
}

impl PlaceForm {
    pub fn check(&self) -> Result<Place> {
        let mut invalid = Invalid::default();
        let place = self.check_into(&mut invalid);
        invalid.or(place)
    }

    pub fn check_into(&self, invalid: &mut Invalid) -> Place {
        let role = Role::of_key(&self.role);
        if role.is_none() {
            invalid.add("role", "Choose a role.");
        }
        let mut line = |name, text: &str| {
            typed::line(text).map_err(|error| invalid.add(name, error)).unwrap_or_default()
        };
        Place {
            role: role.unwrap_or(Role::Observer),
            affiliation: line("affiliation", &self.affiliation),
            stakeholder_group: line("stakeholder_group", &self.stakeholder_group),
            on_behalf_of: line("on_behalf_of", &self.on_behalf_of),
        }
    }
}

impl Editable for Place {
    fn fields(&self) -> Vec<Field> {
        vec![
            choice("role", "Role", self.role.key().to_owned(), &self.role.to_string()),
            field("affiliation", "Affiliation", &self.affiliation, Kind::Line),
            field("stakeholder_group", "Stakeholder group", &self.stakeholder_group, Kind::Line),
            field("on_behalf_of", "On behalf of", &self.on_behalf_of, Kind::Line),
        ]
    }
}

/// The roles that somebody can be given by whoever asks, and what each may do.
pub fn offered(by: &Giver, step: &Step) -> Vec<(&'static str, &'static str)> {
    let all = [
        (Role::Observer, "Observer: reads what the group reads"),
        (Role::Member, "Member: proposes, speaks and comments"),
        (Role::Secretariat, "Secretariat: records, publishes, keeps the members"),
        (Role::CoChair, "Co-chair: runs meetings, approves summaries, keeps the members"),
    ];
    let given = |to| by.check(&Step { to: Some(to), ..*step }).is_ok();
    let given = all.into_iter().filter(|(role, _)| given(*role));
    given.map(|(role, words)| (role.key(), words)).collect()
}
