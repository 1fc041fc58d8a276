//! A working group: what it is called, who may read it, and how it approves its summaries.

pub mod api;
pub mod pages;
mod store;

use axum::extract::MatchedPath;
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use sqlx::{PgExecutor, PgPool};
use utoipa::ToSchema;

use crate::ids::GroupId;
use crate::people::Person;
use crate::roles::{Reader, Record, Role};
use crate::web::{Ending, File, Result};

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "visibility", rename_all = "snake_case")]
pub enum Visibility {
    Public,
    MembersOnly,
}

impl Visibility {
    /// Whether it shows a text of the group to somebody who reads in the group. Every page, call,
    /// list and comparison of such texts asks this.
    pub fn shows_to(self, by: &Reader) -> bool {
        self == Visibility::Public || by.member.is_some()
    }
}

/// Whose approval a summary needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "approval_rule", rename_all = "snake_case")]
pub enum ApprovalRule {
    EveryCoChair,
    AnyCoChair,
}

/// The route of a group's own page.
pub const GROUP: &str = "/groups/{group}";

/// What a group's own address gives: its page, the feed of what it publishes, its calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Page,
    Feed,
    Calendar,
}

/// The group that a URL names, in one of its forms: "forms", "forms.atom", "forms.ics".
#[derive(Clone, Debug, Deserialize)]
pub struct GroupFile {
    pub group: File<String, Form>,
}

/// The group that a URL names, and the URLs below it.
#[derive(Clone, Debug, Deserialize)]
pub struct GroupPath {
    pub group: String,
}

pub async fn find(db: impl PgExecutor<'_>, slug: &str) -> Result<Group> {
    store::find(db, slug).await
}

/// A group as a row of a list.
#[derive(Clone, Debug)]
pub struct Listed {
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

/// What a group is called in an address. Its own may end in the form that is asked for,
/// "wg-forms.atom"; no address below it may.
pub fn slug<'a>(asked: &Parts, group: &'a str) -> &'a str {
    let path = asked.extensions.get::<MatchedPath>().map(MatchedPath::as_str);
    match group.split_once('.') {
        Some((slug, _)) if path == Some(GROUP) => slug,
        _ => group,
    }
}

impl Ending for Form {
    fn of(ending: Option<&str>) -> Option<Self> {
        match ending {
            None => Some(Form::Page),
            Some("atom") => Some(Form::Feed),
            Some("ics") => Some(Form::Calendar),
            Some(_) => None,
        }
    }
}

impl Listed {
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
pub async fn list(db: &PgPool, whose: Whose<'_>) -> Result<Vec<Listed>> {
    page(db, whose, None, MOST_LISTED).await
}

/// By name, those after the group of that slug.
pub async fn page(
    db: &PgPool,
    whose: Whose<'_>,
    after: Option<&str>,
    most: i64,
) -> Result<Vec<Listed>> {
    store::list(db, whose, after, most).await
}

pub async fn about(db: &PgPool, reader: &Reader) -> Result<About> {
    store::about(db, reader.group.id, reader.may(Record)).await
}

/// What the groups' addresses call them.
pub async fn slugs(db: &PgPool) -> Result<Vec<String>> {
    store::slugs(db).await
}

impl Visibility {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::MembersOnly => "members_only",
        }
    }
}

impl ApprovalRule {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            ApprovalRule::EveryCoChair => "every_co_chair",
            ApprovalRule::AnyCoChair => "any_co_chair",
        }
    }
}

impl Group {
    /// The day in the zone of record.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.time_zone).date_naive()
    }

    pub fn path(&self) -> String {
        format!("/groups/{}", self.slug)
    }

    /// What it publishes, as a feed.
    pub fn feed(&self) -> String {
        format!("{}.atom", self.path())
    }

    /// Its meetings, as a calendar.
    pub fn calendar(&self) -> String {
        format!("{}.ics", self.path())
    }

    /// Where the list of its meetings is.
    pub fn meetings(&self) -> String {
        format!("/groups/{}/meetings", self.slug)
    }

    pub fn actions(&self) -> String {
        format!("/groups/{}/actions", self.slug)
    }

    /// Where they are brought in from a table.
    pub fn actions_import(&self) -> String {
        format!("{}/import", self.actions())
    }

    /// All that match a filter, as a table.
    pub fn actions_csv(&self) -> String {
        format!("{}.csv", self.actions())
    }

    pub fn members(&self) -> String {
        format!("/groups/{}/members", self.slug)
    }

    pub fn service_accounts(&self) -> String {
        format!("/groups/{}/service-accounts", self.slug)
    }
}

#[cfg(test)]
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
