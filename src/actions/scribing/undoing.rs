//! Taking back what one did last in a record, unless somebody else has changed the same entries since.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use super::store;
use crate::Action;
use access::rights::May;
use base::addresses::entry::Entry;
use base::addresses::meeting::MeetingPath;
use base::ids::{ActionId, ContributionId, DecisionId, ItemId};
use base::policy::RecordMeetings;
use base::revisions::content;
use base::states::Attribution;
use meetings::record;
use meetings::record::entry::{
    Act, Corrected, Done, OpenRecord, form_of, remove_in, restore_in, save_in,
};
use meetings::record::{Contribution, Decision, UpdateNote};
use meetings::{attendance, contributions, details, outcomes};
use platform::desk::{Key, changed_by_another, claim, settled, take};
use platform::web::{Error, Result, transaction};

pub async fn undo(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    (change, key): (Uuid, Key),
    now: DateTime<Utc>,
) -> Result<()> {
    let undone = take_back(db, by, at, (change, key), now).await;
    settled(db, by.person.id, change, undone).await
}

async fn take_back(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    (change, key): (Uuid, Key),
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    if !claim(&mut tx, key, by.person.id, &change).await? {
        return Ok(());
    }
    let desk = record::desk_of(meeting.id);
    let taken = take::<Vec<Done>>(&mut tx, &desk, by.person.id, change).await?;
    let mut entries: Vec<_> = taken.act.iter().map(|done| done.entry).collect();
    entries.retain(|entry| !entry.is_nil());
    // What hangs on an entry goes from sight with it.
    let hides = |done: &&Done| matches!(done.act, Act::Added | Act::Restored);
    let hidden: Vec<_> = taken.act.iter().filter(hides).map(|done| done.entry).collect();
    entries.extend(store::hanging_on(&mut tx, &hidden).await?);
    let since = taken.history_id;
    if let Some(other) = changed_by_another(&mut tx, None, &entries, by.person.id, since).await? {
        return Err(Error::conflict(format!(
            "{other} changed this entry after you, so you cannot undo your change. Edit the entry \
             instead.",
        )));
    }
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    for done in taken.act.into_iter().rev() {
        undo_one(&mut open, done, since, now).await?;
    }
    // What was undone is not undone once more.
    open.forget();
    open.finish("").await?;
    tx.commit().await?;
    Ok(())
}

async fn undo_one(
    open: &mut OpenRecord<'_>,
    done: Done,
    since: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let Done { kind, entry, act } = done;
    match (kind.as_str(), act) {
        (_, Act::Moved { after }) => {
            contributions::put_after(open, ContributionId(entry), after).await
        }
        (_, Act::Attended { added, removed }) => {
            attendance::undo_in(open, &added, &removed, since).await
        }
        (_, Act::NotAddressed { reason }) => outcomes::undo_in(open, ItemId(entry), reason).await,
        (_, Act::Particulars { before, after }) => details::undo_in(open, &before, &after).await,
        (ContributionId::PLACE, act) => undo_of::<Contribution>(open, entry, act, now).await,
        (DecisionId::PLACE, act) => undo_of::<Decision>(open, entry, act, now).await,
        (ActionId::PLACE, act) => undo_of::<Action>(open, entry, act, now).await,
        (_, Act::Added) => match remove_in::<UpdateNote>(open, Entry::of(entry)).await {
            Ok(_) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        },
        (_, _) => Ok(()),
    }
}

async fn undo_of<E>(
    open: &mut OpenRecord<'_>,
    entry: Uuid,
    act: Act,
    now: DateTime<Utc>,
) -> Result<()>
where
    E: Corrected<Form: DeserializeOwned>,
{
    let id = E::Id::of(entry);
    match act {
        // What is gone already stays so.
        Act::Added | Act::Restored => match E::find(open, id).await {
            Ok(_) => remove_in::<E>(open, id).await.map(drop),
            Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        },
        Act::Removed => restore_in::<E>(open, id).await.map(drop),
        Act::Edited { before } => {
            let (revision, saved) = E::find(open, id).await?;
            let withheld = |content: &Value| content["attribution"] == Attribution::Withheld.key();
            if withheld(&content(&saved)) && !withheld(&before) {
                return Err(Error::conflict(
                    "This speaker is not to be named any more, so you cannot undo your change. Edit \
                     the entry instead.",
                ));
            }
            let form = form_of::<E>(id, revision, before)?;
            save_in::<E>(open, id, &form, now).await.map(drop)
        }
        Act::Moved { .. }
        | Act::Attended { .. }
        | Act::Particulars { .. }
        | Act::NotAddressed { .. } => Ok(()),
    }
}
