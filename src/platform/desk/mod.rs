//! What pages share on which several people work at once: such a page counts its changes, knows which of its
//! parts each of them changed, does an act once however often it is sent, and answers with parts alone.

mod store;
mod acts;
mod undo;
mod news;
mod live;
mod effect;

use std::fmt;

use uuid::Uuid;

pub use acts::{Key, claim};
pub use effect::Effect;
pub use live::{Follower, Live};
pub use news::{CHANNEL, Writer, tell_writer};
pub use store::{Changed, changed, changed_since};
pub use undo::{Undoable, UndoneAct, changed_by_another, note, settled, take};

/// A page, as the stream of changes and the database name it: "agenda/0190…".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Desk(String);

impl Desk {
    pub fn new(kind: &'static str, of: Uuid) -> Self {
        Desk(format!("{kind}/{of}"))
    }
}

impl fmt::Display for Desk {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}
