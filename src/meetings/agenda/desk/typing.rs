//! Lines that are typed: new ones, one or many at once, and words that change.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::even_if_empty;
use super::patch::Patch;
use super::store;
use crate::agenda;
use crate::agenda::draft::{Act, Draft, Drafter, summary};
use crate::agenda::drafting::rewrite;
use crate::agenda::form::{ItemEdit, ItemForm};
use crate::agenda::outline::{self, Entry};
use crate::agenda::tree::{self, After, LEVELS};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::names::Roll;
use base::revisions::{Editable, content, same};
use platform::desk::{Effect, Key, claim};
use platform::history::Change;
use platform::web::{Error, Result};

const MOST_AT_ONCE: usize = 200;
pub const MOST_ITEMS: usize = 500;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewLines {
    /// Also the id of the first item.
    pub key: Key,
    #[serde(alias = "title")]
    pub line: String,
    pub parent: String,
    /// Nothing: at the end. Empty: first of its level.
    #[serde(deserialize_with = "even_if_empty")]
    pub after: Option<String>,
    /// Of a single item what its line does not say.
    pub presenter: String,
    pub minutes: String,
    pub notes: String,
}

impl NewLines {
    pub fn is_sent(&self) -> bool {
        !self.line.trim().is_empty()
    }
}

/// The place that a form names after an item, or at an end.
pub(super) fn after(named: Option<&str>) -> After {
    match named {
        None => After::Last,
        Some("") => After::First,
        Some(item) => item.parse().map_or(After::Last, After::Item),
    }
}

pub async fn add_lines(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    form: &NewLines,
    now: DateTime<Utc>,
) -> Result<Effect> {
    let mut draft = Draft::open(db, by, at, now).await?;
    if !claim(&mut draft.tx, form.key, by.person.id, form).await? {
        return Ok(Effect::None);
    }
    let roll = store::roll(&mut draft.tx, by.group.id).await?;
    let done = add(&mut draft, form, &roll).await?;
    draft.finish(Some(done)).await?;
    Ok(Effect::Changed)
}

/// What was added, and how that is said.
pub(super) async fn add(
    draft: &mut Draft<'_>,
    form: &NewLines,
    roll: &Roll,
) -> Result<(Act, String)> {
    let entries = outline::read(&form.line, |name| roll.meant(name))
        .map_err(|detail| Error::invalid("line", detail))?;
    check_room(draft.items.len(), entries.len())?;
    let Some(first) = entries.first() else {
        return Err(Error::invalid("line", "Say what the item is about."));
    };
    let title = match entries.len() {
        1 => summary("added", &first.line.title),
        many => format!("added {many} items"),
    };
    // Below an item that is gone meanwhile it stands last on the first level.
    let parent = form.parent.parse().ok().filter(|parent| draft.find(*parent).is_ok());
    let roots = hang(draft, &entries, form, (parent, after(form.after.as_deref()))).await?;
    Ok((Act::Added { items: roots }, title))
}

/// Longer lists are no agendas, and would keep all others from theirs.
fn check_room(there: usize, added: usize) -> Result<()> {
    if added > MOST_AT_ONCE {
        let detail =
            format!("These are {added} lines. At most {MOST_AT_ONCE} can be added at once.");
        return Err(Error::invalid("line", detail));
    }
    if there + added > MOST_ITEMS {
        let detail =
            format!("An agenda has at most {MOST_ITEMS} items. This one has {there} already.");
        return Err(Error::invalid("line", detail));
    }
    Ok(())
}

async fn hang(
    draft: &mut Draft<'_>,
    entries: &[Entry],
    form: &NewLines,
    (parent, after): (Option<ItemId>, After),
) -> Result<Vec<ItemId>> {
    let mut items = agenda::store::items(&mut *draft.tx, draft.meeting.id, true).await?;
    let base = tree::depth(&items, parent);
    if base >= LEVELS {
        return Err(Error::conflict("An agenda has three levels: 1., a. and i."));
    }
    let (mut above, mut roots) = (Vec::new(), Vec::new());
    for (nth, entry) in entries.iter().enumerate() {
        let more = Some(form).filter(|_| entries.len() == 1);
        let edit = check(entry, more)?;
        let id = form.key.0.filter(|_| nth == 0).map_or_else(ItemId::new, ItemId);
        let depth = entry.depth.min(LEVELS - 1 - base);
        above.truncate(depth);
        let (parent, after) = match (above.last(), roots.last()) {
            (Some(above), _) => (Some(*above), After::Last),
            (None, Some(before)) => (parent, After::Item(*before)),
            (None, None) => (parent, after),
        };
        if above.is_empty() {
            roots.push(id);
        }
        above.push(id);
        insert(draft, id, parent, &edit).await?;
        items.push(edit.into_item(id));
        tree::hang(&mut items, id, parent, after);
    }
    agenda::store::place(&mut draft.tx, &tree::places(&items)).await?;
    Ok(roots)
}

fn check(entry: &Entry, more: Option<&NewLines>) -> Result<ItemEdit> {
    let line = &entry.line;
    let or = |said: String, more: Option<&String>| match said.is_empty() {
        true => more.cloned().unwrap_or_default(),
        false => said,
    };
    let minutes = line.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let form = ItemForm {
        title: line.title.clone(),
        presenter: or(line.presenter.clone(), more.map(|more| &more.presenter)),
        minutes: or(minutes, more.map(|more| &more.minutes)),
        notes: or(entry.notes.clone(), more.map(|more| &more.notes)),
        ..ItemForm::default()
    };
    form.check()
}

async fn insert(
    draft: &mut Draft<'_>,
    id: ItemId,
    parent: Option<ItemId>,
    edit: &ItemEdit,
) -> Result<()> {
    let meeting = draft.meeting.id;
    if !agenda::store::insert(&mut draft.tx, meeting, id, parent, edit).await? {
        return Err(Error::conflict("There is such an item already."));
    }
    let content = Some(content(edit));
    let added = Change { event: "added", revision: Some(1), content, ..draft.event(id) };
    draft.log(added, &edit.title).await
}

pub async fn edit_line(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    item: ItemId,
    patch: &Patch,
    now: DateTime<Utc>,
) -> Result<Effect> {
    let mut draft = Draft::open(db, by, at, now).await?;
    if !claim(&mut draft.tx, patch.key, by.person.id, &(item, patch)).await? {
        return Ok(Effect::None);
    }
    let roll = store::roll(&mut draft.tx, by.group.id).await?;
    let done = change(&mut draft, item, patch, &roll).await?;
    let effect = Effect::of(done.is_some());
    match done {
        // The key is kept, so that the same is not asked again.
        None => draft.tx.commit().await?,
        done => draft.finish(done).await?,
    }
    Ok(effect)
}

/// What was changed, and how that is said; nothing if it says the same as before.
pub(super) async fn change(
    draft: &mut Draft<'_>,
    id: ItemId,
    patch: &Patch,
    roll: &Roll,
) -> Result<Option<(Act, String)>> {
    let saved = draft.find(id)?.clone();
    let edit = patch.onto(draft, &saved, |name| roll.meant(name)).await?;
    if same(&ItemEdit::of(&saved).fields(), &edit.fields()) {
        return Ok(None);
    }
    rewrite(draft, id, &edit).await?;
    let act = Act::Edited { item: id, before: content(&ItemEdit::of(&saved)) };
    Ok(Some((act, summary("changed", &edit.title))))
}
