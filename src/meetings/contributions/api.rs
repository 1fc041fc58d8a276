//! Contributions as programs read and write them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::ContributionForm;
use crate::record::entries::{Recorded, one};
use crate::record::{self, Attribution, Contribution};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId, PersonId, PlanItemId};
use base::policy::RecordMeetings;
use plans::plan::Status;
use platform::api::moves::Move;
use platform::api::{self, Idempotent, IfMatch, Json, Made, NoContent};
use platform::web::{App, Error, Path, Result};

/// What one speaker said under one agenda item.
#[derive(Serialize, ToSchema)]
#[schema(as = Contribution)]
pub struct Representation {
    id: ContributionId,
    item: ItemId,
    /// The member who spoke; null for a guest.
    speaker: Option<PersonId>,
    /// Who spoke; empty where the document that it was read from named nobody.
    speaker_name: String,
    /// In what capacity.
    capacity: String,
    attribution: Attribution,
    /// In Markdown.
    text: String,
    html: String,
    /// The objective or activity that it is about.
    plan: Option<PlanItemId>,
    revision: i32,
}

/// What a contribution says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContributionBody)]
pub struct Body {
    item: ItemId,
    /// The member who spoke, if it was no guest.
    speaker: Option<PersonId>,
    /// The name of the guest who spoke.
    guest: Option<String>,
    #[serde(default)]
    capacity: String,
    /// In Markdown without HTML.
    #[schema(min_length = 1, example = "We could ask the secretariat for dates.")]
    text: String,
    /// Whether the report may name the speaker.
    #[serde(default)]
    attribution: Attribution,
    /// The objective or activity that it is about.
    plan: Option<PlanItemId>,
    /// What is new of that activity, to be reported on its plan; only with a new contribution.
    update: Option<Update>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContributionUpdate)]
pub struct Update {
    /// How far it is, if that changed.
    status: Option<Status>,
    progress: String,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl From<Contribution> for Representation {
    fn from(said: Contribution) -> Self {
        Representation {
            id: said.id,
            item: said.item_id,
            speaker: said.speaker_id,
            speaker_name: said.speaker,
            capacity: said.capacity,
            attribution: said.attribution,
            text: said.text,
            html: said.html,
            plan: said.tied.map(|tied| tied.item_id),
            revision: said.revision,
        }
    }
}

impl Recorded for Representation {
    type Id = ContributionId;

    fn all(record: record::Record) -> Vec<Self> {
        record.contributions.into_iter().map(Representation::from).collect()
    }

    fn id(&self) -> ContributionId {
        self.id
    }
}

impl Body {
    /// As the page's form would send it.
    fn form(self, id: ContributionId, revision: i32) -> ContributionForm {
        let update = self.update.map(|new| (new.status, new.progress));
        let (status, progress) = update.unwrap_or_default();
        let usual = ContributionForm::default();
        ContributionForm {
            id,
            revision,
            item: self.item.to_string(),
            speaker: self.speaker.map(|id| id.to_string()).unwrap_or_default(),
            guest: self.guest.unwrap_or_default(),
            capacity: self.capacity,
            text: self.text,
            attribution: self.attribution.key().to_owned(),
            plan: self.plan.map(|id| id.to_string()).unwrap_or_default(),
            status: status.map_or(usual.status, |status| status.key().to_owned()),
            progress,
            ..usual
        }
    }
}

pub async fn add(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let at = at.entry(&ContributionId(id));
    super::add(&app.db, &may, &at.at, &body.form(at.entry, 0), app.clock.now()).await?;
    Ok(Made { at: api::at(&at.show()), made: one(&app.db, &may, &at).await? })
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<ContributionId>>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    if body.update.is_some() {
        return Err(Error::invalid("update", "An update goes with a new contribution only."));
    }
    super::save(&db, &may, &at, &body.form(at.entry, revision)).await?;
    one(&db, &may, &at).await.map(Json)
}

pub async fn shift(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<ContributionId>>,
    Json(to): Json<Move>,
) -> Result<NoContent> {
    super::move_by_one(&db, &may, &at, to.direction).await?;
    Ok(NoContent)
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<ContributionId>>,
) -> Result<NoContent> {
    super::remove(&db, &may, &at).await?;
    Ok(NoContent)
}

pub async fn restore(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<ContributionId>>,
) -> Result<Json<Representation>> {
    super::restore(&db, &may, &at).await?;
    one(&db, &may, &at).await.map(Json)
}
