//! What an action says, in the database.

use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use crate::{Assignment, Said, Source};
use access::fields::owners::Owners;
use base::due::Due;
use base::ids::{ActionId, ContributionId, GroupId, ItemId, MeetingId};
use meetings::agenda::on::On;
use meetings::meeting::Meeting;
use plans::links::PlanLink;
use platform::web::Result;

/// Holds an action that was not removed for the rest of the transaction. What it says is read
/// after that, because its owners stand in rows of their own.
pub async fn lock(db: &mut PgConnection, group: GroupId, id: ActionId) -> Result<()> {
    sqlx::query!(
        r#"
        select id from action_items
        where group_id = $1 and id = $2 and removed_at is null
        for no key update
        "#,
        group as GroupId,
        id as ActionId,
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// What an action says, and its revision, if it comes from that meeting, or from none.
pub async fn assignment(
    db: impl PgExecutor<'_>,
    group: GroupId,
    meeting: Option<MeetingId>,
    id: ActionId,
) -> Result<(i32, Assignment)> {
    let row = sqlx::query!(
        r#"
        select action_items.item_id as "item_id: ItemId", agenda_items.title as "title?",
               action_items.contribution_id as "contribution_id: ContributionId",
               contributions.speaker as "speaker?", action_items.text, action_items.html,
               owners_of(action_items.id) as "owners!: Json<Owners>", action_items.due,
               action_items.due_next_meeting, action_items.revision, tie.tied as "tied?: Json<PlanLink>"
        from action_items
        left join (
            select ties.entry_id, to_json(plan_places) as tied
            from ties
            join plan_places on plan_places.item_id = ties.item_id
            where ties.entry_id = $3 and ties.group_id = $1 and plan_places.group_id = $1
        ) as tie on tie.entry_id = action_items.id
        left join agenda_items on agenda_items.id = action_items.item_id
        left join contributions on contributions.id = action_items.contribution_id
        where action_items.group_id = $1 and action_items.meeting_id is not distinct from $2
          and action_items.id = $3 and action_items.removed_at is null
        "#,
        group as GroupId,
        meeting as Option<MeetingId>,
        id as ActionId,
    )
    .fetch_one(db)
    .await?;
    let said = row.contribution_id.zip(row.speaker);
    let assignment = Assignment {
        on: On::of(row.item_id, row.title),
        said: said.map(|(id, speaker)| Said { id, speaker }),
        text: row.text,
        html: row.html,
        owners: row.owners.0,
        due: Due::of(row.due, row.due_next_meeting),
        tied: row.tied.map(|tied| tied.0),
    };
    Ok((row.revision, assignment))
}

/// Who made a contribution to a meeting, removed or not.
pub async fn speaker(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ContributionId,
) -> Result<String> {
    let speaker = sqlx::query_scalar!(
        "select speaker from contributions where meeting_id = $1 and id = $2",
        meeting as MeetingId,
        id as ContributionId,
    )
    .fetch_one(db)
    .await?;
    Ok(speaker)
}

pub async fn insert(
    db: &mut PgConnection,
    group: GroupId,
    from: Source<'_>,
    id: ActionId,
    assignment: &Assignment,
) -> Result<()> {
    let (meeting, at) = match from {
        Source::Meeting(Meeting { id, .. }) => (Some(*id), None),
        Source::Elsewhere(at) => (None, Some(at)),
    };
    sqlx::query!(
        r#"
        insert into action_items
            (id, group_id, meeting_id, item_id, contribution_id, text, html, due,
             due_next_meeting, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, now()))
        "#,
        id as ActionId,
        group as GroupId,
        meeting as Option<MeetingId>,
        assignment.on.id as Option<ItemId>,
        assignment.said.as_ref().map(|said| said.id) as Option<ContributionId>,
        assignment.text,
        assignment.html,
        assignment.due.and_then(Due::day),
        assignment.due == Some(Due::NextMeeting),
        at,
    )
    .execute(&mut *db)
    .await?;
    own(db, id, &assignment.owners).await
}

pub async fn assign(db: &mut PgConnection, id: ActionId, assignment: &Assignment) -> Result<()> {
    sqlx::query!(
        r#"
        update action_items
        set item_id = $2, contribution_id = $3, text = $4, html = $5, due = $6,
            due_next_meeting = $7, revision = revision + 1
        where id = $1
        "#,
        id as ActionId,
        assignment.on.id as Option<ItemId>,
        assignment.said.as_ref().map(|said| said.id) as Option<ContributionId>,
        assignment.text,
        assignment.html,
        assignment.due.and_then(Due::day),
        assignment.due == Some(Due::NextMeeting),
    )
    .execute(&mut *db)
    .await?;
    own(db, id, &assignment.owners).await
}

/// Hands an action to these owners, and makes that a revision.
pub async fn hand_over(db: &mut PgConnection, id: ActionId, to: &Owners) -> Result<()> {
    sqlx::query!("update action_items set revision = revision + 1 where id = $1", id as ActionId)
        .execute(&mut *db)
        .await?;
    own(db, id, to).await
}

async fn own(db: &mut PgConnection, id: ActionId, owners: &Owners) -> Result<()> {
    sqlx::query!("delete from action_owners where action_id = $1", id as ActionId)
        .execute(&mut *db)
        .await?;
    let people: Vec<_> = owners.iter().map(|owner| owner.id.map(|id| id.0)).collect();
    let names: Vec<_> = owners.iter().map(|owner| owner.name.clone()).collect();
    sqlx::query!(
        r#"
        insert into action_owners (action_id, position, person_id, name)
        select $1, position, person_id, name
        from unnest($2::uuid[], $3::text[]) with ordinality as owner (person_id, name, position)
        "#,
        id as ActionId,
        &people as &[Option<uuid::Uuid>],
        &names,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The item that it is, or was, on.
pub async fn set_removed(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ActionId,
    removed: bool,
) -> Result<Option<ItemId>> {
    let item = sqlx::query_scalar!(
        r#"
        update action_items set removed_at = case when $3 then now() end
        where meeting_id = $1 and id = $2 and (removed_at is null) = $3
        returning item_id as "item_id: ItemId"
        "#,
        meeting as MeetingId,
        id as ActionId,
        removed,
    )
    .fetch_one(db)
    .await?;
    Ok(item)
}
