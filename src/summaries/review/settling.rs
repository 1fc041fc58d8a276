//! Those who draft say of each comment what becomes of it.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::withholding::withhold;
use super::{CommentKind, store};
use crate::draft::{self, Step};
use access::fields::settlement::{self, SettlementForm};
use access::rights::May;
use base::addresses::meeting::MeetingKey;
use base::ids::CommentId;
use base::policy::SettleComments;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

/// Settles a comment on the edition in the making. It can be settled anew until that is
/// published.
pub async fn settle(
    db: &PgPool,
    by: &May<SettleComments>,
    at: (MeetingKey, CommentId),
    form: &SettlementForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let (disposition, reason) = form.check()?;
    let mut tx = transaction(db).await?;
    let summary = draft::lock(&mut tx, by.group.id, at.0).await?;
    summary.after(Step::Settle)?;
    let settled =
        store::settle(&mut *tx, &summary, at.1, (disposition, reason), by.person.id, now).await?;
    let settled = settled.ok_or(Error::NotFound)?;
    let event = Change {
        group: Some(by.group.id),
        meeting: Some(summary.meeting_id),
        subject: "comment",
        subject_id: at.1.0,
        event: settlement::event(disposition),
        reason,
        ..Change::default()
    };
    history::log(&mut tx, by.person.id, event).await?;
    if settled.kind == CommentKind::DoNotAttribute && disposition.is_followed() {
        withhold(&mut tx, &by.also()?, (&summary, at.0), &settled).await?;
    }
    tx.commit().await?;
    Ok(())
}
