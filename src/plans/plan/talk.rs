//! What the plan itself tells of its comments: how many are on each part, and where to say more.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{PgExecutor, PgPool};
use utoipa::ToSchema;

use super::{Plan, Step, store};
use access::rights::Reader;
use base::addresses::plan::PlanPath;
use base::addresses::plan_part::Part;
use base::ids::PlanItemId;
use base::policy::Comment;
use base::states::Kind;
use platform::web::Result;

/// How many there are on one part, and how many of those are open.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
#[schema(as = CommentCount)]
pub struct Count {
    pub all: i64,
    pub open: i64,
}

pub struct Talk {
    at: PlanPath,
    counts: HashMap<Part, Count>,
    /// Whether the reader may comment now, as a member or as somebody from the public.
    member: bool,
    public: bool,
}

impl Talk {
    pub async fn read(
        db: &PgPool,
        by: &Reader,
        (plan, at): (&Plan, &PlanPath),
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let counts = counts(db, by, plan).await?;
        Ok(Talk { counts, ..Talk::offered(by, (plan, at), now) })
    }

    /// The same without the numbers.
    pub fn offered(by: &Reader, (plan, at): (&Plan, &PlanPath), now: DateTime<Utc>) -> Self {
        let open = plan.after(Step::Comment, now).is_ok();
        let member = open && by.may(Comment);
        let public = open && by.member.is_none() && plan.public_comments;
        Talk { at: at.clone(), counts: HashMap::new(), member, public }
    }

    /// Whether there is anything to tell or to do.
    pub fn tells(&self, part: Option<&PlanItemId>) -> bool {
        self.member || self.public || self.counts.contains_key(&part.copied())
    }

    /// Those on a part, if there are any: where, and how many.
    pub fn on(&self, part: Option<&PlanItemId>) -> Option<(String, String)> {
        let count = self.counts.get(&part.copied())?;
        Some((self.at.comments_on(&part.copied()), count.describe()))
    }

    pub fn comment(&self, part: Option<&PlanItemId>) -> Option<String> {
        match (self.member, self.public) {
            (true, _) => Some(self.at.new_comment(Kind::Comment, &part.copied())),
            (_, true) => Some(self.at.new_public_comment(&part.copied())),
            _ => None,
        }
    }

    pub fn suggest(&self, part: Option<&PlanItemId>) -> Option<String> {
        self.member.then(|| self.at.new_comment(Kind::Change, &part.copied()))
    }

    /// A new objective of the plan.
    pub fn suggest_objective(&self) -> Option<String> {
        self.member.then(|| self.at.new_comment(Kind::Objective, &None))
    }

    /// A new activity below an objective.
    pub fn suggest_activity(&self, part: Option<&PlanItemId>) -> Option<String> {
        self.member.then(|| self.at.new_comment(Kind::Activity, &part.copied()))
    }
}

impl Count {
    /// "3, 1 open"
    pub fn describe(self) -> String {
        match self.open {
            0 => self.all.to_string(),
            open => format!("{}, {open} open", self.all),
        }
    }
}

/// How many the reader sees, by what they are on.
pub async fn counts(
    db: impl PgExecutor<'_>,
    by: &Reader,
    plan: &Plan,
) -> Result<HashMap<Part, Count>> {
    store::counts(db, plan, by.member.is_none()).await
}
