//! A meeting on its way: planned, with its agenda, recorded entry by entry.

extern crate self as meetings;

pub mod meeting;
pub mod agenda;
pub mod planning;
pub mod record;
pub mod attendance;
pub mod contributions;
pub mod decisions;
pub mod details;
pub mod zone_rules;
pub mod notes;
pub mod outcomes;
pub mod routes;
