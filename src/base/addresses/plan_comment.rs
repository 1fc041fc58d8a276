//! The comment or suggestion that a URL names, and the URLs around it.

use serde::Deserialize;

use crate::addresses::plan::PlanPath;
use crate::addresses::plan_part::{Part, part_key};
use crate::ids::PlanCommentId;
use crate::states::Kind;

#[derive(Clone, Debug, Deserialize)]
pub struct ThreadPath {
    #[serde(flatten)]
    pub at: PlanPath,
    pub comment: PlanCommentId,
}

impl PlanPath {
    pub fn comments(&self) -> String {
        self.below("comments")
    }

    /// Those on one part.
    pub fn comments_on(&self, part: &Part) -> String {
        format!("{}?on={}", self.comments(), part_key(*part))
    }

    pub fn comment(&self, id: &PlanCommentId) -> ThreadPath {
        ThreadPath { at: self.clone(), comment: *id }
    }

    pub fn new_comment(&self, kind: Kind, part: &Part) -> String {
        format!("{}/new?kind={}&on={}", self.comments(), kind.key(), part_key(*part))
    }

    pub fn dispositions(&self) -> String {
        self.below("dispositions")
    }
}

impl ThreadPath {
    pub fn show(&self) -> String {
        format!("{}/{}", self.at.comments(), self.comment)
    }

    pub fn replies(&self) -> String {
        format!("{}/replies", self.show())
    }

    pub fn settlement(&self) -> String {
        format!("{}/settlement", self.show())
    }
}
