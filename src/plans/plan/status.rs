//! How far an activity is.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "activity_status", rename_all = "snake_case")]
pub enum Status {
    Planned,
    InProgress,
    Done,
    Dropped,
}

impl Status {
    pub const ALL: [Status; 4] =
        [Status::Planned, Status::InProgress, Status::Done, Status::Dropped];

    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::InProgress => "in_progress",
            Status::Done => "done",
            Status::Dropped => "dropped",
        }
    }

    /// As a form offers them: "In progress".
    pub fn choices() -> Vec<(&'static str, String)> {
        let label = |status: Status| {
            let told = status.to_string();
            (status.key(), told[..1].to_uppercase() + &told[1..])
        };
        Status::ALL.map(label).to_vec()
    }

    pub fn of_key(key: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.key() == key)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Status::Planned => "planned",
            Status::InProgress => "in progress",
            Status::Done => "done",
            Status::Dropped => "dropped",
        })
    }
}
