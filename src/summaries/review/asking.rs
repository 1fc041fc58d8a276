//! What a speaker is asked of a draft: whether the passages that name them are right.

use sqlx::{PgConnection, PgPool};

use super::{Comment, Passage, passages, store};
use crate::draft::{self, Step, Summary};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::policy;
use meetings::meeting;
use platform::web::{Error, Result};

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
    let meeting = meeting::find(db, by.group.id, at.meeting).await?;
    let summary = draft::find(db, meeting.id).await?.ok_or(Error::NotFound)?;
    match summary.after(Step::Comment) {
        Ok(_) => asked_of(db, by, &summary).await,
        Err(_) => Ok(Vec::new()),
    }
}

pub async fn asked_of(db: &PgPool, by: &Member, summary: &Summary) -> Result<Vec<PassageAsked>> {
    let spoke = store::spoke(db, summary.meeting_id, &by.person).await?;
    let passages = passages(summary, &by.person.name, spoke);
    let comments = store::list(db, summary.meeting_id).await?;
    let answer = |passage: &Passage| answered(&comments, by, passage).cloned();
    let asked = passages.into_iter().map(|one| PassageAsked { answer: answer(&one), passage: one });
    Ok(asked.collect())
}

/// How many of them are not answered yet.
pub(super) async fn left(db: &mut PgConnection, by: &Member, summary: &Summary) -> Result<i32> {
    let spoke = store::spoke(&mut *db, summary.meeting_id, &by.person).await?;
    let passages = passages(summary, &by.person.name, spoke);
    let comments = store::list(&mut *db, summary.meeting_id).await?;
    let left = passages.iter().filter(|passage| answered(&comments, by, passage).is_none());
    Ok(i32::try_from(left.count()).unwrap_or(i32::MAX))
}

/// What somebody last said of a passage.
fn answered<'a>(comments: &'a [Comment], by: &Member, passage: &Passage) -> Option<&'a Comment> {
    let mut latest = comments.iter().rev();
    latest.find(|comment| comment.person_id == by.person.id && comment.is_on(passage))
}

impl Comment {
    fn is_on(&self, passage: &Passage) -> bool {
        self.section_id == passage.section_id && self.quote == passage.text
    }
}
