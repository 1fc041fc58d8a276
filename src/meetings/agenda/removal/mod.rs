//! Removing an item from the agenda, with those below it, and putting them back.

pub(super) mod store;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::drafting::{Drafter, changed, event, find, open, renumber};
use super::{Item, tree};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use platform::history::Change;
use platform::web::{Error, Result, transaction};

/// What was removed and can be put back.
#[derive(Clone, Debug, Deserialize)]
pub struct RemovedItem {
    pub id: ItemId,
    pub title: String,
    /// How many items below it went with it.
    pub below: i32,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// Which of the items below may go too.
#[derive(Clone, Debug)]
pub enum Below {
    All,
    /// Those that somebody was shown.
    Shown(Vec<ItemId>),
}

impl Below {
    fn check(&self, branch: &[&Item]) -> Result<()> {
        let (Below::Shown(shown), [_, below @ ..]) = (self, branch) else { return Ok(()) };
        let unseen: Vec<_> = below.iter().filter(|item| !shown.contains(&item.id)).collect();
        match unseen.as_slice() {
            [] => Ok(()),
            [one] => Err(Error::invalid(
                "below",
                format!("The item below it goes too: “{}”. Confirm that.", one.title),
            )),
            [one, ..] => {
                let sentence = format!(
                    "{} items below it go too, beginning with “{}”. Confirm that.",
                    unseen.len(),
                    one.title,
                );
                Err(Error::invalid("below", sentence))
            }
        }
    }
}

impl RemovedItem {
    /// "The new form, with 2 items below it"
    pub fn describe(&self) -> String {
        match self.below {
            0 => self.title.clone(),
            1 => format!("{}, with 1 item below it", self.title),
            below => format!("{}, with {below} items below it", self.title),
        }
    }
}

/// Removes an item and those below it, unless something was recorded under them.
pub async fn remove(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    (id, below): (ItemId, &Below),
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (meeting, items) = open(&mut tx, by, at).await?;
    let title = find(&items, id)?.title.clone();
    let ids = tree::branch(&items, id);
    let branch = ids.iter().map(|id| find(&items, *id)).collect::<Result<Vec<_>>>()?;
    if store::is_recorded(&mut tx, &ids).await? {
        let sentence = "Something was recorded under this item, so it stays. It can be withdrawn.";
        return Err(Error::conflict(sentence));
    }
    below.check(&branch)?;
    store::keep(&mut tx, meeting.id, &ids, by.person.id, now).await?;
    store::delete(&mut tx, meeting.id, &ids).await?;
    renumber(&mut tx, &meeting).await?;
    let removed = Change { event: "removed", ..event(&meeting, id) };
    changed(&mut tx, by, &meeting, removed, &title, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts an item back with those that went with it: where it stood, or last on the first level if
/// that place is gone.
pub async fn restore(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    id: ItemId,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (meeting, items) = open(&mut tx, by, at).await?;
    let kept = store::take(&mut tx, meeting.id, id).await?;
    let root = find(&kept, id)?;
    if kept.iter().any(|item| item.standing) && items.iter().any(|item| item.standing) {
        return Err(Error::conflict("The open action items are on this agenda again already."));
    }
    let place = place(&items, root, &kept);
    store::make_room(&mut tx, meeting.id, place).await?;
    store::put_back(&mut tx, meeting.id, root.id, place, &kept).await?;
    renumber(&mut tx, &meeting).await?;
    let restored = Change { event: "put back", ..event(&meeting, id) };
    changed(&mut tx, by, &meeting, restored, &root.title, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Below which item, and at which position.
fn place(items: &[Item], root: &Item, kept: &[Item]) -> (Option<ItemId>, i32) {
    let parent = root.parent_id.filter(|parent| {
        let depth = tree::depth(items, Some(*parent));
        depth > 0 && depth + tree::height(kept, root.id) <= tree::LEVELS
    });
    match parent.is_some() || root.parent_id.is_none() {
        true => (parent, root.position),
        false => (None, i32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(parent: Option<&Item>, position: i32) -> Item {
        Item { parent_id: parent.map(|item| item.id), position, ..Item::sample() }
    }

    #[test]
    fn an_item_comes_back_to_its_place_if_that_is_still_there() {
        let one = below(None, 1);
        let a = below(Some(&one), 1);
        let i = below(Some(&a), 1);
        let (agenda, gone) = (vec![one.clone(), a.clone()], [i.clone()]);
        assert_eq!(place(&agenda, &i, &gone), (Some(a.id), 1));
        assert_eq!(place(&[one.clone()], &i, &gone), (None, i32::MAX), "its parent is gone");

        let two = below(None, 2);
        assert_eq!(place(&agenda, &two, &[two.clone()]), (None, 2));

        // Its parent was moved in, so that it would stand too deep with its own.
        let b = below(Some(&a), 2);
        let (branch, c) = (below(Some(&b), 1), below(Some(&one), 3));
        let kept = [branch.clone(), below(Some(&branch), 1)];
        let deeper = vec![one, a, Item { parent_id: Some(c.id), ..b }, c];
        assert_eq!(place(&deeper, &branch, &kept), (None, i32::MAX));
    }

    #[test]
    fn nothing_goes_that_nobody_was_shown() {
        let one = below(None, 1);
        let (a, b) = (below(Some(&one), 1), below(Some(&one), 2));
        let branch = [&one, &a, &b];
        assert!(Below::Shown(Vec::new()).check(&[&one]).is_ok());
        assert!(Below::Shown(vec![a.id, b.id]).check(&branch).is_ok());
        assert!(Below::All.check(&branch).is_ok());
        for shown in [Vec::new(), vec![a.id]] {
            assert!(matches!(Below::Shown(shown).check(&branch), Err(Error::Invalid(_))));
        }
    }
}
