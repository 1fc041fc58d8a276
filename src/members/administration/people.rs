//! Suspending people, and letting them in again.

use sqlx::PgPool;

use super::{PersonRow, store};
use crate::membership::resting;
use crate::tokens;
use access::person::{self, Administrator};
use base::ids::PersonId;
use platform::history::{self, Change};
use platform::web::App;
use platform::web::{Error, Result, transaction};

pub async fn find_person(db: &PgPool, _: &Administrator, person: PersonId) -> Result<PersonRow> {
    store::find_person(db, person).await
}

/// Ends all sessions and tokens at once, and what the person made for groups; memberships stay, for
/// the day when the person comes back. A token does not come back with them: nobody could tell
/// which program still has it.
pub async fn suspend(app: &App, by: &Administrator, person: PersonId, reason: &str) -> Result<()> {
    if person == by.0.id {
        return Err(Error::conflict("You cannot suspend yourself. Another administrator can."));
    }
    let mut tx = transaction(&app.db).await?;
    // Two administrators who suspend each other would leave none.
    if !store::lock_administrators(&mut tx).await?.contains(&by.0.id) {
        return Err(Error::NotFound);
    }
    if store::suspend(&mut tx, person).await? {
        history::log(&mut tx, by.0.id, Change { reason, ..person::event_of(person, "suspended") })
            .await?;
        tokens::revoke_own(&mut tx, &by.0, person, app.clock.now()).await?;
        resting::end_everywhere(&mut tx, app, person, by.0.id).await?;
    }
    tx.commit().await?;
    Ok(())
}

pub async fn restore(db: &PgPool, by: &Administrator, person: PersonId) -> Result<()> {
    let mut tx = transaction(db).await?;
    if store::restore(&mut tx, person).await? {
        history::log(&mut tx, by.0.id, person::event_of(person, "restored")).await?;
    }
    tx.commit().await?;
    Ok(())
}
