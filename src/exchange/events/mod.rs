//! What happened in a group, one event after another, as programs are told of it.

mod store;
mod stream;

pub mod api;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;
use uuid::Uuid;

use access::group::Group;
use access::rights::Member;
use base::ids::{MeetingId, PersonId};
use base::policy::Role;
use platform::config::Config;
use platform::web::Result;

pub use store::latest;
pub use stream::follow;

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

/// Who is told: somebody of this role in a group.
pub struct Reading<'a> {
    pub group: &'a Group,
    pub role: Role,
    /// Whether it is a service account.
    pub program: bool,
}

impl<'a> Reading<'a> {
    pub fn of(member: &'a Member) -> Self {
        let program = member.person.is_program();
        Reading { group: &member.group, role: member.role, program }
    }
}

/// From where on, of what, and how many at most.
#[derive(Clone, Copy, Debug)]
pub struct Chosen {
    pub after: i64,
    pub meeting: Option<MeetingId>,
    pub limit: usize,
}

/// What happened after that, the oldest first.
pub async fn after(
    db: &PgPool,
    config: &Config,
    by: &Reading<'_>,
    chosen: &Chosen,
) -> Result<Vec<Event>> {
    let rows = store::after(db, by, chosen).await?;
    Ok(rows.into_iter().map(|row| row.describe(config, by)).collect())
}
