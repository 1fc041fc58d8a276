//! What the administrator of the platform does: make groups, appoint who first runs them, and
//! suspend people. No group's drafts are read here.

mod store;
mod appointments;
mod groups;
mod people;
pub mod pages;
pub mod api;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use access::person::Administrator;
use base::ids::PersonId;
use base::policy::Role;
use base::states::Visibility;
use platform::web::Result;

pub use appointments::{Appointment, appoint, appointed};
pub use groups::{GroupForm, make_group};
pub use people::{find_person, restore, suspend};

pub struct GroupRow {
    pub slug: String,
    pub name: String,
    pub short_name: String,
    pub visibility: Visibility,
    pub members: i64,
}

pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub administrator: bool,
    pub suspended_at: Option<DateTime<Utc>>,
}

/// Whoever runs a group.
pub struct Appointed {
    pub name: String,
    pub email: String,
    pub role: Role,
}

pub struct Overview {
    pub groups: Vec<GroupRow>,
    pub people: Vec<PersonRow>,
    /// Whether there are more people than are shown.
    pub more: bool,
}

const MOST_PEOPLE: usize = 100;

/// All groups, and the people whose name or address holds `words`.
pub async fn overview(db: &PgPool, _: &Administrator, words: &str) -> Result<Overview> {
    let groups = store::groups(db).await?;
    let mut people = store::people(db, words, (None, MOST_PEOPLE as i64 + 1)).await?;
    let more = people.len() > MOST_PEOPLE;
    people.truncate(MOST_PEOPLE);
    Ok(Overview { groups, people, more })
}

pub async fn groups(db: &PgPool, _: &Administrator) -> Result<Vec<GroupRow>> {
    store::groups(db).await
}

/// Those who come after somebody in the list, so many at most.
pub async fn people(
    db: &PgPool,
    _: &Administrator,
    words: &str,
    page: (Option<PersonId>, i64),
) -> Result<Vec<PersonRow>> {
    store::people(db, words, page).await
}
