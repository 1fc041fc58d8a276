//! An agenda as it is shown to whoever is not told of those who asked not to be named.

use sqlx::PgConnection;

use super::{Item, store};
use crate::meeting::Meeting;
use access::rights::Reader;
use base::withheld::Withheld;
use platform::web::Result;

/// To the public nothing is told that was written of an item at the meeting.
pub(super) async fn for_reader(
    db: &mut PgConnection,
    by: &Reader,
    meeting: &Meeting,
    mut items: Vec<Item>,
) -> Result<Vec<Item>> {
    if by.member.as_ref().is_some_and(|member| !member.reads_speakers()) {
        let withheld = store::withheld(db, meeting.id).await?;
        items.iter_mut().for_each(|item| item.withhold(&withheld));
    }
    Ok(items)
}

impl Item {
    /// What was published of it before the meeting stays.
    pub(crate) fn withhold(&mut self, withheld: &Withheld) {
        self.reason = withheld.hide(&self.reason);
    }
}
