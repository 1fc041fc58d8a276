//! The comments on a draft in the browser: made, answered and settled.

mod list;
mod new;
mod passages;
mod settle;

pub use list::list;
pub use new::{make, new};
pub use passages::{answer, passages};
pub use settle::{settle, settlement};
