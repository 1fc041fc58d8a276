//! Imports in the database.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::outcomes::NewItem;
use super::{Confirmed, Import, Report, Source, Stored};
use access::group::Group;
use access::rights::Member;
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::{ContributionId, GroupId, ImportId, ItemId, MeetingId, NoteId, PersonId};
use base::markdown::Markdown;
use base::names::Roll;
use base::states::Outcome;
use platform::web::Result;

pub async fn insert(
    db: &mut PgConnection,
    by: &Member,
    import: &Import,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into imports (id, group_id, file_name, source, sha256, report, imported_by, imported_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id) do nothing
        "#,
        import.id as ImportId,
        by.group.id as GroupId,
        import.source.file_name,
        &import.source.bytes[..],
        import.source.sha256(),
        Json(&import.report) as _,
        by.person.id as PersonId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn find(db: impl PgExecutor<'_>, group: &Group, id: ImportId) -> Result<Stored> {
    let row = sqlx::query!(
        r#"
        select imports.file_name, imports.source, imports.report as "report: Json<Report>",
               meetings.number
        from imports
        left join meetings on meetings.id = imports.meeting_id
        where imports.group_id = $1 and imports.id = $2
        "#,
        group.id as GroupId,
        id as ImportId,
    )
    .fetch_one(db)
    .await?;
    let source = Source { file_name: row.file_name, bytes: row.source.into() };
    Ok(match row.number {
        Some(number) => Stored::AsMeeting(MeetingPath {
            group: group.slug.clone(),
            meeting: MeetingKey::Number(number),
        }),
        None => Stored::Unconfirmed(Box::new(Import { id, source, report: row.report.0 })),
    })
}

/// Holds the import for the transaction. Some if it has become a meeting already.
pub async fn lock(
    db: &mut PgConnection,
    group: &Group,
    id: ImportId,
) -> Result<Option<MeetingKey>> {
    sqlx::query!(
        "select id from imports where group_id = $1 and id = $2 for update",
        group.id as GroupId,
        id as ImportId,
    )
    .fetch_one(&mut *db)
    .await?;
    // A second statement, because it sees what was committed while the lock was awaited.
    match find(db, group, id).await? {
        Stored::AsMeeting(at) => Ok(Some(at.meeting)),
        Stored::Unconfirmed(_) => Ok(None),
    }
}

pub async fn forget(db: &mut PgConnection, before: DateTime<Utc>) -> Result<()> {
    sqlx::query!("delete from imports where meeting_id is null and imported_at < $1", before)
        .execute(db)
        .await?;
    Ok(())
}

pub async fn discard(db: impl PgExecutor<'_>, group: GroupId, id: ImportId) -> Result<()> {
    sqlx::query!(
        "delete from imports where group_id = $1 and id = $2 and meeting_id is null",
        group as GroupId,
        id as ImportId,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn source(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Source> {
    let source = sqlx::query_as!(
        Source,
        r#"select file_name, source as bytes from imports where meeting_id = $1"#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    Ok(source)
}

/// Whether the number was free: the group's series is held for the transaction, and goes on
/// after it.
pub async fn take_number(db: &mut PgConnection, group: GroupId, number: i32) -> Result<bool> {
    sqlx::query!(
        "update groups set last_meeting = greatest(last_meeting, $2) where id = $1",
        group as GroupId,
        number,
    )
    .execute(&mut *db)
    .await?;
    let taken = sqlx::query_scalar!(
        r#"
        select exists (select from meetings where group_id = $1 and number = $2) as "taken!"
        "#,
        group as GroupId,
        number,
    )
    .fetch_one(db)
    .await?;
    Ok(!taken)
}

pub async fn insert_meeting(
    db: &mut PgConnection,
    group: GroupId,
    confirmed: &Confirmed,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let report = &confirmed.report;
    sqlx::query!(
        r#"
        insert into meetings (id, group_id, number, title, state, starts_at, minutes,
                              participants_note, next_meeting_at, agenda_published_at)
        values ($1, $2, $3, $4, 'held', $5, $6, $7, $8, $9)
        "#,
        MeetingId::new() as MeetingId,
        group as GroupId,
        report.meeting_number,
        confirmed.title,
        starts_at,
        confirmed.minutes,
        report.participants_note.as_deref().unwrap_or_default(),
        report.next_meeting_at,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn attach(db: &mut PgConnection, id: ImportId, meeting: MeetingId) -> Result<()> {
    sqlx::query!(
        "update imports set meeting_id = $2 where id = $1",
        id as ImportId,
        meeting as MeetingId,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn insert_item(db: &mut PgConnection, meeting: MeetingId, item: &NewItem) -> Result<()> {
    sqlx::query!(
        r#"
        insert into agenda_items
            (id, meeting_id, parent_id, position, label, title, outcome, reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        "#,
        item.id as ItemId,
        meeting as MeetingId,
        item.parent as Option<ItemId>,
        item.position,
        item.label,
        item.title,
        item.outcome as Outcome,
        item.reason,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Those of the names that one person has who is or was a member.
pub async fn members_named(
    db: &mut PgConnection,
    group: GroupId,
    names: &[String],
) -> Result<HashMap<String, PersonId>> {
    let members = sqlx::query!(
        r#"
        select people.name, people.id as "id: PersonId"
        from people
        where people.service_of is null and people.id in (
            select memberships.person_id from memberships where memberships.group_id = $1)
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    let roll = Roll::new(members.iter().map(|member| member.name.as_str()));
    let found = |name: &String| Some((name.clone(), members[roll.find(name)?].id));
    Ok(names.iter().filter_map(found).collect())
}

pub async fn insert_note(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: NoteId,
    (on, dated): (ContributionId, Option<NaiveDate>),
    text: &Markdown,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into update_notes (id, meeting_id, contribution_id, dated, text, html)
        values ($1, $2, $3, $4, $5, $6)
        "#,
        id as NoteId,
        meeting as MeetingId,
        on as ContributionId,
        dated,
        text.source,
        text.html,
    )
    .execute(db)
    .await?;
    Ok(())
}
