//! What members say of a shared action plan while it is open: comments with replies, and
//! suggested texts, which are settled with a disposition, and applied if they are accepted.

mod store;
mod kind;
mod mentions;
mod parts;
mod waiting;
mod wording;
mod form;
mod letters;
mod making;
mod settling;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use crate::plan::Plan;
use access::fields::settlement;
use access::rights::Reader;
use base::addresses::plan_part::Part;
use base::ids::{PersonId, PlanCommentId, PlanReplyId};
use base::markdown::brief;
use base::redline::redline;
use base::states::{Disposition, Kind};
use platform::web::Result;

pub use form::{ReplyForm, ThreadForm};
pub use making::{make, reply};
pub use parts::On;
pub use settling::{SettlingForm, settle};
pub use store::{Author, NewThread, Which, insert};
pub use waiting::{Waiting, Waits};
pub use wording::{Present, Wording};

/// A comment or a suggestion, as it was sent, and what became of it.
#[derive(Clone, Debug)]
pub struct Thread {
    pub id: PlanCommentId,
    /// In its plan, in the order of their coming.
    pub number: i32,
    pub on: On,
    pub kind: Kind,
    /// None, if it is from the public.
    pub person_id: Option<PersonId>,
    pub by: String,
    /// Of a suggestion: why.
    pub text: String,
    pub html: String,
    /// What a suggested change started from.
    pub base: Wording,
    /// What a suggestion would have it say.
    pub proposed: Wording,
    pub made_at: DateTime<Utc>,
    pub settlement: Settlement,
    /// Whether accepting it has changed the plan.
    pub applied: bool,
    /// How many, as the reader may know of them.
    pub replies: i64,
}

#[derive(Clone, Debug)]
pub struct Settlement {
    pub state: Disposition,
    pub reason: String,
    pub by: Option<String>,
    pub at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Reply {
    pub id: PlanReplyId,
    pub by: String,
    pub text: String,
    pub html: String,
    pub made_at: DateTime<Utc>,
}

/// A comment or a suggestion as a row of a list.
#[derive(Clone, Debug)]
pub struct ThreadRow {
    pub id: PlanCommentId,
    pub number: i32,
    pub on: On,
    pub kind: Kind,
    pub by: String,
    pub is_public: bool,
    pub brief: String,
    pub made_at: DateTime<Utc>,
    pub replies: i64,
    pub settlement: Settlement,
}

/// Which of them are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen {
    pub part: Option<Part>,
    pub state: Option<Disposition>,
    /// From 1.
    pub page: i64,
}

/// Under each field in which people can be mentioned.
pub const HINT: &str = "With @ and the \
     name of a member you tell them by mail. What is sent cannot be edited.";

pub const MOST_A_PAGE: i64 = 50;

/// What one page shows, and how many there are. The group's own are for the group alone.
pub async fn list(
    db: &PgPool,
    by: &Reader,
    plan: &Plan,
    chosen: Chosen,
) -> Result<(Vec<ThreadRow>, i64)> {
    store::list(db, plan, by.member.is_none(), chosen).await
}

/// One of them, and the given page of its replies, which are for the group alone.
pub async fn find(
    db: &PgPool,
    by: &Reader,
    plan: &Plan,
    id: PlanCommentId,
    page: i64,
) -> Result<(Thread, Vec<Reply>)> {
    let replies = ((page - 1) * MOST_A_PAGE, MOST_A_PAGE);
    store::thread_and_replies(db, plan, by.member.is_none(), id, replies).await
}

pub async fn one(db: &PgPool, by: &Reader, plan: &Plan, id: PlanCommentId) -> Result<Thread> {
    store::thread(db, plan, by.member.is_none(), id).await
}

/// Replies to it from a number on, and how many there are.
pub async fn replies(
    db: &PgPool,
    by: &Reader,
    thread: &Thread,
    range: (i64, i64),
) -> Result<(Vec<Reply>, i64)> {
    match by.member {
        None => Ok((Vec::new(), 0)),
        Some(_) => store::replies(db, thread, range).await,
    }
}

/// All of them with all that they say, for the table of dispositions.
pub async fn all(db: &PgPool, by: &Reader, plan: &Plan) -> Result<Vec<Thread>> {
    some(db, by, plan, Which::default()).await
}

/// Those that are chosen, with all that they say.
pub async fn some(db: &PgPool, by: &Reader, plan: &Plan, which: Which) -> Result<Vec<Thread>> {
    store::threads(db, plan, by.member.is_none(), which).await
}

impl Thread {
    pub fn is_suggestion(&self) -> bool {
        self.kind != Kind::Comment
    }

    pub fn is_open(&self) -> bool {
        self.settlement.state == Disposition::Open
    }

    /// The suggested title as a redline, where it would change.
    pub fn title_changes(&self) -> Option<String> {
        let differs = self.base.title != self.proposed.title;
        differs.then(|| redline(&self.base.title, &self.proposed.title))
    }

    pub fn text_changes(&self) -> Option<String> {
        let differs = self.base.text != self.proposed.text;
        differs.then(|| redline(&self.base.text, &self.proposed.text))
    }
}

impl Settlement {
    pub fn is_open(&self) -> bool {
        self.state == Disposition::Open
    }

    /// Who settled it is for the group to know.
    pub fn describe(&self, to: &Reader) -> Option<String> {
        let by = self.by.as_deref()?;
        let by = to.member.is_some().then_some(by);
        (!self.is_open()).then(|| settlement::describe(self.state, by, &self.reason))
    }

    pub fn state_kind(&self) -> &'static str {
        match self.state {
            Disposition::Open => "waits",
            Disposition::Accepted | Disposition::AcceptedInPart => "done",
            Disposition::Noted | Disposition::NotAccepted => "plain",
        }
    }
}

/// How a comment begins, or what a suggestion would have the plan say, in one line.
pub fn brief_of(kind: Kind, html: &str, proposed: &Wording) -> String {
    match kind {
        Kind::Objective => proposed.title.clone(),
        _ => brief(html),
    }
}
