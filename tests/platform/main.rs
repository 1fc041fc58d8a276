//! The machinery on its own, as programs at its door meet it.

mod listener;
mod slow_requests;
