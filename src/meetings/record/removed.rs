//! What was taken out of a record: kept, named, and put back on request.

use serde::Deserialize;

use super::Record;
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::{ActionId, ContributionId, DecisionId, ItemId};
use base::policy;

#[derive(Clone, Debug, Deserialize)]
pub struct Removed {
    pub id: uuid::Uuid,
    pub kind: String,
    pub item_id: Option<ItemId>,
    /// "Decision 3", or who spoke.
    pub about: String,
    /// How it begins.
    pub text: String,
}

impl Record {
    /// What was removed, as a member may know of it: the others are told of the decisions, whose
    /// numbers are missing.
    pub fn take_removed(&mut self, member: &Member) -> Vec<Removed> {
        let mut removed = std::mem::take(&mut self.removed);
        if !member.may(policy::RecordMeetings) {
            removed.retain(|removed| removed.kind == "decision");
        }
        removed
    }
}

impl Removed {
    pub fn restoration(&self, at: &MeetingPath) -> String {
        match self.kind.as_str() {
            "decision" => at.entry(&DecisionId(self.id)).restoration(),
            "action" => at.entry(&ActionId(self.id)).restoration(),
            _ => at.entry(&ContributionId(self.id)).restoration(),
        }
    }
}
