//! Identifiers, one type per noun, so that no meeting is looked up by the id of an item.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(Serialize, Deserialize, sqlx::Type, utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = Uuid)]
        #[sqlx(transparent)]
        pub struct $id(pub Uuid);

        impl $id {
            /// In the order of their making, so that lists have a natural order.
            #[expect(clippy::new_without_default, reason = "each is another")]
            pub fn new() -> Self {
                $id(Uuid::now_v7())
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $id {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map($id)
            }
        }
    )+};
}

ids! {
    PersonId, SessionId, TokenId, GroupId, MembershipId, InvitationId,
    MeetingId, ItemId, AttendanceId,
    ContributionId, NoteId, DecisionId, ActionId, ReportId,
    SectionId, CommentId, ImportId, MailId,
    PlanId, PlanItemId, ActivityReportId, PlanCommentId, PlanReplyId, PublicCommentId,
    WebhookId,
}
