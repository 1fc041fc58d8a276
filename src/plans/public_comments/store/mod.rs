//! Comments from the public, in the database, until they are let through.

mod answering;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::Sent;
use super::form::Letter;
use crate::plan::Plan;
use base::ids::{GroupId, PlanId, PlanItemId, PublicCommentId};
use platform::web::Result;

pub use answering::{later, let_through, pending, refuse, waiting};

pub struct New<'a> {
    pub letter: &'a Letter,
    pub token_hash: Vec<u8>,
    pub made_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// Under which id it is kept. None, if it was already, by a first press of the button; a form
/// that was filled in anew makes another one.
pub async fn insert(
    db: &mut PgConnection,
    plan: &Plan,
    new: &New<'_>,
) -> Result<Option<PublicCommentId>> {
    let letter = new.letter;
    let known = sqlx::query!(
        r#"
        select plan_id as "plan_id: PlanId", item_id as "item_id: PlanItemId", name, email, text
        from public_comments
        where id = $1
        "#,
        letter.id as PublicCommentId,
    )
    .fetch_optional(&mut *db)
    .await?;
    let id = match known {
        None => letter.id,
        Some(known)
            if (known.plan_id, known.item_id) == (plan.id, letter.part)
                && (&known.name, &known.email, &known.text)
                    == (&letter.name, &letter.email, &letter.text.source) =>
        {
            return Ok(None);
        }
        Some(_) => PublicCommentId::new(),
    };
    sqlx::query!(
        r#"
        insert into public_comments
            (id, plan_id, item_id, name, email, text, html, token_hash, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        "#,
        id as PublicCommentId,
        plan.id as PlanId,
        letter.part as Option<PlanItemId>,
        letter.name,
        letter.email,
        letter.text.source,
        letter.text.html,
        new.token_hash,
        new.made_at,
        new.expires_at,
    )
    .execute(db)
    .await?;
    Ok(Some(id))
}

/// How many nobody has confirmed or answered, of those that came since then.
pub async fn count_since(db: &mut PgConnection, plan: &Plan, since: DateTime<Utc>) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"
        select count(*) as "count!"
        from public_comments
        where plan_id = $1 and state in ('unconfirmed', 'waiting') and made_at > $2
        "#,
        plan.id as PlanId,
        since,
    )
    .fetch_one(db)
    .await?;
    Ok(count)
}

pub async fn forget_expired(db: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "delete from public_comments where state = 'unconfirmed' and expires_at <= $1",
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the mailed link is about, as long as the plan is for everybody to read.
pub async fn sent(db: &mut PgConnection, token_hash: &[u8], now: DateTime<Utc>) -> Result<Sent> {
    let sent = sqlx::query_as!(
        Sent,
        r#"
        select comment.id as "id: PublicCommentId", groups.id as "group: GroupId",
               groups.slug as group_slug, plans.slug as plan_slug, plans.title as plan_title,
               comment.html, comment.confirmed_at is not null as "confirmed!"
        from public_comments comment
        join plans on plans.id = comment.plan_id
        join groups on groups.id = plans.group_id
        where comment.token_hash = $1 and comment.expires_at > $2 and plans.visibility = 'public'
          and groups.visibility = 'public'
        "#,
        token_hash,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(sent)
}

/// False if it was confirmed before.
pub async fn confirm(
    db: &mut PgConnection,
    id: PublicCommentId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let confirmed = sqlx::query!(
        "update public_comments set state = 'waiting', confirmed_at = $2 \
         where id = $1 and state = 'unconfirmed'",
        id as PublicCommentId,
        now,
    )
    .execute(db)
    .await?;
    Ok(confirmed.rows_affected() > 0)
}

/// How many mails to that address nobody has answered yet. The same for every server.
pub async fn count_unconfirmed(db: &mut PgConnection, email: &str) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from public_comments
        where state = 'unconfirmed' and lower(email) = lower($1)
        "#,
        email,
    )
    .fetch_one(db)
    .await?;
    Ok(count)
}
