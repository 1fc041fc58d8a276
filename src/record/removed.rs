//! What was taken out of a record: kept, named, and put back on request.

use sqlx::PgExecutor;

use super::store;
use crate::ids::{ActionId, ContributionId, DecisionId, ItemId, MeetingId};
use crate::meetings::MeetingPath;
use crate::web::Result;

#[derive(Clone, Debug)]
pub struct Removed {
    pub id: uuid::Uuid,
    pub kind: String,
    pub item_id: Option<ItemId>,
    /// "Decision 3", or who spoke.
    pub about: String,
    /// How it begins.
    pub text: String,
}

/// Everything that was removed from a meeting's record.
pub async fn removed(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Vec<Removed>> {
    store::removed(db, meeting).await
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
