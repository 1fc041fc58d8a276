//! What bringing in a table asks of the database beside what recording does.

use sqlx::PgConnection;

use base::ids::{ActionId, GroupId};
use platform::web::Result;

/// Held for the rest of the transaction.
pub async fn lock_group(db: &mut PgConnection, group: GroupId) -> Result<()> {
    sqlx::query!("select id from groups where id = $1 for no key update", group as GroupId)
        .fetch_one(db)
        .await?;
    Ok(())
}

/// The group's actions that say one of these, and the numbers of the meetings they come from.
pub async fn same_texts(
    db: &mut PgConnection,
    group: GroupId,
    texts: &[String],
) -> Result<Vec<(ActionId, String, Option<i32>)>> {
    let rows = sqlx::query!(
        r#"
        select action_items.id as "id: ActionId", action_items.text, meetings.number as "number?"
        from action_items
        left join meetings on meetings.id = action_items.meeting_id
        where action_items.group_id = $1 and action_items.removed_at is null
          and action_items.text = any($2)
        "#,
        group as GroupId,
        texts,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.text, row.number)).collect())
}
