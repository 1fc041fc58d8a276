//! Who has the same editing form open: two editors at once see that the other is there.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use base::ids::PersonId;
use platform::web::Result;

/// Somebody who had the form open a moment ago.
#[derive(Clone, Debug)]
pub struct Present {
    pub name: String,
    pub seen_at: DateTime<Utc>,
}

impl Present {
    /// "just now", "2 minutes ago"
    pub fn ago(&self, now: DateTime<Utc>) -> String {
        match (now - self.seen_at).num_minutes() {
            ..=0 => "just now".into(),
            1 => "1 minute ago".into(),
            minutes => format!("{minutes} minutes ago"),
        }
    }
}

/// Who else was seen in the last five minutes. That the one who asks is there is noted, like
/// the sight of a session, at most once a minute.
pub async fn others(
    db: &PgPool,
    subject: Uuid,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Present>> {
    let others = sqlx::query_as!(
        Present,
        r#"
        with seen as (
            insert into presences (subject_id, person_id, seen_at)
            values ($1, $2, $3::timestamptz)
            on conflict (subject_id, person_id) do update set seen_at = excluded.seen_at
            where presences.seen_at < excluded.seen_at - interval '1 minute'
        )
        select people.name, presences.seen_at
        from presences
        join people on people.id = presences.person_id
        where presences.subject_id = $1 and presences.person_id <> $2
          and presences.seen_at > $3::timestamptz - interval '5 minutes'
        order by seen_at desc, name
        limit 20
        "#,
        subject,
        by as PersonId,
        now,
    )
    .fetch_all(db)
    .await?;
    Ok(others)
}

/// Whoever has saved has left the form.
pub async fn leave(db: impl sqlx::PgExecutor<'_>, subject: Uuid, by: PersonId) -> Result<()> {
    sqlx::query!(
        "delete from presences where subject_id = $1 and person_id = $2",
        subject,
        by as PersonId,
    )
    .execute(db)
    .await?;
    Ok(())
}
