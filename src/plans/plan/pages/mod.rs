//! Plans in the browser: the group's list, one plan as a document that is edited in place, and
//! the steps that it takes.

mod editing;
mod editors;
mod import;
mod index;
mod past;
mod sheet;
mod show;
mod items;
mod steps;

pub use editors::editors;
pub use import::{bring_in, new_import};
pub use index::{index, make, new};
pub use items::{add, remove, removed, restore, save_item, shift};
pub use past::past;
pub use show::{save, show};
pub use steps::{archive, close, open, opening, redraft, restore_plan};
