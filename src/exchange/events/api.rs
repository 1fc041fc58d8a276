//! The events of a group: page by page, or as they happen.

use std::pin::Pin;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::stream::Sent;
use super::{Chosen, Event};
use access::rights::{Member, RecheckedAccess};
use base::addresses::meeting::MeetingKey;
use base::audience::Audience;
use base::ids::MeetingId;
use meetings::meeting;
use platform::api::described::Output;
use platform::api::{self, Description, Listing, Paged};
use platform::live::frames::{self, MEDIA_TYPE};
use platform::web::{App, Error, Query, Result};

#[derive(Deserialize, ToSchema)]
#[schema(as = EventsOf)]
pub struct Of {
    /// Only what belongs to this meeting, as addresses name it.
    meeting: Option<String>,
}

pub enum Answered {
    Page(Listing<Event>),
    Stream(Pin<Box<dyn Stream<Item = Sent> + Send>>),
}

impl api::Representation for Event {}

impl Output for Answered {
    fn describe(call: &mut Description) {
        let schema = call.list::<Event>();
        call.answer(200, false, schema);
        call.content(200, MEDIA_TYPE, json!({ "type": "string" }));
        call.parameter(json!({
            "name": "Last-Event-ID", "in": "header", "required": false,
            "description": "The id of the last event that came, to go on from.",
            "schema": { "type": "string", "pattern": "^[0-9]{0,18}$", "examples": ["17"] },
        }));
        call.says(
            "The oldest come first. `after` takes the `id` of any event, so keep the last one to \
             go on later. With `Accept: text/event-stream` events are sent as they happen, each \
             named `change` with the same JSON as its data: from the one that Last-Event-ID or \
             `after` names, else from now on. A token may follow ten times at once, and a \
             person with all their tokens twenty times.",
        );
    }
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        match self {
            Answered::Page(page) => page.into_response(),
            Answered::Stream(events) => frames::answer(events),
        }
    }
}

pub async fn list(
    by: Member,
    State(app): State<App>,
    asked: RecheckedAccess,
    page: Paged,
    Query(of): Query<Of>,
) -> Result<Answered> {
    let meeting = of.meeting(&app, &by).await?;
    let after = last(&asked, &page)?;
    match asked.header("accept").is_some_and(|accept| accept.contains(MEDIA_TYPE)) {
        true => {
            let events = super::follow(&app, &by, &asked, after, meeting).await?;
            Ok(Answered::Stream(Box::pin(events)))
        }
        false => read(&app, &by, &page, after, meeting).await.map(Answered::Page),
    }
}

async fn read(
    app: &App,
    by: &Member,
    page: &Paged,
    after: Option<i64>,
    meeting: Option<MeetingId>,
) -> Result<Listing<Event>> {
    let to = Audience { role: by.role, program: by.person.is_program() };
    let (after, limit) = (after.unwrap_or(0), page.limit() + 1);
    let chosen = Chosen { group: by.group.id, after, meeting, limit };
    let events = super::after(&app.db, &app.config, to, &chosen).await?;
    Ok(page.cut(events, |event| event.id.to_string()))
}

/// The event that was the last to arrive, or that a page goes on from.
fn last(asked: &RecheckedAccess, page: &Paged) -> Result<Option<i64>> {
    let last = asked.header("last-event-id").filter(|last| !last.is_empty());
    let is_id = |last: &str| last.bytes().all(|byte| byte.is_ascii_digit());
    let read = |last: &str| last.parse().ok().filter(|_| is_id(last));
    let unknown = || Error::invalid("Last-Event-ID", "Send the id of an event.");
    let last = last.map(|last| read(&last).ok_or_else(unknown)).transpose()?;
    Ok(last.or(page.key()?))
}

impl Of {
    async fn meeting(&self, app: &App, by: &Member) -> Result<Option<MeetingId>> {
        let Some(named) = &self.meeting else { return Ok(None) };
        let unknown = |_| Error::invalid("meeting", "Name a meeting as its address does.");
        let key: MeetingKey = named.parse().map_err(unknown)?;
        meeting::find(&app.db, by.group.id, key).await.map(|meeting| Some(meeting.id))
    }
}
