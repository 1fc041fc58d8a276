//! The review of a draft by the group: until a deadline, by which silence is agreement.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::changes::about;
use super::letters::{self, Letter};
use super::{Step, Summary, lock, names, store};
use access::fields::deadline::DeadlineForm;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::PersonId;
use base::policy::DraftSummaries;
use platform::history::{self, Change};
use platform::web::{App, Error, Result, transaction};

/// What a review has brought so far.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Of the text as it is now.
    pub approvals: Vec<Named>,
    pub co_chairs: Vec<Named>,
    pub comments: i64,
    pub open: i64,
    /// Open objections, and open requests not to be named.
    pub blocking: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NamedPerson)]
pub struct Named {
    pub person_id: PersonId,
    pub name: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    pub reason: String,
}

impl ReasonForm {
    pub fn check(&self) -> Result<&str> {
        match self.reason.trim() {
            "" => Err(Error::invalid("reason", "Say why.")),
            reason => Ok(reason),
        }
    }
}

impl Summary {
    /// Whether the time for comments is over.
    pub fn review_is_over(&self, now: DateTime<Utc>) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }
}

pub async fn review(db: &PgPool, summary: &Summary) -> Result<Review> {
    store::review(db, summary).await
}

pub async fn submit(
    app: &App,
    by: &May<DraftSummaries>,
    at: &MeetingPath,
    form: &DeadlineForm,
) -> Result<()> {
    let deadline = form.check(app.clock.now())?;
    let mut tx = transaction(&app.db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    let state = summary.after(Step::Submit)?;
    names::check(&mut tx, &summary).await?;
    store::advance(&mut tx, &summary, state, Some(deadline)).await?;
    let event = Change { event: "submitted for review", ..about(by, summary.meeting_id) };
    history::log(&mut tx, by.person.id, event).await?;
    letters::send(&mut tx, app, by, at, Letter::InReview { deadline }).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends the review before its deadline, if nothing is open.
pub async fn end(app: &App, by: &May<DraftSummaries>, at: &MeetingPath) -> Result<()> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    let state = summary.after(Step::EndReview)?;
    if summary.review_is_over(now) {
        return Err(Error::conflict("The review has ended already."));
    }
    if store::review(&mut *tx, &summary).await?.open > 0 {
        return Err(Error::conflict(
            "Some comments are open. Settle them, or wait for the end of the review.",
        ));
    }
    store::advance(&mut tx, &summary, state, Some(now)).await?;
    let event = Change { event: "review ended", ..about(by, summary.meeting_id) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Back to drafting. Whatever was approved is approved no longer.
pub async fn send_back(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: &MeetingPath,
    form: &ReasonForm,
) -> Result<()> {
    let reason = form.check()?;
    let mut tx = transaction(db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    let state = summary.after(Step::Return)?;
    store::void_approvals(&mut tx, &summary).await?;
    store::advance(&mut tx, &summary, state, None).await?;
    let event = Change { event: "returned", reason, ..about(by, summary.meeting_id) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(())
}
