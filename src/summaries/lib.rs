//! The report of a meeting: drafted, reviewed, approved and published as an edition.

extern crate self as summaries;

pub mod draft;
pub mod review;
pub mod editions;
pub mod publication;
pub mod routes;
