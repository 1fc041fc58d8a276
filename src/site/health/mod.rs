//! What whoever runs the product watches: whether it is up, whether it can work, and how it fares.

mod memory;
mod figures;
pub mod pages;

pub use figures::{count, keep_figures, traffic};
