//! What needs all of the product, and the program itself.

mod admission;
mod bad_input;
mod columns;
mod demo;
mod desks;
mod ended_sessions;
mod following;
mod imports;
mod lasting_rights;
mod lifecycle;
mod load;
mod logs;
mod lost_writes;
mod operations;
mod policy;
mod private_postgres;
mod program;
mod public_cache;
mod queries;
mod reading;
mod rendering;
mod seed;
mod settings;
mod statement_plans;
mod statements;
mod strangers;
mod token_command;
mod zone_rules;

support::serve!(site::routes::app);
