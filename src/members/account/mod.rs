//! A person's own account: the first link, signing in, the profile and the password.

pub mod store;
pub mod profile;
pub mod sign_in;
pub mod admission;
pub mod welcome;
pub mod api;
pub mod pages;
