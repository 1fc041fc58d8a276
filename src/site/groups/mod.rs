//! The page of a group, and the lists of groups.

pub mod card;
pub mod api;
pub mod pages;
