//! The entries of a record as programs read them: those of each kind are listed, and found, alike.

use axum::extract::State;
use serde::de::DeserializeOwned;
use sqlx::PgPool;

use crate::record::{self, Record};
use access::rights::Member;
use base::addresses::entry::{Entry, EntryPath};
use base::addresses::meeting::MeetingPath;
use platform::api::{Json, Listing, Paged, Representation};
use platform::web::{Error, Path, Result};

/// An entry as programs read it.
pub trait Recorded: Representation + Sized {
    type Id: Entry + DeserializeOwned + PartialEq + Send;

    fn all(record: Record) -> Vec<Self>;

    fn id(&self) -> Self::Id;
}

pub async fn list<E: Recorded>(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<E>> {
    let (_, record) = record::of(&db, &by, &at).await?;
    page.of(E::all(record), |entry| entry.id().to_string())
}

pub async fn read<E: Recorded>(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<E::Id>>,
) -> Result<Json<E>> {
    one(&db, &by, &at).await.map(Json)
}

pub async fn one<E: Recorded>(db: &PgPool, by: &Member, at: &EntryPath<E::Id>) -> Result<E> {
    let (_, record) = record::of(db, by, &at.at).await?;
    E::all(record).into_iter().find(|entry| entry.id() == at.entry).ok_or(Error::NotFound)
}
