//! The agenda as one text: typed over as a whole, shown as what would change, and saved as that. Items stay who
//! they are where their lines are the same or similar.

mod both;
mod likeness;
mod run;
mod matching;
mod strayed;
mod plan;
mod last;

use std::collections::HashSet;

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

use base::revisions::content;
use base::text::as_stored;
use plan::Plan;
use platform::desk::{Key, claim};
use platform::history::Change;
use platform::web::{Error, Result};

pub use plan::Changes;

/// In bytes. As a form sends it, beside what it began with, it takes three times as much in some writings.
const LONGEST: usize = 100_000;

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

/// What was saved while a text was typed.
pub struct StaleText {
    pub by: String,
    /// Whether they did it themselves, elsewhere.
    pub own: bool,
    pub at: Option<DateTime<Utc>>,
    pub base: String,
    pub theirs: String,
    /// Both together; where both changed the same, what was typed.
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
    let own = last.as_ref().is_some_and(|last| last.person == draft.by.person.id);
    let (by, at) = match last {
        None => ("Somebody else".to_owned(), None),
        Some(last) => (last.name, Some(last.at)),
    };
    let text = both::both(&base, &theirs, &as_stored(&form.text));
    Ok(Box::new(StaleText { by, own, at, base, theirs, text }))
}

async fn plan(draft: &mut Draft<'_>, text: &str) -> Result<Plan> {
    let entries = read(&mut draft.tx, draft.by, &draft.items, text).await?;
    if entries.len() > MOST_ITEMS {
        let detail = format!("An agenda has at most {MOST_ITEMS} items.");
        return Err(Error::invalid("text", detail));
    }
    let mut plan = Plan::of(&entries, &draft.items, &HashSet::new())?;
    let replaced = removal::store::recorded(&mut draft.tx, &plan.replaced()).await?;
    if !replaced.is_empty() {
        plan = Plan::of(&entries, &draft.items, &replaced)?;
    }
    let recorded = removal::store::recorded(&mut draft.tx, &plan.removed).await?;
    let kept = plan.removed.iter().find(|id| recorded.contains(id));
    if let Some(id) = kept {
        let title = &draft.find(*id)?.title;
        let detail = format!(
            "Something was recorded under “{title}”, so its line has to stay. To call it something \
             else, edit it on the agenda.",
        );
        return Err(Error::invalid("text", detail));
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
    outline::read(&as_stored(text), known).map_err(|detail| Error::invalid("text", detail))
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
        put_all(draft, &plan.moved(), &tree::places(&plan.after())).await?;
        acts.push(Act::Arranged { stood });
    }
    for item in plan.roots_removed() {
        draft.refresh().await?;
        take_off(draft, item, &Below::All).await?;
        acts.push(Act::Removed { item });
    }
    Ok(acts)
}
