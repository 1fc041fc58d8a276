//! An entry of a record: contributions, decisions, actions and update notes are added, corrected,
//! taken out and put back alike. Each kind brings what its form says and its rows.

#![expect(async_fn_in_trait, reason = "each kind is known where it is served")]

mod acts;
mod open;
mod changing;
pub mod api;
pub mod pages;
pub mod moving;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use sqlx::{PgConnection, PgPool};

use access::rights::May;
use base::addresses::entry::Entry;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::RecordMeetings;
use base::revisions::Editable;
use plans::links::PlanLink;
use platform::web::Result;

pub use acts::{Act, Done};
pub use changing::{
    add, add_in, change, change_in, correct, enter, form_of, keep, remove, remove_in, restore,
    restore_in, save, save_in,
};
pub use open::OpenRecord;

/// A kind of entry.
pub trait Recorded: Sized {
    type Id: Entry + DeserializeOwned + PartialEq + Send + Sync;
    type Form: Send + Sync;
    /// What it says.
    type Wording: Editable + Send + Sync;

    /// "a decision"
    const CALLED: &'static str;
    /// Whether it is kept when it is taken out.
    const STAYS: bool = true;
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

    /// The item that it is on.
    fn item(wording: &Self::Wording) -> Option<ItemId>;

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

    /// What puts it back where it stands among the others of its item, if those have an order.
    async fn place(_open: &mut OpenRecord<'_>, _id: Self::Id) -> Result<Option<Act>> {
        Ok(None)
    }

    /// The item that it is on again.
    async fn put_back(open: &mut OpenRecord<'_>, id: Self::Id) -> Result<Option<ItemId>>;
}

pub struct TakenOut {
    /// The item that it was on.
    pub item: Option<ItemId>,
    /// What it said, where only history keeps that.
    pub said: String,
}

impl TakenOut {
    /// Of what is kept.
    pub fn from(item: Option<ItemId>) -> Self {
        TakenOut { item, said: String::new() }
    }
}
