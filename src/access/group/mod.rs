//! A working group: what it is called, who may read it, and how it approves its summaries.

mod addresses;
mod store;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sqlx::{PgExecutor, PgPool};

use crate::person::Person;
use base::ids::GroupId;
use base::policy::Role;
use base::states::{ApprovalRule, Visibility};
use platform::web::Result;

#[derive(Clone, Debug)]
pub struct Group {
    pub id: GroupId,
    pub slug: String,
    pub name: String,
    pub short_name: String,
    /// The zone of record, in which the group's times were agreed.
    pub time_zone: Tz,
    pub visibility: Visibility,
    pub approval_rule: ApprovalRule,
    /// What its meetings are called before their number: "Online Meeting".
    pub meeting_title: String,
}

pub async fn find(db: impl PgExecutor<'_>, slug: &str) -> Result<Group> {
    store::find(db, slug).await
}

/// A group as a row of a list.
#[derive(Clone, Debug)]
pub struct GroupRow {
    pub slug: String,
    pub name: String,
    pub short_name: String,
    pub visibility: Visibility,
    /// What the person whose list it is is in it.
    pub role: Option<Role>,
    /// How many actions wait for a new owner, for those who record.
    pub to_hand_over: i64,
}

/// What the page of a group says of it.
#[derive(Clone, Debug)]
pub struct About {
    /// What it is for, as HTML.
    pub purpose: String,
    /// As above.
    pub to_hand_over: i64,
}

impl GroupRow {
    pub fn path(&self) -> String {
        format!("/groups/{}", self.slug)
    }
}

/// Whose groups are listed.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Everybody's.
    Public,
    Of(&'a Person),
    /// Everybody's, and the person's own.
    SeenBy(&'a Person),
}

const MOST_LISTED: i64 = 100;

/// As many as a page shows.
pub async fn list(db: &PgPool, whose: Whose<'_>) -> Result<Vec<GroupRow>> {
    page(db, whose, None, MOST_LISTED).await
}

/// By name, those after the group of that slug.
pub async fn page(
    db: &PgPool,
    whose: Whose<'_>,
    after: Option<&str>,
    most: i64,
) -> Result<Vec<GroupRow>> {
    store::list(db, whose, after, most).await
}

/// `records` says whether it is for somebody who records.
pub async fn about(db: &PgPool, group: &Group, records: bool) -> Result<About> {
    store::about(db, group.id, records).await
}

/// What the groups' addresses call them.
pub async fn slugs(db: &PgPool) -> Result<Vec<String>> {
    store::slugs(db).await
}

impl Group {
    /// The day in the zone of record.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.time_zone).date_naive()
    }
}

/// For tests, of the crates above as well.
impl Group {
    pub fn sample() -> Self {
        Group {
            id: GroupId::new(),
            slug: "forms".into(),
            name: "Working Group on Forms".into(),
            short_name: "WG-Forms".into(),
            time_zone: Tz::UTC,
            visibility: Visibility::Public,
            approval_rule: ApprovalRule::EveryCoChair,
            meeting_title: "Online Meeting".into(),
        }
    }
}
