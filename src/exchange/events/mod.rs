//! What happened in a group, one event after another, as programs are told of it.

mod store;
mod batch;
mod stream;
mod worker;

pub mod api;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;
use uuid::Uuid;

use base::audience::Audience;
use base::ids::{GroupId, MeetingId, PersonId};
use platform::config::Config;
use platform::web::Result;

pub use store::latest;
pub use stream::follow;
pub use worker::{look, watch};

/// Something that happened in a group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Event {
    /// Its place in the order of the group’s events; send it as `after` to go on from here.
    pub id: i64,
    pub at: DateTime<Utc>,
    pub by: By,
    /// What kind of thing it happened to, such as `contribution`.
    pub subject: String,
    pub subject_id: Uuid,
    /// What happened to it, such as `added`.
    pub event: String,
    /// The meeting that it belongs to, as addresses name it.
    pub meeting: Option<String>,
    /// Which revision of the text came of it.
    pub revision: Option<i32>,
    /// Why, where pages tell it.
    pub reason: Option<String>,
    /// Where the API has the thing.
    pub url: String,
}

/// Who did it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = EventBy)]
pub struct By {
    pub id: PersonId,
    pub name: String,
}

/// From where on, of what, and how many at most.
#[derive(Clone, Copy, Debug)]
pub struct Chosen {
    pub group: GroupId,
    pub after: i64,
    pub meeting: Option<MeetingId>,
    pub limit: usize,
}

/// What happened after that, the oldest first.
pub async fn after(
    db: &PgPool,
    config: &Config,
    to: Audience,
    chosen: &Chosen,
) -> Result<Vec<Event>> {
    let rows = store::told_after(db, to, chosen, None).await?;
    Ok(rows.iter().map(|row| row.describe(config, to)).collect())
}
