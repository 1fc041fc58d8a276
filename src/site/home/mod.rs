//! Where everybody arrives: what waits for them first, then what comes next.

mod store;
mod waiting;
pub mod api;
pub mod pages;

use crate::directory::GroupRow;
use meetings::meeting;
use plans::comments;
use platform::mail::undelivered::Undelivered;
use summaries::draft;

pub use waiting::{Arrival, Waiting, arrival, describe, of_group};

/// What is not touched for so many days is left lying.
const LYING: i32 = 7;
/// An agenda is to be published before its meeting is so many days ahead.
const AHEAD: i32 = 10;

/// What is there to be done, and what else people see where they arrive.
pub struct Found {
    pub summaries: Vec<draft::Waiting>,
    pub plans: Vec<comments::Waiting>,
    pub meetings: Vec<meeting::Waiting>,
    pub undelivered: Vec<Undelivered>,
    /// Their groups, or the one that is named, and what that is for, as HTML.
    pub groups: Vec<GroupRow>,
    pub purpose: Option<String>,
}
