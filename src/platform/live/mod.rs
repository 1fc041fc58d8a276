//! Following a group while things happen in it. What happens is read once for everybody in this
//! process who follows, and handed to each of them within their rights; whoever was not there, or
//! is slow, reads what they missed by themselves.

pub mod frames;
mod places;
mod hub;
mod subscription;

pub use hub::{Batch, Due, Live, Rights};
pub use places::{Of, Place, Places};
pub use subscription::{Received, Subscription};
