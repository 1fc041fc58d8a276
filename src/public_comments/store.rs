//! Comments from the public, in the database, until they are let through.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::form::Letter;
use super::{Pending, Sent, on};
use crate::ids::{GroupId, PersonId, PlanCommentId, PlanId, PlanItemId, PublicCommentId};
use crate::markdown::Markdown;
use crate::plans::Plan;
use crate::suggestions::MOST_A_PAGE;
use crate::web::{Error, Result};

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
               comment.html, confirmed_at is not null as "confirmed!"
        from public_comments comment
        join plans on plans.id = plan_id
        join groups on groups.id = group_id
        where token_hash = $1 and expires_at > $2 and plans.visibility = 'public'
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

pub async fn waiting(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    page: i64,
) -> Result<(Vec<Pending>, i64)> {
    select(db, plan, None, page).await
}

pub async fn pending(db: &mut PgConnection, plan: &Plan, id: PublicCommentId) -> Result<Pending> {
    let (found, _) = select(db, plan, Some(id), 1).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

async fn select(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    id: Option<PublicCommentId>,
    page: i64,
) -> Result<(Vec<Pending>, i64)> {
    let rows = sqlx::query!(
        r#"
        select comment.id as "id: PublicCommentId", comment.item_id as "item_id: PlanItemId",
               is_objective as "is_objective?", comment.name, comment.text, comment.html, made_at,
               count(*) over () as "count!"
        from public_comments comment
        left join plan_items item on item.id = comment.item_id
        where comment.plan_id = $1 and state = 'waiting' and ($2::uuid is null or comment.id = $2)
        order by made_at, comment.id
        limit $3 offset $4
        "#,
        plan.id as PlanId,
        id as Option<PublicCommentId>,
        MOST_A_PAGE,
        (page - 1) * MOST_A_PAGE,
    )
    .fetch_all(db)
    .await?;
    let count = rows.first().map_or(0, |row| row.count);
    let pending = rows.into_iter().map(|row| Pending {
        id: row.id,
        on: on(row.item_id, row.is_objective),
        name: row.name,
        text: Markdown { source: row.text, html: row.html },
        made_at: row.made_at,
    });
    Ok((pending.collect(), count))
}

pub async fn let_through(
    db: &mut PgConnection,
    pending: &Pending,
    comment: PlanCommentId,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update public_comments \
         set state = 'let_through', comment_id = $2, answered_by = $3, answered_at = $4 \
         where id = $1",
        pending.id as PublicCommentId,
        comment as PlanCommentId,
        by as PersonId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The address that it came from, which is blank from now on.
pub async fn refuse(
    db: &mut PgConnection,
    pending: &Pending,
    reason: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<String> {
    let address = sqlx::query_scalar!(
        r#"
        with refused as (select email from public_comments where id = $1)
        update public_comments
        set state = 'refused', reason = $2, answered_by = $3, answered_at = $4, email = ''
        from refused
        where id = $1
        returning refused.email
        "#,
        pending.id as PublicCommentId,
        reason,
        by as PersonId,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(address)
}

pub async fn last_address(db: &mut PgConnection, id: PlanCommentId) -> Result<Option<String>> {
    let address = sqlx::query_scalar!(
        r#"
        with told as (
            select id, email from public_comments where comment_id = $1 and email <> ''
        )
        update public_comments set email = ''
        from told
        where public_comments.id = told.id
        returning told.email
        "#,
        id as PlanCommentId,
    )
    .fetch_optional(db)
    .await?;
    Ok(address)
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
