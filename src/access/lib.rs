//! Who asks, and what they may: people, groups, and the proof that a right was asked.

extern crate self as access;

pub mod person;
pub mod group;
pub mod rights;
pub mod card;
pub mod fields;
pub mod unsent;
pub mod product;
