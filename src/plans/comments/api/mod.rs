//! Comments and suggestions on a plan, as programs read, send and decide them.

mod talk;
mod thread;
mod settlement;

pub use settlement::{offer, settle};
pub use talk::{replies, reply};
pub use thread::{Representation, list, make, one, show};
