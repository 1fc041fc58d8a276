//! What is typed to invite somebody, and to accept.

use serde::Deserialize;

use super::New;
use crate::membership::PlaceForm;
use access::fields::typed;
use base::ids::InvitationId;
use platform::passwords;
use platform::web::{Invalid, Result};

/// As typed.
#[derive(Deserialize)]
pub struct InviteForm {
    /// Made with the form, so that sending it twice invites once.
    pub id: InvitationId,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub affiliation: String,
    #[serde(default)]
    pub stakeholder_group: String,
}

impl InviteForm {
    pub fn empty() -> Self {
        InviteForm {
            id: InvitationId::new(),
            email: String::new(),
            role: "member".to_owned(),
            affiliation: String::new(),
            stakeholder_group: String::new(),
        }
    }

    pub fn check(&self) -> Result<New> {
        let mut invalid = Invalid::default();
        let email = typed::email(&self.email).map_err(|error| invalid.add("email", error));
        let place = PlaceForm {
            role: self.role.clone(),
            affiliation: self.affiliation.clone(),
            stakeholder_group: self.stakeholder_group.clone(),
            ..PlaceForm::default()
        };
        let place = place.check_into(&mut invalid);
        invalid.or(New { id: self.id, email: email.unwrap_or_default(), place })
    }
}

/// As typed, by somebody who has no account yet.
#[derive(Default, Deserialize)]
pub struct AcceptForm {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub password: String,
}

impl AcceptForm {
    /// The name.
    pub fn check(&self, email: &str) -> Result<String> {
        let mut invalid = Invalid::default();
        let name = typed::name(&self.name).map_err(|error| invalid.add("name", error));
        if let Some(error) = passwords::objection(&self.password, &self.name, email) {
            invalid.add("password", error);
        }
        invalid.or(name.unwrap_or_default())
    }
}
