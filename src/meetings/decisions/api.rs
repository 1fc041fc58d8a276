//! Decisions as programs read and record them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DecisionForm;
use crate::record::entry::api::Called;
use crate::record::{self, Decision};
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::{DecisionId, ItemId, PlanItemId};
use platform::api;
use platform::web::{App, Result};

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

impl Called for Decision {
    type Body = Body;
    type Representation = Representation;

    fn form(body: Body, id: DecisionId, revision: i32) -> Result<DecisionForm> {
        Ok(DecisionForm {
            id,
            revision,
            item: body.item.map(|id| id.to_string()).unwrap_or_default(),
            text: body.text,
            plan: body.plan.map(|id| id.to_string()).unwrap_or_default(),
        })
    }

    fn id(entry: &Representation) -> DecisionId {
        entry.id
    }

    async fn all(app: &App, by: &Member, at: &MeetingPath) -> Result<Vec<Representation>> {
        let (_, record) = record::of(&app.db, by, at).await?;
        Ok(record.decisions.into_iter().map(Representation::from).collect())
    }
}
