//! Comments on public plans from people who are not in the group: confirmed by a mailed link,
//! and shown once the secretariat lets them through.

mod store;
mod form;
mod answering;
mod sending;
mod watch;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use crate::comments::On;
use crate::plan::{Plan, PlanState, Step};
use access::rights::{May, Reader};
use base::addresses::plan_part::Part;
use base::ids::PublicCommentId;
use base::markdown::Markdown;
use base::policy::LetCommentsThrough;
use platform::web::{App, Error, Result, transaction};

pub use answering::{RefusalForm, let_through, refuse};
pub use form::PublicForm;
pub use sending::{confirm, look, send};
pub use watch::watch;

/// A comment that waits for the secretariat. Where it came from is not for anybody to read.
#[derive(Clone, Debug)]
pub struct Pending {
    pub id: PublicCommentId,
    pub on: On,
    pub name: String,
    pub text: Markdown,
    pub made_at: DateTime<Utc>,
}

/// A comment as its author sees it by the mailed link.
#[derive(Clone, Debug)]
pub struct Sent {
    pub id: PublicCommentId,
    pub group: base::ids::GroupId,
    pub group_slug: String,
    pub plan_slug: String,
    pub plan_title: String,
    pub html: String,
    pub confirmed: bool,
}

/// Those that wait, the oldest first, a page of them, and how many there are.
pub async fn waiting(
    db: &PgPool,
    by: &May<LetCommentsThrough>,
    plan: &Plan,
    page: i64,
) -> Result<(Vec<Pending>, i64)> {
    if by.group.id != plan.group_id {
        return Err(Error::NotFound);
    }
    store::waiting(db, plan, page).await
}

/// Those that came later than one, as programs read them.
pub async fn later(
    db: &PgPool,
    by: &May<LetCommentsThrough>,
    plan: &Plan,
    (after, most): (Option<PublicCommentId>, usize),
) -> Result<Vec<Pending>> {
    if by.group.id != plan.group_id {
        return Err(Error::NotFound);
    }
    store::later(db, plan, (after, i64::try_from(most).unwrap_or(i64::MAX))).await
}

/// What nobody confirmed in time is forgotten, and with it the address that it came from.
pub async fn forget_expired(app: &App) -> Result<()> {
    let mut tx = transaction(&app.db).await?;
    store::forget_expired(&mut tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether somebody from outside may comment on the plan now.
fn check_open(plan: &Plan, by: &Reader, now: DateTime<Utc>) -> Result<()> {
    if !plan.is_shown_to(by, now) || !plan.public_comments {
        return Err(Error::NotFound);
    }
    if by.member.is_some() {
        return Err(Error::Forbidden);
    }
    plan.after(Step::Comment, now).map(|_: PlanState| ())
}

/// As its row is found: the part that it is on may be gone by now.
fn on(part: Part, is_objective: Option<bool>) -> On {
    On { part, is_objective: is_objective.unwrap_or_default() }
}
