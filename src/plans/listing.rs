//! A group's plans, as the reader may know of them.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::{Plan, Progress, store};
use crate::groups::Visibility;
use crate::roles::Reader;
use crate::web::Result;

/// A plan as a row of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub plan: Plan,
    pub progress: Progress,
    pub adopted: Option<Adopted>,
}

/// What its latest adopted version says of itself.
#[derive(Clone, Debug)]
pub struct Adopted {
    pub title: String,
    pub visibility: Visibility,
}

impl Listed {
    /// What was adopted stays public, also while a new draft is written.
    fn adopted_is_shown_to(&self, by: &Reader) -> bool {
        let public = |adopted: &Adopted| adopted.visibility == Visibility::Public;
        self.adopted.as_ref().is_some_and(|adopted| by.member.is_some() || public(adopted))
    }
}

/// The group's plans that the reader may see: those in work first, archived ones last.
pub async fn list(db: &PgPool, by: &Reader, now: DateTime<Utc>) -> Result<Vec<Listed>> {
    let mut listed = store::list(db, by.group.id).await?;
    listed.retain(|one| one.plan.is_shown_to(by, now) || one.adopted_is_shown_to(by));
    Ok(listed)
}
