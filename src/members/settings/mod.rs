//! What a group's co-chairs say of it: what it is called, its official time zone, how it approves
//! its summaries; and who may read it.

mod form;
mod store;
mod letters;
mod visibility;
pub mod api;
pub mod pages;

use sqlx::PgPool;

use access::group::Group;
use access::rights::{May, Member};
use base::policy::ChangeGroup;
use base::revisions::{Editable, content, same};
use platform::history::{self, Change, Past, revisions};
use platform::web::{Result, transaction};

pub use form::{EditForm, Settings, SettingsForm, approval_rules, visibilities};
pub use visibility::{Edition, Exposure, Meeting, Plan, VisibilityForm, exposure, set_visibility};

/// What is saved, and its revision.
pub async fn read(db: &PgPool, by: &Member) -> Result<(i32, Settings)> {
    store::read(db, by.group.id).await
}

/// What was changed so far, the latest first.
pub async fn past(db: &PgPool, by: &Member) -> Result<Vec<Past>> {
    let mut told = history::of_subject(db, by.group.id.0).await?;
    told.retain(|told| told.subject == "group");
    Ok(history::past(told))
}

pub async fn edit(db: &PgPool, by: &May<ChangeGroup>, form: &EditForm) -> Result<()> {
    let settings = form.settings.check()?;
    let mut tx = transaction(db).await?;
    store::lock(&mut tx, by.group.id).await?;
    let (revision, saved) = store::read(&mut *tx, by.group.id).await?;
    let (theirs, mine) = ((revision, &saved), (form.revision, &settings));
    revisions::check(&mut tx, by.group.id.0, theirs, mine).await?;
    if same(&saved.fields(), &settings.fields()) {
        return Ok(());
    }
    store::write(&mut tx, by.group.id, &settings).await?;
    let (revision, content) = (Some(revision + 1), Some(content(&settings)));
    let changed = Change { event: "changed", revision, content, ..event(&by.group) };
    history::log(&mut tx, by.person.id, changed).await?;
    tx.commit().await?;
    Ok(())
}

fn event(group: &Group) -> Change<'static> {
    Change { group: Some(group.id), subject: "group", subject_id: group.id.0, ..Change::default() }
}
