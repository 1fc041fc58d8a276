//! What comes from others and goes to them, as both meet it: real requests on a real database.

mod api_imports;
mod events;
mod following;
mod imports;
mod resting;
mod service_accounts;
mod webhooks;

support::product!(members::routes, meetings::routes, actions::routes, exchange::routes);
