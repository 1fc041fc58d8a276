//! A summary begins as what the meeting's record gives.

use sqlx::PgPool;

use super::changes::{about, refresh};
use super::{Recorded, compose, sections, store};
use access::rights::May;
use base::addresses::meeting::MeetingKey;
use base::ids::SectionId;
use base::policy::DraftSummaries;
use base::states::MeetingState;
use meetings::meeting::{self, Meeting};
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
    let source = Recorded::read(&mut *tx, meeting.id).await?;
    store::begin(&mut tx, by.group.id, meeting.id).await?;
    for (position, section) in (1..).zip(compose(&by.group, &meeting, &source)) {
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
