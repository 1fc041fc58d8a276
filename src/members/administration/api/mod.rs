//! What the administrator of the platform does by program.

pub mod groups;
pub mod people;
