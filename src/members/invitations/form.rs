//! What is typed to invite somebody.

use serde::Deserialize;

use super::New;
use crate::place::PlaceForm;
use access::fields::typed;
use base::ids::InvitationId;
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
