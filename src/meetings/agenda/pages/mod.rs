//! The agenda as it is read, and as it is drafted.

mod show;
mod items;
mod removal;
mod steps;

pub use items::{ItemPath, add, edit, save, shift};
pub use removal::{ask_removal, remove, removed, restore};
pub use show::{OpenActions, show};
pub use steps::{add_standing, carry_over, publish};
