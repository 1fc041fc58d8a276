//! The comment from the public that a URL names, and the URLs around it.

use serde::Deserialize;

use crate::addresses::plan::PlanPath;
use crate::addresses::plan_part::{Part, part_key};
use crate::ids::PublicCommentId;

#[derive(Clone, Debug, Deserialize)]
pub struct PublicPath {
    #[serde(flatten)]
    pub at: PlanPath,
    pub comment: PublicCommentId,
}

impl PlanPath {
    /// Those that wait; where one is sent, too.
    pub fn public_comments(&self) -> String {
        self.below("public-comments")
    }

    pub fn new_public_comment(&self, part: &Part) -> String {
        format!("{}/new?on={}", self.public_comments(), part_key(*part))
    }

    pub fn admission(&self, id: &PublicCommentId) -> String {
        format!("{}/{id}/admission", self.public_comments())
    }

    pub fn refusal(&self, id: &PublicCommentId) -> String {
        format!("{}/{id}/refusal", self.public_comments())
    }
}
