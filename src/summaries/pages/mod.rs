//! The summary as people meet it: drafted, reviewed, approved and published in the browser.

mod draft;
mod section;
mod show;

pub use draft::{draft, edit, preview};
pub use section::{SectionPath, add, form, remove, renew, restore, save};
pub use show::show;
