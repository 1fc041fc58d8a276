//! The action that a URL names, and the URLs below it.

use serde::Deserialize;

use crate::addresses::meeting::MeetingPath;
use crate::ids::ActionId;

#[derive(Clone, Debug, Deserialize)]
pub struct ActionPath {
    pub group: String,
    pub action: ActionId,
}

impl ActionPath {
    pub fn show(&self) -> String {
        format!("/groups/{}/actions/{}", self.group, self.action)
    }

    pub fn edit(&self) -> String {
        format!("{}/edit", self.show())
    }

    pub fn reports(&self) -> String {
        format!("{}/reports", self.show())
    }
}

impl MeetingPath {
    /// An action of the same group.
    pub fn action(&self, id: &ActionId) -> ActionPath {
        ActionPath { group: self.group.clone(), action: *id }
    }
}
