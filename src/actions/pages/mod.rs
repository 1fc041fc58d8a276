//! Actions in the browser: the group's list, one action and its reports, and its recording.

mod import;
mod list;
mod record;
mod elsewhere;
mod show;

pub use elsewhere::{add_on_plan, edit_elsewhere, new_on_plan, save_elsewhere};
pub use import::{bring_in, new as new_import};
pub use list::{csv, list};
pub use record::new;
pub use show::{report, show};
