//! Reminders in the database: who is to be told of what, and what each was told.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::morning::Mornings;
use super::{DueAction, Kind, Recipient};
use base::ids::{ActionId, GroupId, PersonId};
use base::policy::{Capability, Comment};
use base::withheld::Withheld;
use platform::web::Result;

pub async fn time_zones(db: impl PgExecutor<'_>) -> Result<Vec<String>> {
    let zones = sqlx::query_scalar!(
        "select distinct time_zone from people where reminders and suspended_at is null",
    );
    Ok(zones.fetch_all(db).await?)
}

/// Whoever has something due where it is morning, and got no reminder there today.
pub async fn recipients(db: impl PgExecutor<'_>, mornings: &Mornings) -> Result<Vec<Recipient>> {
    let recipients = sqlx::query_as!(
        Recipient,
        r#"
        select people.id as "id: PersonId", people.name, people.email, mornings.today as "today!"
        from unnest($1::text[], $2::date[]) as mornings (zone, today)
        join people on people.time_zone = mornings.zone
        where people.reminders and people.suspended_at is null
          and not exists (
              select from reminders
              where reminders.person_id = people.id and reminders.day = mornings.today)
          and exists (select from due_to_tell(people.id, mornings.today))
        order by people.id
        "#,
        &mornings.zones,
        &mornings.days,
    )
    .fetch_all(db)
    .await?;
    Ok(recipients)
}

/// Whether the person is to get a reminder today, from us. Whoever travels and meets the same
/// day or the next morning too early gets none twice.
pub async fn begin(
    db: &mut PgConnection,
    to: &Recipient,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool> {
    let begun = sqlx::query!(
        r#"
        insert into reminders (person_id, day, token_hash, made_at)
        select id, $2, $3, $4::timestamptz
        from people
        where id = $1 and people.reminders and suspended_at is null
          and not exists (
              select from reminders
              where reminders.person_id = $1
                and (reminders.day >= $2
                     or reminders.made_at > $4::timestamptz - interval '18 hours')
          )
        on conflict on constraint one_reminder_a_day do nothing
        "#,
        to.id as PersonId,
        to.today,
        token_hash,
        now,
    )
    .execute(db)
    .await?;
    Ok(begun.rows_affected() > 0)
}

/// The most urgent first.
pub async fn due(db: &mut PgConnection, to: &Recipient) -> Result<Vec<DueAction>> {
    let due = sqlx::query_as!(
        DueAction,
        r#"
        select action_items.id as "id: ActionId", told.kind as "kind!: Kind", told.due as "due!",
               action_items.html, groups.id as "group_id: GroupId", groups.slug as group_slug, groups.short_name as group_short_name,
               memberships.role <> 'observer' as "may_report!",
               case when memberships.role::text = any($3) then '[]'
                    else withheld_in(action_items.meeting_id) end as "withheld!: Json<Withheld>"
        from due_to_tell($1, $2) as told
        join action_items on action_items.id = told.action_id
        join groups on groups.id = told.group_id
        join memberships on memberships.group_id = told.group_id
            and memberships.person_id = $1 and memberships.until is null
        order by told.due, action_items.id
        "#,
        to.id as PersonId,
        to.today,
        &Comment::role_keys(),
    )
    .fetch_all(db)
    .await?;
    Ok(due)
}

/// Keeps that the person was told, and the link that came with it.
pub async fn tell(
    db: &mut PgConnection,
    to: &Recipient,
    action: &DueAction,
    token_hash: &[u8],
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into reminded_actions (action_id, person_id, kind, due, day, token_hash)
        values ($1, $2, $3, $4, $5, $6)
        "#,
        action.id as ActionId,
        to.id as PersonId,
        action.kind as Kind,
        action.due,
        to.today,
        token_hash,
    )
    .execute(db)
    .await?;
    Ok(())
}
