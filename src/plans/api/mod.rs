//! Shared action plans as programs read and write them: the plan, its objectives and activities,
//! its steps, and tables of activities.

mod import;
mod items;
mod plan;
mod steps;

pub use import::bring_in;
pub use items::{add, edit, items, remove, removed, report, restore, shift, show_item};
pub use plan::{change, editors, list, make, past, show};
pub use steps::{archive, close, open, redraft, restore_plan};

use plan::Representation;
