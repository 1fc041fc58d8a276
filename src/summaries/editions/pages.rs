//! Published texts at their permanent addresses: as a page, as Markdown, as JSON.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::Found;
use crate::editions::card::card;
use access::rights::{EditionReader, Reader};
use base::addresses::file::{File, Kind, Ordinal};
use base::addresses::meeting::MeetingPath;
use base::policy::DraftSummaries;
use base::states::Visibility;
use base::time::ZonedTime;
use meetings::meeting::{self, Meeting};
use platform::web::caching::Keep;
use platform::web::card::Card;
use platform::web::{App, Error, Frame, Path, Result, caching};

/// The edition that a URL names, in one of its forms: "1", "1.md", "1.json".
#[derive(Clone, Debug, Deserialize)]
pub struct EditionPath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub edition: File<Ordinal>,
}

#[derive(Template)]
#[template(path = "editions/show.html")]
struct Show {
    frame: Frame,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    found: Found,
    address: String,
    card: Option<Card>,
}

impl Show {
    fn path(&self) -> String {
        self.at.edition(self.found.edition.number)
    }

    fn before(&self) -> String {
        self.at.edition(self.found.edition.number - 1)
    }

    fn latest(&self) -> String {
        self.at.edition(self.found.latest)
    }

    fn starts(&self) -> ZonedTime {
        ZonedTime { at: self.meeting.starts_at, zone: self.reader.zone() }
    }

    fn published(&self) -> ZonedTime {
        ZonedTime { at: self.found.edition.published_at, zone: self.reader.zone() }
    }

    fn replaced(&self) -> ZonedTime {
        ZonedTime { at: self.found.latest_at, zone: self.reader.zone() }
    }

    fn approved_by(&self) -> String {
        base::text::join(&self.found.edition.approved_by)
    }

    /// Whom to ask for what is available upon request.
    fn contact(&self) -> Option<&str> {
        let contact = self.reader.group.requests_contact.as_str();
        (!contact.is_empty() && !self.reader.is_stranger()).then_some(contact)
    }

    fn may_correct(&self) -> bool {
        !self.found.is_superseded() && self.reader.may(DraftSummaries)
    }
}

pub async fn show(
    EditionReader(reader): EditionReader,
    State(app): State<App>,
    Path(EditionPath { at, edition }): Path<EditionPath>,
    headers: HeaderMap,
) -> Result<Response> {
    let (number, kind) = (Some(edition.of.0), edition.kind);
    let (meeting, found) = read(&app, &reader, &at, number, kind).await?;
    answer(&app, reader, at, meeting, found, kind, &headers)
}

/// The latest edition, at the summary's own address.
pub async fn latest(
    app: &App,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    headers: &HeaderMap,
) -> Result<Response> {
    let found = super::find(&app.db, meeting.id, (None, Kind::Page), false).await?;
    answer(app, reader, at, meeting, found, Kind::Page, headers)
}

pub async fn latest_markdown(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    headers: HeaderMap,
) -> Result<Response> {
    let (meeting, found) = read(&app, &reader, &at, None, Kind::Markdown).await?;
    answer(&app, reader, at, meeting, found, Kind::Markdown, &headers)
}

pub async fn latest_json(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    headers: HeaderMap,
) -> Result<Response> {
    let (meeting, found) = read(&app, &reader, &at, None, Kind::Json).await?;
    answer(&app, reader, at, meeting, found, Kind::Json, &headers)
}

/// On one connection, for each is asked whether it is alive when it is given back.
async fn read(
    app: &App,
    reader: &Reader,
    at: &MeetingPath,
    number: Option<i32>,
    form: Kind,
) -> Result<(Meeting, Found)> {
    let mut db = app.db.acquire().await?;
    let meeting = meeting::visible(&mut *db, reader, at).await?;
    let found = super::find(&mut *db, meeting.id, (number, form), reader.is_stranger()).await?;
    Ok((meeting, found))
}

fn answer(
    app: &App,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    found: Found,
    kind: Kind,
    headers: &HeaderMap,
) -> Result<Response> {
    let signed_out = reader.viewer.person.is_none();
    let public = signed_out && reader.group.visibility == Visibility::Public;
    let body = match kind {
        Kind::Markdown | Kind::Json => found.text,
        Kind::Page => {
            let frame = reader.frame().at("meetings");
            let address = app.config.address(&at.edition(found.edition.number));
            let card = card(&app.config, &reader, &meeting, &found);
            let page = Show { frame, reader, at, meeting, found, address, card };
            page.render().map_err(|error| Error::Internal(error.into()))?
        }
    };
    Ok(caching::answer(
        headers,
        kind.content_type(),
        if public { Keep::Minute } else { Keep::Reader },
        body,
    ))
}
