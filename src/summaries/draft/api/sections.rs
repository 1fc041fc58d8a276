//! The sections of a summary, one by one.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use crate::draft::{self, SectionEdit, SectionKind, Take};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::addresses::summary::SectionPath;
use base::ids::{ItemId, SectionId};
use base::policy::DraftSummaries;
use platform::api::{self, Idempotent, IfMatch, Json, Listing, Made, NoContent, Paged};
use platform::history::{self, Told};
use platform::web::{Error, Path, Result};

/// A part of a summary, with a heading of its own.
#[derive(Serialize, ToSchema)]
#[schema(as = SummarySection)]
pub struct Section {
    id: SectionId,
    kind: SectionKind,
    /// The agenda item that it is about.
    item: Option<ItemId>,
    /// In Markdown.
    heading: String,
    /// In Markdown.
    text: String,
    /// Of heading and text; of the opening only of its text.
    html: String,
    /// Whether it was removed from the draft. It can be restored.
    removed: bool,
    revision: i32,
}

/// What a section says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummarySectionBody)]
pub struct Body {
    /// In Markdown, on one line.
    #[schema(min_length = 1, pattern = r"\S", example = "Agenda")]
    heading: String,
    /// In Markdown without HTML.
    #[schema(min_length = 1, pattern = r"\S", example = "1. Welcome")]
    text: String,
    /// The `renewed` of what the record gave, if the text now takes that into account.
    renewed: Option<String>,
}

/// A section that the record gives since the draft was composed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryPart)]
pub struct Part {
    kind: SectionKind,
    /// The agenda item that it is about, if it is about one.
    item: Option<ItemId>,
}

/// Which text a section gets after the record has changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryRenewal)]
pub struct Renewal {
    /// The record's new text, or the one that the section has.
    take: Take,
    /// The `renewed` of what the record gives. It shows that you have read the newest text.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    renewed: String,
}

/// A section as it stood at one of its revisions.
#[derive(Serialize, ToSchema)]
#[schema(as = SummarySectionRevision)]
pub struct Revision {
    revision: i32,
    at: DateTime<Utc>,
    by: String,
    /// What happened, such as `composed` or `edited`.
    event: String,
    heading: String,
    text: String,
}

impl api::Representation for Section {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl api::Representation for Revision {}

impl From<draft::Section> for Section {
    fn from(section: draft::Section) -> Self {
        Section {
            id: section.id,
            kind: section.kind,
            item: section.item_id,
            heading: section.heading,
            text: section.text,
            html: section.html,
            removed: section.removed_at.is_some(),
            revision: section.revision,
        }
    }
}

impl Revision {
    fn of(told: Told) -> Option<Self> {
        let (revision, content) = told.revision.zip(told.content)?;
        let said = |field: &str| content[field].as_str().unwrap_or_default().to_owned();
        let (heading, text) = (said("heading"), said("text"));
        Some(Revision { revision, at: told.at, by: told.by, event: told.event, heading, text })
    }
}

pub async fn list(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<Section>> {
    let sections = super::find(&db, &by, &at).await?.sections_for(&by)?;
    Ok(page.of(sections, |section| section.id.to_string())?.map(Section::from))
}

pub async fn section(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
) -> Result<Json<Section>> {
    one(&db, &by, &at).await.map(Json)
}

async fn one(db: &PgPool, by: &Member, at: &SectionPath) -> Result<Section> {
    let sections = super::find(db, by, &at.at).await?.sections_for(by)?;
    let section = sections.into_iter().find(|section| section.id == at.section);
    section.map(Section::from).ok_or(Error::NotFound)
}

pub async fn add(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Part>,
) -> Result<Made<Section>> {
    let at = SectionPath { at, section: SectionId(id) };
    draft::add(&db, &may, at.place(), (body.kind, body.item)).await?;
    Ok(Made { at: api::at(&at.edit()), made: one(&db, &may, &at).await? })
}

pub async fn save(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Section>> {
    let edit = SectionEdit::typed(&body.heading, &body.text);
    draft::edit(&db, &may, at.place(), revision, &edit, body.renewed.as_deref()).await?;
    one(&db, &may, &at).await.map(Json)
}

pub async fn remove(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
) -> Result<NoContent> {
    draft::remove(&db, &may, at.place()).await?;
    Ok(NoContent)
}

pub async fn restore(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
) -> Result<Json<Section>> {
    draft::restore(&db, &may, at.place()).await?;
    one(&db, &may, &at).await.map(Json)
}

pub async fn renew(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Renewal>,
) -> Result<Json<Section>> {
    let seen = (revision, &*body.renewed);
    draft::renew(&db, &may, at.place(), body.take, seen).await?;
    one(&db, &may, &at).await.map(Json)
}

pub async fn revisions(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
    page: Paged,
) -> Result<Listing<Revision>> {
    let section = one(&db, &may, &at).await?;
    let told = history::of_subject(&db, section.id.0).await?;
    let revisions = told.into_iter().filter_map(Revision::of).collect();
    page.of(revisions, |one: &Revision| one.revision.to_string())
}
