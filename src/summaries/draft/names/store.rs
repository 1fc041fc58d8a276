//! What was said of places that may name somebody.

use std::collections::HashSet;

use sqlx::PgExecutor;

use base::ids::{MeetingId, PersonId};
use platform::web::Result;

/// The places that are nobody of that name.
pub async fn answered(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<HashSet<String>> {
    let places = sqlx::query_scalar!(
        "select place from name_answers where meeting_id = $1",
        meeting as MeetingId,
    )
    .fetch_all(db)
    .await?;
    Ok(places.into_iter().collect())
}

pub async fn keep(
    db: impl PgExecutor<'_>,
    meeting: MeetingId,
    place: &str,
    by: PersonId,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into name_answers (meeting_id, place, answered_by)
        values ($1, $2, $3)
        on conflict do nothing
        "#,
        meeting as MeetingId,
        place,
        by as PersonId,
    )
    .execute(db)
    .await?;
    Ok(())
}
