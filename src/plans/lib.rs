//! Action plans: shared documents of objectives and activities, on which members and the public
//! comment.

extern crate self as plans;

pub mod presence;
pub mod plan;
pub mod comments;
pub mod links;
pub mod public_comments;
pub mod timeline;
pub mod versions;
pub mod routes;
