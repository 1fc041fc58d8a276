//! The words of the product: ids, states, policy, addresses, time and text. It reads and writes
//! nothing.

extern crate self as base;

pub mod long_work;
pub mod text;
pub mod clock;
pub mod time;
pub mod due;
pub mod ids;
pub mod states;
pub mod policy;
pub mod audience;
pub mod digest;
pub mod redline;
pub mod merge;
pub mod names;
pub mod withheld;
pub mod markdown;
pub mod revisions;
pub mod addresses;
