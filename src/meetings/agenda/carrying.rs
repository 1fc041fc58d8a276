//! Carrying over what the meeting before did not get to.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};

use super::drafting::{Drafter, changed, event, open, renumber};
use super::form::ItemEdit;
use super::{Item, in_order, store};
use crate::meeting::Meeting;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::revisions;
use platform::history::Change;
use platform::web::{Result, transaction};

/// Items of the meeting before that were not addressed, and stand on no later agenda.
pub async fn left_over(db: impl PgExecutor<'_>, meeting: &Meeting) -> Result<Vec<Item>> {
    store::left_over(db, meeting).await
}

/// Puts them last on the agenda, and says how many they are.
pub async fn carry_over(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    now: DateTime<Utc>,
) -> Result<usize> {
    let mut tx = transaction(db).await?;
    let (meeting, _) = open(&mut tx, by, at).await?;
    let items = store::left_over(&mut *tx, &meeting).await?;
    let mut carried: HashMap<ItemId, ItemId> = HashMap::new();
    for item in in_order(&items).into_iter().map(|placed| placed.item) {
        let (id, edit) = (ItemId::new(), ItemEdit::of(item));
        let parent = item.parent_id.and_then(|parent| carried.get(&parent)).copied();
        store::insert(&mut tx, meeting.id, id, parent, &edit).await?;
        store::defer(&mut tx, id, item.id).await?;
        carried.insert(item.id, id);
        let content = Some(revisions::content(&edit));
        let event = event(&meeting, id);
        let event = Change { event: "carried over", revision: Some(1), content, ..event };
        changed(&mut tx, by, &meeting, event, &edit.title, now).await?;
    }
    renumber(&mut tx, &meeting).await?;
    tx.commit().await?;
    Ok(items.len())
}
