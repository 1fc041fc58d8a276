//! What all calls of the JSON API share: what they read and answer, how often they may come, and
//! the document that describes them, which is made from the types of their handlers.

pub mod token;

mod answers;
mod body;
pub mod calls;
pub mod described;
mod description;
pub mod document;
mod example;
mod idempotency;
mod limits;
mod listing;
pub mod moves;
mod parameters;
mod problems;
mod store;

pub use answers::{Json, Made, NoContent, Representation};
pub use body::{IfMatch, lines};
pub use calls::{Calls, Catalogue};
pub use description::Description;
pub use document::Document;
pub use idempotency::{Idempotent, Keyed, keep};
pub use limits::{RateLimit, limit};
pub use listing::{Listing, Paged, given};

/// Where the API has what a page has.
pub fn at(page: &str) -> String {
    format!("/api/v1{page}")
}
