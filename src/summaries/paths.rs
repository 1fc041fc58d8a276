//! The URLs below a meeting's summary.

use crate::ids::SectionId;
use crate::meetings::MeetingPath;

impl MeetingPath {
    /// Where the draft is edited.
    pub fn draft(&self) -> String {
        format!("{}/edit", self.summary())
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
}
