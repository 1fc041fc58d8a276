//! Several items that were not reached, marked at once and for one reason.

use serde::Deserialize;
use sqlx::PgPool;

use super::{Verdict, store};
use crate::agenda::was_spoken_under;
use crate::meeting;
use crate::record;
use crate::record::entry::{Act, Done, OpenRecord};
use access::fields::texts::line;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::RecordMeetings;
use base::states::Outcome;
use platform::web::{Error, Invalid, Result, transaction};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemainingForm {
    pub items: Vec<ItemId>,
    pub reason: String,
}

impl RemainingForm {
    fn check(&self) -> Result<Verdict> {
        let mut invalid = Invalid::default();
        if self.items.is_empty() {
            invalid.add("items", "Choose the items that were not addressed.");
        }
        let reason = line("reason", &self.reason, &mut invalid);
        if reason.is_empty() {
            invalid.add("reason", "Say why they were not addressed.");
        }
        invalid.or(Verdict { outcome: Outcome::NotAddressed, reason })
    }
}

/// Only what is still planned can be marked, so that no outcome is replaced unseen.
pub async fn not_addressed(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &RemainingForm,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    not_addressed_in(&mut open, form).await?;
    open.finish("").await?;
    tx.commit().await?;
    Ok(())
}

/// Within a larger change. Tells what takes it back.
pub async fn not_addressed_in(
    open: &mut OpenRecord<'_>,
    form: &RemainingForm,
) -> Result<Vec<Done>> {
    let verdict = form.check()?;
    let mut done = Vec::new();
    for item in &form.items {
        let saved = store::find(open.db, open.meeting.id, *item).await?;
        if saved == verdict {
            continue;
        }
        if saved.outcome != Outcome::Planned {
            let sentence = "Somebody else has given one of these items an outcome. Choose \
                            again.";
            return Err(Error::invalid("items", sentence));
        }
        if was_spoken_under(&mut *open.db, *item).await? {
            let sentence = "Somebody spoke under one of these items, so it was addressed. \
                            Choose again from those that are left.";
            return Err(Error::invalid("items", sentence));
        }
        super::write(open.db, open.by, open.meeting, *item, &verdict).await?;
        open.touch_item(Some(*item));
        let act = Act::NotAddressed { reason: verdict.reason.clone() };
        done.push(Done { kind: "outcomes".to_owned(), entry: item.0, act });
    }
    if !done.is_empty() {
        meeting::read_changed(open.db, open.meeting.id).await?;
    }
    Ok(done)
}

/// An item that was marked so is planned again, unless it has another outcome or reason by now.
pub async fn undo_in(open: &mut OpenRecord<'_>, item: ItemId, reason: String) -> Result<()> {
    let saved = store::find(open.db, open.meeting.id, item).await?;
    if saved == (Verdict { outcome: Outcome::NotAddressed, reason }) {
        let planned = Verdict { outcome: Outcome::Planned, reason: String::new() };
        super::write(open.db, open.by, open.meeting, item, &planned).await?;
        open.touch_item(Some(item));
        meeting::read_changed(open.db, open.meeting.id).await?;
    }
    Ok(())
}
