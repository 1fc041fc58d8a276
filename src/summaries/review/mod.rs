//! What members say of a draft summary while it is in review, and what becomes of it.

mod store;
mod forms;
mod passages;
mod asking;
mod making;
mod settling;
pub mod api;
pub mod pages;

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use access::fields::settlement::Disposition;
use base::addresses::meeting::MeetingPath;
use base::ids::{CommentId, MeetingId, PersonId, SectionId};
use platform::web::Result;

pub use asking::{PassageAsked, asked, asked_of};
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SummaryCommentKind)]
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

/// The comment that a URL names, below its meeting.
#[derive(Clone, Debug, Deserialize)]
pub struct CommentPath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub comment: CommentId,
}

impl CommentPath {
    pub fn show(&self) -> String {
        self.at.comment(&self.comment)
    }
}

/// All comments on a meeting's summary, the oldest first.
pub async fn list(db: &PgPool, meeting: MeetingId) -> Result<Vec<Comment>> {
    store::list(db, meeting).await
}

impl CommentKind {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            CommentKind::Comment => "comment",
            CommentKind::Suggestion => "suggestion",
            CommentKind::Objection => "objection",
            CommentKind::Correct => "correct",
            CommentKind::Change => "change",
            CommentKind::DoNotAttribute => "do_not_attribute",
        }
    }
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
