//! What every handler shares: the state, the extractors, the pages and the one error type.

pub mod caching;
pub mod card;

mod app;
pub mod assets;
mod conflict;
mod cookies;
mod csv;
mod error;
mod extract;
mod faults;
mod frame;
pub mod listener;
mod page;
mod problem;
mod request;
mod routing;
pub mod security;
mod timeouts;
mod upload;

pub use app::{App, connect, pool, transaction};
pub use conflict::conflict;
pub use cookies::{Cookies, notice, session_cookie, without_session};
pub use csv::{Csv, FORMULA};
pub use error::{Error, FieldError, Invalid, panicked};
pub use extract::{Anyone, Form, Path, Query, tidy};
pub use faults::describe;
pub use frame::{Frame, FrameSlot, GroupLink, PersonLink};
pub use page::{Done, Page, refused};
pub use problem::{Problem, Theirs, answer, is_call};
pub use request::{ClientAddress, RequestNumber, number};
pub use routing::{Access, Guarded, Route, Routes};
pub use timeouts::{limit_time, limit_time_to};
pub use upload::Upload;

pub type Result<T, E = Error> = std::result::Result<T, E>;
