//! Removing an item from the agenda, with those below it, and putting them back.

pub(super) mod store;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::draft::{Act, Draft, Drafter, find, summary};
use super::{Item, tree};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use platform::history::Change;
use platform::web::{Error, Result};

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

pub async fn remove(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    (id, below): (ItemId, &Below),
    now: DateTime<Utc>,
) -> Result<()> {
    let mut draft = Draft::open(db, by, at, now).await?;
    let title = draft.find(id)?.title.clone();
    take_off(&mut draft, id, below).await?;
    draft.finish(Some((Act::Removed { item: id }, summary("removed", &title)))).await
}

/// Removes an item and those below it, unless something was recorded under them.
pub(super) async fn take_off(draft: &mut Draft<'_>, id: ItemId, below: &Below) -> Result<()> {
    let title = draft.find(id)?.title.clone();
    let ids = tree::branch(&draft.items, id);
    let branch = ids.iter().map(|id| draft.find(*id)).collect::<Result<Vec<_>>>()?;
    below.check(&branch)?;
    if !store::recorded(&mut draft.tx, &ids).await?.is_empty() {
        let sentence = "Something was recorded under this item, so it stays. It can be withdrawn.";
        return Err(Error::conflict(sentence));
    }
    let (meeting, by, now) = (draft.meeting.id, draft.by.person.id, draft.now);
    store::keep(&mut draft.tx, meeting, &ids, by, now).await?;
    store::delete(&mut draft.tx, meeting, &ids).await?;
    draft.renumber().await?;
    draft.log(Change { event: "removed", ..draft.event(id) }, &title).await
}

pub async fn restore(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    id: ItemId,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut draft = Draft::open(db, by, at, now).await?;
    let title = put_back(&mut draft, id).await?;
    draft.finish(Some((Act::Restored { item: id }, summary("put back", &title)))).await
}

/// Puts an item back with those that went with it: where it stood, or last on the first level if
/// that place is gone. Tells its title.
pub(super) async fn put_back(draft: &mut Draft<'_>, id: ItemId) -> Result<String> {
    let meeting = draft.meeting.id;
    let kept = store::take(&mut draft.tx, meeting, id).await?;
    let root = find(&kept, id)?;
    if kept.iter().any(|item| item.standing) && draft.items.iter().any(|item| item.standing) {
        return Err(Error::conflict("The open action items are on this agenda again already."));
    }
    let place = place(&draft.items, root, &kept);
    store::make_room(&mut draft.tx, meeting, place).await?;
    store::put_back(&mut draft.tx, meeting, root.id, place, &kept).await?;
    draft.renumber().await?;
    draft.log(Change { event: "put back", ..draft.event(id) }, &root.title).await?;
    Ok(root.title.clone())
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
        assert_eq!(
            place(std::slice::from_ref(&one), &i, &gone),
            (None, i32::MAX),
            "its parent is gone"
        );

        let two = below(None, 2);
        assert_eq!(place(&agenda, &two, std::slice::from_ref(&two)), (None, 2));

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
