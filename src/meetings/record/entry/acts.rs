//! What somebody did to the entries of a record, as far as it takes to undo it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use access::fields::people::PersonRef;
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
    /// Who came onto the list of those present, and who went off it.
    Attended {
        added: Vec<PersonRef>,
        removed: Vec<PersonRef>,
    },
    /// What the particulars said before and after.
    Particulars {
        before: Value,
        after: Value,
    },
    /// An item was marked as not addressed, for this reason.
    NotAddressed {
        reason: String,
    },
}

impl Done {
    /// Of the list of those present, which no other change of it meets.
    pub fn attended(act: Act) -> Self {
        Done { kind: "attendance".to_owned(), entry: Uuid::nil(), act }
    }

    pub fn of<Id: Entry>(id: Id, act: Act) -> Self {
        Done { kind: Id::PLACE.to_owned(), entry: id.uuid(), act }
    }
}
