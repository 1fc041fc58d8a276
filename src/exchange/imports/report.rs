//! What an import understood of a Summary Report, for its preview and for the meeting's record.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use base::due::Due;

/// Items are named by their printed numbers, such as "1.a". What is unknown is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedReport)]
pub struct Report {
    pub title: Option<String>,
    pub group: Option<String>,
    pub group_abbreviation: Option<String>,
    pub meeting_number: i32,
    pub starts_at: Option<DateTime<Utc>>,
    pub moderators: Vec<String>,
    pub participants_note: Option<String>,
    pub agenda: Vec<AgendaItem>,
    pub contributions: Vec<Contribution>,
    pub decisions: Vec<Decision>,
    pub actions: Vec<Action>,
    pub not_addressed: Vec<NotAddressed>,
    pub next_meeting_at: Option<DateTime<Utc>>,
    pub warnings: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedAgendaItem)]
pub struct AgendaItem {
    pub number: String,
    pub title: String,
    #[serde(default)]
    #[schema(no_recursion)]
    pub children: Vec<AgendaItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedContribution)]
pub struct Contribution {
    pub item: Option<String>,
    pub speaker: Option<String>,
    pub text: String,
    #[serde(default)]
    pub updates: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedDecision)]
pub struct Decision {
    pub item: Option<String>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedAction)]
pub struct Action {
    pub item: Option<String>,
    pub text: String,
    pub owner: Option<String>,
    /// A date, or "next meeting".
    #[schema(value_type = Option<String>)]
    pub due: Option<Due>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedNotAddressed)]
pub struct NotAddressed {
    pub number: String,
    pub title: String,
    pub reason: Option<String>,
}

impl Report {
    pub(super) fn warn(&mut self, warning: impl Into<String>) {
        self.warnings.push(warning.into());
    }

    /// Nothing is silently lost: what has no place in the record is quoted.
    pub(super) fn unplaced(&mut self, text: &str) {
        self.warn(format!("This found no place in the record: “{text}”"));
    }
}
