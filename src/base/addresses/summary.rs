//! The URLs below a meeting's summary.

use serde::Deserialize;

use crate::addresses::meeting::{MeetingKey, MeetingPath};
use crate::ids::{CommentId, SectionId};

/// The section that a URL names, and the URLs below it.
#[derive(Clone, Debug, Deserialize)]
pub struct SectionPath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub section: SectionId,
}

impl SectionPath {
    pub fn edit(&self) -> String {
        self.at.section(&self.section)
    }

    pub fn renewal(&self) -> String {
        format!("{}/renewal", self.edit())
    }

    pub fn place(&self) -> (MeetingKey, SectionId) {
        (self.at.meeting, self.section)
    }
}

impl MeetingPath {
    /// Where the draft is edited.
    pub fn draft(&self) -> String {
        format!("{}/edit", self.summary())
    }

    /// Where it is said whether a place names somebody.
    pub fn names(&self) -> String {
        format!("{}/names", self.summary())
    }

    pub fn preview(&self) -> String {
        format!("{}/preview", self.summary())
    }

    pub fn sections(&self) -> String {
        format!("{}/sections", self.summary())
    }

    pub fn section(&self, id: &SectionId) -> String {
        format!("{}/sections/{id}", self.summary())
    }

    pub fn review(&self) -> String {
        format!("{}/review", self.summary())
    }

    /// Where a review is ended before its deadline.
    pub fn review_end(&self) -> String {
        format!("{}/review/end", self.summary())
    }

    pub fn approval(&self) -> String {
        format!("{}/approval", self.summary())
    }

    pub fn publication(&self) -> String {
        format!("{}/publication", self.summary())
    }

    /// Where the summary is returned to drafting.
    pub fn returned(&self) -> String {
        format!("{}/return", self.summary())
    }

    pub fn corrigendum(&self) -> String {
        format!("{}/corrigendum", self.summary())
    }

    /// What was said of the draft, and what became of it.
    pub fn comments(&self) -> String {
        format!("{}/comments", self.summary())
    }

    pub fn comment(&self, id: &CommentId) -> String {
        format!("{}/comments/{id}", self.summary())
    }

    pub fn new_comment(&self) -> String {
        format!("{}/comments/new", self.summary())
    }

    /// The passages that name the one who reads.
    pub fn passages(&self) -> String {
        format!("{}/passages", self.summary())
    }
}
