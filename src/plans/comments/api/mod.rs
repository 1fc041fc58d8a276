//! Comments and suggestions on a plan, as programs read, send and settle them.

mod settlement;
mod talk;
mod thread;

pub use settlement::{offer, settle};
pub use talk::{replies, reply};
pub use thread::{Representation, list, make, one, show};
