//! A group's actions: the open ones, the most urgent first; then the others, the latest made first.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::store::{self, Which};
use super::{Action, Filter};
use access::rights::Member;
use base::ids::ActionId;
use platform::web::Result;

/// How many are on one page.
const A_PAGE: i64 = 100;

/// How many of them a page shows that is about more than actions.
const SOME: i64 = 10;

/// How many meetings a list offers to be narrowed to: the latest.
pub const MEETINGS_OFFERED: usize = 100;

#[derive(Clone, Debug)]
pub struct Listing {
    pub actions: Vec<Action>,
    pub more: bool,
    pub choices: Choices,
}

/// What a list can be narrowed to: values and how they read.
#[derive(Clone, Debug)]
pub struct Choices {
    pub owners: Vec<(String, String)>,
    pub meetings: Vec<(String, String)>,
    pub plans: Vec<(String, String)>,
}

/// What was said last of an action.
#[derive(Clone, Debug, Deserialize)]
pub struct LastReport {
    pub text: String,
    pub at: DateTime<Utc>,
}

pub async fn list(db: &PgPool, by: &Member, filter: &Filter, today: NaiveDate) -> Result<Listing> {
    let from = (filter.page() - 1) * A_PAGE;
    let which = Which { filter, today, from, most: Some(A_PAGE + 1), ..Which::every(by, filter) };
    let mut actions = store::select(db, by.group.id, which).await?;
    let more = actions.len() as i64 > A_PAGE;
    actions.truncate(A_PAGE as usize);
    let choices = store::choices(db, by.group.id, filter.meeting()).await?;
    Ok(Listing { actions, more, choices })
}

/// As many as are asked for of those that follow one of them.
pub async fn stretch(
    db: &PgPool,
    by: &Member,
    (filter, today): (&Filter, NaiveDate),
    after: Option<ActionId>,
    most: i64,
) -> Result<Vec<Action>> {
    let which = Which { today, after, most: Some(most), ..Which::every(by, filter) };
    store::select(db, by.group.id, which).await
}

/// However many pages they would fill.
pub async fn all(
    db: &PgPool,
    by: &Member,
    filter: &Filter,
    today: NaiveDate,
) -> Result<Vec<Action>> {
    store::select(db, by.group.id, Which { today, ..Which::every(by, filter) }).await
}

/// The most urgent of a group's open actions.
pub async fn open(db: &PgPool, by: &Member) -> Result<Vec<Action>> {
    let filter = Filter::default();
    store::select(db, by.group.id, Which { most: Some(SOME), ..Which::every(by, &filter) }).await
}
