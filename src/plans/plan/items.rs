//! Objectives and activities: adding, editing, moving and removing them, and putting them back.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::{Item, ItemEdit, ItemForm, Plan, Step, store, tree};
use crate::presence;
use access::rights::May;
use base::ids::PlanItemId;
use base::policy::EditPlans;
use base::revisions::content;
use base::states::Direction;
use platform::history::{self, Change, revisions};
use platform::web::{Error, Result, transaction};

pub type Editor = May<EditPlans>;

/// Which plan is edited, and when.
pub type At<'a> = (&'a str, DateTime<Utc>);

pub async fn add(db: &PgPool, by: &Editor, at: At<'_>, form: &ItemForm) -> Result<PlanItemId> {
    let mut tx = transaction(db).await?;
    let (plan, items) = open(&mut tx, by, at).await?;
    let edit = form.check(&mut tx, (&plan, None), &items).await?;
    let sent = form.id.unwrap_or_else(PlanItemId::new);
    let id = match revisions::unused(&mut tx, sent.0, &edit).await? {
        Some(id) => enter(&mut tx, by, &plan, PlanItemId(id), &edit, "").await?,
        None => sent,
    };
    tx.commit().await?;
    Ok(id)
}

/// Adds an item, last among its neighbours, within a larger change.
pub async fn enter(
    db: &mut PgConnection,
    by: &Editor,
    plan: &Plan,
    id: PlanItemId,
    edit: &ItemEdit,
    reason: &str,
) -> Result<PlanItemId> {
    store::insert(db, plan, id, edit).await?;
    let subject = if edit.objective.is_none() { "objective" } else { "activity" };
    let added = Change { subject, subject_id: id.0, event: "added", reason, ..plan.event() };
    log(db, by, added, 1, edit).await?;
    Ok(id)
}

pub async fn edit(
    db: &PgPool,
    by: &Editor,
    at: At<'_>,
    id: PlanItemId,
    form: &ItemForm,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (plan, items) = open(&mut tx, by, at).await?;
    let saved = find(&items, id)?;
    if saved.is_objective() != form.is_objective() {
        return Err(Error::invalid("objective", "Choose the objective that it stands below."));
    }
    let edit = form.check(&mut tx, (&plan, None), &items).await?;
    let theirs = ItemEdit::of(saved, &items);
    revisions::check(&mut tx, id.0, (saved.revision, &theirs), (form.revision, &edit)).await?;
    rewrite(&mut tx, by, (&plan, saved), &edit, ("changed", "")).await?;
    presence::leave(&mut *tx, id.0, by.person.id).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes what an item says from now on, within a larger change.
pub async fn rewrite(
    db: &mut PgConnection,
    by: &Editor,
    (plan, saved): (&Plan, &Item),
    edit: &ItemEdit,
    (event, reason): (&'static str, &str),
) -> Result<()> {
    store::rewrite(db, plan, saved, edit).await?;
    let changed = Change { event, reason, ..plan.item_event(saved) };
    log(db, by, changed, saved.revision + 1, edit).await
}

async fn log(
    db: &mut PgConnection,
    by: &Editor,
    event: Change<'_>,
    revision: i32,
    edit: &ItemEdit,
) -> Result<()> {
    let (revision, content) = (Some(revision), Some(content(edit)));
    history::log(db, by.person.id, Change { revision, content, ..event }).await
}

/// Moves an item by one among its neighbours; an activity at the end goes to the next objective.
pub async fn shift(
    db: &PgPool,
    by: &Editor,
    at: At<'_>,
    id: PlanItemId,
    direction: Direction,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (plan, items) = open(&mut tx, by, at).await?;
    let item = find(&items, id)?;
    let places = tree::moved(&items, id, direction);
    store::place(&mut tx, &plan, &places).await?;
    let moved = Change { event: "moved", ..plan.item_event(item) };
    match places.iter().find(|place| place.id == id) {
        // The objective that it stands below is part of what it says.
        Some(place) if place.objective_id != item.objective_id => {
            let there = Item { objective_id: place.objective_id, ..item.clone() };
            let edit = ItemEdit::of(&there, &items);
            log(&mut tx, by, moved, item.revision + 1, &edit).await?;
        }
        _ => history::log(&mut tx, by.person.id, moved).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// Takes an item out of the plan; an objective takes its activities with it. It is kept.
pub async fn remove(db: &PgPool, by: &Editor, at: At<'_>, id: PlanItemId) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (plan, items) = open(&mut tx, by, at).await?;
    let item = find(&items, id)?;
    store::remove(&mut tx, &plan, id, at.1).await?;
    let removed = Change { event: "removed", ..plan.item_event(item) };
    history::log(&mut tx, by.person.id, removed).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts an item back where it stood. An objective brings back what was removed with it.
pub async fn restore(db: &PgPool, by: &Editor, at: At<'_>, id: PlanItemId) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (plan, items) = open(&mut tx, by, at).await?;
    let removed = store::removed(&mut *tx, plan.id).await?;
    let item = find(&removed, id)?;
    if item.objective_id.is_some_and(|above| items.iter().all(|item| item.id != above)) {
        return Err(Error::conflict("Put its objective back first."));
    }
    store::restore(&mut tx, &plan, id).await?;
    let restored = Change { event: "put back", ..plan.item_event(item) };
    history::log(&mut tx, by.person.id, restored).await?;
    tx.commit().await?;
    Ok(())
}

/// The plan, held for the transaction, if its text may be edited, and its items.
pub async fn open(db: &mut PgConnection, by: &Editor, at: At<'_>) -> Result<(Plan, Vec<Item>)> {
    let plan = super::lock(db, by.group.id, at.0).await?;
    plan.after(Step::Edit, at.1)?;
    let items = store::items(&mut *db, plan.id).await?;
    Ok((plan, items))
}

fn find(items: &[Item], id: PlanItemId) -> Result<&Item> {
    items.iter().find(|item| item.id == id).ok_or(Error::NotFound)
}
