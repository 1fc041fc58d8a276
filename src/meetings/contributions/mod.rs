//! What people said under an agenda item, as it is recorded: who, in what capacity, in which
//! words and order.

mod store;
mod form;
mod at_once;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use crate::agenda::was_addressed;
use crate::record::entry::{Act, Corrected, Done, OpenRecord, Recorded, TakenOut, change, keep};
use crate::record::{self, Contribution};
use access::fields::people::PersonRef;
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId, MeetingId};
use base::policy::RecordMeetings;
use base::revisions::{Editable, Field, Kind, choice, field};
use base::states::{Attribution, Direction};
use plans::links::{self, PlanLink};
use platform::history::{self, Change};
use platform::web::{Result, transaction};

pub use form::ContributionForm;

/// What a contribution says, apart from its place among the others.
#[derive(Clone, Debug)]
pub struct Wording {
    pub item_id: ItemId,
    pub item: String,
    pub speaker: PersonRef,
    pub capacity: String,
    pub attribution: Attribution,
    pub text: String,
    pub html: String,
    pub tied: Option<PlanLink>,
}

impl Editable for Wording {
    fn fields(&self) -> Vec<Field> {
        let (speaker, member) = (&self.speaker, self.speaker.member());
        let named = if member.is_empty() { "" } else { &speaker.name };
        vec![
            choice("item", "Agenda item", self.item_id.to_string(), &self.item),
            choice("speaker", "Speaker", member.clone(), named),
            field("guest", "Guest’s name", speaker.guest(), Kind::Line),
            field("capacity", "Capacity", &self.capacity, Kind::Line),
            field("text", "What was said", &self.text, Kind::Text),
            choice(
                "attribution",
                "In the report",
                self.attribution.key().into(),
                self.attribution.words(),
            ),
            links::field(self.tied.as_ref()),
        ]
    }
}

impl Recorded for Contribution {
    type Id = ContributionId;
    type Form = ContributionForm;
    type Wording = Wording;

    const CALLED: &'static str = "a contribution";
    const REMOVED: &'static str = "The contribution is removed. It can be put back below.";

    fn sent(form: &ContributionForm) -> (ContributionId, i32) {
        (form.id, form.revision)
    }

    async fn check(
        open: &mut OpenRecord<'_>,
        form: &ContributionForm,
        saved: Option<&Wording>,
        _: DateTime<Utc>,
    ) -> Result<Wording> {
        let wording = form.check(open.db, open.meeting, saved).await?;
        // Whoever records that somebody spoke says that the item was addressed.
        was_addressed(open.db, open.by.person.id, open.meeting, wording.item_id).await?;
        Ok(wording)
    }

    async fn insert(open: &mut OpenRecord<'_>, id: ContributionId, said: &Wording) -> Result<()> {
        store::insert(open.db, id, open.meeting.id, said).await
    }

    async fn add_at_once(
        db: &PgPool,
        by: &May<RecordMeetings>,
        at: &MeetingPath,
        form: &ContributionForm,
    ) -> Result<Option<Wording>> {
        at_once::add(db, by, at, form).await
    }

    /// The update of a plan that it gave.
    async fn follow(
        open: &mut OpenRecord<'_>,
        form: &ContributionForm,
        (id, said): (ContributionId, &Wording),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some(update) = form.update() else { return Ok(()) };
        let (of, tied) = ((open.meeting.id, id), said.tied.as_ref());
        links::enter_update(open.db, open.by, of, tied, &update, now).await
    }

    async fn take_out(open: &mut OpenRecord<'_>, id: ContributionId) -> Result<TakenOut> {
        let item = store::set_removed(open.db, open.meeting.id, id, true).await?;
        Ok(TakenOut::from(Some(item)))
    }

    fn item(said: &Wording) -> Option<ItemId> {
        Some(said.item_id)
    }

    fn tied(wording: &Wording) -> Option<&PlanLink> {
        wording.tied.as_ref()
    }
}

impl Corrected for Contribution {
    const RESTORED: &'static str = "The contribution is back in the record.";

