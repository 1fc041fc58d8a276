//! What all calls of the JSON API share: what they read and answer, how often they may come, and
//! the document that describes them, which is made from the types of their handlers.

mod store;
pub mod token;
mod answers;
mod body;
mod example;
mod idempotency;
mod listing;
pub mod moves;
mod parameters;
mod problems;
mod description;
pub mod described;
mod query;
pub mod calls;
pub mod document;

pub use answers::{Json, Made, NoContent, Representation};
pub use body::{IfMatch, lines};
pub use calls::{Calls, Catalogue};
pub use description::Description;
pub use document::Document;
pub use idempotency::{Idempotent, Keyed, keep};
pub use listing::{Listing, Paged, given};

/// Where the API has what a page has.
pub fn at(page: &str) -> String {
    format!("/api/v1{page}")
}
