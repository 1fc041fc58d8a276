//! The fields of forms that ask for people, days and texts of the record.

pub mod deadline;
pub mod owners;
pub mod people;
pub mod settlement;
mod store;
pub mod texts;
pub mod typed;
