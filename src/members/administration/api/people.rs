//! People as the administrator finds, suspends and restores them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use crate::administration::pages::people::PersonPath;
use crate::administration::{self, PersonRow};
use access::fields::typed;
use access::person::Administrator;
use base::ids::PersonId;
use platform::api::{self, Json, Listing, Paged};
use platform::web::App;
use platform::web::{Error, Path, Query, Result};

/// Somebody with an account.
#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
pub struct Representation {
    id: PersonId,
    name: String,
    email: String,
    /// Whether they administer the platform.
    administrator: bool,
    /// Since when nobody can sign in with this account.
    suspended_at: Option<DateTime<Utc>>,
}

/// Whom to look for.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Words {
    /// A part of the name or the address.
    words: String,
}

/// Why an account is suspended. It is signed out everywhere at once; memberships stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SuspensionBody)]
pub struct Suspension {
    /// Kept in the history.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$", example = "Left the organisation.")]
    reason: String,
}

impl api::Representation for Representation {}

impl From<PersonRow> for Representation {
    fn from(person: PersonRow) -> Self {
        Representation {
            id: person.id,
            name: person.name,
            email: person.email,
            administrator: person.administrator,
            suspended_at: person.suspended_at,
        }
    }
}

pub async fn list(
    by: Administrator,
    State(db): State<PgPool>,
    Query(Words { words }): Query<Words>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let most = i64::try_from(page.limit()).unwrap_or_default() + 1;
    let people = administration::people(&db, &by, &words, (page.key()?, most)).await?;
    Ok(page.cut(people, |person| person.id.to_string()).map(Representation::from))
}

pub async fn show(
    by: Administrator,
    State(db): State<PgPool>,
    Path(at): Path<PersonPath>,
) -> Result<Json<Representation>> {
    one(&db, &by, at.person).await
}

async fn one(db: &PgPool, by: &Administrator, id: PersonId) -> Result<Json<Representation>> {
    administration::find_person(db, by, id).await.map(Representation::from).map(Json)
}

pub async fn suspend(
    by: Administrator,
    State(app): State<App>,
    Path(at): Path<PersonPath>,
    Json(Suspension { reason }): Json<Suspension>,
) -> Result<Json<Representation>> {
    let reason = typed::line(&reason).map_err(|why| Error::invalid("reason", why))?;
    administration::suspend(&app, &by, at.person, &reason).await?;
    one(&app.db, &by, at.person).await
}

pub async fn restore(
    by: Administrator,
    State(db): State<PgPool>,
    Path(at): Path<PersonPath>,
) -> Result<Json<Representation>> {
    administration::restore(&db, &by, at.person).await?;
    one(&db, &by, at.person).await
}
