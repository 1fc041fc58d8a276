//! Tokens, by which programs call the API: each acts for one person, for a time, to read only
//! or also to write, in all of that person's groups or in some.

mod secret;

pub use secret::Secret;
