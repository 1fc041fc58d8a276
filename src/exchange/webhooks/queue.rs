//! What is to be sent next, and where: each webhook goes through its group's events by itself.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::sending::Outcome;
use base::ids::{GroupId, WebhookId};
use base::policy::{Capability, ManageWebhooks};
use platform::web::Result;

/// A webhook that has something to be sent to it.
pub struct Due {
    pub id: WebhookId,
    pub group_id: GroupId,
    pub group: String,
    pub name: String,
    pub url: String,
    pub secret: String,
    pub position: i64,
    pub failures: i32,
    pub test_id: Option<Uuid>,
}

/// Claiming is putting off the next try, to when this one is over or its server is dead. So two
/// servers send to one webhook in turn, and to two at once. Nothing is sent for somebody who may
/// not keep webhooks any more.
pub async fn claim(db: &PgPool) -> Result<Option<Due>> {
    let due = sqlx::query_as!(
        Due,
        r#"
        update webhooks set try_at = now() + interval '1 minute'
        where id = (
            select hook.id from webhooks hook
            where hook.try_at <= now()
              and (hook.test_id is not null or hook.off_at is null and exists (
                  select from events
                  where events.group_id = hook.group_id and events.position > hook.position
              ))
              and may_still_send(hook, $1)
            order by hook.try_at, id
            limit 1
            for update skip locked
        )
        returning id as "id: WebhookId", group_id as "group_id: GroupId",
                  (select groups.slug from groups where groups.id = webhooks.group_id) as "group!",
                  name, url, secret, position, failures, test_id
        "#,
        &ManageWebhooks::role_keys(),
    )
    .fetch_optional(db)
    .await?;
    Ok(due)
}

pub async fn note(
    db: &mut PgConnection,
    due: &Due,
    position: Option<i64>,
    milliseconds: i32,
    outcome: &Outcome,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into webhook_tries (id, webhook_id, position, milliseconds, status, failure)
        select $2, id, $3, $4, $5, $6 from webhooks where id = $1
        "#,
        due.id as WebhookId,
        Uuid::now_v7(),
        position,
        milliseconds,
        outcome.status.map(i32::from),
        outcome.failure.as_deref().unwrap_or_default(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// All is sent up to there.
pub async fn go_on(db: &mut PgConnection, due: &Due, position: i64) -> Result<()> {
    sqlx::query!(
        r#"
        update webhooks set position = greatest(position, $2), failures = 0, try_at = now()
        where id = $1
        "#,
        due.id as WebhookId,
        position,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn put_off(db: &mut PgConnection, due: &Due, seconds: i32) -> Result<()> {
    sqlx::query!(
        r#"
        update webhooks
        set failures = failures + 1, try_at = now() + make_interval(secs => $2::int)
        where id = $1
        "#,
        due.id as WebhookId,
        seconds,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether it was still on.
pub async fn give_up(
    db: &mut PgConnection,
    due: &Due,
    because: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let switched = sqlx::query!(
        r#"
        update webhooks
        set failures = failures + 1, off_at = $3, off_because = $2, try_at = now()
        where id = $1 and off_at is null
        "#,
        due.id as WebhookId,
        because,
        now,
    )
    .execute(db)
    .await?;
    Ok(switched.rows_affected() > 0)
}

/// A test is tried once.
pub async fn end_test(db: &mut PgConnection, due: &Due, test: Uuid) -> Result<()> {
    sqlx::query!(
        "update webhooks set test_id = null, try_at = now() where id = $1 and test_id = $2",
        due.id as WebhookId,
        test,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Who is told that one was switched off.
pub async fn keepers(db: &mut PgConnection, group: GroupId) -> Result<Vec<String>> {
    let addresses = sqlx::query_scalar!(
        r#"
        select people.email from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.until is null
          and memberships.role::text = any($2) and people.suspended_at is null
          and people.service_of is null
        order by email
        "#,
        group as GroupId,
        &ManageWebhooks::role_keys(),
    )
    .fetch_all(db)
    .await?;
    Ok(addresses)
}

/// What was tried more than 30 days ago.
pub async fn forget_old(db: &PgPool) -> Result<()> {
    sqlx::query!("delete from webhook_tries where at < now() - interval '30 days'")
        .execute(db)
        .await?;
    Ok(())
}
