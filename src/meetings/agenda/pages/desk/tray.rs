//! What stands beside the lines of an agenda and may come onto it.

use super::Desk;
use crate::agenda::Item;
use crate::agenda::pages::open_actions::OpenActions;

impl Desk {
    /// Earlier actions are open, and nothing on the agenda of this meeting to come says so.
    pub(super) fn lacks_standing(&self) -> bool {
        let open = !self.earlier.open().is_empty();
        open && self.meeting.is_to_come() && !self.rows.iter().any(|row| row.standing)
    }

    pub(super) fn standing(&self) -> String {
        format!("{}/standing-item", self.at.agenda())
    }

    pub(super) fn carrying(&self) -> String {
        format!("{}/carried-over", self.at.agenda())
    }

    pub(super) fn left_over(&self) -> &[Item] {
        &self.beside.left_over
    }

    pub(super) fn open_actions(&self) -> OpenActions {
        OpenActions::of(Some(&self.earlier), &self.at, self.day, self.reader.group.actions())
    }
}
