//! The desk on which an agenda is drafted: lines that are typed, moved and removed in place by several people at
//! once, each of whom can take back what they did last.

pub(super) mod store;
mod patch;
mod typing;
mod lines;
mod moving;
mod removing;
mod undo;

use serde::{Deserialize, Deserializer};

pub use lines::{LinesForm, Unsaved, save_lines};
pub use moving::{To, move_to};
pub use patch::Patch;
pub use removing::remove_item;
pub use store::{Beside, Readers};
pub use typing::{MOST_ITEMS, NewLines, add_lines, edit_line};
pub use undo::undo;

/// A field that was sent without text is not one that was not sent.
fn even_if_empty<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    String::deserialize(field).map(Some)
}
