//! A group's actions, the open ones first.

use serde::Deserialize;
use sqlx::PgPool;

use super::{Action, store};
use crate::ids::PersonId;
use crate::record::Candidate;
use crate::roles::Member;
use crate::web::Result;

/// How many are shown at once.
pub const MOST: i64 = 200;

/// Which actions to list, as the address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// "open", "closed" or "all"; open ones unless it says otherwise.
    pub state: String,
    pub owner: String,
}

#[derive(Clone, Debug)]
pub struct Listing {
    pub actions: Vec<Action>,
    pub owners: Vec<Candidate>,
}

impl Filter {
    /// None for both.
    pub fn open(&self) -> Option<bool> {
        match self.state.as_str() {
            "all" => None,
            "closed" => Some(false),
            _ => Some(true),
        }
    }

    pub fn owner(&self) -> Option<PersonId> {
        self.owner.parse().ok()
    }
}

pub async fn list(db: &PgPool, by: &Member, filter: &Filter) -> Result<Listing> {
    let actions = store::list(db, by.group.id, filter, MOST).await?;
    let owners = store::owners(db, by.group.id).await?;
    Ok(Listing { actions, owners })
}
