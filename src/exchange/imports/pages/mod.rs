//! Reading a report in: handing the document over, looking at what was understood of it, and
//! the document itself.

pub mod preview;
mod upload;

use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::blocks;
use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ImportId;
use base::policy::RecordMeetings;
use platform::web::{App, Done, Frame, Invalid, Page, Path, Result, refused};

/// A document of the largest size, and the form around it.
pub const LARGEST_UPLOAD: usize = blocks::LARGEST + 64 * 1024;

/// The document that a URL names before it is a meeting's.
#[derive(Clone, Debug, Deserialize)]
pub struct ImportPath {
    pub group: String,
    pub import: ImportId,
}

impl ImportPath {
    pub fn show(&self) -> String {
        format!("/groups/{}/imports/{}", self.group, self.import)
    }

    pub fn removal(&self) -> String {
        format!("{}/removal", self.show())
    }
}

#[derive(Template)]
#[template(path = "imports/new.html")]
pub struct New {
    frame: Frame,
    group: Group,
    text: String,
    invalid: Invalid,
}

impl New {
    fn of(may: &May<RecordMeetings>, text: String, invalid: Invalid) -> Self {
        let frame = may.frame().at("meetings").working();
        New { frame, group: may.group.clone(), text, invalid }
    }
}

pub async fn new(may: May<RecordMeetings>) -> Page<New> {
    Page(New::of(&may, String::new(), Invalid::default()))
}

pub async fn create(
    may: May<RecordMeetings>,
    State(app): State<App>,
    form: Multipart,
) -> Result<Response> {
    let (form, id) = (upload::read(form).await?, ImportId::new());
    match super::take_in(&app.db, &may, id, form.source.clone(), app.clock.now()).await? {
        Ok(()) => {
            let at = ImportPath { group: may.group.slug.clone(), import: id };
            Ok(Done::to(at.show()).into_response())
        }
        Err(objection) => {
            let invalid = form.refusal(&objection.sentences());
            Ok(refused(New::of(&may, form.text, invalid)))
        }
    }
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<ImportPath>,
) -> Result<Done> {
    super::discard(&app.db, &may, at.import).await?;
    Ok(Done::to(may.group.meetings()).saying("The document is discarded. Nothing was stored."))
}

/// The document that a meeting's record was read from, byte for byte, to be kept and never run.
pub async fn source(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<impl IntoResponse> {
    let source = super::source_of(&app.db, &may, &at).await?;
    let name: String = source.file_name.bytes().map(escaped).collect();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, source.bytes))
}

/// As RFC 8187 writes what is not plain in a file's name.
fn escaped(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}
