//! What members say of a draft summary while it is in review, and what becomes of it.

mod forms;
mod making;
mod passages;
mod settling;
mod store;

pub mod pages;

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;

use crate::dispositions::Disposition;
use crate::ids::{CommentId, MeetingId, PersonId, SectionId};
use crate::web::Result;

pub use forms::{CommentForm, Remark};
pub use making::{answer, make};
pub use passages::{Passage, blocks, paragraphs, passages};
pub use settling::settle;

#[derive(Clone, Debug)]
pub struct Comment {
    pub id: CommentId,
    pub section_id: SectionId,
    /// The heading of the section that it is on.
    pub heading: String,
    pub edition: i32,
    /// The paragraph as it stood; empty for a comment on the whole section.
    pub quote: String,
    pub kind: CommentKind,
    pub person_id: PersonId,
    pub by: String,
    pub text: String,
    pub html: String,
    pub made_at: DateTime<Utc>,
    pub state: Disposition,
    pub reason: String,
    pub settled_by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "comment_kind", rename_all = "snake_case")]
pub enum CommentKind {
    Comment,
    Suggestion,
    Objection,
    /// What speakers answer about the passages that name them.
    Correct,
    Change,
    DoNotAttribute,
}

/// All comments on a meeting's summary, the oldest first.
pub async fn list(db: &PgPool, meeting: MeetingId) -> Result<Vec<Comment>> {
    store::list(db, meeting).await
}

impl fmt::Display for CommentKind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            CommentKind::Comment => "Comment",
            CommentKind::Suggestion => "Suggested change",
            CommentKind::Objection => "Objection",
            CommentKind::Correct => "Confirmed by the speaker",
            CommentKind::Change => "Change asked for by the speaker",
            CommentKind::DoNotAttribute => "The speaker asks not to be named",
        })
    }
}
