//! What comes from others and goes to them: imported reports, feeds, events, webhooks.

extern crate self as exchange;

pub mod events;
pub mod feeds;
pub mod imports;
pub mod webhooks;
pub mod routes;
