//! Members comment, suggest and reply while the plan is open. What was sent is not edited.

use sqlx::PgConnection;

use super::form::{Replied, Target};
use super::letters::{self, Mentioning};
use super::mentions::nameable;
use super::store::{self, Author, NewThread};
use super::{Reply, ReplyForm, ThreadForm, Wording, brief_of};
use crate::plan::{self, Plan, Step};
use access::rights::{May, Member};
use base::addresses::plan::PlanPath;
use base::addresses::plan_comment::ThreadPath;
use base::ids::{PlanCommentId, PlanReplyId};
use base::policy::Comment;
use base::revisions::{Editable, content};
use base::states::Kind;
use platform::history::{self, Change, revisions};
use platform::web::{App, Error, Result, transaction};

pub async fn make(
    app: &App,
    by: &May<Comment>,
    at: &PlanPath,
    form: &ThreadForm,
) -> Result<PlanCommentId> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let plan = plan::lock(&mut tx, by.group.id, &at.plan).await?;
    plan.after(Step::Comment, now)?;
    let items = plan::items(&mut *tx, plan.id).await?;
    let target = form.target(&plan, &items)?;
    let people = nameable(&mut tx, by.group.id, &form.text).await?;
    let (remark, mentioned) = form.check(&target, &people)?;
    let sent = form.id.unwrap_or_else(PlanCommentId::new);
    let Some(id) = revisions::unused(&mut tx, sent.0, &remark).await? else {
        return Ok(sent);
    };
    let id = PlanCommentId(id);
    let new = NewThread {
        id,
        author: Author::Member(by.person.id),
        part: remark.part,
        kind: remark.kind,
        brief: brief_of(remark.kind, &remark.text.html, &remark.proposed),
        base: base(&mut tx, &plan, &target, form.revision).await?,
        proposed: remark.proposed.clone(),
        text: remark.text.clone(),
        made_at: now,
    };
    store::insert(&mut tx, &plan, &new).await?;
    log(&mut tx, by, plan.comment_event(id, "made"), &remark).await?;
    let mention = Mentioning { what: noun(remark.kind), on: target.on, at: at.comment(&id) };
    letters::tell_mentioned(&mut tx, app, by, (&plan, &items), &mention, &mentioned).await?;
    tx.commit().await?;
    Ok(id)
}

/// The text that a suggested change started from, and its revision.
async fn base(
    db: &mut PgConnection,
    plan: &Plan,
    target: &Target,
    revision: i32,
) -> Result<Option<(i32, Wording)>> {
    let present = &target.present;
    if target.kind != Kind::Change {
        return Ok(None);
    }
    if revision == present.revision {
        return Ok(Some((revision, present.words.clone())));
    }
    let subject = target.on.part.map_or(plan.id.0, |item| item.0);
    let said = history::content(db, subject, revision).await?;
    let unknown = || Error::invalid("revision", "Name a revision that this text had.");
    let said = said.ok_or_else(unknown)?;
    Ok(Some((revision, present.said(&said))))
}

pub async fn reply(
    app: &App,
    by: &May<Comment>,
    at: &ThreadPath,
    form: &ReplyForm,
) -> Result<Reply> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let plan = plan::lock(&mut tx, by.group.id, &at.at.plan).await?;
    plan.after(Step::Comment, now)?;
    let thread = store::thread(&mut *tx, &plan, false, at.comment).await?;
    if !thread.is_open() {
        return Err(Error::conflict("This comment is decided. Write a new comment instead."));
    }
    let people = nameable(&mut tx, by.group.id, &form.text).await?;
    let (text, mentioned) = form.check(&people)?;
    let replied = Replied { to: thread.id, text: &text };
    let sent = form.id.unwrap_or_else(PlanReplyId::new);
    let Some(id) = revisions::unused(&mut tx, sent.0, &replied).await? else {
        return store::reply(&mut *tx, &thread, sent).await;
    };
    store::insert_reply(&mut tx, &thread, PlanReplyId(id), by.person.id, &text, now).await?;
    let event = Change { subject: "plan reply", subject_id: id, event: "made", ..plan.event() };
    log(&mut tx, by, event, &replied).await?;
    let items = plan::items(&mut *tx, plan.id).await?;
    let mention = Mentioning { what: "a reply", on: thread.on, at: at.clone() };
    letters::tell_mentioned(&mut tx, app, by, (&plan, &items), &mention, &mentioned).await?;
    let reply = store::reply(&mut *tx, &thread, PlanReplyId(id)).await?;
    tx.commit().await?;
    Ok(reply)
}

async fn log(
    db: &mut PgConnection,
    by: &Member,
    event: Change<'_>,
    said: &impl Editable,
) -> Result<()> {
    let (revision, content) = (Some(1), Some(content(said)));
    history::log(db, by.person.id, Change { revision, content, ..event }).await
}

pub fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Comment => "a comment",
        _ => "a suggestion",
    }
}

impl Plan {
    /// What history says of a comment, still without what it said.
    pub fn comment_event(&self, id: PlanCommentId, event: &'static str) -> Change<'static> {
        Change { subject: "plan comment", subject_id: id.0, event, ..self.event() }
    }
}
