//! Summaries as people meet them: real requests on a real database.

mod api_summaries;
mod approval;
mod composing;
mod editions;
mod granted;
mod names;
mod naming;
mod publication;
mod review;
mod review_ends;
mod summaries;
mod verify;

support::product!(plans::routes, meetings::routes, summaries::routes);
