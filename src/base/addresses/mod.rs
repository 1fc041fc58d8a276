//! Every address of the product: what a URL names, and the URLs around it.

pub mod file;
pub mod meeting;
pub mod action;
pub mod entry;
pub mod plan;
pub mod summary;
pub mod webhook;
pub mod event;
pub mod group;
pub mod plan_part;
pub mod plan_comment;
pub mod public_comment;
pub mod mailed;
