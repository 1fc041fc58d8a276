//! A group whose places are changed, in the database.

use sqlx::PgConnection;

use base::ids::GroupId;
use platform::web::Result;

/// So that of two changes to who is in a group, one sees the other. Rows that refer to the
/// group, such as history, may still be written.
pub async fn lock_group(db: &mut PgConnection, group: GroupId) -> Result<()> {
    sqlx::query!("select id from groups where id = $1 for no key update", group as GroupId)
        .fetch_one(db)
        .await?;
    Ok(())
}
