//! Recording an action in the meeting that agreed on it, or elsewhere, and correcting it.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::{Action, ActionForm, Assignment, Source, store};
use access::rights::May;
use base::ids::{ActionId, ItemId};
use base::policy::RecordMeetings;
use meetings::record::entry::{self, Corrected, OpenRecord, Recorded, TakenOut};
use plans::links::PlanLink;
use platform::history::revisions;
use platform::web::{Result, transaction};

impl Recorded for Action {
    type Id = ActionId;
    type Form = ActionForm;
    type Wording = Assignment;

    const CALLED: &'static str = "an action";
    const REMOVED: &'static str = "The action is removed. It can be put back below.";

    fn sent(form: &ActionForm) -> (ActionId, i32) {
        (form.id, form.revision)
    }

    async fn check(
        open: &mut OpenRecord<'_>,
        form: &ActionForm,
        saved: Option<&Assignment>,
        _: DateTime<Utc>,
    ) -> Result<Assignment> {
        form.check(open.db, (open.by.group.id, None), Some(open.meeting.id), saved).await
    }

    async fn insert(open: &mut OpenRecord<'_>, id: ActionId, said: &Assignment) -> Result<()> {
        store::insert(open.db, open.by.group.id, Source::Meeting(open.meeting), id, said).await
    }

    async fn take_out(open: &mut OpenRecord<'_>, id: ActionId) -> Result<TakenOut> {
        let item = store::set_removed(open.db, open.meeting.id, id, true).await?;
        Ok(TakenOut::from(item))
    }

    fn item(assignment: &Assignment) -> Option<ItemId> {
        assignment.on.id
    }

    fn tied(assignment: &Assignment) -> Option<&PlanLink> {
        assignment.tied.as_ref()
    }
}

impl Corrected for Action {
    const RESTORED: &'static str = "The action is back in the record.";

    async fn find(open: &mut OpenRecord<'_>, id: ActionId) -> Result<(i32, Assignment)> {
        let (group, meeting) = (open.by.group.id, Some(open.meeting.id));
        store::lock(open.db, group, id).await?;
        store::assignment(&mut *open.db, group, meeting, id).await
    }

    async fn update(
        db: &mut PgConnection,
        id: ActionId,
        _: &Assignment,
        assignment: &Assignment,
    ) -> Result<()> {
        store::assign(db, id, assignment).await
    }

    async fn put_back(open: &mut OpenRecord<'_>, id: ActionId) -> Result<Option<ItemId>> {
        store::set_removed(open.db, open.meeting.id, id, false).await
    }
}

/// Adds an action that comes from no meeting.
pub async fn add_elsewhere(
    db: &PgPool,
    by: &May<RecordMeetings>,
    form: &ActionForm,
    now: DateTime<Utc>,
) -> Result<(ActionId, Assignment)> {
    let mut tx = transaction(db).await?;
    let assignment = form.check(&mut tx, (by.group.id, None), None, None).await?;
    let unused = revisions::unused(&mut tx, form.id.0, &assignment).await?.map(ActionId);
    if let Some(id) = unused {
        enter(&mut tx, by, Source::Elsewhere(now), id, &assignment).await?;
    }
    tx.commit().await?;
    Ok((unused.unwrap_or(form.id), assignment))
}

/// Adds an action, of a meeting or of none, within a larger change.
pub async fn enter(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    from: Source<'_>,
    id: ActionId,
    assignment: &Assignment,
) -> Result<()> {
    store::insert(db, by.group.id, from, id, assignment).await?;
    entry::keep::<Action>(db, by, (from.meeting_id(), id), (1, assignment)).await
}

/// Corrects an action that comes from no meeting.
pub async fn save_elsewhere(
    db: &PgPool,
    by: &May<RecordMeetings>,
    id: ActionId,
    form: &ActionForm,
) -> Result<Assignment> {
    let mut tx = transaction(db).await?;
    store::lock(&mut tx, by.group.id, id).await?;
    let saved = store::assignment(&mut *tx, by.group.id, None, id).await?;
    let assignment = form.check(&mut tx, (by.group.id, None), None, Some(&saved.1)).await?;
    let edit = (form.revision, &assignment);
    entry::correct::<Action>(&mut tx, by, (None, id), saved, edit).await?;
    tx.commit().await?;
    Ok(assignment)
}

/// The form in which an action that comes from no meeting is corrected, and what it is tied to.
pub async fn form(
    db: &PgPool,
    by: &May<RecordMeetings>,
    id: ActionId,
) -> Result<(ActionForm, Option<PlanLink>)> {
    let (revision, saved) = store::assignment(db, by.group.id, None, id).await?;
    Ok((ActionForm::of(id, revision, &saved), saved.tied))
}
