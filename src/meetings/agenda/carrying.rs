//! Carrying over what the meeting before did not get to.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};

use super::draft::{Act, Draft, Drafter};
use super::form::ItemEdit;
use super::{Item, in_order, store};
use crate::meeting::Meeting;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::revisions;
use platform::history::Change;
use platform::web::Result;

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
    let mut draft = Draft::open(db, by, at, now).await?;
    let items = store::left_over(&mut *draft.tx, &draft.meeting).await?;
    let mut carried: HashMap<ItemId, ItemId> = HashMap::new();
    let mut first = Vec::new();
    for item in in_order(&items).into_iter().map(|placed| placed.item) {
        let (id, edit) = (ItemId::new(), ItemEdit::of(item));
        let parent = item.parent_id.and_then(|parent| carried.get(&parent)).copied();
        store::insert(&mut draft.tx, draft.meeting.id, id, parent, &edit).await?;
        store::defer(&mut draft.tx, id, item.id).await?;
        carried.insert(item.id, id);
        first.extend(parent.is_none().then_some(id));
        let content = Some(revisions::content(&edit));
        let event = draft.event(id);
        let event = Change { event: "carried over", revision: Some(1), content, ..event };
        draft.log(event, &edit.title).await?;
    }
    draft.renumber().await?;
    draft.finish(Some((Act::Added { items: first }, "carried items over".to_owned()))).await?;
    Ok(items.len())
}
