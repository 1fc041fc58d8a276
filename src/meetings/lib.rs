//! A meeting on its way: planned, with its agenda, recorded entry by entry.

extern crate self as meetings;

pub mod agenda;
pub mod attendance;
pub mod contributions;
pub mod decisions;
pub mod details;
pub mod meeting;
pub mod notes;
pub mod outcomes;
pub mod planning;
pub mod record;
