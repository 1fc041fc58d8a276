//! The product as people meet it: real requests on a real database.

mod support;

mod account;
mod administration;
mod agendas;
mod assets;
mod composing;
mod contributions;
mod errors;
mod frame;
mod groups;
mod home;
mod imports;
mod invitations;
mod lifecycle;
mod listener;
mod meetings;
mod members;
mod operations;
mod policy;
mod private_postgres;
mod recording;
mod sign_in;
mod summaries;
