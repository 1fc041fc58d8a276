//! An agenda while it is changed: held for a transaction, and how each change of it ends, from wherever it was
//! made. Its desk counts the change, whoever has the desk open is told which parts changed, and whoever made it
//! can undo it.

mod rows;
mod acts;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::{Item, store, tree};
use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use base::states::MeetingState;
use platform::desk::{self, Desk};
use platform::history::{self, Change};
use platform::web::{Error, Result, Transaction, transaction};

pub use acts::{Act, stood, summary};
pub use rows::{Row, Sums, rows, sums};

pub(super) type Drafter = May<DraftAgendas>;

/// A meeting that is held for a transaction, and its items.
pub(super) struct Draft<'a> {
    pub tx: Transaction,
    pub by: &'a Drafter,
    pub meeting: Meeting,
    pub items: Vec<Item>,
    pub now: DateTime<Utc>,
    /// The items as the transaction found them.
    before: Vec<Item>,
}

/// All that stands on the page.
pub const WHOLE: &str = "main";

/// The page, as those who follow it name it.
pub fn desk_of(meeting: &Meeting) -> Desk {
    Desk::new("agenda", meeting.id.0)
}

impl<'a> Draft<'a> {
    /// A cancelled meeting's agenda stays.
    pub async fn open(
        db: &PgPool,
        by: &'a Drafter,
        at: &MeetingPath,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let mut tx = transaction(db).await?;
        let meeting = meeting::lock(&mut tx, by.group.id, at.meeting).await?;
        if meeting.state == MeetingState::Cancelled {
            return Err(Error::conflict("The meeting is cancelled, so its agenda stays as it is."));
        }
        let items = store::items(&mut *tx, meeting.id, true).await?;
        Ok(Draft { tx, by, meeting, before: items.clone(), items, now })
    }

    /// Reads the items again, where one change builds on another.
    pub async fn refresh(&mut self) -> Result<()> {
        self.items = store::items(&mut *self.tx, self.meeting.id, true).await?;
        Ok(())
    }

    pub fn find(&self, id: ItemId) -> Result<&Item> {
        find(&self.items, id)
    }

    pub fn event(&self, item: ItemId) -> Change<'static> {
        event(&self.meeting, item)
    }

    /// Writes what happened, and says on a published agenda that it was revised.
    pub async fn log(&mut self, event: Change<'_>, title: &str) -> Result<()> {
        if self.meeting.agenda_is_published() {
            store::revise(&mut self.tx, self.meeting.id, self.now).await?;
        }
        let change = Change { reason: title, ..event };
        history::log(&mut self.tx, self.by.person.id, change).await
    }

    pub async fn renumber(&mut self) -> Result<()> {
        renumber(&mut self.tx, &self.meeting).await
    }

    /// Commits. `done` is what can be undone, and how that is said.
    pub async fn finish(mut self, done: Option<(Act, String)>) -> Result<()> {
        let after = store::items(&mut *self.tx, self.meeting.id, true).await?;
        let parts = self.parts_changed(&after);
        self.close(&parts, done).await
    }

    /// Commits what changes all of the page.
    pub async fn finish_whole(self) -> Result<()> {
        self.close(&[WHOLE.to_owned()], None).await
    }

    async fn close(mut self, parts: &[String], done: Option<(Act, String)>) -> Result<()> {
        let desk = desk_of(&self.meeting);
        desk::changed(&mut self.tx, &desk, parts).await?;
        // The meeting's page shows the agenda, too.
        desk::changed(&mut self.tx, &meeting::page_of(self.meeting.id), &[WHOLE.to_owned()])
            .await?;
        if self.meeting.has_record() {
            let record = Desk::new("record", self.meeting.id.0);
            desk::changed(&mut self.tx, &record, &["sheet".to_owned()]).await?;
        }
        let by = &self.by.person;
        if let Some((act, summary)) = done.filter(|_| !by.is_program()) {
            desk::note(&mut self.tx, &desk, by.id, &summary, &act).await?;
        }
        self.tx.commit().await
    }

    fn parts_changed(&self, after: &[Item]) -> Vec<String> {
        let (meeting, zone) = (&self.meeting, self.by.group.time_zone);
        let (was, is) = (rows(&self.before, meeting, zone), rows(after, meeting, zone));
        let shape = |rows: &[Row]| rows.iter().map(|row| (row.id, row.depth)).collect::<Vec<_>>();
        let mut parts = vec!["bar".to_owned()];
        if shape(&was) != shape(&is) {
            parts.extend(["items".to_owned(), "tray".to_owned()]);
        }
        if sums(&self.before, meeting) != sums(after, meeting) {
            parts.push("sums".to_owned());
        }
        let changed = is.iter().filter(|row| was.iter().all(|old| old != *row));
        parts.extend(changed.map(|row| format!("row-{}", row.id)));
        parts
    }
}

pub(super) fn find(items: &[Item], id: ItemId) -> Result<&Item> {
    items.iter().find(|item| item.id == id).ok_or(Error::NotFound)
}

pub(super) fn event(meeting: &Meeting, item: ItemId) -> Change<'static> {
    Change { subject: "agenda item", subject_id: item.0, ..meeting.event() }
}

pub(super) async fn renumber(db: &mut PgConnection, meeting: &Meeting) -> Result<()> {
    let items = store::items(&mut *db, meeting.id, true).await?;
    store::place(db, &tree::places(&items)).await
}
