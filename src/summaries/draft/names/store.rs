//! What was said of places that may name somebody.

use sqlx::PgExecutor;

use base::ids::{MeetingId, PersonId};
use platform::web::Result;

/// It is read with the record (`meetings::record::read_for_summary`).
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
