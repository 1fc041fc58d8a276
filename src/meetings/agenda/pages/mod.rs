//! The agenda as it is read, and as it is drafted.

mod show;
mod items;
mod steps;

pub use items::{ItemPath, add, edit, remove, save, shift};
pub use show::{OpenActions, show};
pub use steps::{add_standing, carry_over, publish};
