//! What all calls of the JSON API share: what they read and answer, how often they may come, and
//! the document that describes them, which is made from the types of their handlers.

mod answers;
mod body;
mod calls;
mod described;
mod description;
mod document;
mod example;
mod handbook;
mod limits;
mod listing;
mod once;
pub mod pages;
mod parameters;
mod problems;
mod store;

pub use answers::{Json, Made, NoContent, Representation};
pub use body::{IfMatch, lines};
pub use calls::{Calls, Catalogue};
pub use described::{Call, Input, Output};
pub use description::Description;
pub use document::Document;
pub use limits::{Allowance, limit};
pub use listing::{Listing, Paged, given};
pub use once::{Keyed, Once, keep};

/// Where the API has what a page has.
pub fn at(page: &str) -> String {
    format!("/api/v1{page}")
}
