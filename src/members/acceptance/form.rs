//! What is typed to accept an invitation.

use serde::Deserialize;

use access::fields::typed;
use platform::passwords;
use platform::web::{Invalid, Result};

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
