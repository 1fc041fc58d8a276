//! The standing item: under it a meeting hears what became of the actions of earlier meetings.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::draft::{Act, Draft, Drafter, event, renumber, summary};
use super::form::ItemEdit;
use super::store::{self, Whole};
use crate::agenda::earlier::ONE_MORE;
use crate::meeting::Meeting;
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::revisions;
use platform::history::{self, Change};
use platform::web::Result;

const TITLE: &str = "Action items from earlier meetings";

/// The agenda, and the actions that its standing item is or would be about. They are the group's, not the public's.
pub async fn with_earlier(db: &PgPool, meeting: &Meeting, most: Option<i32>) -> Result<Whole> {
    store::items_and_earlier(db, meeting.id, most).await
}

/// A new meeting's agenda begins with the standing item, if earlier actions are open by then.
pub async fn begin(db: &mut PgConnection, by: &Member, meeting: &Meeting) -> Result<()> {
    let whole = store::items_and_earlier(&mut *db, meeting.id, ONE_MORE).await?;
    if !whole.earlier.open().is_empty() {
        let added = insert(db, meeting).await?;
        history::log(db, by.person.id, Change { reason: TITLE, ..added }).await?;
    }
    Ok(())
}

/// Puts it first on an agenda that has none.
pub async fn add_standing(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut draft = Draft::open(db, by, at, now).await?;
    if draft.items.iter().any(|item| item.standing) {
        return Ok(());
    }
    let added = insert(&mut draft.tx, &draft.meeting).await?;
    let act = Act::Added { items: vec![ItemId(added.subject_id)] };
    draft.log(added, TITLE).await?;
    draft.finish(Some((act, summary("added", TITLE)))).await
}

async fn insert(db: &mut PgConnection, meeting: &Meeting) -> Result<Change<'static>> {
    let (id, edit) = (ItemId::new(), ItemEdit::titled(TITLE));
    store::insert(db, meeting.id, id, None, &edit).await?;
    store::make_standing(db, id).await?;
    renumber(db, meeting).await?;
    let content = Some(revisions::content(&edit));
    Ok(Change { event: "added", revision: Some(1), content, ..event(meeting, id) })
}
