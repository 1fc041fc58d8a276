//! Where everybody arrives: what waits for them first, then what comes next.

mod store;
mod waiting;
pub mod api;
pub mod pages;

pub use waiting::{Waiting, describe, waiting_for, with_undelivered};
