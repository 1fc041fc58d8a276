//! The page of a group, and the lists of groups.

pub mod api;
pub mod card;
pub mod pages;
