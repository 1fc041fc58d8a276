//! The fields of forms that ask for people, days and texts of the record.

mod store;
pub mod deadline;
pub mod settlement;
pub mod texts;
pub mod people;
pub mod roster;
pub mod owners;
pub mod several;
pub mod typed;
