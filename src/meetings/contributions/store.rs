//! Contributions in the database.

use sqlx::PgConnection;

use super::Wording;
use access::fields::people::PersonRef;
use base::ids::{ContributionId, ItemId, MeetingId, PersonId};
use base::states::Attribution;
use platform::web::Result;

/// A contribution that was not removed, and its revision.
pub async fn find(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ContributionId,
) -> Result<(i32, Wording)> {
    let row = sqlx::query!(
        r#"
        select contributions.item_id as "item_id: ItemId", agenda_items.title,
               contributions.speaker_id as "speaker_id: PersonId", contributions.speaker,
               contributions.capacity, contributions.attribution as "attribution: Attribution",
               contributions.text, contributions.html, contributions.revision
        from contributions
        join agenda_items on agenda_items.id = contributions.item_id
        where contributions.meeting_id = $1 and contributions.id = $2
          and contributions.removed_at is null
        for update of contributions
        "#,
        meeting as MeetingId,
        id as ContributionId,
    )
    .fetch_one(db)
    .await?;
    let wording = Wording {
        item_id: row.item_id,
        item: row.title,
        speaker: PersonRef { id: row.speaker_id, name: row.speaker },
        capacity: row.capacity,
        attribution: row.attribution,
        text: row.text,
        html: row.html,
        tied: None,
    };
    Ok((row.revision, wording))
}

pub async fn insert(
    db: &mut PgConnection,
    id: ContributionId,
    meeting: MeetingId,
    wording: &Wording,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into contributions (id, meeting_id, item_id, position, speaker_id, speaker,
                                   capacity, attribution, text, html)
        select $1, $2, $3, coalesce(max(position), 0) + 1, $4, $5, $6, $7, $8, $9
        from contributions where meeting_id = $2 and item_id = $3
        "#,
        id as ContributionId,
        meeting as MeetingId,
        wording.item_id as ItemId,
        wording.speaker.id as Option<PersonId>,
        wording.speaker.name,
        wording.capacity,
        wording.attribution as Attribution,
        wording.text,
        wording.html,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn update(db: &mut PgConnection, id: ContributionId, wording: &Wording) -> Result<()> {
    sqlx::query!(
        r#"
        update contributions
        set item_id = $2, speaker_id = $3, speaker = $4, capacity = $5, attribution = $6,
            text = $7, html = $8, revision = revision + 1
        where id = $1
        "#,
        id as ContributionId,
        wording.item_id as ItemId,
        wording.speaker.id as Option<PersonId>,
        wording.speaker.name,
        wording.capacity,
        wording.attribution as Attribution,
        wording.text,
        wording.html,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What stands under an item, in order.
pub async fn order(db: &mut PgConnection, item: ItemId) -> Result<Vec<ContributionId>> {
    let ids = sqlx::query_scalar!(
        r#"
        select id as "id: ContributionId"
        from contributions
        where meeting_id = (select item.meeting_id from agenda_items item where item.id = $1)
          and item_id = $1 and removed_at is null
        order by position, id
        "#,
        item as ItemId,
    )
    .fetch_all(db)
    .await?;
    Ok(ids)
}

/// The last of them, and who spoke.
pub async fn last(db: &mut PgConnection, item: ItemId) -> Result<Option<(ContributionId, String)>> {
    let last = sqlx::query!(
        r#"
        select id as "id: ContributionId", speaker
        from contributions
        where meeting_id = (select item.meeting_id from agenda_items item where item.id = $1)
          and item_id = $1 and removed_at is null
        order by position desc, id desc
        limit 1
        "#,
        item as ItemId,
    )
    .fetch_optional(db)
    .await?;
    Ok(last.map(|last| (last.id, last.speaker)))
}

pub async fn arrange(db: &mut PgConnection, order: &[ContributionId]) -> Result<()> {
    let ids: Vec<_> = order.iter().map(|id| id.0).collect();
    sqlx::query!(
        r#"
        update contributions
        set position = given.position
        from unnest($1::uuid[]) with ordinality as given (id, position)
        where contributions.id = given.id
        "#,
        &ids,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn put_last(db: &mut PgConnection, id: ContributionId, item: ItemId) -> Result<()> {
    sqlx::query!(
        r#"
        update contributions
        set position = (
            select coalesce(max(under.position), 0) + 1
            from contributions under
            where under.meeting_id = contributions.meeting_id and under.item_id = $2
              and under.id <> $1)
        where id = $1
        "#,
        id as ContributionId,
        item as ItemId,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The item that it stands, or stood, under.
pub async fn set_removed(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ContributionId,
    removed: bool,
) -> Result<ItemId> {
    let item = sqlx::query_scalar!(
        r#"
        update contributions set removed_at = case when $3 then now() end
        where meeting_id = $1 and id = $2 and (removed_at is null) = $3
        returning item_id as "item_id: ItemId"
        "#,
        meeting as MeetingId,
        id as ContributionId,
        removed,
    )
    .fetch_one(db)
    .await?;
    Ok(item)
}
