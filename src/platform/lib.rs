//! Machinery that knows no noun of the product: web, API, history, mail, tables, database and
//! configuration.

extern crate self as platform;

pub mod api;
pub mod attempts;
pub mod config;
pub mod history;
pub mod log;
pub mod mail;
pub mod notifications;
pub mod passwords;
pub mod secrets;
pub mod tables;
pub mod web;
