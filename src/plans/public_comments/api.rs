//! Comments from the public, as programs send, read and answer them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Pending, PublicForm, RefusalForm, Sent};
use crate::{comments, plan};
use access::rights::{May, Reader, Viewer};
use base::addresses::mailed::MailedLink;
use base::addresses::plan::PlanPath;
use base::addresses::plan_part::part_key;
use base::addresses::public_comment::PublicPath;
use base::ids::{PlanItemId, PublicCommentId};
use base::policy::LetCommentsThrough;
use platform::api::{self, Idempotent, Json, Keyed, Listing, Made, NoContent, Paged};
use platform::web::{App, ClientAddress, Path, Result};

/// A comment from the public that waits for the secretariat.
#[derive(Serialize, ToSchema)]
#[schema(as = PublicComment)]
pub struct Representation {
    id: PublicCommentId,
    /// The objective or activity that it is on; null for the plan as a whole.
    on: Option<PlanItemId>,
    /// Who sent it.
    name: String,
    /// In Markdown.
    text: String,
    html: String,
    made_at: DateTime<Utc>,
}

/// A comment from somebody who is not in the group.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicCommentBody)]
pub struct Body {
    /// The objective or activity that it is on; null for the plan as a whole.
    on: Option<PlanItemId>,
    /// Who sends it. The comment is shown under this name.
    #[schema(pattern = "\\S", max_length = 200, example = "Paul Public")]
    name: String,
    /// Where the link is mailed that confirms it. It is shown to nobody.
    #[schema(format = "email", max_length = 254, example = "paul@example.net")]
    email: String,
    /// In Markdown without HTML.
    #[schema(pattern = "\\S", max_length = 10000, example = "A good plan.")]
    text: String,
}

/// The reason why a comment is not published. Its author gets it by mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicRefusalBody)]
pub struct Refusal {
    #[schema(pattern = "\\S", example = "It is not about the plan.")]
    reason: String,
}

/// A comment as its author sees it by the mailed link.
#[derive(Serialize, ToSchema)]
#[schema(as = SentPublicComment)]
pub struct Shown {
    /// The group and its plan, by their names in addresses.
    group: String,
    plan: String,
    plan_title: String,
    html: String,
    confirmed: bool,
}

impl api::Representation for Representation {}

impl api::Representation for Shown {}

impl From<Pending> for Representation {
    fn from(pending: Pending) -> Self {
        Representation {
            id: pending.id,
            on: pending.on.part,
            name: pending.name,
            text: pending.text.source,
            html: pending.text.html,
            made_at: pending.made_at,
        }
    }
}

impl From<Sent> for Shown {
    fn from(sent: Sent) -> Self {
        Shown {
            group: sent.group_slug,
            plan: sent.plan_slug,
            plan_title: sent.plan_title,
            html: sent.html,
            confirmed: sent.confirmed,
        }
    }
}

impl Body {
    /// As the page's form would send it.
    fn form(self, id: PublicCommentId) -> PublicForm {
        let Body { on, name, email, text } = self;
        PublicForm { id: Some(id), on: part_key(on), name, email, text }
    }
}

pub async fn queue(
    may: May<LetCommentsThrough>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let which = (page.key()?, page.limit() + 1);
    let waiting = super::later(&app.db, &may, &plan, which).await?;
    Ok(page.cut(waiting, |pending| pending.id.to_string()).map(Representation::from))
}

pub async fn send(
    reader: Reader,
    State(app): State<App>,
    from: ClientAddress,
    Path(at): Path<PlanPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<NoContent> {
    super::send(&app, &reader, from, &at, &body.form(PublicCommentId(id))).await?;
    Ok(NoContent)
}

pub async fn admit(
    may: May<LetCommentsThrough>,
    State(app): State<App>,
    Path(at): Path<PublicPath>,
    _: Keyed,
) -> Result<Made<comments::api::Representation>> {
    let at = at.at.comment(&super::let_through(&app, &may, &at).await?);
    let made = comments::api::one(&app, &Reader::from(may.into_member()), &at).await?;
    Ok(Made { at: api::at(&at.show()), made })
}

pub async fn refuse(
    may: May<LetCommentsThrough>,
    State(app): State<App>,
    Path(at): Path<PublicPath>,
    Json(body): Json<Refusal>,
) -> Result<NoContent> {
    super::refuse(&app, &may, &at, &RefusalForm { reason: body.reason }).await?;
    Ok(NoContent)
}

pub async fn show(
    _: Viewer,
    State(app): State<App>,
    Path(MailedLink { token }): Path<MailedLink>,
) -> Result<Json<Shown>> {
    Ok(Json(super::look(&app, &token).await?.into()))
}

pub async fn confirm(
    _: Viewer,
    State(app): State<App>,
    Path(MailedLink { token }): Path<MailedLink>,
) -> Result<NoContent> {
    super::confirm(&app, &token).await?;
    Ok(NoContent)
}
