//! The address of a membership.

use serde::Deserialize;

use base::ids::MembershipId;

/// The membership that a URL names, within its group.
#[derive(Clone, Debug, Deserialize)]
pub struct MembershipPath {
    pub group: String,
    pub membership: MembershipId,
}

impl MembershipPath {
    pub fn path(&self) -> String {
        format!("/groups/{}/members/{}", self.group, self.membership)
    }

    pub fn removal(&self) -> String {
        format!("{}/removal", self.path())
    }
}
