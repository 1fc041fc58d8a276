//! A summary begins as what the meeting's record gives.

use sqlx::{PgConnection, PgPool};

use super::{Summary, compose, sections, store};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingKey;
use base::digest;
use base::ids::{MeetingId, SectionId};
use base::policy::DraftSummaries;
use base::states::MeetingState;
use meetings::meeting::{self, Meeting};
use meetings::record;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

/// Composes the draft of a meeting that is being held or was held.
pub async fn draft(db: &PgPool, by: &May<DraftSummaries>, at: MeetingKey) -> Result<()> {
    let mut tx = transaction(db).await?;
    let meeting = meeting::lock(&mut tx, by.group.id, at).await?;
    check_held(&meeting)?;
    if store::find(&mut *tx, meeting.id).await?.is_some() {
        return Err(Error::conflict("This meeting has a summary already."));
    }
    let record = record::read(&mut *tx, meeting.id).await?;
    store::begin(&mut tx, by.group.id, meeting.id).await?;
    for (position, section) in (1..).zip(compose(&by.group, &meeting, &record)) {
        let at = (meeting.id, SectionId::new());
        sections::create(&mut tx, by, at, position, &section).await?;
    }
    let event = Change { event: "drafted", ..about(by, meeting.id) };
    history::log(&mut tx, by.person.id, event).await?;
    refresh(&mut tx, meeting.id).await?;
    tx.commit().await?;
    Ok(())
}

fn check_held(meeting: &Meeting) -> Result<()> {
    match meeting.state {
        MeetingState::InSession | MeetingState::Held => Ok(()),
        state => Err(Error::conflict(format!(
            "The meeting is {state}. A summary can be drafted once the meeting has begun."
        ))),
    }
}

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

/// Notes what the text is now, after any of it was changed.
pub async fn refresh(db: &mut PgConnection, meeting: MeetingId) -> Result<Summary> {
    let summary = store::find(&mut *db, meeting).await?.ok_or(Error::NotFound)?;
    let text_hash = digest::hash(&summary.markdown());
    store::note_text(db, meeting, &text_hash).await?;
    Ok(Summary { text_hash, ..summary })
}
