//! A working group: what it is called, who may read it, and how it approves its summaries.

pub mod pages;
mod store;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;

use crate::ids::{GroupId, PersonId};
use crate::roles::Reader;
use crate::web::Result;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "visibility", rename_all = "snake_case")]
pub enum Visibility {
    Public,
    MembersOnly,
}

/// Whose approval a summary needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "approval_rule", rename_all = "snake_case")]
pub enum ApprovalRule {
    EveryCoChair,
    AnyCoChair,
}

/// The group that a URL names, and the URLs below it.
#[derive(Clone, Debug, Deserialize)]
pub struct GroupPath {
    pub group: String,
}

pub async fn find(db: &PgPool, slug: &str) -> Result<Group> {
    store::find(db, slug).await
}

/// A group as a row of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub slug: String,
    pub name: String,
    pub short_name: String,
    pub visibility: Visibility,
}

impl Listed {
    pub fn path(&self) -> String {
        format!("/groups/{}", self.slug)
    }
}

/// The person's groups, or the public ones for somebody who is signed out.
pub async fn list(db: &PgPool, person: Option<PersonId>) -> Result<Vec<Listed>> {
    store::list(db, person).await
}

/// What the group is for, as HTML.
pub async fn purpose(db: &PgPool, reader: &Reader) -> Result<String> {
    store::purpose(db, reader.group.id).await
}

/// What the groups' addresses call them.
pub async fn slugs(db: &PgPool) -> Result<Vec<String>> {
    store::slugs(db).await
}

impl Group {
    pub fn path(&self) -> String {
        format!("/groups/{}", self.slug)
    }

    /// Where the list of its meetings is.
    pub fn meetings(&self) -> String {
        format!("/groups/{}/meetings", self.slug)
    }

    pub fn actions(&self) -> String {
        format!("/groups/{}/actions", self.slug)
    }

    pub fn members(&self) -> String {
        format!("/groups/{}/members", self.slug)
    }
}
