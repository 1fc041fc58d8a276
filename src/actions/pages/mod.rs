//! Actions in the browser: the group's list, one action and its reports, and its recording.

mod list;
mod record;
mod show;

pub use list::{csv, list};
pub use record::{add, edit, edit_elsewhere, new, remove, restore, save, save_elsewhere};
pub use show::{report, show};
