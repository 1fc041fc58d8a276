//! The pages on which co-chairs change their group.

mod edit;
mod visibility;

pub use edit::{edit, save};
pub use visibility::{set_visibility, show_visibility};
