//! What a speaker is asked of a draft: whether the passages that name them are right.

use sqlx::{PgConnection, PgExecutor, PgPool};

use super::{Comment, Passage, passages, store};
use crate::draft::{self, Recorded, Step, Summary};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::{long_work, policy};
use meetings::meeting::Meeting;
use platform::web::Result;

/// A passage that names somebody, and what they last said of it.
#[derive(Clone, Debug)]
pub struct PassageAsked {
    pub passage: Passage,
    pub answer: Option<Comment>,
}

/// What speakers are asked to look at while the summary is in review; nothing before and after.
pub async fn asked(
    db: &PgPool,
    by: &May<policy::Comment>,
    at: &MeetingPath,
) -> Result<Vec<PassageAsked>> {
    let (meeting, summary) = draft::of_meeting(db, by.group.id, at.meeting).await?;
    match summary.after(Step::Comment) {
        Ok(_) => asked_of(db, by, &meeting, &summary).await,
        Err(_) => Ok(Vec::new()),
    }
}

pub async fn asked_of(
    db: &PgPool,
    by: &Member,
    meeting: &Meeting,
    summary: &Summary,
) -> Result<Vec<PassageAsked>> {
    let passages = passages_of(db, by, meeting, summary).await?;
    let comments = store::list(db, summary.meeting_id).await?;
    let answer = |passage: &Passage| answered(&comments, by, passage).cloned();
    let asked = passages.into_iter().map(|one| PassageAsked { answer: answer(&one), passage: one });
    Ok(asked.collect())
}

/// How many of them are not answered yet.
pub(super) async fn left(
    db: &mut PgConnection,
    by: &Member,
    summary: &Summary,
    passages: &[Passage],
) -> Result<i32> {
    let comments = store::list(&mut *db, summary.meeting_id).await?;
    let left = passages.iter().filter(|passage| answered(&comments, by, passage).is_none());
    Ok(i32::try_from(left.count()).unwrap_or(i32::MAX))
}

/// What somebody last said of a passage.
fn answered<'a>(comments: &'a [Comment], by: &Member, passage: &Passage) -> Option<&'a Comment> {
    let mut latest = comments.iter().rev();
    latest.find(|comment| comment.person_id == Some(by.person.id) && comment.is_on(passage))
}

/// The passages of a draft that concern whoever asks.
pub async fn passages_of(
    db: impl PgExecutor<'_>,
    by: &Member,
    meeting: &Meeting,
    summary: &Summary,
) -> Result<Vec<Passage>> {
    let source = Recorded::read(db, summary.meeting_id).await?;
    let composed = draft::compose(&by.group, meeting, &source);
    let length = summary.printed().map(|section| section.text.len()).sum();
    Ok(long_work::of_length(length, || passages(summary, &source, &composed, &by.person)))
}

impl Comment {
    fn is_on(&self, passage: &Passage) -> bool {
        self.section_id == passage.section_id && self.quote == passage.text
    }
}
