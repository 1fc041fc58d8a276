//! A working group: what it is called, who may read it, and how it approves its summaries.

mod addresses;
mod store;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgExecutor;

use base::ids::GroupId;
use base::states::{ApprovalRule, Visibility};
use base::time::Zone;
use platform::web::Result;

#[derive(Clone, Debug, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub slug: String,
    pub name: String,
    pub short_name: String,
    /// The zone of record, in which the group's times were agreed.
    #[serde(deserialize_with = "base::time::stored_zone")]
    pub time_zone: Zone,
    pub visibility: Visibility,
    pub approval_rule: ApprovalRule,
    /// What its meetings are called before their number: "Online Meeting".
    pub meeting_title: String,
    /// How many days a review of a summary lasts at least, unless a co-chair shortens it.
    pub review_days: i32,
    /// Whom to ask for the list of participants and the recording of a meeting; empty where
    /// nobody is named.
    pub requests_contact: String,
}

pub async fn find(db: impl PgExecutor<'_>, slug: &str) -> Result<Group> {
    store::find(db, slug).await
}

impl Group {
    /// Whether somebody who is, or is not, a member sees that it exists.
    pub fn is_seen(&self, by_member: bool) -> bool {
        by_member || self.visibility == Visibility::Public
    }

    /// The day in the zone of record.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        self.time_zone.local(now).date()
    }

    /// How long a review lasts at least: "3 days".
    pub fn least_review(&self) -> String {
        match self.review_days {
            1 => "1 day".into(),
            days => format!("{days} days"),
        }
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
            time_zone: Zone::UTC,
            visibility: Visibility::Public,
            approval_rule: ApprovalRule::EveryCoChair,
            meeting_title: "Online Meeting".into(),
            review_days: 3,
            requests_contact: String::new(),
        }
    }
}
