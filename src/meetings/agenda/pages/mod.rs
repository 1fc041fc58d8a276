//! The agenda as it is read, and as it is drafted.

mod path;
mod open_actions;
mod clash;
mod desk;
mod show;
mod items;
mod removal;
mod publication;
mod steps;
mod text;

pub use items::{add, edit, save, save_lines, shift, undo};
pub use open_actions::OpenActions;
pub use path::{ChangePath, ItemPath};
pub use publication::{ask_publication, publish};
pub use removal::{ask_removal, remove, removed, restore};
pub use show::show;
pub use steps::{add_standing, carry_over};
pub use text::{send_text, text};
