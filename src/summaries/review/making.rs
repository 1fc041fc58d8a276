//! Members comment on the paragraphs of a draft, and speakers answer for theirs, until the
//! deadline of the review.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::asking::{self, passages_of};
use super::{CommentForm, CommentKind, Passage, Remark, store};
use crate::draft::{self, Step, Summary};
use access::rights::May;
use base::addresses::meeting::MeetingKey;
use base::{policy, time};
use meetings::meeting;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

pub async fn make(
    db: &PgPool,
    by: &May<policy::Comment>,
    at: MeetingKey,
    form: &CommentForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let remark = form.check()?;
    let mut tx = transaction(db).await?;
    let summary = draft::lock(&mut tx, by.group.id, at).await?;
    check_open(&summary, now)?;
    let section = summary.printed().find(|section| Some(section.id) == remark.section);
    let section = section.ok_or(Error::NotFound)?;
    if !section.text.contains(&remark.quote) {
        return Err(Error::conflict(
            "The paragraph that you commented on has changed meanwhile. Please look at it again.",
        ));
    }
    let meeting = meeting::find(&mut *tx, by.group.id, at).await?;
    let named = passages_of(&mut *tx, by, &meeting, &summary).await?;
    write(&mut tx, by, (&summary, &named), &remark, now).await?;
    tx.commit().await?;
    Ok(())
}

/// A speaker says of a passage that names them that it is right, what it should say, or that
/// they do not want to be named.
pub async fn answer(
    db: &PgPool,
    by: &May<policy::Comment>,
    at: MeetingKey,
    form: &CommentForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let remark = form.check_answer()?;
    let mut tx = transaction(db).await?;
    let summary = draft::lock(&mut tx, by.group.id, at).await?;
    check_open(&summary, now)?;
    let meeting = meeting::find(&mut *tx, by.group.id, at).await?;
    let named = passages_of(&mut *tx, by, &meeting, &summary).await?;
    let asked = |passage: &Passage| {
        Some(passage.section_id) == remark.section && passage.text == remark.quote
    };
    if !named.iter().any(asked) {
        return Err(Error::conflict(
            "This passage has changed meanwhile. Please look at it again.",
        ));
    }
    write(&mut tx, by, (&summary, &named), &remark, now).await?;
    tx.commit().await?;
    Ok(())
}

fn check_open(summary: &Summary, now: DateTime<Utc>) -> Result<()> {
    summary.after(Step::Comment)?;
    match summary.deadline.filter(|deadline| *deadline <= now) {
        None => Ok(()),
        Some(deadline) => Err(Error::conflict(format!(
            "The review ended on {}. Comments are closed.",
            time::utc(deadline)
        ))),
    }
}

async fn write(
    db: &mut sqlx::PgConnection,
    by: &May<policy::Comment>,
    (summary, named): (&Summary, &[Passage]),
    remark: &Remark,
    now: DateTime<Utc>,
) -> Result<()> {
    // A confirmation asks for nothing, so nobody has to settle it.
    let settled = remark.kind == CommentKind::Correct;
    if !store::create(&mut *db, by.person.id, summary, remark, now, settled).await? {
        return Ok(());
    }
    let event = Change {
        group: Some(by.group.id),
        meeting: Some(summary.meeting_id),
        subject: "comment",
        subject_id: remark.id.0,
        event: "made",
        ..Change::default()
    };
    history::log(db, by.person.id, event).await?;
    let left = asking::left(db, by, summary, named).await?;
    store::note_answer(db, summary.meeting_id, by.person.id, left).await
}
