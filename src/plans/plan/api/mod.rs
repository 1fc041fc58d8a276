//! Shared action plans as programs read and write them: the plan, its objectives and activities,
//! its steps, and tables of activities.

mod import;
mod items;
mod list;
mod plan;
mod reports;
mod steps;

use plan::Representation;

pub use import::bring_in;
pub use items::{add, edit, items, remove, removed, restore, shift, show_item};
pub use list::list;
pub use plan::{change, editors, make, past, show};
pub use reports::report;
pub use steps::{archive, close, open, redraft, restore_plan};
