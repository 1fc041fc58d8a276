//! Every address of the product: what a URL names, and the URLs around it.

pub mod action;
pub mod entry;
pub mod file;
pub mod meeting;
pub mod plan;
pub mod plan_comment;
pub mod public_comment;
pub mod summary;
pub mod webhook;

pub mod event;
pub mod group;
pub mod plan_part;
