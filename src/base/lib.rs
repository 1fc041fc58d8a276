//! The words of the product: ids, states, policy, addresses, time and text. It reads and writes
//! nothing.

extern crate self as base;

pub mod addresses;
pub mod audience;
pub mod clock;
pub mod digest;
pub mod due;
pub mod ids;
pub mod markdown;
pub mod merge;
pub mod policy;
pub mod redline;
pub mod revisions;
pub mod states;
pub mod text;
pub mod time;
