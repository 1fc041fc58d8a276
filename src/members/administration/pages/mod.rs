//! The administrator's pages. To everybody else there is no such place.

pub mod groups;
pub mod people;
