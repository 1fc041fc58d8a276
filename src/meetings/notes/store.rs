//! Update notes in the database.

use sqlx::{PgConnection, PgExecutor};

use super::{NewNote, Note, Subject};
use base::ids::{ContributionId, ItemId, MeetingId, NoteId, PersonId};
use platform::web::Result;

/// The item of the meeting under which a note would stand.
pub async fn item_of(db: impl PgExecutor<'_>, meeting: MeetingId, on: Subject) -> Result<ItemId> {
    let (contribution, item) = on.ids();
    let item = sqlx::query_scalar!(
        r#"
        select id as "id!: ItemId" from (
            select item_id as id from contributions
            where meeting_id = $1 and id = $2 and removed_at is null
            union all
            select id from agenda_items where meeting_id = $1 and id = $3
        ) as items
        "#,
        meeting as MeetingId,
        contribution as Option<ContributionId>,
        item as Option<ItemId>,
    )
    .fetch_one(db)
    .await?;
    Ok(item)
}

impl Subject {
    fn ids(self) -> (Option<ContributionId>, Option<ItemId>) {
        match self {
            Subject::Contribution(id) => (Some(id), None),
            Subject::Item(id) => (None, Some(id)),
        }
    }
}

pub async fn insert(
    db: &mut PgConnection,
    id: NoteId,
    meeting: MeetingId,
    note: &NewNote,
    by: PersonId,
) -> Result<()> {
    let (contribution, item) = note.on.ids();
    sqlx::query!(
        r#"
        insert into update_notes
            (id, meeting_id, contribution_id, item_id, dated, signed_by, text, html)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        "#,
        id as NoteId,
        meeting as MeetingId,
        contribution as Option<ContributionId>,
        item as Option<ItemId>,
        note.dated,
        by as PersonId,
        note.text,
        note.html,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn find(db: impl PgExecutor<'_>, meeting: MeetingId, id: NoteId) -> Result<Note> {
    let note = sqlx::query_as!(
        Note,
        r#"
        select coalesce(update_notes.item_id, contributions.item_id) as "item_id!: ItemId",
               update_notes.dated, update_notes.signed_by as "signed_by: PersonId",
               people.name as "signature?", update_notes.text,
               exists (select from editions where editions.meeting_id = $1) as "published!"
        from update_notes
        left join contributions on contributions.id = update_notes.contribution_id
        left join people on people.id = update_notes.signed_by
        where update_notes.meeting_id = $1 and update_notes.id = $2
        "#,
        meeting as MeetingId,
        id as NoteId,
    )
    .fetch_one(db)
    .await?;
    Ok(note)
}

pub async fn delete(db: &mut PgConnection, id: NoteId) -> Result<()> {
    sqlx::query!("delete from update_notes where id = $1", id as NoteId).execute(db).await?;
    Ok(())
}
