//! Actions as people meet them: real requests on a real database.

mod action_lists;
mod action_origins;
mod action_owners;
mod actions;
mod api_actions;
mod api_plans;
mod api_record;
mod deadlines;
mod plan_links;
mod record_desk;
mod reminders;
mod reports_by_link;
mod spreadsheets;
mod standing;
mod tables;
mod unsubscribing;

support::product!(members::routes, plans::routes, meetings::routes, actions::routes);
