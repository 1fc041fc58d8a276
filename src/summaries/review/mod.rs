//! What members say of a draft summary while it is in review, and what becomes of it.

mod store;
mod reading;
mod forms;
mod passages;
mod asking;
mod making;
mod withholding;
mod settling;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use base::addresses::meeting::MeetingPath;
use base::ids::{CommentId, PersonId, SectionId};
use base::states::Disposition;

pub use asking::{PassageAsked, asked, asked_of};
pub use forms::{CommentForm, Remark, Saying};
pub use making::{answer, make};
pub use passages::{Passage, passages};
pub use reading::list;
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
    /// None, where that is a speaker whom the reader is not told of.
    pub person_id: Option<PersonId>,
    pub by: String,
    pub text: String,
    pub html: String,
    pub made_at: DateTime<Utc>,
    pub state: Disposition,
    pub reason: String,
    pub settled_by: Option<String>,
}

/// A comment of which somebody says what becomes of it.
struct Settled {
    kind: CommentKind,
    by: PersonId,
    section_id: SectionId,
    quote: String,
}

base::states! {
    #[schema(as = SummaryCommentKind)]
    pub enum CommentKind in "comment_kind" {
        Comment:         "comment",           "Comment";
        Suggestion:      "suggestion",        "Suggested change";
        Objection:       "objection",         "Objection";
        /// What speakers answer about the passages that name them.
        Correct:         "correct",           "Confirmed by the speaker";
        Change:          "change",            "Change asked for by the speaker";
        DoNotAttribute:  "do_not_attribute",  "The speaker asks not to be named";
    }
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
