//! Actions in the browser: the group's list, one action and its reports, and its recording.

mod list;
mod record;
mod show;

pub use list::list;
pub use record::{add, edit, new, remove, restore, save};
pub use show::{report, show};
