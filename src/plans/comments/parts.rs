//! The parts of a plan that people comment on: the plan as a whole, an objective, an activity.

use crate::plan::Placed;
use base::addresses::plan_part::Part;

/// What it is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct On {
    pub part: Part,
    pub is_objective: bool,
}

impl On {
    /// "Objective 2", "Activity 2.1", "the plan"
    pub fn describe(&self, placed: &[Placed]) -> String {
        let Some(item) = self.part else { return "the plan".into() };
        match placed.iter().find(|placed| placed.item.id == item) {
            Some(placed) => placed.name(),
            None if self.is_objective => "A removed objective".into(),
            None => "A removed activity".into(),
        }
    }
}
