//! What is typed to make a service account.

use serde::Deserialize;

use crate::membership::Place;
use access::fields::typed;
use base::ids::PersonId;
use base::policy::Role;
use platform::web::{Invalid, Result};

/// As typed.
#[derive(Clone, Debug, Deserialize)]
pub struct AccountForm {
    /// Made with the form, so that sending it twice makes one account.
    pub id: PersonId,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub role: String,
}

impl AccountForm {
    pub fn empty() -> Self {
        AccountForm {
            id: PersonId::new(),
            name: String::new(),
            role: Role::Observer.key().to_owned(),
        }
    }

    pub fn check(&self) -> Result<(String, Place)> {
        let mut invalid = Invalid::default();
        let name = typed::name(&self.name).map_err(|error| invalid.add("name", error));
        // What a co-chair approves, a person has to have read.
        let role = Role::of_key(&self.role).filter(|role| *role != Role::CoChair);
        if role.is_none() {
            invalid.add("role", "Choose observer, member or secretariat.");
        }
        let place = Place {
            role: role.unwrap_or(Role::Observer),
            affiliation: String::new(),
            stakeholder_group: String::new(),
            on_behalf_of: String::new(),
        };
        invalid.or((name.unwrap_or_default(), place))
    }
}

/// The roles that a program can have, and what each may do.
pub fn role_options() -> [(&'static str, &'static str); 3] {
    [
        (Role::Observer.key(), "Observer: reads what the group reads"),
        (Role::Member.key(), "Member: proposes, speaks and comments"),
        (Role::Secretariat.key(), "Secretariat: records and publishes; people keep the members"),
    ]
}
