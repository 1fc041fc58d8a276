//! What waits for somebody on plans: comments to make, to decide and to publish, and drafts that were
//! left lying.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use base::addresses::plan::PlanPath;
use base::time;

/// A plan that waits for somebody.
#[derive(Clone, Debug, Deserialize)]
pub struct Waiting {
    pub group_slug: String,
    pub group_short_name: String,
    pub plan: String,
    pub plan_title: String,
    pub waits: Waits,
    pub count: i64,
    /// Until when it is or was open for comments.
    pub deadline: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    LetThrough,
    /// Once the plan is closed for comments.
    Settle,
    /// Before that, for whoever drafted it.
    Decide,
    /// It is a draft, and nobody has touched it for a week.
    Resume,
    Comment,
}

impl Waiting {
    /// "Decide on 3 comments on WSIS+20 action plan"
    pub fn describe(&self) -> String {
        let (comments, title) =
            (if self.count == 1 { "comment" } else { "comments" }, &self.plan_title);
        match self.waits {
            Waits::LetThrough => {
                format!("Publish {} {comments} from the public on {title}", self.count)
            }
            Waits::Settle | Waits::Decide => {
                format!("Decide on {} {comments} on {title}", self.count)
            }
            Waits::Resume => format!("Continue the draft of {title}"),
            Waits::Comment => format!("Comment on {title}"),
        }
    }

    pub fn why(&self) -> String {
        let until = || match self.deadline {
            Some(deadline) => format!("open for comments until {}", time::utc(deadline)),
            None => "open for comments".into(),
        };
        match self.waits {
            Waits::LetThrough => "the group does not see them yet".into(),
            Waits::Settle => "it is closed for comments".into(),
            Waits::Decide => "you drafted it".into(),
            Waits::Resume => "nobody has changed it for a week".into(),
            Waits::Comment => until(),
        }
    }

    pub fn path(&self) -> String {
        let at = PlanPath { group: self.group_slug.clone(), plan: self.plan.clone() };
        match self.waits {
            Waits::LetThrough => at.public_comments(),
            Waits::Settle | Waits::Decide => format!("{}?state=open", at.comments()),
            Waits::Resume | Waits::Comment => at.show(),
        }
    }
}
