//! The secretariat lets a comment from the public through, or refuses it with a reason.

use askama::Template;
use serde::Deserialize;
use sqlx::PgConnection;

use super::{Pending, store};
use crate::comments::{self, Author, NewThread, Wording, brief_of};
use crate::plan::{self, Plan, Step};
use access::rights::May;
use base::addresses::public_comment::PublicPath;
use base::ids::PlanCommentId;
use base::policy::LetCommentsThrough;
use base::states::Kind;
use platform::history::{self, Change};
use platform::mail;
use platform::web::{App, Error, Result, transaction};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefusalForm {
    pub reason: String,
}

#[derive(Template)]
#[template(path = "mail/public_comment_refused.txt")]
struct RefusedMail<'a> {
    name: &'a str,
    plan: &'a str,
    group: &'a str,
    reason: &'a str,
}

/// From now on it is a comment among the others, under its author's name, to be settled.
pub async fn let_through(
    app: &App,
    by: &May<LetCommentsThrough>,
    at: &PublicPath,
) -> Result<PlanCommentId> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let (plan, pending) = open(&mut tx, by, at).await?;
    plan.after(Step::Settle, now)?;
    let new = NewThread {
        id: PlanCommentId::new(),
        author: Author::Public(pending.name.clone()),
        part: pending.on.part,
        kind: Kind::Comment,
        brief: brief_of(Kind::Comment, &pending.text.html, &Wording::default()),
        base: None,
        proposed: Wording::default(),
        text: pending.text.clone(),
        made_at: pending.made_at,
    };
    comments::insert(&mut tx, &plan, &new).await?;
    store::let_through(&mut tx, &pending, new.id, by.person.id, now).await?;
    log(&mut tx, by, &plan, &pending, ("let through", "")).await?;
    tx.commit().await?;
    Ok(new.id)
}

/// Its author is told why, for the last time: the address is forgotten.
pub async fn refuse(
    app: &App,
    by: &May<LetCommentsThrough>,
    at: &PublicPath,
    form: &RefusalForm,
) -> Result<()> {
    let reason = base::text::line(&form.reason);
    if reason.is_empty() {
        return Err(Error::invalid("reason", "Write why you reject it."));
    }
    let mut tx = transaction(&app.db).await?;
    let (plan, pending) = open(&mut tx, by, at).await?;
    let address = store::refuse(&mut tx, &pending, &reason, by.person.id, app.clock.now()).await?;
    log(&mut tx, by, &plan, &pending, ("refused", &reason)).await?;
    let (name, plan_title, group) = (&pending.name, &plan.title, &by.group.name);
    let text = RefusedMail { name, plan: plan_title, group, reason: &reason };
    let subject = format!("Your comment on {}", plan.title);
    let mail = mail::compose(&address, &subject, &text)?.of_group(&by.group.slug);
    let mail = mail.about("plan", plan.id).asked_by(by.person.id);
    mail::enqueue(&mut tx, &mail).await?;
    tx.commit().await?;
    Ok(())
}

/// The comment, if it waits, and its plan, held for the transaction.
async fn open(
    db: &mut PgConnection,
    by: &May<LetCommentsThrough>,
    at: &PublicPath,
) -> Result<(Plan, Pending)> {
    let plan = plan::lock(db, by.group.id, &at.at.plan).await?;
    let pending = store::pending(db, &plan, at.comment).await?;
    Ok((plan, pending))
}

async fn log(
    db: &mut PgConnection,
    by: &May<LetCommentsThrough>,
    plan: &Plan,
    pending: &Pending,
    (event, reason): (&'static str, &str),
) -> Result<()> {
    let (subject, subject_id) = ("public comment", pending.id.0);
    let answered = Change { subject, subject_id, event, reason, ..plan.event() };
    history::log(db, by.person.id, answered).await
}
