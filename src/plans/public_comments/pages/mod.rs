//! Comments from the public in the browser: sent and confirmed by their authors, answered by the
//! secretariat.

mod confirm;
mod new;
mod queue;

pub use confirm::{confirm, show};
pub use new::{new, send};
pub use queue::{admit, queue, refuse};
