//! The item and the change that URLs name, and the URLs below them.

use serde::Deserialize;
use uuid::Uuid;

use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;

/// The item that a URL names, and the URLs below it.
#[derive(Clone, Debug, Deserialize)]
pub struct ItemPath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub item: ItemId,
}

/// One of the reader's own changes.
#[derive(Clone, Debug, Deserialize)]
pub struct ChangePath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub change: Uuid,
}

impl ItemPath {
    pub fn edit(&self) -> String {
        format!("{}/items/{}", self.at.agenda(), self.item)
    }

    pub fn removal(&self) -> String {
        format!("{}/removal", self.edit())
    }

    /// Where it stands on the page of the agenda.
    pub fn shown(&self) -> String {
        format!("{}#item-{}", self.at.agenda(), self.item)
    }
}
