//! The links that let people in, in the database.

pub mod links;
pub mod welcome;
