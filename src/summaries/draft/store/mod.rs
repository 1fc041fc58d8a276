//! What is kept of a summary, read whole in one statement.

mod review;
mod sections;

use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::{Section, Shortened, Summary, SummaryState};
use base::addresses::meeting::MeetingKey;
use base::ids::{GroupId, MeetingId};
use meetings::meeting::{self, Meeting, summary_moved_on};
use platform::web::{Error, Result};

pub use review::{addresses, advance, approve, correct, review, void_approvals};
pub use sections::{create_section, make_room, renew, show_or_hide, write};

/// The summary of a meeting, if one was begun.
pub async fn find(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Option<Summary>> {
    Ok(select(db, None, None, Some(meeting)).await?.map(|(_, summary)| summary))
}

/// The same of a group, and its meeting.
pub async fn of_meeting(
    db: impl PgExecutor<'_>,
    group: GroupId,
    at: MeetingKey,
) -> Result<Option<(Meeting, Summary)>> {
    let (number, draft) = meeting::store::parts(at);
    select(db, Some(group), number, draft).await
}

async fn select(
    db: impl PgExecutor<'_>,
    group: Option<GroupId>,
    number: Option<i32>,
    meeting: Option<MeetingId>,
) -> Result<Option<(Meeting, Summary)>> {
    let row = sqlx::query!(
        r#"
        select meeting_id as "meeting_id: MeetingId", group_id as "group_id: GroupId",
               state as "state: SummaryState", edition, corrigendum, deadline, text_hash,
               (select to_json(meetings) from meetings where meetings.id = summaries.meeting_id)
                   as "meeting!: Json<Meeting>",
               coalesce(
                   (select case history.event when 'returned' then history.reason else '' end
                    from history
                    where history.subject_id = summaries.meeting_id and history.subject = 'summary'
                    order by history.id desc
                    limit 1),
                   '') as "returned!",
               (select json_build_object('by', people.name, 'reason', history.reason)
                from history
                join people on people.id = history.person_id
                where history.subject_id = summaries.meeting_id and history.subject = 'summary'
                  and history.event in ('submitted for review', 'review ended')
                order by history.id desc
                limit 1)
                   as "shortened: Json<Shortened>",
               (select coalesce(json_agg(section order by section.position, section.id), '[]')
                from (select section.id, section.kind, section.item_id, section.position,
                             section.heading, section.text, section.html, section.composed_heading,
                             section.composed, section.revision, section.removed_at
                      from summary_sections section
                      where section.meeting_id = summaries.meeting_id) as section)
                   as "sections!: Json<Vec<Section>>"
        from summaries
        where meeting_id = coalesce($3, (
                  select numbered.id from meetings numbered
                  where numbered.group_id = $1 and numbered.number = $2))
          and ($1::uuid is null or group_id = $1)
        "#,
        group as Option<GroupId>,
        number,
        meeting as Option<MeetingId>,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        let summary = Summary {
            meeting_id: row.meeting_id,
            group_id: row.group_id,
            state: row.state,
            edition: row.edition,
            corrigendum: row.corrigendum,
            deadline: row.deadline,
            text_hash: row.text_hash,
            returned: row.returned,
            shortened: row.shortened.map(|told| told.0).filter(|told| {
                let reviewed = matches!(row.state, SummaryState::InReview | SummaryState::Approved);
                reviewed && !told.reason.is_empty()
            }),
            sections: row.sections.0,
        };
        (row.meeting.0, summary)
    }))
}

/// The summary, held for the rest of the transaction: whoever changes anything of it takes it
/// first.
pub async fn lock(db: &mut PgConnection, group: GroupId, at: MeetingKey) -> Result<Summary> {
    let MeetingKey::Number(number) = at else { return Err(Error::NotFound) };
    let meeting = sqlx::query_scalar!(
        r#"
        select summaries.meeting_id as "meeting_id: MeetingId"
        from summaries
        join meetings on meetings.id = summaries.meeting_id
        where meetings.group_id = $1 and meetings.number = $2
        for update of summaries
        "#,
        group as GroupId,
        number,
    )
    .fetch_one(&mut *db)
    .await?;
    // A second statement, because it sees what was committed while the lock was awaited.
    find(db, meeting).await?.ok_or(Error::NotFound)
}

pub async fn begin(db: &mut PgConnection, group: GroupId, meeting: MeetingId) -> Result<()> {
    sqlx::query!(
        "insert into summaries (meeting_id, group_id, text_hash) values ($1, $2, '')",
        meeting as MeetingId,
        group as GroupId,
    )
    .execute(&mut *db)
    .await?;
    summary_moved_on(db, meeting).await
}

pub async fn note_text(db: &mut PgConnection, meeting: MeetingId, hash: &[u8]) -> Result<()> {
    sqlx::query!(
        "update summaries set text_hash = $2, revision = revision + 1 where meeting_id = $1",
        meeting as MeetingId,
        hash,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Nobody else changes the summary until the transaction ends.
pub async fn hold(db: &mut PgConnection, meeting: MeetingId) -> Result<()> {
    let held = sqlx::query!(
        "select meeting_id from summaries where meeting_id = $1 for update",
        meeting as MeetingId
    );
    held.fetch_optional(db).await?;
    Ok(())
}

/// In place of the hash of the same text as it was written out before.
pub async fn rewrite_hash(
    db: &mut PgConnection,
    meeting: MeetingId,
    (before, now): (&[u8], &[u8]),
) -> Result<()> {
    sqlx::query!(
        "update approvals set text_hash = $3 where meeting_id = $1 and text_hash = $2",
        meeting as MeetingId,
        before,
        now,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update summaries set text_hash = $2 where meeting_id = $1",
        meeting as MeetingId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
