use sqlx::PgExecutor;
use sqlx::types::Json;

use super::{Action, Attendance, Contribution, Decision, Moderator, Record, UpdateNote};
use crate::agendas::Item;
use crate::ids::MeetingId;
use crate::web::Result;

/// One statement, whatever the meeting holds: each list comes as a JSON array.
pub async fn read(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Record> {
    let row = sqlx::query!(
        r#"
        select
            (select coalesce(json_agg(m order by position), '[]')
             from moderators m where meeting_id = $1)
                as "moderators!: Json<Vec<Moderator>>",
            (select coalesce(json_agg(a order by name), '[]')
             from attendances a where meeting_id = $1)
                as "attendances!: Json<Vec<Attendance>>",
            (select coalesce(json_agg(i order by position), '[]')
             from agenda_items i where meeting_id = $1)
                as "items!: Json<Vec<Item>>",
            (select coalesce(json_agg(c order by position, id), '[]')
             from contributions c where meeting_id = $1 and removed_at is null)
                as "contributions!: Json<Vec<Contribution>>",
            (select coalesce(json_agg(n order by made_at, id), '[]')
             from (select update_notes.*, people.name as signed_by
                   from (select id, contribution_id, item_id, dated, text, html, made_at,
                                signed_by as person_id
                         from update_notes where meeting_id = $1) as update_notes
                   left join people on people.id = person_id) as n)
                as "notes!: Json<Vec<UpdateNote>>",
            (select coalesce(json_agg(d order by number), '[]')
             from decisions d where meeting_id = $1 and removed_at is null)
                as "decisions!: Json<Vec<Decision>>",
            (select coalesce(json_agg(a order by made_at, id), '[]')
             from action_items a where meeting_id = $1 and removed_at is null)
                as "actions!: Json<Vec<Action>>"
        "#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    Ok(Record {
        moderators: row.moderators.0,
        attendances: row.attendances.0,
        items: row.items.0,
        contributions: row.contributions.0,
        notes: row.notes.0,
        decisions: row.decisions.0,
        actions: row.actions.0,
    })
}
