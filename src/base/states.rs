//! The states and kinds that things of the product can be in, each under its key.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "action_state", rename_all = "snake_case")]
pub enum ActionState {
    Open,
    InProgress,
    Done,
    Dropped,
    HandedOver,
}

impl fmt::Display for ActionState {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            ActionState::Open => "open",
            ActionState::InProgress => "in progress",
            ActionState::Done => "done",
            ActionState::Dropped => "dropped",
            ActionState::HandedOver => "handed over",
        })
    }
}

impl ActionState {
    pub fn is_open(self) -> bool {
        !matches!(self, ActionState::Done | ActionState::Dropped)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[schema(as = PlanCommentKind)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "plan_comment_kind", rename_all = "snake_case")]
pub enum Kind {
    Comment,
    /// Of the text of what it is on.
    Change,
    /// A new one.
    Objective,
    /// A new one, below the objective that it is on.
    Activity,
}

impl Kind {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Comment => "comment",
            Kind::Change => "change",
            Kind::Objective => "objective",
            Kind::Activity => "activity",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Kind::Comment => "Comment",
            Kind::Change => "Suggested change",
            Kind::Objective => "Suggested objective",
            Kind::Activity => "Suggested activity",
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "visibility", rename_all = "snake_case")]
pub enum Visibility {
    Public,
    MembersOnly,
}

impl Visibility {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::MembersOnly => "members_only",
        }
    }
}

/// Whose approval a summary needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "approval_rule", rename_all = "snake_case")]
pub enum ApprovalRule {
    EveryCoChair,
    AnyCoChair,
}

impl ApprovalRule {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            ApprovalRule::EveryCoChair => "every_co_chair",
            ApprovalRule::AnyCoChair => "any_co_chair",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "meeting_state", rename_all = "snake_case")]
pub enum MeetingState {
    Draft,
    Scheduled,
    InSession,
    Held,
    Cancelled,
}

impl fmt::Display for MeetingState {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            MeetingState::Draft => "draft",
            MeetingState::Scheduled => "scheduled",
            MeetingState::InSession => "in session",
            MeetingState::Held => "held",
            MeetingState::Cancelled => "cancelled",
        })
    }
}
