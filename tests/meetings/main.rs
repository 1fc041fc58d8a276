//! Meetings as people meet them: real requests on a real database.

mod agenda_desk;
mod agenda_text;
mod agendas;
mod api_meetings;
mod attendances;
mod bad_input;
mod contributions;
mod decisions;
mod long_records;
mod meetings;
mod notes;
mod outcomes;
mod recording;
mod removals;
mod saving;
mod service_accounts;
mod starts;
mod texts;
mod times;
mod tokens;

support::product!(members::routes, plans::routes, meetings::routes);
