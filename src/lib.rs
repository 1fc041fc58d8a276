//! Rapporteur runs the meetings of working groups, from draft agenda to published summary.

// What the product is about.
pub mod actions;
pub mod administration;
pub mod agendas;
pub mod attendances;
pub mod comments;
pub mod contributions;
pub mod decisions;
pub mod editions;
pub mod events;
pub mod feeds;
pub mod groups;
pub mod home;
pub mod imports;
pub mod invitations;
pub mod meetings;
pub mod members;
pub mod notes;
pub mod outcomes;
pub mod particulars;
pub mod people;
pub mod plans;
pub mod public_comments;
pub mod record;
pub mod reminders;
pub mod search;
pub mod service_accounts;
pub mod suggestions;
pub mod summaries;
pub mod ties;
pub mod tokens;
pub mod versions;
pub mod webhooks;

// What those share.
pub mod api;
pub mod clock;
pub mod commands;
pub mod config;
pub mod deadlines;
pub mod demo;
pub mod dispositions;
pub mod history;
pub mod ids;
pub mod mail;
pub mod markdown;
pub mod merge;
pub mod moments;
pub mod operations;
pub mod postgres;
pub mod presences;
pub mod redline;
pub mod revisions;
pub mod roles;
pub mod routes;
pub mod seed;
pub mod tables;
pub mod text;
pub mod web;

pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();
