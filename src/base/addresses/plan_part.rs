//! A part of a plan that something is said of.

use crate::ids::PlanItemId;

/// What people comment on, suggest for, and tie the record to: the plan as a whole, or an item.
pub type Part = Option<PlanItemId>;

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
