//! Contributions as programs read and write them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::ContributionForm;
use super::form::AS_IT_WAS;
use crate::record::entry::api::Called;
use crate::record::{self, Contribution};
use access::rights::{May, Member};
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId, PersonId, PlanItemId};
use base::policy::RecordMeetings;
use base::states::Attribution;
use plans::plan::Status;
use platform::api::moves::Move;
use platform::api::{self, Json, NoContent};
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
    /// Whether the report may name the speaker. Left out of a new contribution, it may; left out of a
    /// correction, this stays as it was.
    attribution: Option<Attribution>,
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

impl Called for Contribution {
    type Body = Body;
    type Representation = Representation;

    fn form(body: Body, id: ContributionId, revision: i32) -> Result<ContributionForm> {
        if revision > 0 && body.update.is_some() {
            return Err(Error::invalid("update", "An update goes with a new contribution only."));
        }
        let update = body.update.map(|new| (new.status, new.progress));
        let (status, progress) = update.unwrap_or_default();
        let usual = ContributionForm::default();
        Ok(ContributionForm {
            id,
            revision,
            item: body.item.to_string(),
            speaker: body.speaker.map(|id| id.to_string()).unwrap_or_default(),
            guest: body.guest.unwrap_or_default(),
            capacity: body.capacity,
            text: body.text,
            attribution: body.attribution.map_or(AS_IT_WAS, |chosen| chosen.key()).to_owned(),
            plan: body.plan.map(|id| id.to_string()).unwrap_or_default(),
            status: status.map_or(usual.status, |status| status.key().to_owned()),
            progress,
            ..usual
        })
    }

    fn id(entry: &Representation) -> ContributionId {
        entry.id
    }

    async fn all(app: &App, by: &Member, at: &MeetingPath) -> Result<Vec<Representation>> {
        let (_, record) = record::of(&app.db, by, at).await?;
        Ok(record.contributions.into_iter().map(Representation::from).collect())
    }
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
