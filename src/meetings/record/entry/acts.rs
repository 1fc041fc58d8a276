//! What somebody did to the entries of a record, as far as it takes to undo it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use base::addresses::entry::Entry;
use base::ids::ContributionId;

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Done {
    /// Of which kind the entry is: "contributions", "actions".
    pub kind: String,
    pub entry: Uuid,
    #[serde(flatten)]
    pub act: Act,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    Added,
    /// `before` is what it said.
    Edited {
        before: Value,
    },
    Removed,
    Restored,
    /// `after` is the one before it, until it was moved.
    Moved {
        after: Option<ContributionId>,
    },
}

impl Done {
    pub fn of<Id: Entry>(id: Id, act: Act) -> Self {
        Done { kind: Id::PLACE.to_owned(), entry: id.uuid(), act }
    }
}
