//! Taking back what one did last, unless somebody else has changed the same items since.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::agenda::draft::{Act, Draft, Drafter, desk_of};
use crate::agenda::drafting::{put, put_all, rewrite};
use crate::agenda::form::ItemForm;
use crate::agenda::removal::{Below, put_back, take_off};
use crate::agenda::tree::{self, After};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use platform::desk::{Effect, Key, changed_by_another, claim, settled, take};
use platform::web::{Error, Result};

pub async fn undo(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    (change, key): (Uuid, Key),
    now: DateTime<Utc>,
) -> Result<Effect> {
    let undone = take_back(db, by, at, (change, key), now).await;
    settled(db, by.person.id, change, undone).await
}

async fn take_back(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    (change, key): (Uuid, Key),
    now: DateTime<Utc>,
) -> Result<Effect> {
    let mut draft = Draft::open(db, by, at, now).await?;
    if !claim(&mut draft.tx, key, by.person.id, &change).await? {
        return Ok(Effect::None);
    }
    let desk = desk_of(&draft.meeting);
    let taken = take::<Act>(&mut draft.tx, &desk, by.person.id, change).await?;
    // With what stands below what would be removed: others may have added to it.
    let items = taken.act.items();
    let items = items.iter().flat_map(|item| tree::branch(&draft.items, *item));
    let items: Vec<_> = items.map(|item| item.0).collect();
    let since = taken.history_id;
    let other = changed_by_another(&mut draft.tx, None, &items, by.person.id, since).await?;
    if let Some(other) = other {
        return Err(Error::conflict(format!(
            "{other} changed this item after you, so you cannot undo your change. Edit the item \
             instead.",
        )));
    }
    undo_one(&mut draft, taken.act).await.map_err(|error| match error {
        Error::NotFound => {
            Error::conflict("What you changed is gone meanwhile, so you cannot undo your change.")
        }
        error => error,
    })?;
    draft.finish(None).await?;
    Ok(Effect::Changed)
}

async fn undo_one(draft: &mut Draft<'_>, act: Act) -> Result<()> {
    match act {
        Act::Added { items } => {
            for item in items.into_iter().rev() {
                remove(draft, item).await?;
            }
        }
        Act::Restored { item } => remove(draft, item).await?,
        Act::Removed { item } => drop(put_back(draft, item).await?),
        Act::Edited { item, before } => {
            draft.find(item)?;
            rewrite(draft, item, &ItemForm::of_content(&before).check()?).await?;
        }
        Act::Moved { item, parent, after } => {
            let parent = parent.filter(|parent| draft.find(*parent).is_ok());
            let after = after.map_or(After::First, After::Item);
            let places = tree::put(&draft.items, item, parent, after)?;
            put(draft, item, &places).await?;
        }
        Act::Arranged { stood } => {
            let places = tree::arranged(&draft.items, &stood)?;
            let moved: Vec<_> = stood.iter().map(|(item, ..)| *item).collect();
            let there: Vec<_> = moved.into_iter().filter(|id| draft.find(*id).is_ok()).collect();
            put_all(draft, &there, &places).await?;
        }
        Act::Several { acts } => {
            for act in acts.into_iter().rev() {
                Box::pin(undo_one(draft, act)).await?;
                draft.refresh().await?;
            }
        }
    }
    Ok(())
}

/// It can be put back on the agenda later. What is gone already stays so.
async fn remove(draft: &mut Draft<'_>, item: ItemId) -> Result<()> {
    match draft.find(item) {
        Ok(_) => take_off(draft, item, &Below::All).await,
        Err(_) => Ok(()),
    }
}
