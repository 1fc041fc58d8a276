//! The review of a draft by the group: until a deadline, by which silence is agreement.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::changes::about;
use super::letters::{self, Letter};
use super::{Step, Summary, lock, names, store};
use access::fields::deadline::DeadlineForm;
use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::PersonId;
use base::policy::{ApproveSummaries, DraftSummaries};
use platform::history::{self, Change};
use platform::web::{App, Error, Result, transaction};

/// Days that a review is offered.
const USUAL: i64 = 7;
const LONGEST_REASON: usize = 500;

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
            reason => check_length(reason),
        }
    }
}

/// Until when the group may comment.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SubmissionForm {
    #[serde(flatten)]
    pub deadline: DeadlineForm,
    /// Why the review is shorter than the group's reviews are.
    pub reason: String,
}

impl SubmissionForm {
    /// A day more than the group asks for, so that it is enough when the form is sent.
    pub fn offered(group: &Group, now: DateTime<Utc>) -> Self {
        let days = USUAL.max(i64::from(group.review_days) + 1);
        SubmissionForm { deadline: DeadlineForm::offered(now, days), reason: String::new() }
    }

    /// The deadline, and why it is so early, if it is earlier than the group's rule allows.
    fn check(&self, by: &May<DraftSummaries>, now: DateTime<Utc>) -> Result<(DateTime<Utc>, &str)> {
        let deadline = self.deadline.check(now)?;
        if deadline >= now + TimeDelta::days(by.group.review_days.into()) {
            return Ok((deadline, ""));
        }
        let least = by.group.least_review();
        if !by.may(ApproveSummaries) {
            return Err(Error::invalid(
                "deadline",
                format!("A review lasts at least {least}. Only a co-chair can make it shorter."),
            ));
        }
        match self.reason.trim() {
            "" => Err(Error::invalid(
                "reason",
                format!("Say why this review is shorter than {least}."),
            )),
            reason => Ok((deadline, check_length(reason)?)),
        }
    }
}

fn check_length(reason: &str) -> Result<&str> {
    match reason.chars().count() > LONGEST_REASON {
        true => Err(Error::invalid("reason", "Use 500 characters or fewer.")),
        false => Ok(reason),
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
    form: &SubmissionForm,
) -> Result<()> {
    let (deadline, reason) = form.check(by, app.clock.now())?;
    let mut tx = transaction(&app.db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    let state = summary.after(Step::Submit)?;
    names::check(&mut tx, &summary).await?;
    store::advance(&mut tx, &summary, state, Some(deadline)).await?;
    let event = Change { event: "submitted for review", reason, ..about(by, summary.meeting_id) };
    history::log(&mut tx, by.person.id, event).await?;
    letters::send(&mut tx, app, by, at, Letter::InReview { deadline, reason }).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends the review before its deadline, if nothing is open. Everybody who could still object is told.
pub async fn end(
    app: &App,
    by: &May<ApproveSummaries>,
    at: &MeetingPath,
    form: &ReasonForm,
) -> Result<()> {
    let (now, reason) = (app.clock.now(), form.check()?);
    let mut tx = transaction(&app.db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    let state = summary.after(Step::EndReview)?;
    if summary.review_is_over(now) {
        return Err(Error::conflict("The review has ended already."));
    }
    if store::review(&mut *tx, &summary).await?.open > 0 {
        return Err(Error::conflict(
            "Some comments are open. Decide on them, or wait for the end of the review.",
        ));
    }
    store::advance(&mut tx, &summary, state, Some(now)).await?;
    let event = Change { event: "review ended", reason, ..about(by, summary.meeting_id) };
    history::log(&mut tx, by.person.id, event).await?;
    letters::send(&mut tx, app, by, at, Letter::ReviewEnded { reason }).await?;
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
