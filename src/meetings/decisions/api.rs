//! Decisions as programs read and record them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::DecisionForm;
use crate::record::entries::{Recorded, one};
use crate::record::{self, Decision};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{DecisionId, ItemId, PlanItemId};
use base::policy::RecordMeetings;
use platform::api::{self, Idempotent, IfMatch, Json, Made, NoContent};
use platform::web::{Path, Result};

/// What a meeting agreed.
#[derive(Serialize, ToSchema)]
#[schema(as = Decision)]
pub struct Representation {
    id: DecisionId,
    /// In the group’s series.
    number: i32,
    item: Option<ItemId>,
    /// In Markdown.
    text: String,
    html: String,
    /// The objective or activity that it is about.
    plan: Option<PlanItemId>,
    revision: i32,
}

/// What a decision says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecisionBody)]
pub struct Body {
    /// The agenda item that it was agreed under, if it was under one.
    item: Option<ItemId>,
    /// In Markdown without HTML.
    #[schema(pattern = "\\S", example = "The form has one page.")]
    text: String,
    /// The objective or activity that it is about.
    plan: Option<PlanItemId>,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl From<Decision> for Representation {
    fn from(agreed: Decision) -> Self {
        Representation {
            id: agreed.id,
            number: agreed.number,
            item: agreed.item_id,
            text: agreed.text,
            html: agreed.html,
            plan: agreed.tied.map(|tied| tied.item_id),
            revision: agreed.revision,
        }
    }
}

impl Recorded for Representation {
    type Id = DecisionId;

    fn all(record: record::Record) -> Vec<Self> {
        record.decisions.into_iter().map(Representation::from).collect()
    }

    fn id(&self) -> DecisionId {
        self.id
    }
}

impl Body {
    fn form(self, id: DecisionId, revision: i32) -> DecisionForm {
        DecisionForm {
            id,
            revision,
            item: self.item.map(|id| id.to_string()).unwrap_or_default(),
            text: self.text,
            plan: self.plan.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

pub async fn add(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let at = at.entry(&DecisionId(id));
    super::add(&db, &may, &at.at, &body.form(at.entry, 0)).await?;
    Ok(Made { at: api::at(&at.show()), made: one(&db, &may, &at).await? })
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<DecisionId>>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    super::save(&db, &may, &at, &body.form(at.entry, revision)).await?;
    one(&db, &may, &at).await.map(Json)
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<DecisionId>>,
) -> Result<NoContent> {
    super::remove(&db, &may, &at).await?;
    Ok(NoContent)
}

pub async fn restore(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<DecisionId>>,
) -> Result<Json<Representation>> {
    super::restore(&db, &may, &at).await?;
    one(&db, &may, &at).await.map(Json)
}
