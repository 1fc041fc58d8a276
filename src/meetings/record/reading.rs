//! The record as those read it who may, and as a summary is made of it.

use sqlx::{PgExecutor, PgPool};

use super::store::{self, Wanted};
use super::{PartQuery, Record};
use crate::meeting::{self, Meeting};
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use platform::web::Result;

/// The meeting that a URL names, and its record.
pub async fn of(db: &PgPool, by: &Member, at: &MeetingPath) -> Result<(Meeting, Record)> {
    read_by(db, by, at, None).await
}

/// The same, of a record that may be long, with one part of its entries.
pub async fn part_of(
    db: &PgPool,
    by: &Member,
    at: &MeetingPath,
    asked: &PartQuery,
) -> Result<(Meeting, Record)> {
    read_by(db, by, at, Some(asked)).await
}

async fn read_by(
    db: &PgPool,
    by: &Member,
    at: &MeetingPath,
    part: Option<&PartQuery>,
) -> Result<(Meeting, Record)> {
    let (number, id) = meeting::store::parts(at.meeting);
    let wanted = Wanted { group: Some(by.group.id), number, id, part, people: false };
    let (meeting, record) = store::read(db, wanted).await?;
    Ok((meeting, record.for_reader(by)))
}

/// Everything that was recorded, in one statement.
pub async fn read(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Record> {
    let wanted = Wanted { id: Some(meeting), ..Wanted::default() };
    store::read(db, wanted).await.map(|(_, record)| record)
}

/// The same, with what a summary has to know beside it.
pub async fn read_for_summary(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Record> {
    let wanted = Wanted { id: Some(meeting), people: true, ..Wanted::default() };
    store::read(db, wanted).await.map(|(_, record)| record)
}