    async fn find(open: &mut OpenRecord<'_>, id: ContributionId) -> Result<(i32, Wording)> {
        let (revision, saved) = store::find(open.db, open.meeting.id, id).await?;
        let tied = links::of(&mut *open.db, open.meeting.group_id, id).await?;
        Ok((revision, Wording { tied, ..saved }))
    }

    async fn update(
        db: &mut PgConnection,
        id: ContributionId,
        saved: &Wording,
        wording: &Wording,
    ) -> Result<()> {
        store::update(db, id, wording).await?;
        match wording.item_id == saved.item_id {
            true => Ok(()),
            false => store::put_last(db, id, wording.item_id).await,
        }
    }

    async fn place(open: &mut OpenRecord<'_>, id: ContributionId) -> Result<Option<Act>> {
        let (_, saved) = store::find(open.db, open.meeting.id, id).await?;
        let order = store::order(open.db, saved.item_id).await?;
        Ok(Some(place_in(&order, id)))
    }

    /// As the last under its item.
    async fn put_back(open: &mut OpenRecord<'_>, id: ContributionId) -> Result<Option<ItemId>> {
        let item = store::set_removed(open.db, open.meeting.id, id, false).await?;
        store::put_last(open.db, id, item).await?;
        was_addressed(open.db, open.by.person.id, open.meeting, item).await?;
        Ok(Some(item))
    }
}

/// From now on what somebody said is told without their name.
pub async fn withhold(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: MeetingId,
    id: ContributionId,
) -> Result<()> {
    let (revision, saved) = store::find(db, meeting, id).await?;
    let tied = links::of(&mut *db, by.group.id, id).await?;
    let wording = Wording { tied, attribution: Attribution::Withheld, ..saved };
    store::update(db, id, &wording).await?;
    keep::<Contribution>(db, by, (Some(meeting), id), (revision + 1, &wording)).await?;
    record::changed(db, meeting, &[format!("entry-{id}")]).await
}

fn place_in(order: &[ContributionId], id: ContributionId) -> Act {
    let before = order.iter().take_while(|one| **one != id);
    Act::Moved { after: before.last().copied() }
}

/// Lets a contribution change places with the one before or after it.
pub async fn move_by_one(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ContributionId>,
    direction: Direction,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    let (_, saved) = store::find(open.db, meeting.id, at.entry).await?;
    let mut order = store::order(open.db, saved.item_id).await?;
    let here = order.iter().position(|id| *id == at.entry).unwrap_or_default();
    let there = match direction {
        Direction::Up => here.saturating_sub(1),
        Direction::Down => (here + 1).min(order.len() - 1),
    };
    if here != there {
        let place = place_in(&order, at.entry);
        order.swap(here, there);
        store::arrange(open.db, &order).await?;
        let moved = if direction == Direction::Up { "moved up" } else { "moved down" };
        let change = change((by.group.id, Some(meeting.id)), at.entry);
        history::log(open.db, by.person.id, Change { event: moved, ..change }).await?;
        open.touch_item(Some(saved.item_id));
        open.note(Done::of(at.entry, place));
    }
    open.finish("moved a contribution").await?;
    tx.commit().await?;
    Ok(saved.item_id)
}

/// Puts a contribution back after the one that it stood after, within a larger change.
pub async fn put_after(
    open: &mut OpenRecord<'_>,
    id: ContributionId,
    after: Option<ContributionId>,
) -> Result<()> {
    let (_, saved) = store::find(open.db, open.meeting.id, id).await?;
    let mut order = store::order(open.db, saved.item_id).await?;
    order.retain(|one| *one != id);
    let there = after.and_then(|after| order.iter().position(|one| *one == after));
    order.insert(there.map_or(0, |there| there + 1), id);
    store::arrange(open.db, &order).await?;
    let change = change((open.by.group.id, Some(open.meeting.id)), id);
    history::log(open.db, open.by.person.id, Change { event: "moved", ..change }).await?;
    open.touch_item(Some(saved.item_id));
    Ok(())
}

/// What was said last under an item, and by whom.
pub async fn last(
    open: &mut OpenRecord<'_>,
    item: ItemId,
) -> Result<Option<(ContributionId, String)>> {
    store::last(open.db, item).await
}
