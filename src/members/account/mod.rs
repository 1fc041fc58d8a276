//! A person's own account: the first link, signing in, the profile and the password.

pub mod admission;
pub mod api;
pub mod next;
pub mod pages;
pub mod profile;
pub mod sign_in;
pub mod store;
pub mod welcome;
