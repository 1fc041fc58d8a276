//! The stream itself, and word that somebody writes.

use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{follow, store};
use access::person::Person;
use platform::desk::{Writer, tell_writer};
use platform::live::frames;
use platform::web::listener::Place;
use platform::web::{App, Error, Form, Query, Result};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Follow {
    follow: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Here {
    page: String,
    part: String,
}

pub async fn live(
    by: Person,
    State(app): State<App>,
    connection: Extensions,
    Query(pages): Query<Follow>,
) -> Result<Response> {
    // Whoever is told that there is nothing does not ask again.
    let Some(frames) = follow(&app, &by, &pages.follow).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    // Whoever follows is counted among those who follow.
    if let Some(place) = connection.get::<Place>() {
        place.give_up();
    }
    Ok(frames::answer(frames))
}

pub async fn here(
    by: Person,
    State(app): State<App>,
    Form(here): Form<Here>,
) -> Result<StatusCode> {
    if app.notifications.desks.was_just_told(&here.page, by.id) {
        return Ok(StatusCode::NO_CONTENT);
    }
    if !store::may_write(&app.db, by.id, &here.page).await? {
        return Err(Error::NotFound);
    }
    let part: String = here.part.chars().take(60).collect();
    let writer = Writer { person: by.id, name: by.name, part };
    tell_writer(&app.db, &here.page, writer).await?;
    Ok(StatusCode::NO_CONTENT)
}
