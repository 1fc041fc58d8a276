//! The product put together: all addresses, home and group pages, search, API handbook, health,
//! assets.

extern crate self as site;

pub mod assets;
pub mod health;
pub mod directory;
pub mod home;
pub mod groups;
pub mod search;
pub mod preview;
pub mod live;
pub mod handbook;
pub mod routes;
