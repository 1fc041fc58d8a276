//! Replies, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::comments::{Reply, Thread};
use base::ids::{PersonId, PlanCommentId, PlanReplyId};
use base::markdown::Markdown;
use platform::web::{Error, Result};

/// Those after the first so many, the oldest first, and how many there are.
pub async fn replies(
    db: impl PgExecutor<'_>,
    thread: &Thread,
    (from, most): (i64, i64),
) -> Result<(Vec<Reply>, i64)> {
    select(db, thread, None, (from, most)).await
}

pub async fn reply(db: impl PgExecutor<'_>, thread: &Thread, id: PlanReplyId) -> Result<Reply> {
    let (found, _) = select(db, thread, Some(id), (0, 1)).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

async fn select(
    db: impl PgExecutor<'_>,
    thread: &Thread,
    id: Option<PlanReplyId>,
    (from, most): (i64, i64),
) -> Result<(Vec<Reply>, i64)> {
    let rows = sqlx::query!(
        r#"
        select plan_replies.id as "id: PlanReplyId", people.name, plan_replies.text,
               plan_replies.html, plan_replies.made_at, count(*) over () as "count!"
        from plan_replies
        join people on people.id = plan_replies.person_id
        where plan_replies.comment_id = $1 and ($2::uuid is null or plan_replies.id = $2)
        order by made_at, plan_replies.id
        limit $3 offset $4
        "#,
        thread.id as PlanCommentId,
        id as Option<PlanReplyId>,
        most,
        from,
    )
    .fetch_all(db)
    .await?;
    let count = rows.first().map_or(0, |row| row.count);
    let replies = rows.into_iter().map(|row| Reply {
        id: row.id,
        by: row.name,
        text: row.text,
        html: row.html,
        made_at: row.made_at,
    });
    Ok((replies.collect(), count))
}

pub async fn insert_reply(
    db: &mut PgConnection,
    thread: &Thread,
    id: PlanReplyId,
    by: PersonId,
    text: &Markdown,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into plan_replies (id, comment_id, person_id, text, html, made_at) \
         values ($1, $2, $3, $4, $5, $6)",
        id as PlanReplyId,
        thread.id as PlanCommentId,
        by as PersonId,
        text.source,
        text.html,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
