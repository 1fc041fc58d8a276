//! Replies to a comment or a suggestion, as programs read and send them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::comments::{self, Reply, ReplyForm};
use crate::plan;
use access::rights::{May, Reader};
use base::addresses::plan_comment::ThreadPath;
use base::ids::PlanReplyId;
use base::policy::Comment;
use platform::api::{self, Idempotent, Listing, Made, Paged};
use platform::web::{App, Path, Result};

/// A reply, which is for the group alone.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanReply)]
pub struct Representation {
    id: PlanReplyId,
    /// Who replied.
    by: String,
    /// In Markdown.
    text: String,
    html: String,
    made_at: DateTime<Utc>,
}

/// A reply that is to be sent. What was sent cannot be edited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanReplyBody)]
pub struct Body {
    /// In Markdown without HTML. An @ and the name of a member tells them by mail.
    #[schema(pattern = "\\S", max_length = 20000, example = "All of us.")]
    text: String,
}

impl api::Representation for Representation {}

impl From<Reply> for Representation {
    fn from(reply: Reply) -> Self {
        let Reply { id, by, text, html, made_at } = reply;
        Representation { id, by, text, html, made_at }
    }
}

pub async fn replies(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let plan = plan::visible(&app.db, &reader, &at.at.plan, app.clock.now()).await?;
    let thread = comments::one(&app.db, &reader, &plan, at.comment).await?;
    // Replies are only ever added, so their number is a place that stays.
    let from = page.key::<u32>()?.unwrap_or_default() as usize;
    let range = (from as i64, page.limit() as i64 + 1);
    let (replies, _) = comments::replies(&app.db, &reader, &thread, range).await?;
    let next = (from + page.limit()).to_string();
    Ok(page.cut(replies, |_| next.clone()).map(Representation::from))
}

pub async fn reply(
    may: May<Comment>,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let form = ReplyForm { id: Some(PlanReplyId(id)), text: body.text };
    let reply = comments::reply(&app, &may, &at, &form).await?;
    Ok(Made { at: api::at(&at.replies()), made: reply.into() })
}
