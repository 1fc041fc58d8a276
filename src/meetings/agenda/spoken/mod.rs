//! Where somebody spoke, an item was addressed: it cannot be marked as not addressed.

mod store;

use sqlx::{PgConnection, PgExecutor};

use crate::meeting::Meeting;
use base::ids::{ItemId, PersonId};
use base::states::Outcome;
use platform::history::{self, Change};
use platform::web::Result;

/// Whether somebody spoke under an item, or under one below it.
pub async fn was_spoken_under(db: impl PgExecutor<'_>, item: ItemId) -> Result<bool> {
    store::was_spoken_under(db, item).await
}

/// Somebody spoke under an item: it and those above it were discussed, where they are marked as
/// not addressed.
pub async fn was_addressed(
    db: &mut PgConnection,
    by: PersonId,
    meeting: &Meeting,
    item: ItemId,
) -> Result<()> {
    for item in store::mark_as_discussed(db, item).await? {
        let (subject, event) = ("outcome", Outcome::Discussed.key());
        let said = Change { subject, subject_id: item.0, event, ..meeting.event() };
        history::log(db, by, said).await?;
    }
    Ok(())
}
