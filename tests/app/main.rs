//! The product as people meet it: real requests on a real database.

mod support;

mod account;
mod actions;
mod administration;
mod agendas;
mod approval;
mod assets;
mod attendances;
mod composing;
mod contributions;
mod decisions;
mod editions;
mod errors;
mod frame;
mod groups;
mod home;
mod imports;
mod invitations;
mod lifecycle;
mod listener;
mod mail;
mod meetings;
mod members;
mod notes;
mod operations;
mod outcomes;
mod policy;
mod private_postgres;
mod publication;
mod recording;
mod review;
mod sign_in;
mod summaries;
mod verify;
mod way;
