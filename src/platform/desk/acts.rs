//! Each act on such a page has a key, so that one that is sent twice is done once: a double click, or what a
//! browser sends again after a lost line.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use base::ids::PersonId;

/// Made by whoever asks for the act; none of a form that somebody wrote by hand.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Key(pub Option<Uuid>);

/// Whether the act is still to be done, within its transaction. `asked` says all of what is asked for.
pub async fn claim(
    db: &mut PgConnection,
    key: Key,
    by: PersonId,
    asked: &impl std::fmt::Debug,
) -> Result<bool> {
    let Some(key) = key.0 else { return Ok(true) };
    let asked = Sha256::digest(format!("{asked:?}"));
    let kept = sqlx::query!(
        r#"
        with old as (
            delete from desk_acts where desk_acts.at < now() - interval '31 days'
        ), claimed as (
            insert into desk_acts (key, person_id, asked) values ($1, $2, $3)
            on conflict (key) do nothing
            returning desk_acts.key
        )
        select exists (select from claimed) as "is_new!",
               exists (select from desk_acts
                       where desk_acts.key = $1 and desk_acts.person_id = $2
                         and desk_acts.asked = $3) as "is_same!"
        "#,
        key,
        by as PersonId,
        asked.as_slice(),
    )
    .fetch_one(db)
    .await?;
    match (kept.is_new, kept.is_same) {
        (true, _) => Ok(true),
        (false, true) => Ok(false),
        (false, false) => Err(Error::invalid("key", "Something else was sent under this key.")),
    }
}
