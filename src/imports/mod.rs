//! An import reads a Summary Report that was written elsewhere into a meeting's record.

pub mod blocks;
mod markdown;
pub mod report;
pub mod understand;

pub use blocks::{Block, Unreadable, read};
pub use report::Report;
pub use understand::{NotUnderstood, understand};
