//! An entry of a record: contributions, decisions, actions and update notes are added, corrected,
//! taken out and put back alike. Each kind brings what its form says and its rows.

#![expect(async_fn_in_trait, reason = "each kind is known where it is served")]

pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use sqlx::{PgConnection, PgPool};

use crate::meeting::Meeting;
use crate::record;
use access::rights::May;
use base::addresses::entry::{Entry, EntryPath};
use base::addresses::meeting::MeetingPath;
use base::ids::{GroupId, ItemId, MeetingId};
use base::policy::RecordMeetings;
use base::revisions::{Editable, content};
use plans::links::{self, PlanLink};
use platform::history::{self, Change, revisions};
use platform::web::{Result, transaction};

/// A record that somebody writes in, its meeting held for the rest of the transaction.
pub struct OpenRecord<'a> {
    pub db: &'a mut PgConnection,
    pub by: &'a May<RecordMeetings>,
    pub meeting: &'a Meeting,
}

/// A kind of entry.
pub trait Recorded: Sized {
    type Id: Entry + DeserializeOwned + PartialEq + Send + Sync;
    type Form: Send + Sync;
    /// What it says.
    type Wording: Editable + Send + Sync;

    /// What is said once one is taken out.
    const REMOVED: &'static str;

    /// The id, made when the form was shown, and the revision that it started from.
    fn sent(form: &Self::Form) -> (Self::Id, i32);

    /// `saved` is what the form corrects.
    async fn check(
        open: &mut OpenRecord<'_>,
        form: &Self::Form,
        saved: Option<&Self::Wording>,
        now: DateTime<Utc>,
    ) -> Result<Self::Wording>;

    async fn insert(open: &mut OpenRecord<'_>, id: Self::Id, wording: &Self::Wording)
    -> Result<()>;

    /// Adds it in one statement, which checks what was read before and holds the rights of the
    /// request: none if that is no longer so, or the kind has no such way. Then `add` says why.
    async fn add_at_once(
        _db: &PgPool,
        _by: &May<RecordMeetings>,
        _at: &MeetingPath,
        _form: &Self::Form,
    ) -> Result<Option<Self::Wording>> {
        Ok(None)
    }

    /// What else its form brings, also if it was sent before.
    async fn follow(
        _open: &mut OpenRecord<'_>,
        _form: &Self::Form,
        _added: (Self::Id, &Self::Wording),
        _now: DateTime<Utc>,
    ) -> Result<()> {
        Ok(())
    }

    async fn take_out(open: &mut OpenRecord<'_>, id: Self::Id) -> Result<TakenOut>;

    /// The objective or activity that it is about.
    fn tied(_: &Self::Wording) -> Option<&PlanLink> {
        None
    }
}

/// A kind that is corrected in place, and kept when it is taken out.
pub trait Corrected: Recorded {
    /// What is said once one is put back.
    const RESTORED: &'static str;

    /// What was not removed, and its revision, held for the rest of the transaction.
    async fn find(open: &mut OpenRecord<'_>, id: Self::Id) -> Result<(i32, Self::Wording)>;

    async fn update(
        db: &mut PgConnection,
        id: Self::Id,
        saved: &Self::Wording,
        wording: &Self::Wording,
    ) -> Result<()>;

    /// The item that it is on again.
    async fn put_back(open: &mut OpenRecord<'_>, id: Self::Id) -> Result<Option<ItemId>>;
}

pub struct TakenOut {
    /// The item that it was on.
    pub item: Option<ItemId>,
    /// What it said, where only history keeps that.
    pub said: String,
}

pub async fn add<E: Recorded>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &E::Form,
    now: DateTime<Utc>,
) -> Result<E::Wording> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    let mut open = OpenRecord { db: &mut tx, by, meeting };
    let wording = E::check(&mut open, form, None, now).await?;
    let (sent, _) = E::sent(form);
    let unused = revisions::unused(open.db, sent.uuid(), &wording).await?.map(E::Id::of);
    if let Some(id) = unused {
        enter::<E>(&mut open, id, &wording).await?;
    }
    E::follow(&mut open, form, (unused.unwrap_or(sent), &wording), now).await?;
    tx.commit().await?;
    Ok(wording)
}

/// Adds an entry within a larger change.
pub async fn enter<E: Recorded>(
    open: &mut OpenRecord<'_>,
    id: E::Id,
    wording: &E::Wording,
) -> Result<()> {
    E::insert(open, id, wording).await?;
    keep::<E>(open.db, open.by, (Some(open.meeting.id), id), (1, wording)).await
}

pub async fn save<E: Corrected>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<E::Id>,
    form: &E::Form,
    now: DateTime<Utc>,
) -> Result<E::Wording> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord { db: &mut tx, by, meeting };
    let saved = E::find(&mut open, at.entry).await?;
    let wording = E::check(&mut open, form, Some(&saved.1), now).await?;
    let (_, started_from) = E::sent(form);
    let what = (Some(meeting.id), at.entry);
    correct::<E>(&mut tx, by, what, saved, (started_from, &wording)).await?;
    tx.commit().await?;
    Ok(wording)
}

/// Corrects an entry of a meeting, or of none, unless somebody else did meanwhile.
pub async fn correct<E: Corrected>(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    (meeting, id): (Option<MeetingId>, E::Id),
    (revision, saved): (i32, E::Wording),
    (started_from, wording): (i32, &E::Wording),
) -> Result<()> {
    revisions::check(db, id.uuid(), (revision, &saved), (started_from, wording)).await?;
    E::update(db, id, &saved, wording).await?;
    keep::<E>(db, by, (meeting, id), (revision + 1, wording)).await
}

/// What it is tied to, and what history keeps of it.
pub async fn keep<E: Recorded>(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    (meeting, id): (Option<MeetingId>, E::Id),
    (revision, wording): (i32, &E::Wording),
) -> Result<()> {
    let (of, tied) = ((by.group.id, meeting), E::tied(wording));
    if revision > 1 || tied.is_some() {
        links::put(db, of, id, tied).await?;
    }
    let said = if revision == 1 { "added" } else { "corrected" };
    let (content, revision) = (Some(content(wording)), Some(revision));
    let change = Change { event: said, revision, content, ..change(of, id) };
    history::log(db, by.person.id, change).await
}

/// What history says of an entry, still without what happened.
pub fn change<Id: Entry>(of: (GroupId, Option<MeetingId>), id: Id) -> Change<'static> {
    let (group, meeting) = (Some(of.0), of.1);
    Change { group, meeting, subject: Id::SUBJECT, subject_id: id.uuid(), ..Change::default() }
}

/// Takes an entry out of the record, and tells the item that it was on.
pub async fn remove<E: Recorded>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<E::Id>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord { db: &mut tx, by, meeting };
    let TakenOut { item, said } = E::take_out(&mut open, at.entry).await?;
    let change = change((by.group.id, Some(meeting.id)), at.entry);
    let change = Change { event: "removed", reason: &said, ..change };
    history::log(&mut tx, by.person.id, change).await?;
    tx.commit().await?;
    Ok(item)
}

pub async fn restore<E: Corrected>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<E::Id>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord { db: &mut tx, by, meeting };
    let item = E::put_back(&mut open, at.entry).await?;
    let change = change((by.group.id, Some(meeting.id)), at.entry);
    history::log(&mut tx, by.person.id, Change { event: "put back", ..change }).await?;
    tx.commit().await?;
    Ok(item)
}

impl TakenOut {
    /// Of what is kept.
    pub fn from(item: Option<ItemId>) -> Self {
        TakenOut { item, said: String::new() }
    }
}
