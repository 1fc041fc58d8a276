//! What becomes of a comment or a suggestion, as programs say it.

use axum::extract::{FromRequest, Request, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Representation, one};
use crate::comments::{self, Present, SettlingForm};
use crate::plan;
use access::fields::settlement::{SettledAs, SettlementForm};
use access::rights::{May, Reader};
use base::addresses::plan_comment::ThreadPath;
use base::policy::SettleComments;
use base::states::Disposition;
use platform::api::described::Input;
use platform::api::{self, Description, Json};
use platform::web::{App, Error, Path, Result};

/// The decision on a comment or a suggestion, and the new text of the plan if that is accepted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanSettlementBody)]
pub struct Body {
    disposition: SettledAs,
    /// Needed if it is not accepted, or only in part.
    #[serde(default)]
    #[schema(example = "The group agreed on another date.")]
    reason: String,
    /// The disposition when you read it, if it was decided before.
    seen: Option<Disposition>,
    /// The revision of the text that an accepted change goes into.
    revision: Option<i32>,
    /// The title of an objective, if a suggestion is accepted: at most 300 characters.
    #[serde(default)]
    title: String,
    /// The text as it will be if a suggestion is accepted, in Markdown without HTML.
    #[serde(default)]
    proposal: String,
}

/// What can be sent to decide it: the suggestion, merged with the text as it is now.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanSettlementOffer)]
pub struct Offer {
    /// Its disposition now.
    seen: Disposition,
    reason: String,
    /// The revision of the text that an accepted change goes into.
    revision: Option<i32>,
    title: String,
    /// Where the suggestion and the text as it is changed the same place, both stand between
    /// marked lines.
    proposal: String,
}

/// A decision, which may come too late for the text that it was meant for.
pub struct Settling(Body);

impl api::Representation for Offer {}

impl<S: Send + Sync> FromRequest<S> for Settling {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        Json::from_request(request, state).await.map(|Json(body)| Settling(body))
    }
}

impl Input for Settling {
    fn describe(call: &mut Description) {
        Json::<Body>::describe(call);
        call.may_refuse(&[412]);
    }
}

impl Body {
    /// As the page's form would send it.
    fn form(self) -> SettlingForm {
        SettlingForm {
            settlement: SettlementForm::of(self.disposition, self.reason),
            seen: self.seen.map(|seen| seen.key().to_owned()).unwrap_or_default(),
            revision: self.revision.unwrap_or_default(),
            title: self.title,
            proposal: self.proposal,
        }
    }
}

pub async fn offer(
    may: May<SettleComments>,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
) -> Result<Json<Offer>> {
    let plan = plan::find(&app.db, may.group.id, &at.at.plan).await?;
    let items = plan::items(&app.db, plan.id).await?;
    let reader = Reader::from(may.into_member());
    let thread = comments::one(&app.db, &reader, &plan, at.comment).await?;
    let present = Present::of(&plan, &items, thread.on.part);
    let SettlingForm { settlement, revision, title, proposal, .. } =
        SettlingForm::offered(&thread, present.as_ref());
    let (seen, revision) = (thread.settlement.state, Some(revision).filter(|known| *known > 0));
    Ok(Json(Offer { seen, reason: settlement.reason, revision, title, proposal }))
}

pub async fn settle(
    may: May<SettleComments>,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
    Settling(body): Settling,
) -> Result<Json<Representation>> {
    comments::settle(&app, &may, &at, &body.form()).await.map_err(named)?;
    one(&app, &Reader::from(may.into_member()), &at).await.map(Json)
}

/// What came too late, by the names of the body's fields.
fn named(error: Error) -> Error {
    let Error::Stale(mut stale) = error else { return error };
    for field in stale.fields.iter_mut().filter(|field| field.mine.name != "title") {
        field.mine.name = "proposal";
    }
    Error::Stale(stale)
}
