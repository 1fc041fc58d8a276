//! A group's plans, as the reader may know of them.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::{Plan, Progress, store};
use access::rights::Reader;
use platform::web::Result;

/// A plan as a row of a list.
#[derive(Clone, Debug)]
pub struct PlanRow {
    pub plan: Plan,
    pub progress: Progress,
    /// As its latest adopted version is called.
    pub adopted_title: Option<String>,
}

/// The group's plans that the reader may see: those in work first, archived ones last. What was
/// adopted stays public, also while a new draft is written.
pub async fn list(db: &PgPool, by: &Reader, now: DateTime<Utc>) -> Result<Vec<PlanRow>> {
    let mut listed = store::list(db, by.group.id).await?;
    listed.retain(|one| one.plan.is_shown_to(by, now) || one.plan.adopted_for(by).is_some());
    Ok(listed)
}
