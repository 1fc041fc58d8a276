//! What was found, as programs read it.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{Hit, Kind, Piece, Places, SearchQuery};
use access::rights::{Reader, Viewer};
use platform::api::{self, Listing};
use platform::web::{CustomPlans, Error, Query, Result};

/// Something that was found.
#[derive(Serialize, ToSchema)]
#[schema(as = Found)]
pub struct Representation {
    kind: Kind,
    /// As the link to it would read.
    name: String,
    /// The address of the page that shows it.
    page: String,
    /// The group's address.
    group: String,
    /// What its meeting is called; empty if it is of none.
    meeting: String,
    /// Who said, presents, wrote or carries it.
    who: String,
    /// Of an action item or a comment.
    state: Option<String>,
    at: DateTime<Utc>,
    /// The words around what matched, as HTML without any tag but `mark`.
    snippet: String,
}

impl api::Representation for Representation {}

impl From<Hit> for Representation {
    fn from(hit: Hit) -> Self {
        Representation {
            kind: hit.kind,
            name: hit.name(),
            page: hit.path(),
            snippet: hit.snippet.iter().map(Piece::html).collect(),
            group: hit.group,
            meeting: hit.meeting_name,
            who: hit.who,
            state: hit.state,
            at: hit.at,
        }
    }
}

async fn found(
    db: &PgPool,
    places: &Places,
    asked: &SearchQuery,
) -> Result<Listing<Representation>> {
    if asked.is_empty() {
        return Err(Error::invalid("q", "Say what to look for."));
    }
    let query = asked.read()?;
    // A person is shown the first page; a program would read on and on.
    if query.after.is_none() && !asked.after.is_empty() {
        return Err(Error::invalid("after", "Send what the page before had as its `next`."));
    }
    let results = super::find(db, places, &query).await?;
    let next = results.next.map(|next| next.to_string());
    Ok(Listing { items: results.hits.into_iter().map(Representation::from).collect(), next })
}

pub async fn list(
    viewer: Viewer,
    State(CustomPlans(db)): State<CustomPlans>,
    Query(asked): Query<SearchQuery>,
) -> Result<Listing<Representation>> {
    found(&db, &Places::of(&db, &viewer).await?, &asked).await
}

pub async fn in_group(
    reader: Reader,
    State(CustomPlans(db)): State<CustomPlans>,
    Query(asked): Query<SearchQuery>,
) -> Result<Listing<Representation>> {
    let asked = SearchQuery { group: String::new(), ..asked };
    found(&db, &Places::in_group(&reader), &asked).await
}
