//! The entries of a record as programs read and write them: each kind has its own JSON, and all
//! are called alike.

use axum::extract::State;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::{Corrected, Recorded};
use access::rights::{May, Member};
use base::addresses::entry::{Entry, EntryPath};
use base::addresses::meeting::MeetingPath;
use base::policy::RecordMeetings;
use platform::api::{
    self, Idempotent, IfMatch, Json, Listing, Made, NoContent, Paged, Representation,
};
use platform::web::{App, Error, Path, Result};

/// A kind of entry as programs know it.
pub trait Called: Recorded {
    type Body: DeserializeOwned + ToSchema + Send;
    type Representation: Representation + Send;

    /// As the page's form would send it; revision 0 is a new one.
    fn form(body: Self::Body, id: Self::Id, revision: i32) -> Result<Self::Form>;

    fn id(entry: &Self::Representation) -> Self::Id;

    /// All of a meeting.
    async fn all(app: &App, by: &Member, at: &MeetingPath) -> Result<Vec<Self::Representation>>;

    async fn one(app: &App, by: &Member, at: &EntryPath<Self::Id>) -> Result<Self::Representation> {
        let all = Self::all(app, by, &at.at).await?;
        all.into_iter().find(|one| Self::id(one) == at.entry).ok_or(Error::NotFound)
    }
}

pub async fn list<E: Called>(
    by: Member,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<E::Representation>> {
    page.of(E::all(&app, &by, &at).await?, |entry| E::id(entry).to_string())
}

pub async fn read<E: Called>(
    by: Member,
    State(app): State<App>,
    Path(at): Path<EntryPath<E::Id>>,
) -> Result<Json<E::Representation>> {
    E::one(&app, &by, &at).await.map(Json)
}

pub async fn add<E: Called>(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<E::Body>,
) -> Result<Made<E::Representation>> {
    let at = at.entry(&E::Id::of(id));
    let form = E::form(body, at.entry, 0)?;
    if E::add_at_once(&app.db, &may, &at.at, &form).await?.is_none() {
        super::add::<E>(&app.db, &may, &at.at, &form, app.clock.now()).await?;
    }
    Ok(Made { at: api::at(&at.show()), made: E::one(&app, &may, &at).await? })
}

pub async fn save<E: Called + Corrected>(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<EntryPath<E::Id>>,
    IfMatch(revision): IfMatch,
    Json(body): Json<E::Body>,
) -> Result<Json<E::Representation>> {
    let form = E::form(body, at.entry, revision)?;
    super::save::<E>(&app.db, &may, &at, &form, app.clock.now()).await?;
    E::one(&app, &may, &at).await.map(Json)
}

pub async fn remove<E: Recorded>(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<EntryPath<E::Id>>,
) -> Result<NoContent> {
    super::remove::<E>(&app.db, &may, &at).await?;
    Ok(NoContent)
}

pub async fn restore<E: Called + Corrected>(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<EntryPath<E::Id>>,
) -> Result<Json<E::Representation>> {
    super::restore::<E>(&app.db, &may, &at).await?;
    E::one(&app, &may, &at).await.map(Json)
}
