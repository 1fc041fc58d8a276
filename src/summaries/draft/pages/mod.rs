//! The summary as people meet it: drafted, reviewed, approved and published in the browser.

mod draft;
mod section;
mod show;
mod steps;

pub use draft::{draft, edit, preview};
pub use section::{add, form, remove, renew, restore, save};
pub use show::show;
pub use steps::{
    approve, correct, correction, end, publish, send_back, sending_back, submission, submit,
};
