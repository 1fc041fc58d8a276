//! What is noted with every change of a summary: what happened, and what the text is now.

use sqlx::PgConnection;

use super::{Summary, store};
use access::rights::Member;
use base::digest;
use base::ids::MeetingId;
use platform::history::Change;
use platform::web::{Error, Result};

/// An event in a summary's life.
pub fn about(by: &Member, meeting: MeetingId) -> Change<'static> {
    Change {
        group: Some(by.group.id),
        meeting: Some(meeting),
        subject: "summary",
        subject_id: meeting.0,
        ..Change::default()
    }
}

/// Notes the hash of the same text as it is written out now. Approvals of it go on counting.
pub async fn write_out_again(db: &mut PgConnection, meeting: MeetingId) -> Result<()> {
    store::hold(db, meeting).await?;
    let Some(summary) = store::find(&mut *db, meeting).await? else { return Ok(()) };
    let text_hash = digest::hash(&summary.markdown());
    store::rewrite_hash(db, meeting, (&summary.text_hash, &text_hash)).await
}

/// Notes what the text is now, after any of it was changed.
pub async fn refresh(db: &mut PgConnection, meeting: MeetingId) -> Result<Summary> {
    let summary = store::find(&mut *db, meeting).await?.ok_or(Error::NotFound)?;
    let text_hash = digest::hash(&summary.markdown());
    store::note_text(db, meeting, &text_hash).await?;
    Ok(Summary { text_hash, ..summary })
}
