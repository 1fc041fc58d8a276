//! What a group adopted of a plan, as programs read it, and as they have it adopted.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AdoptionForm, Change, Decided, Found};
use crate::plan::{self, Told};
use access::rights::{May, Reader};
use base::addresses::file::{File, Kind, Ordinal};
use base::addresses::plan::PlanPath;
use base::digest::hex;
use base::ids::DecisionId;
use base::policy::EditPlans;
use base::states::Visibility;
use platform::api::{self, Idempotent, Json, Listing, Made, Paged};
use platform::web::{App, Error, Path, Result};

/// An adopted version of a plan, which never changes.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanVersion)]
pub struct Representation {
    number: i32,
    title: String,
    /// Who may read it.
    visibility: Visibility,
    purpose: String,
    objectives: Vec<Told>,
    /// The whole text, whose hash was adopted.
    markdown: String,
    html: String,
    adopted_at: DateTime<Utc>,
    /// The number in the group's series of the decision by which it was adopted.
    decision: i32,
    /// The meeting that decided, as addresses name it.
    meeting: String,
    meeting_name: String,
    /// Of the Markdown, in hexadecimal.
    sha256: String,
    /// The link of the plan's chain that this text makes, in hexadecimal.
    chain: String,
}

/// What can be adopted now, and by which decisions.
#[derive(Serialize, ToSchema)]
#[schema(as = AdoptionOffer)]
pub struct Offer {
    /// The hash of the text as it stands.
    text: String,
    /// The group's latest.
    decisions: Vec<Choice>,
}

/// A decision by which a plan can be adopted.
#[derive(Serialize, ToSchema)]
#[schema(as = AdoptionDecision)]
pub struct Choice {
    id: DecisionId,
    /// In the group's series.
    number: i32,
    /// How it begins.
    text: String,
    /// The meeting that decided, as addresses name it.
    meeting: String,
    meeting_name: String,
}

/// By which decision what is adopted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AdoptionBody)]
pub struct Body {
    decision: DecisionId,
    /// The hash of the text that you have read. No other is adopted.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    text: String,
}

/// What the text as it stands changes in the version that was adopted last.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanChange)]
pub struct Changed {
    /// Which part: Title, Objective 2, Activity 2.1.
    part: String,
    /// `new`, `changed`, `moved` or `removed`.
    kind: &'static str,
    /// Both texts in one, as HTML: what went is in del, what came is in ins.
    redline: String,
}

#[derive(Deserialize)]
pub struct VersionPath {
    #[serde(flatten)]
    at: PlanPath,
    version: File<Ordinal>,
}

impl api::Representation for Representation {}

impl api::Representation for Offer {}

impl api::Representation for Changed {}

impl From<Found> for Representation {
    fn from(Found { version, decided }: Found) -> Self {
        let document = version.read();
        let (purpose, objectives) =
            document.map(|document| (document.purpose, document.objectives)).unwrap_or_default();
        Representation {
            purpose,
            objectives,
            number: version.number,
            visibility: version.visibility,
            sha256: version.hash(),
            chain: hex(&version.chain),
            title: version.title,
            markdown: version.markdown,
            html: version.html,
            adopted_at: version.adopted_at,
            decision: decided.number,
            meeting: decided.meeting.to_string(),
            meeting_name: decided.meeting_name,
        }
    }
}

impl From<Decided> for Choice {
    fn from(decided: Decided) -> Self {
        let Decided { id, number, text, meeting, meeting_name } = decided;
        Choice { id, number, text, meeting: meeting.to_string(), meeting_name }
    }
}

impl From<Change> for Changed {
    fn from(change: Change) -> Self {
        Changed { redline: change.redline(), part: change.name, kind: change.kind }
    }
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(VersionPath { at, version }): Path<VersionPath>,
) -> Result<Json<Representation>> {
    let plan = plan::find(&app.db, reader.group.id, &at.plan).await?;
    let found = super::visible(&app.db, &reader, &plan, version.of.0).await?;
    if version.kind == Kind::Page { Ok(Json(found.into())) } else { Err(Error::NotFound) }
}

pub async fn offer(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Json<Offer>> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let text = super::offered(&app.db, &may, &plan).await?;
    let decisions = super::decisions(&app.db, &may).await?.into_iter().map(Choice::from);
    Ok(Json(Offer { text, decisions: decisions.collect() }))
}

pub async fn adopt(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Idempotent { body, .. }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let form = AdoptionForm { decision: body.decision.to_string(), text: body.text };
    let number = super::adopt(&app.db, &may, &at.plan, &form, app.clock.now()).await?;
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let by = Reader::from(may.into_member());
    let made = super::visible(&app.db, &by, &plan, number).await?.into();
    Ok(Made { at: api::at(&at.version(number)), made })
}

pub async fn changes(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    page: Paged,
) -> Result<Listing<Changed>> {
    let (_, changes) = super::changes(&app.db, &reader, &at.plan, app.clock.now()).await?;
    Ok(page.of(changes, |change| change.name.clone())?.map(Changed::from))
}
