//! Published texts as programs read them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use sqlx::PgPool;
use utoipa::ToSchema;

use super::Edition;
use super::pages::EditionPath;
use access::rights::{EditionReader, Reader};
use base::addresses::file::Kind;
use base::addresses::meeting::MeetingPath;
use base::digest::hex;
use meetings::meeting;
use platform::api::{self, Json, Listing, Paged};
use platform::web::{Error, Path, Result};

/// One published text of a summary. It never changes.
#[derive(Serialize, ToSchema)]
#[schema(as = Edition)]
pub struct Representation {
    number: i32,
    title: String,
    /// What it corrects in the edition before; null for the first.
    corrigendum: Option<String>,
    /// The text that was approved.
    markdown: String,
    html: String,
    /// The same in its parts, as the published `.json` has it.
    #[schema(value_type = Object)]
    document: Value,
    /// The names of the co-chairs who approved it.
    approved_by: Vec<String>,
    published_at: DateTime<Utc>,
    /// Of the Markdown.
    sha256: String,
    /// The SHA-256 of the chain of the group's edition before it and of its own `sha256`.
    chain: String,
    /// The number of the edition that is the latest now.
    latest: i32,
}

/// A published text, without the text.
#[derive(Serialize, ToSchema)]
#[schema(as = EditionListed)]
pub struct ListedEdition {
    number: i32,
    title: String,
    /// What it corrects in the edition before; null for the first.
    corrigendum: Option<String>,
    approved_by: Vec<String>,
    published_at: DateTime<Utc>,
    /// Of the Markdown.
    sha256: String,
}

impl api::Representation for Representation {}

impl api::Representation for ListedEdition {}

impl Representation {
    fn of(edition: Edition, latest: i32) -> Result<Self> {
        let document = serde_json::from_str(&edition.document).map_err(anyhow::Error::from)?;
        Ok(Representation {
            number: edition.number,
            sha256: edition.hash(),
            chain: hex(&edition.chain),
            title: edition.title,
            corrigendum: Some(edition.corrigendum).filter(|said| !said.is_empty()),
            markdown: edition.markdown,
            html: edition.html,
            document,
            approved_by: edition.approved_by,
            published_at: edition.published_at,
            latest,
        })
    }
}

impl From<super::EditionRow> for ListedEdition {
    fn from(listed: super::EditionRow) -> Self {
        ListedEdition {
            number: listed.number,
            title: listed.title,
            corrigendum: Some(listed.corrigendum).filter(|said| !said.is_empty()),
            approved_by: listed.approved_by,
            published_at: listed.published_at,
            sha256: hex(&listed.sha256),
        }
    }
}

pub async fn list(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<ListedEdition>> {
    let meeting = meeting::visible(&db, &reader, &at).await?;
    let editions = super::list(&db, meeting.id).await?;
    Ok(page.of(editions, |edition| edition.number.to_string())?.map(ListedEdition::from))
}

pub async fn show(
    EditionReader(reader): EditionReader,
    State(db): State<PgPool>,
    Path(EditionPath { at, edition }): Path<EditionPath>,
) -> Result<Json<Representation>> {
    match edition.kind {
        Kind::Page => find(&db, &reader, &at, Some(edition.of.0)).await.map(Json),
        Kind::Markdown | Kind::Json => Err(Error::NotFound),
    }
}

pub async fn latest(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    find(&db, &reader, &at, None).await.map(Json)
}

pub async fn find(
    db: &PgPool,
    reader: &Reader,
    at: &MeetingPath,
    number: Option<i32>,
) -> Result<Representation> {
    let meeting = meeting::visible(db, reader, at).await?;
    let stranger = reader.is_stranger();
    let edition = super::whole(db, meeting.id, number, stranger).await?;
    Representation::of(edition, super::latest(db, meeting.id, stranger).await?)
}
