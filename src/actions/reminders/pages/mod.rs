//! The pages behind the links in a reminder, for whoever is not signed in.

mod report;
mod switch;

pub use report::{report, show as show_action};
pub use switch::{show, switch};
