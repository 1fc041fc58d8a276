//! What waits for somebody, as programs read it.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use access::person::Person;
use platform::api::{self, Listing, Paged};
use platform::web::{App, Result};

/// Something that you are asked to do. The most urgent comes first.
#[derive(Serialize, ToSchema)]
#[schema(as = Waiting)]
pub struct Representation {
    /// The group that it is in, by its name in addresses.
    group: String,
    /// In words.
    what: String,
    /// Where it comes from, and until when.
    more: String,
    /// The page on which it is done.
    page: String,
    /// The page with the passages that name you, where there may be some.
    passages: Option<String>,
}

impl api::Representation for Representation {}

impl From<super::Waiting> for Representation {
    fn from(waiting: super::Waiting) -> Self {
        Representation {
            group: waiting.group_slug,
            what: waiting.what,
            more: waiting.more,
            page: waiting.path,
            passages: waiting.passages,
        }
    }
}

pub async fn waiting(
    person: Person,
    State(app): State<App>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let arrival = super::arrival(&app.db, &person, app.clock.now()).await?;
    let waiting: Vec<_> = (1..).zip(arrival.waiting).collect();
    Ok(page.of(waiting, |(nth, _)| nth.to_string())?.map(|(_, waiting)| waiting.into()))
}
