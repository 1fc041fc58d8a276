//! A record that somebody writes in: held for a transaction, and how a change of it ends, from wherever it was made.
//! Its desk counts the change, whoever has the desk open is told which parts changed, and whoever made it can undo it.

use std::collections::BTreeSet;

use sqlx::PgConnection;
use uuid::Uuid;

use super::acts::Done;
use crate::meeting::Meeting;
use crate::record;
use access::rights::May;
use base::ids::ItemId;
use base::policy::RecordMeetings;
use platform::desk;
use platform::web::Result;

/// The meeting is held for the rest of the transaction.
pub struct OpenRecord<'a> {
    pub db: &'a mut PgConnection,
    pub by: &'a May<RecordMeetings>,
    pub meeting: &'a Meeting,
    parts: BTreeSet<String>,
    done: Vec<Done>,
}

impl<'a> OpenRecord<'a> {
    pub fn new(
        db: &'a mut PgConnection,
        by: &'a May<RecordMeetings>,
        meeting: &'a Meeting,
    ) -> Self {
        OpenRecord { db, by, meeting, parts: BTreeSet::new(), done: Vec::new() }
    }

    /// Notes that a part of the page looks different now.
    pub fn touch(&mut self, part: impl Into<String>) {
        self.parts.insert(part.into());
    }

    pub fn touch_item(&mut self, item: Option<ItemId>) {
        self.touch(record::part_of_item(item));
    }

    pub fn touch_entry(&mut self, entry: Uuid) {
        self.touch(format!("entry-{entry}"));
    }

    pub fn note(&mut self, done: Done) {
        self.done.push(done);
    }

    /// What was done until now.
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// Nothing of it is to be undone.
    pub fn forget(&mut self) {
        self.done.clear();
    }

    /// Before it is committed. `summary` says what can be undone: "added a decision".
    pub async fn finish(mut self, summary: &str) -> Result<()> {
        if self.parts.is_empty() {
            return Ok(());
        }
        self.touch("bar");
        let parts: Vec<_> = self.parts.into_iter().collect();
        let (page, by) = (record::desk_of(self.meeting.id), &self.by.person);
        desk::changed(self.db, &page, &parts).await?;
        match self.done.is_empty() || by.is_program() {
            true => Ok(()),
            false => desk::note(self.db, &page, by.id, summary, &self.done).await,
        }
    }
}
