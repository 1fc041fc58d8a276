//! Where everybody arrives: what waits for them first, then what comes next.

pub mod pages;
