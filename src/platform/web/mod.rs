//! What every handler shares: the state, the extractors, the pages and the one error type.

pub mod caching;
pub mod card;
pub mod assets;
mod cookies;
mod parts;
mod csv;
pub mod next;
mod frame;
mod request;
pub mod public_cache;
mod app;
pub mod listener;
mod page;
mod conflict;
mod over;
mod problem;
mod routing;
mod extract;
pub mod security;
mod timeouts;
pub mod typed;
pub mod refill;
mod upload;

pub use app::App;
pub use conflict::{conflict, or_conflict};
pub use cookies::{Cookies, notice, session_cookie, without_session};
pub use csv::{Csv, is_formula};
pub use extract::{Anyone, Form, Path, Query, UnaskedForm, tidy};
pub use frame::{Frame, FrameSlot, GroupLink, PersonLink};
pub use over::{Over, or_over};
pub use page::{Done, Page, form_again, refused};
pub use parts::{Asked, Fragments};
pub use problem::answer;
pub use request::{RequestNumber, number};
pub use routing::{Access, Guarded, Route, Routes};
pub use timeouts::{limit_time, limit_time_to};
pub use upload::Upload;

pub use crate::client::{ClientAddress, is_call};
pub use crate::database::{CustomPlans, connect, pool};
pub use crate::error::{
    Error, FieldError, Invalid, NotSent, Problem, Result, Theirs, describe, panicked,
};
pub use crate::transaction::{Transaction, transaction};
