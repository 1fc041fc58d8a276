//! What a story holds until something waits for it.

use sqlx::{PgPool, Postgres, Transaction};

/// Meeting 12, until the transaction ends.
pub async fn hold_meeting(db: &PgPool) -> Transaction<'static, Postgres> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this one asks for no rights, and is never dropped"
    )]
    let mut held = db.begin().await.unwrap();
    let meeting = sqlx::query("select from meetings where number = 12 for update");
    meeting.execute(&mut *held).await.unwrap();
    held
}

pub async fn until_somebody_waits(db: &PgPool) {
    let waits = "select count(*) from pg_stat_activity
         where wait_event_type = 'Lock' and datname = current_database()";
    while sqlx::query_scalar::<_, i64>(waits).fetch_one(db).await.unwrap() == 0 {
        tokio::task::yield_now().await;
    }
}
