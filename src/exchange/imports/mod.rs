//! An import reads a Summary Report that was written elsewhere into a meeting's record.

mod store;
mod markdown;
pub mod blocks;
pub mod report;
mod lines;
mod outcomes;
mod entries;
pub mod understand;
mod form;
mod rows;
mod source;
mod storing;
pub mod pages;
pub mod api;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ImportId;
use base::policy::RecordMeetings;
use meetings::meeting::{self, Meeting};
use platform::web::{Error, Result, transaction};

pub use blocks::{Unreadable, read};
pub use form::ImportForm;
pub use markdown::Block;
pub use report::Report;
pub use source::{Import, Objection, Source};
pub use understand::{NotUnderstood, understand};

/// Text in a form that people can still work with.
const LONGEST_FORM: usize = 400_000;

const TOO_LARGE: &str = "A document may have 5 MiB.";

/// What is understood of a document takes many times the memory of its bytes: one at a time, until
/// it is kept.
static TURN: Semaphore = Semaphore::const_new(1);

/// What nobody confirmed for so long is forgotten.
const UNCONFIRMED_FOR: TimeDelta = TimeDelta::days(30);

/// Reports do not say how long a meeting lasted.
const USUAL_MINUTES: i32 = 60;

/// What a document says, as somebody answers for it, and what only the group knows.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// What the group's meetings are called before their number.
    pub title: String,
    pub minutes: i32,
    pub report: Report,
}

/// A document that was handed over.
#[derive(Clone, Debug)]
pub enum Stored {
    Unconfirmed(Box<Import>),
    AsMeeting(MeetingPath),
}

impl Confirmed {
    pub fn as_understood(report: &Report, group: &Group) -> Self {
        let title = group.meeting_title.clone();
        Confirmed { title, minutes: USUAL_MINUTES, report: report.clone() }
    }
}

/// Understands a document, and keeps it with what was understood until somebody confirms it. A call
/// that comes again gives it the same id.
pub async fn take_in(
    db: &PgPool,
    by: &May<RecordMeetings>,
    id: ImportId,
    source: Source,
    now: DateTime<Utc>,
) -> Result<Result<(), Objection>> {
    let _turn = TURN.acquire().await.map_err(anyhow::Error::from)?;
    // Apart from the threads that answer requests, because a long document takes a while.
    let understood = spawn_blocking(|| source.understood()).await;
    let import = match understood.map_err(anyhow::Error::from)? {
        Err(Objection::Unreadable(Unreadable::TooLarge)) => return Err(Error::TooLarge(TOO_LARGE)),
        Err(objection) => return Ok(Err(objection)),
        Ok(understood) => Import { id, ..understood },
    };
    let mut tx = transaction(db).await?;
    store::forget(&mut tx, now - UNCONFIRMED_FOR).await?;
    store::insert(&mut tx, by, &import, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

pub async fn find(db: &PgPool, by: &May<RecordMeetings>, id: ImportId) -> Result<Stored> {
    store::find(db, &by.group, id).await
}

/// Stores what the form says as a meeting. Pressing twice stores it once.
pub async fn confirm(
    db: &PgPool,
    by: &May<RecordMeetings>,
    import: &Import,
    form: &ImportForm,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let confirmed = form.check(&import.report, by.group.time_zone)?;
    let mut tx = transaction(db).await?;
    let meeting = match store::lock(&mut tx, &by.group, import.id).await? {
        Some(stored) => meeting::lock(&mut tx, by.group.id, stored).await?,
        None => storing::store(&mut tx, by, import, &confirmed, now).await?,
    };
    tx.commit().await?;
    Ok(meeting)
}

/// Stores a document as it was understood: for the command line, which has no form.
pub async fn import(
    db: &PgPool,
    by: &May<RecordMeetings>,
    import: &Import,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let mut tx = transaction(db).await?;
    store::insert(&mut tx, by, import, now).await?;
    let confirmed = Confirmed::as_understood(&import.report, &by.group);
    let meeting = storing::store(&mut tx, by, import, &confirmed, now).await?;
    tx.commit().await?;
    Ok(meeting)
}

/// Forgets a document that was not confirmed.
pub async fn discard(db: &PgPool, by: &May<RecordMeetings>, id: ImportId) -> Result<()> {
    let mut tx = transaction(db).await?;
    store::discard(&mut *tx, by.group.id, id).await?;
    tx.commit().await?;
    Ok(())
}

/// The document that a meeting's record was read from, for those who may read earlier texts of a
/// record: it says what was corrected or taken out since, and names whom the report does not.
pub async fn source_of(db: &PgPool, by: &May<RecordMeetings>, at: &MeetingPath) -> Result<Source> {
    let meeting = meeting::find(db, by.group.id, at.meeting).await?;
    store::source(db, meeting.id).await
}
