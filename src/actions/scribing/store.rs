//! Entries of all kinds, as the database knows them.

use sqlx::PgConnection;
use uuid::Uuid;

use base::ids::{MeetingId, PersonId};
use platform::web::Result;

/// A kind of entry that can be edited, as the view of all entries numbers them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Contribution,
    Decision,
    Action,
}

impl Kind {
    fn of(number: i32) -> Self {
        match number {
            1 => Kind::Contribution,
            2 => Kind::Decision,
            _ => Kind::Action,
        }
    }
}

pub async fn kind(db: &mut PgConnection, meeting: MeetingId, entry: Uuid) -> Result<Kind> {
    let kind = sqlx::query_scalar!(
        r#"select kind as "kind!" from recorded_entries where meeting_id = $1 and id = $2"#,
        meeting as MeetingId,
        entry,
    )
    .fetch_one(db)
    .await?;
    Ok(Kind::of(kind))
}

/// The update notes and the actions of contributions.
pub async fn hanging_on(db: &mut PgConnection, contributions: &[Uuid]) -> Result<Vec<Uuid>> {
    let hanging = sqlx::query_scalar!(
        r#"
        select update_notes.id as "id!" from update_notes
        where update_notes.contribution_id = any($1)
        union all
        select action_items.id from action_items
        where action_items.contribution_id = any($1) and action_items.removed_at is null
        "#,
        contributions,
    )
    .fetch_all(db)
    .await?;
    Ok(hanging)
}

/// What somebody wrote last in a record, and is still there.
pub async fn last_of(
    db: &mut PgConnection,
    meeting: MeetingId,
    person: PersonId,
) -> Result<Option<(Kind, Uuid)>> {
    let last = sqlx::query!(
        r#"
        select recorded_entries.kind as "kind!", recorded_entries.id as "id!"
        from history
        join recorded_entries on recorded_entries.meeting_id = history.meeting_id
            and recorded_entries.id = history.subject_id
        where history.meeting_id = $1 and history.person_id = $2 and history.event = 'added'
        order by history.id desc
        limit 1
        "#,
        meeting as MeetingId,
        person as PersonId,
    )
    .fetch_optional(db)
    .await?;
    Ok(last.map(|last| (Kind::of(last.kind), last.id)))
}
