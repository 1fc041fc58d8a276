//! Tokens, by which programs call the API: each acts for one person, for a time, to read only
//! or also to write, in all of that person's groups or in some. No call makes one, because a
//! token that was stolen would then make others that outlive it.

mod store;
mod form;
mod issuing;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use base::ids::{GroupId, PersonId, TokenId};
use platform::api::token::Secret;
use platform::web::Result;

pub use form::{Choice, TokenForm};
pub(crate) use issuing::{issue, revoke_all, revoke_of_account, revoke_one, revoke_own};
pub use issuing::{make, make_at_server, revoke, revoke_at_server};
pub use store::{choices, count_in_use, list};

#[derive(Clone, Debug)]
pub struct Token {
    pub id: TokenId,
    pub name: String,
    /// How it begins and ends.
    pub hint: String,
    pub may_write: bool,
    /// The short names of the groups that it is for. None: all, also those to come.
    pub groups: Option<Vec<String>>,
    pub made_by: String,
    pub made_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub seen_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    InUse,
    Expired,
    Revoked,
}

/// A token that was just made: it is told this once.
pub struct Issued {
    pub secret: Secret,
    pub name: String,
}

/// In whose name a token acts.
pub struct Owner {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    /// The group whose service account it is.
    pub service_of: Option<GroupId>,
    pub suspended: bool,
}

impl Token {
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match self.revoked_at {
            Some(_) => Standing::Revoked,
            None if self.expires_at <= now => Standing::Expired,
            None => Standing::InUse,
        }
    }

    /// "reads and writes in WG-Forms"
    pub fn scope(&self) -> String {
        let does = if self.may_write { "reads and writes" } else { "only reads" };
        match &self.groups {
            Some(groups) => format!("{does} in {}", groups.join(", ")),
            None => format!("{does} in all groups"),
        }
    }
}

/// For the command line, which names people by their addresses.
pub async fn list_at_server(db: &PgPool, email: &str, now: DateTime<Utc>) -> Result<Vec<Token>> {
    let owner = issuing::owner(db, email).await?;
    store::list(db, owner.id, now).await
}
