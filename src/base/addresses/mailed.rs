//! What somebody is mailed a link to, which no account is needed for.

use std::fmt::Display;

use serde::Deserialize;

/// The secret that a mailed link ends with.
#[derive(Clone, Debug, Deserialize)]
pub struct MailedLink {
    pub token: String,
}

impl MailedLink {
    pub fn of(token: impl Display) -> Self {
        MailedLink { token: token.to_string() }
    }

    pub fn sign_in(&self) -> String {
        format!("/sign-in/link/{}", self.token)
    }

    pub fn invitation(&self) -> String {
        format!("/invitations/{}", self.token)
    }

    /// Where the author of a comment from the public confirms it.
    pub fn public_comment(&self) -> String {
        format!("/public-comments/{}", self.token)
    }

    /// Where an owner reports on an action.
    pub fn report(&self) -> String {
        format!("/reports/{}", self.token)
    }

    /// Where reminders are switched off and on.
    pub fn reminders(&self) -> String {
        format!("/reminders/{}", self.token)
    }
}
