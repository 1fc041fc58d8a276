//! The summary as people meet it: drafted, reviewed and approved in the browser.

mod draft;
mod section;
mod show;
mod steps;

pub use draft::{draft, edit, preview};
pub use section::{add, form, remove, renew, restore, save};
pub use show::show;
pub use steps::{TextForm, approve, end, ending, send_back, sending_back, submission, submit};
