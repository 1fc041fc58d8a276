//! What waits for editors and the secretariat on plans: comments to settle, and comments from
//! the public to let through.

use serde::Deserialize;

use base::addresses::plan::PlanPath;

/// A plan that waits for somebody.
#[derive(Clone, Debug, Deserialize)]
pub struct Waiting {
    pub group_slug: String,
    pub group_short_name: String,
    pub plan: String,
    pub plan_title: String,
    pub waits: Waits,
    pub count: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    LetThrough,
    /// Once the plan is closed for comments.
    Settle,
}

impl Waiting {
    /// "Decide on 3 comments on WSIS+20 action plan"
    pub fn describe(&self) -> String {
        let comments = if self.count == 1 { "comment" } else { "comments" };
        match self.waits {
            Waits::LetThrough => {
                format!("Publish {} {comments} from the public on {}", self.count, self.plan_title)
            }
            Waits::Settle => format!("Decide on {} {comments} on {}", self.count, self.plan_title),
        }
    }

    pub fn why(&self) -> &'static str {
        match self.waits {
            Waits::LetThrough => "the group does not see them yet",
            Waits::Settle => "it is closed for comments",
        }
    }

    pub fn path(&self) -> String {
        let at = PlanPath { group: self.group_slug.clone(), plan: self.plan.clone() };
        match self.waits {
            Waits::LetThrough => at.public_comments(),
            Waits::Settle => format!("{}?state=open", at.comments()),
        }
    }
}
