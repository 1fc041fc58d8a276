//! Making a plan, and changing what it says as a whole.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::items::{self, At, Editor};
use super::{Item, ItemEdit, Plan, PlanEdit, PlanForm, Step, store};
use crate::presence;
use base::addresses::plan_part::Part;
use base::ids::PlanId;
use base::markdown::Markdown;
use base::revisions::content;
use platform::history::{self, Change, revisions};
use platform::web::{Error, Result, transaction};

/// The address of the plan, new or made by a first press of the button.
pub async fn make(db: &PgPool, by: &Editor, form: &PlanForm) -> Result<String> {
    let (slug, edit) = form.check_new()?;
    let mut tx = transaction(db).await?;
    let sent = form.id.unwrap_or_else(PlanId::new);
    let known = store::slug_of(&mut tx, by.group.id, sent).await?;
    let unused = match known {
        Some(known) if known != slug => Some(PlanId::new().0),
        _ => revisions::unused(&mut tx, sent.0, &edit).await?,
    };
    if let Some(id) = unused {
        let id = PlanId(id);
        if !store::make(&mut tx, by.group.id, id, &slug, &edit).await? {
            return Err(Error::invalid("slug", "Another plan of the group has this address."));
        }
        let plan = store::find(&mut *tx, by.group.id, &slug).await?;
        log(&mut tx, by, Change { event: "made", ..plan.event() }, 1, &edit).await?;
    }
    tx.commit().await?;
    Ok(slug)
}

pub async fn change(db: &PgPool, by: &Editor, at: At<'_>, form: &PlanForm) -> Result<()> {
    let edit = form.check()?;
    let mut tx = transaction(db).await?;
    let plan = super::lock(&mut tx, by.group.id, at.0).await?;
    plan.after(Step::Edit, at.1)?;
    let theirs = PlanEdit::of(&plan);
    revisions::check(&mut tx, plan.id.0, (plan.revision, &theirs), (form.revision, &edit)).await?;
    rewrite(&mut tx, by, &plan, &edit, ("changed", "")).await?;
    presence::leave(&mut *tx, plan.id.0, by.person.id).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a part of a plan another title and text, within a larger change.
pub async fn reword(
    db: &mut PgConnection,
    by: &Editor,
    plan: &Plan,
    (part, title, text): (Part, &str, Markdown),
    (event, reason): (&'static str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    plan.after(Step::Edit, now)?;
    let Some(id) = part else {
        let edit = PlanEdit { purpose: text, ..PlanEdit::of(plan) };
        return rewrite(db, by, plan, &edit, (event, reason)).await;
    };
    let all = store::items(&mut *db, plan.id).await?;
    let saved: &Item = all.iter().find(|item| item.id == id).ok_or(Error::NotFound)?;
    let title = if saved.is_objective() { title.to_owned() } else { String::new() };
    let edit = ItemEdit { title, text, ..ItemEdit::of(saved, &all) };
    items::rewrite(db, by, (plan, saved), &edit, (event, reason)).await
}

async fn rewrite(
    db: &mut PgConnection,
    by: &Editor,
    plan: &Plan,
    edit: &PlanEdit,
    (event, reason): (&'static str, &str),
) -> Result<()> {
    store::rewrite_plan(db, plan, edit).await?;
    let changed = Change { event, reason, ..plan.event() };
    log(db, by, changed, plan.revision + 1, edit).await
}

async fn log(
    db: &mut PgConnection,
    by: &Editor,
    event: Change<'_>,
    revision: i32,
    edit: &PlanEdit,
) -> Result<()> {
    let (revision, content) = (Some(revision), Some(content(edit)));
    history::log(db, by.person.id, Change { revision, content, ..event }).await
}
