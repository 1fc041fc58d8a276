//! What somebody says of a plan: a comment, or one of the things that can be suggested.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[schema(as = PlanCommentKind)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "plan_comment_kind", rename_all = "snake_case")]
pub enum Kind {
    Comment,
    /// Of the text of what it is on.
    Change,
    /// A new one.
    Objective,
    /// A new one, below the objective that it is on.
    Activity,
}

impl Kind {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Comment => "comment",
            Kind::Change => "change",
            Kind::Objective => "objective",
            Kind::Activity => "activity",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Kind::Comment => "Comment",
            Kind::Change => "Suggested change",
            Kind::Objective => "Suggested objective",
            Kind::Activity => "Suggested activity",
        })
    }
}
