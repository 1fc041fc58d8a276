//! The agenda as one text: typed over as a whole, shown as what would change, and saved as that. Items stay who
//! they are where their lines are the same or similar.

mod matching;
mod plan;
mod last;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgPool};

use super::desk::{MOST_ITEMS, store};
use super::draft::{Act, Draft, Drafter};
use super::drafting::{put_all, rewrite};
use super::form::ItemEdit;
use super::outline::{self, Entry};
use super::removal::{self, Below, take_off};
use super::{Item, tree};
use base::addresses::meeting::MeetingPath;
use base::merge::{Merged, merge};
use base::revisions::content;
use base::text::as_stored;
use plan::Plan;
use platform::desk::{Key, claim};
use platform::history::Change;
use platform::web::{Error, Result};

pub use plan::Changes;

/// In bytes.
const LONGEST: usize = 200_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    pub key: Key,
    /// As the agenda read when the typing began.
    pub base: String,
    pub text: String,
    /// Whether its changes were shown.
    pub save: Option<String>,
    /// Whether it is to be typed on.
    pub edit: Option<String>,
}

/// What somebody else saved while a text was typed.
pub struct StaleText {
    pub by: String,
    pub at: Option<DateTime<Utc>>,
    pub base: String,
    pub theirs: String,
    /// Both together, or what was typed, where both changed the same place.
    pub text: String,
}

/// What becomes of a text.
pub enum Outcome {
    Shown(Changes),
    Saved,
    Stale(Box<StaleText>),
}

/// Shows what would change, or changes it.
pub async fn send(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    form: &TextForm,
    now: DateTime<Utc>,
) -> Result<Outcome> {
    if form.text.len() > LONGEST {
        return Err(Error::invalid("text", "This text is too long for an agenda."));
    }
    let mut draft = Draft::open(db, by, at, now).await?;
    let saves = form.save.is_some();
    if saves && !claim(&mut draft.tx, form.key, by.person.id, form).await? {
        return Ok(Outcome::Saved);
    }
    let (base, theirs) = (as_stored(&form.base), outline::write(&draft.items));
    if base != theirs {
        return stale(&mut draft, form, base, theirs).await.map(Outcome::Stale);
    }
    let plan = plan(&mut draft, &form.text).await?;
    if !saves {
        return Ok(Outcome::Shown(plan.changes()));
    }
    let acts = carry_out(&mut draft, &plan).await?;
    match acts.is_empty() {
        true => draft.tx.commit().await?,
        false => draft.finish(Some((Act::of(acts), "changed the agenda as text".into()))).await?,
    }
    Ok(Outcome::Saved)
}

async fn stale(
    draft: &mut Draft<'_>,
    form: &TextForm,
    base: String,
    theirs: String,
) -> Result<Box<StaleText>> {
    let last = last::change(&mut draft.tx, draft.meeting.id).await?;
    let (by, at) =
        last.map_or_else(|| ("Somebody else".to_owned(), None), |(name, at)| (name, Some(at)));
    let typed = as_stored(&form.text);
    let text = match merge(&base, &theirs, &typed) {
        Merged::Clean(both) => both,
        Merged::Conflicted(_) => typed,
    };
    Ok(Box::new(StaleText { by, at, base, theirs, text }))
}

async fn plan(draft: &mut Draft<'_>, text: &str) -> Result<Plan> {
    let entries = read(&mut draft.tx, draft.by, &draft.items, text).await?;
    if entries.len() > MOST_ITEMS {
        let detail = format!("An agenda has at most {MOST_ITEMS} items.");
        return Err(Error::invalid("text", detail));
    }
    let plan = Plan::of(&entries, &draft.items)?;
    for id in plan.roots_removed() {
        let gone = tree::branch(&draft.items, id).into_iter();
        let gone: Vec<_> = gone.filter(|id| plan.removed.contains(id)).collect();
        if removal::store::is_recorded(&mut draft.tx, &gone).await? {
            let title = &draft.find(id)?.title;
            let detail =
                format!("Something was recorded under “{title}”, so its line has to stay.");
            return Err(Error::invalid("text", detail));
        }
    }
    Ok(plan)
}

/// Whoever presents already is known by that name, too.
async fn read(
    db: &mut PgConnection,
    by: &Drafter,
    items: &[Item],
    text: &str,
) -> Result<Vec<Entry>> {
    let roll = store::roll(db, by.group.id).await?;
    let presents = |name: &str| items.iter().any(|item| item.presenter == name);
    let known = |name: &str| match presents(name) {
        true => Some(name.to_owned()),
        false => roll.meant(name),
    };
    Ok(outline::read(&as_stored(text), known))
}

/// What was done, so that undoing it backwards leads to where it began.
async fn carry_out(draft: &mut Draft<'_>, plan: &Plan) -> Result<Vec<Act>> {
    let mut acts = Vec::new();
    for (saved, edit) in plan.edited() {
        rewrite(draft, saved.id, edit).await?;
        acts.push(Act::Edited { item: saved.id, before: content(&ItemEdit::of(saved)) });
    }
    for line in plan.lines.iter().filter(|line| line.saved.is_none()) {
        let meeting = draft.meeting.id;
        super::store::insert(&mut draft.tx, meeting, line.id, line.parent, &line.edit).await?;
        let content = Some(content(&line.edit));
        let added = Change { event: "added", revision: Some(1), content, ..draft.event(line.id) };
        draft.log(added, &line.edit.title).await?;
    }
    let (added, stood) = (plan.roots_added(), plan.stood());
    if !added.is_empty() {
        acts.push(Act::Added { items: added.clone() });
    }
    if !added.is_empty() || !stood.is_empty() {
        draft.refresh().await?;
        let moved: Vec<_> = plan.moved.iter().copied().collect();
        put_all(draft, &moved, &tree::places(&plan.after())).await?;
        acts.push(Act::Arranged { stood });
    }
    for item in plan.roots_removed() {
        draft.refresh().await?;
        take_off(draft, item, &Below::All).await?;
        acts.push(Act::Removed { item });
    }
    Ok(acts)
}
