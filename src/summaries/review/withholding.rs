//! A speaker is granted not to be named in a passage: from then on the record has what it was made of
//! without their name, for all who read it.

use sqlx::PgConnection;

use super::passages::said_in;
use super::{Settled, store};
use crate::draft::{self, Recorded, Section, Summary, blocks};
use access::rights::May;
use base::addresses::meeting::MeetingKey;
use base::long_work;
use base::policy::RecordMeetings;
use meetings::{contributions, meeting};
use platform::web::Result;

pub(super) async fn withhold(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    (summary, at): (&Summary, MeetingKey),
    asked: &Settled,
) -> Result<()> {
    let Some(section) = summary.section(asked.section_id) else { return Ok(()) };
    let text = as_asked(db, section, &asked.quote).await?;
    let meeting = meeting::find(&mut *db, by.group.id, at).await?;
    let source = Recorded::read(&mut *db, meeting.id).await?;
    let composed = draft::compose(&by.group, &meeting, &source);
    let theirs = long_work::of_length(text.len(), || {
        said_in((section, &text), &asked.quote, (&source, &composed), asked.by)
    });
    for said in theirs {
        contributions::withhold(db, by, meeting.id, said).await?;
    }
    Ok(())
}

/// The section as it was when the passage stood in it.
async fn as_asked(db: &mut PgConnection, section: &Section, quote: &str) -> Result<String> {
    if blocks(&section.text).contains(&quote) {
        return Ok(section.text.clone());
    }
    let before = store::text_with(db, section.id, quote).await?;
    Ok(before.unwrap_or_else(|| section.text.clone()))
}
