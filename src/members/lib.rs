//! How people come in and what they hold: accounts, memberships, invitations, tokens, service
//! accounts, administration.

extern crate self as members;

pub mod tokens;
pub mod account;
pub mod place;
pub mod undelivered;
pub mod invitations;
pub mod membership;
pub mod settings;
pub mod administration;
pub mod acceptance;
pub mod service_accounts;
pub mod routes;
