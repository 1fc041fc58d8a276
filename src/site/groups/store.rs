//! What the page of a group says of it, in the database.

use sqlx::PgExecutor;

use crate::directory::About;
use base::ids::GroupId;
use platform::web::Result;

pub async fn about(db: impl PgExecutor<'_>, group: GroupId, records: bool) -> Result<About> {
    let about = sqlx::query_as!(
        About,
        r#"
        select purpose_html as purpose,
               case when $2 then (
                   select count(*) from actions_to_hand_over waiting where waiting.group_id = $1
               ) else 0 end as "to_hand_over!"
        from groups
        where id = $1
        "#,
        group as GroupId,
        records,
    )
    .fetch_one(db)
    .await?;
    Ok(about)
}
