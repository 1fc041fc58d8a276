//! How people come in, as they meet it: real requests on a real database.

mod account;
mod administration;
mod ended_sessions;
mod frame;
mod invitations;
mod mail;
mod members;
mod roles;
mod settings;
mod sign_in;
mod undelivered;

support::product!(members::routes);
