//! What is kept of webhooks, as their secretariat sees it.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::Webhook;
use super::form::New;
use access::person::Person;
use base::ids::{GroupId, PersonId, WebhookId};
use platform::web::{Error, Result};

/// A try to send something, and what came of it.
#[derive(Clone, Debug)]
pub struct Try {
    pub id: Uuid,
    /// The event; none for a test.
    pub position: Option<i64>,
    pub at: DateTime<Utc>,
    pub milliseconds: i32,
    pub status: Option<i32>,
    /// Why it was not taken; empty if it was.
    pub failure: String,
}

pub async fn list(db: &PgPool, group: GroupId) -> Result<Vec<Webhook>> {
    let webhooks = sqlx::query_as!(
        Webhook,
        r#"
        select webhooks.id as "id: WebhookId", webhooks.name, webhooks.url, people.name as made_by,
               webhooks.made_at, webhooks.failures, webhooks.try_at, webhooks.off_at,
               webhooks.off_because
        from webhooks
        join people on people.id = webhooks.made_by
        where webhooks.group_id = $1
        order by made_at, webhooks.id
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(webhooks)
}

pub async fn find(db: &PgPool, group: GroupId, id: WebhookId) -> Result<Webhook> {
    let webhooks = list(db, group).await?;
    webhooks.into_iter().find(|webhook| webhook.id == id).ok_or(Error::NotFound)
}

/// The latest come first.
pub async fn tries(
    db: &PgPool,
    group: GroupId,
    id: WebhookId,
    before: Option<Uuid>,
    limit: usize,
) -> Result<Vec<Try>> {
    let tries = sqlx::query_as!(
        Try,
        r#"
        select one.id, one.position, one.at, one.milliseconds, one.status, one.failure
        from webhook_tries one
        join webhooks on webhooks.id = one.webhook_id and webhooks.group_id = $1
        where one.webhook_id = $2 and ($3::uuid is null or one.id < $3)
        order by one.id desc
        limit $4
        "#,
        group as GroupId,
        id as WebhookId,
        before,
        i64::try_from(limit).unwrap_or(i64::MAX),
    )
    .fetch_all(db)
    .await?;
    Ok(tries)
}

/// So that two who make webhooks at once do not make more than there may be. Whoever only refers
/// to the group is not kept waiting.
pub async fn lock_group(db: &mut PgConnection, group: GroupId) -> Result<()> {
    sqlx::query!("select id from groups where id = $1 for no key update", group as GroupId)
        .fetch_one(db)
        .await?;
    Ok(())
}

/// Of one that the person has made.
pub async fn secret(
    db: &mut PgConnection,
    group: GroupId,
    id: WebhookId,
    by: PersonId,
) -> Result<Option<String>> {
    let secret = sqlx::query_scalar!(
        "select secret from webhooks where group_id = $1 and id = $2 and made_by = $3",
        group as GroupId,
        id as WebhookId,
        by as PersonId,
    )
    .fetch_optional(db)
    .await?;
    Ok(secret)
}

pub async fn count(db: &mut PgConnection, group: GroupId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from webhooks where group_id = $1"#,
        group as GroupId,
    )
    .fetch_one(db)
    .await?;
    Ok(count)
}

/// It begins with what happens next.
pub async fn insert(
    db: &mut PgConnection,
    group: GroupId,
    new: &New,
    secret: &str,
    (by, now): (&Person, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into webhooks (id, group_id, name, url, secret, made_by, program_of, made_at, position)
        values ($1, $2, $3, $4, $5, $6, $7, $8,
                (select coalesce(max(position), 0) from events where group_id = $2))
        "#,
        new.id as WebhookId,
        group as GroupId,
        new.name,
        new.url.as_str(),
        secret,
        by.id as PersonId,
        by.program_of as Option<PersonId>,
        now,
    )
    .execute(db)
    .await
    .map_err(taken)?;
    Ok(())
}

/// Somebody else has made one of that id.
fn taken(error: sqlx::Error) -> Error {
    match error.as_database_error().is_some_and(|error| error.is_unique_violation()) {
        true => Error::conflict("This was sent already."),
        false => error.into(),
    }
}

pub async fn switch_off(
    db: &mut PgConnection,
    group: GroupId,
    id: WebhookId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let before = state(db, group, id).await?;
    sqlx::query!(
        "update webhooks set off_at = $2 where id = $1 and off_at is null",
        id as WebhookId,
        now
    )
    .execute(db)
    .await?;
    Ok(before.is_none())
}

pub async fn switch_on(db: &mut PgConnection, group: GroupId, id: WebhookId) -> Result<bool> {
    let before = state(db, group, id).await?;
    sqlx::query!(
        r#"
        with switched as (
            update webhooks set off_at = null, off_because = '', failures = 0, try_at = now()
            where id = $1 and off_at is not null
        )
        select pg_notify('events', $2)
        "#,
        id as WebhookId,
        group.to_string(),
    )
    .execute(db)
    .await?;
    Ok(before.is_some())
}

/// Since when it is off, if it is, held for the rest of the transaction.
async fn state(
    db: &mut PgConnection,
    group: GroupId,
    id: WebhookId,
) -> Result<Option<DateTime<Utc>>> {
    let off = sqlx::query_scalar!(
        "select off_at from webhooks where group_id = $1 and id = $2 for update",
        group as GroupId,
        id as WebhookId,
    )
    .fetch_one(db)
    .await?;
    Ok(off)
}

pub async fn delete(db: &mut PgConnection, group: GroupId, id: WebhookId) -> Result<()> {
    let deleted = sqlx::query!(
        "delete from webhooks where group_id = $1 and id = $2",
        group as GroupId,
        id as WebhookId,
    )
    .execute(db)
    .await?;
    if deleted.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

pub async fn ask_for_test(db: &mut PgConnection, group: GroupId, id: WebhookId) -> Result<()> {
    let asked = sqlx::query!(
        r#"
        with asked as (
            update webhooks set test_id = coalesce(test_id, $3), try_at = now()
            where group_id = $1 and id = $2
            returning group_id
        )
        select pg_notify('events', group_id::text) from asked
        "#,
        group as GroupId,
        id as WebhookId,
        Uuid::now_v7(),
    )
    .fetch_optional(db)
    .await?;
    asked.map(drop).ok_or(Error::NotFound)
}
