//! The parts of a plan that people comment on: the plan as a whole, an objective, an activity.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::PlanItemId;
use crate::plans::{Part, Placed};

/// What it is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct On {
    pub part: Part,
    pub is_objective: bool,
}

/// How many there are on one part, and how many of those are open.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
#[schema(as = CommentCount)]
pub struct Count {
    pub all: i64,
    pub open: i64,
}

impl On {
    /// "Objective 2", "Activity 2.1", "the plan"
    pub fn told(&self, placed: &[Placed]) -> String {
        let Some(item) = self.part else { return "the plan".into() };
        match placed.iter().find(|placed| placed.item.id == item) {
            Some(placed) => placed.name(),
            None if self.is_objective => "A removed objective".into(),
            None => "A removed activity".into(),
        }
    }
}

impl Count {
    /// "3, 1 open"
    pub fn told(self) -> String {
        match self.open {
            0 => self.all.to_string(),
            open => format!("{}, {open} open", self.all),
        }
    }
}

/// As the address of a list names a part.
pub fn part_key(part: Option<PlanItemId>) -> String {
    part.map_or_else(|| "plan".into(), |id| id.to_string())
}

pub fn part_of_key(key: &str) -> Option<Part> {
    match key {
        "" | "plan" => Some(None),
        id => id.parse().ok().map(Some),
    }
}
