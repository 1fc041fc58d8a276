//! Agendas in the database.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::Item;
use super::form::ItemEdit;
use super::tree::Place;
use crate::agenda::earlier::Earlier;
use crate::meeting::Meeting;
use base::ids::{ItemId, MeetingId};
use base::states::Outcome;
use base::withheld::Withheld;
use platform::web::Result;

/// What became of them, with all or once a summary tells it.
pub async fn items(db: impl PgExecutor<'_>, meeting: MeetingId, all: bool) -> Result<Vec<Item>> {
    let items = sqlx::query_as!(
        Item,
        r#"
        select id as "id: ItemId", parent_id as "parent_id: ItemId", position, label, title,
               presenter, minutes, notes, notes_html, deferred_from as "deferred_from: ItemId",
               case when $2 or exists (select from editions where editions.meeting_id = $1)
                   then outcome else 'planned' end as "outcome!: Outcome",
               case when $2 or exists (select from editions where editions.meeting_id = $1)
                   then reason else '' end as "reason!", standing, revision,
               case when deferred_from is null then 0 else times_deferred(id) end
                   as "times_deferred!"
        from agenda_items
        where meeting_id = $1
        order by position
        "#,
        meeting as MeetingId,
        all,
    )
    .fetch_all(db)
    .await?;
    Ok(items)
}

/// Who of the meeting is told to those only who read speakers.
pub async fn withheld(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Withheld> {
    let withheld = sqlx::query_scalar!(
        r#"select withheld_in($1) as "withheld!: Json<Withheld>""#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    Ok(withheld.0)
}

/// What an agenda's page shows.
pub struct Whole {
    pub items: Vec<Item>,
    /// The most urgent actions of earlier meetings, or all.
    pub earlier: Earlier,
    /// How often something was removed that can be put back.
    pub removed: i64,
    /// Of the page, as those who follow it count its changes.
    pub revision: i64,
}

/// In one statement, because the agenda's page asks much else.
pub async fn items_and_earlier(
    db: impl PgExecutor<'_>,
    meeting: MeetingId,
    most: Option<i32>,
) -> Result<Whole> {
    let row = sqlx::query!(
        r#"
        select (select coalesce(json_agg(item order by position), '[]')
                from (select id, parent_id, position, label, title, presenter, minutes, notes,
                             notes_html, outcome, reason, deferred_from, standing, revision,
                             case when deferred_from is null then 0 else times_deferred(id) end
                                 as times_deferred
                      from agenda_items where meeting_id = $1) as item) as "items!: Json<Vec<Item>>",
               earlier_actions($1, $2) as "earlier!: Json<Earlier>",
               (select count(*) from removed_items
                where removed_items.meeting_id = $1) as "removed!",
               coalesce((select desks.revision from desks
                         where desks.page = 'agenda/' || $1::uuid), 0) as "revision!"
        "#,
        meeting as MeetingId,
        most,
    )
    .fetch_one(db)
    .await?;
    let (items, earlier) = (row.items.0, row.earlier.0);
    Ok(Whole { items, earlier, removed: row.removed, revision: row.revision })
}

/// Makes an item the standing one, before all others.
pub async fn make_standing(db: &mut PgConnection, item: ItemId) -> Result<()> {
    sqlx::query!(
        "update agenda_items set standing = true, position = 0 where id = $1",
        item as ItemId,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the meeting before did not address and no later agenda has.
pub async fn left_over(db: impl PgExecutor<'_>, meeting: &Meeting) -> Result<Vec<Item>> {
    let items = sqlx::query_scalar!(
        r#"
        select coalesce(json_agg(one order by one.position), '[]') as "items!: Json<Vec<Item>>"
        from left_over($1) as one
        "#,
        meeting.id as MeetingId,
    )
    .fetch_one(db)
    .await?;
    Ok(items.0)
}

/// Notes which item of an earlier meeting this one takes up.
pub async fn defer(db: &mut PgConnection, item: ItemId, from: ItemId) -> Result<()> {
    sqlx::query!(
        "update agenda_items set deferred_from = $2 where id = $1",
        item as ItemId,
        from as ItemId,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether the item was added; false if it was before. It comes last on its level.
pub async fn insert(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ItemId,
    parent: Option<ItemId>,
    edit: &ItemEdit,
) -> Result<bool> {
    let added = sqlx::query!(
        r#"
        insert into agenda_items
            (id, meeting_id, parent_id, position, label, title, presenter, minutes, notes, notes_html)
        select $1, $2, $3, coalesce(max(position), 0) + 1, '', $4, $5, $6, $7, $8
        from agenda_items
        where meeting_id = $2 and parent_id is not distinct from $3
        on conflict (id) do nothing
        "#,
        id as ItemId,
        meeting as MeetingId,
        parent as Option<ItemId>,
        edit.title,
        edit.presenter,
        edit.minutes,
        edit.notes,
        edit.notes_html,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Which revision it has now.
pub async fn rewrite(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ItemId,
    edit: &ItemEdit,
) -> Result<i32> {
    let revision = sqlx::query_scalar!(
        r#"
        update agenda_items
        set title = $3, presenter = $4, minutes = $5, notes = $6, notes_html = $7,
            revision = revision + 1
        where meeting_id = $1 and id = $2
        returning revision
        "#,
        meeting as MeetingId,
        id as ItemId,
        edit.title,
        edit.presenter,
        edit.minutes,
        edit.notes,
        edit.notes_html,
    )
    .fetch_one(db)
    .await?;
    Ok(revision)
}

pub async fn place(db: &mut PgConnection, places: &[Place]) -> Result<()> {
    let ids: Vec<_> = places.iter().map(|place| place.id.0).collect();
    let parents: Vec<_> = places.iter().map(|place| place.parent_id.map(|id| id.0)).collect();
    let positions: Vec<_> = places.iter().map(|place| place.position).collect();
    let labels: Vec<_> = places.iter().map(|place| place.label.clone()).collect();
    sqlx::query!(
        r#"
        update agenda_items
        set parent_id = place.parent_id, position = place.position, label = place.label
        from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[])
             as place (id, parent_id, position, label)
        where agenda_items.id = place.id
        "#,
        &ids,
        &parents as &[Option<uuid::Uuid>],
        &positions,
        &labels,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn publish(db: &mut PgConnection, meeting: MeetingId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update meetings set agenda_published_at = $2 where id = $1",
        meeting as MeetingId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn revise(db: &mut PgConnection, meeting: MeetingId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update meetings set agenda_revised_at = $2 where id = $1",
        meeting as MeetingId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn item_title(db: impl PgExecutor<'_>, meeting: MeetingId, id: ItemId) -> Result<String> {
    let title = sqlx::query_scalar!(
        "select title from agenda_items where meeting_id = $1 and id = $2",
        meeting as MeetingId,
        id as ItemId,
    );
    Ok(title.fetch_one(db).await?)
}
