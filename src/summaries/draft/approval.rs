//! Approval by the co-chairs: of one text, which no edit may change without voiding it.

use chrono::{DateTime, Utc};

use super::changes::about;
use super::letters::{self, Letter};
use super::{Named, Review, Step, Summary, SummaryState, lock, names, store};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::ApproveSummaries;
use base::states::ApprovalRule;
use base::time;
use platform::history::{self, Change};
use platform::web::{App, Error, Result, transaction};

impl Review {
    /// Whether the approvals are those that the group's rule asks for, by its co-chairs of now.
    pub fn suffices(&self, rule: ApprovalRule) -> bool {
        let mut approved = self
            .co_chairs
            .iter()
            .map(|one| self.approvals.iter().any(|approval| approval.person_id == one.person_id));
        match rule {
            ApprovalRule::AnyCoChair => approved.any(|approved| approved),
            ApprovalRule::EveryCoChair => !self.co_chairs.is_empty() && approved.all(|yes| yes),
        }
    }

    /// The co-chairs who have not approved it.
    pub fn missing(&self) -> Vec<&Named> {
        self.co_chairs.iter().filter(|one| !self.approvals.contains(one)).collect()
    }

    /// Why the text cannot be approved yet, while it is in review.
    pub fn obstacle(&self, summary: &Summary, now: DateTime<Utc>) -> Option<String> {
        match summary.deadline {
            _ if summary.state != SummaryState::InReview => None,
            Some(deadline) if deadline > now => Some(format!(
                "The review runs until {}. Silence until then is agreement, so it can be \
                 approved from then on.",
                time::utc(deadline)
            )),
            _ if self.blocking > 0 => Some(
                "An objection, or a speaker's request not to be named, is open. It has to be \
                 decided before the approval."
                    .into(),
            ),
            _ => None,
        }
    }
}

/// Approves the text of that hash, if it is still the text.
pub async fn approve(
    app: &App,
    by: &May<ApproveSummaries>,
    at: &MeetingPath,
    text: &str,
) -> Result<SummaryState> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    summary.after(Step::Approve { enough: false })?;
    if summary.hash() != text {
        return Err(Error::conflict(
            "The text has changed since you read it. Please read it again before you approve it.",
        ));
    }
    if let Some(obstacle) = store::review(&mut *tx, &summary).await?.obstacle(&summary, now) {
        return Err(Error::Conflict(obstacle));
    }
    names::check(&mut tx, &summary).await?;
    store::approve(&mut tx, &summary, by.person.id, now).await?;
    let event = Change { event: "approved by a co-chair", ..about(by, summary.meeting_id) };
    history::log(&mut tx, by.person.id, event).await?;

    let enough = store::review(&mut *tx, &summary).await?.suffices(by.group.approval_rule);
    let state = summary.after(Step::Approve { enough })?;
    if enough {
        store::advance(&mut tx, &summary, state, summary.deadline).await?;
        let event = Change { event: "approved", ..about(by, summary.meeting_id) };
        history::log(&mut tx, by.person.id, event).await?;
        letters::send(&mut tx, app, by, at, Letter::Approved).await?;
    }
    tx.commit().await?;
    Ok(state)
}
