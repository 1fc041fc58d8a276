//! Replies, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::ids::{PersonId, PlanCommentId, PlanReplyId};
use crate::markdown::Markdown;
use crate::suggestions::{MOST_A_PAGE, Reply, Thread};
use crate::web::Result;

/// Those of one page, the oldest first, and how many there are.
pub async fn replies(
    db: impl PgExecutor<'_>,
    thread: &Thread,
    page: i64,
) -> Result<(Vec<Reply>, i64)> {
    let rows = sqlx::query!(
        r#"
        select people.name, html, made_at, count(*) over () as "count!"
        from plan_replies
        join people on people.id = person_id
        where comment_id = $1
        order by made_at, plan_replies.id
        limit $2 offset $3
        "#,
        thread.id as PlanCommentId,
        MOST_A_PAGE,
        (page - 1) * MOST_A_PAGE,
    )
    .fetch_all(db)
    .await?;
    let count = rows.first().map_or(0, |row| row.count);
    let replies = rows.into_iter();
    let replies = replies.map(|row| Reply { by: row.name, html: row.html, made_at: row.made_at });
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
