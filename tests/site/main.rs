//! The product put together, as people meet it: real requests on a real database.

mod action_owners;
mod api;
mod api_groups;
mod assets;
mod errors;
mod events;
mod feeds;
mod groups;
mod hand_over;
mod home;
mod public_comments;
mod round_trip;
mod search;
mod settling;
mod spellings;
mod stages;
mod standing;
mod tables;
mod visibility;
mod waiting;

support::serve!(site::routes::app);
