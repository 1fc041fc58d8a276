//! Machinery that knows no noun of the product: web, API, history, mail, tables, database and
//! configuration.

extern crate self as platform;

pub mod secrets;
pub mod log;
pub mod config;
pub mod error;
pub mod client;
pub mod database;
pub mod transaction;
pub mod passwords;
pub mod turns;
pub mod attempts;
pub mod rate_limit;
pub mod desk;
pub mod notifications;
pub mod live;
pub mod web;
pub mod mail;
pub mod api;
pub mod history;
pub mod tables;
