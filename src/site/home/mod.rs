//! Where everybody arrives: what waits for them first, then what comes next.

pub mod api;
pub mod pages;
mod store;
mod waiting;

pub use waiting::{Waiting, describe, waiting_for};
