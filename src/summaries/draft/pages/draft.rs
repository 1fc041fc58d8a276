//! A draft: its list of sections, and what would be published of it.

use askama::Template;
use axum::extract::State;
use sqlx::PgPool;

use crate::draft::names::{self, Named};
use crate::draft::{self, Composed, Recorded, Section, SectionKind, Standing, Step, Summary};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::policy::DraftSummaries;
use meetings::meeting::Meeting;
use platform::web::{Done, Error, Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "draft/edit.html")]
pub struct Edit {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    summary: Summary,
    composed: Vec<Composed>,
    /// Items of which the record says nothing at all.
    untold: Vec<String>,
    /// Places that name somebody who is not to be named, or may.
    names: Vec<Named>,
}

#[derive(Template)]
#[template(path = "draft/preview.html")]
pub struct Preview {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    summary: Summary,
    html: String,
}

impl Edit {
    /// Why it cannot be edited now, if that is so.
    fn closed(&self) -> Option<String> {
        self.summary.after(Step::Edit).err().map(|refusal| refusal.to_string())
    }

    fn missing(&self) -> Vec<&Composed> {
        draft::missing(&self.summary, &self.composed)
    }

    /// How a section stands to the record, where there is something to say.
    fn remark(&self, section: &Section) -> Option<&'static str> {
        match draft::standing(section, &self.composed) {
            Standing::Current => None,
            Standing::Changed(_) => Some("The record has changed since"),
            Standing::Vanished => Some("The record no longer gives this section"),
        }
    }

    fn way(&self, section: &Section, noun: &str) -> String {
        format!("{}/{noun}", self.at.section(&section.id))
    }

    fn can_be_removed(&self, section: &Section) -> bool {
        section.kind != SectionKind::Opening
    }
}

pub async fn draft(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    draft::draft(&db, &may, at.meeting).await?;
    Ok(Done::to(at.draft()).saying("The summary is composed from the record."))
}

pub async fn edit(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Edit>> {
    let (meeting, summary) = draft::of_meeting(&db, may.group.id, at.meeting).await?;
    let source = Recorded::read(&db, meeting.id).await?;
    let composed = draft::compose(&may.group, &meeting, &source);
    let untold = draft::untold(&source.record).into_iter();
    let untold = untold.map(|at| format!("{}. {}", at.number, at.item.title)).collect();
    let names = names::named(&summary, &source);
    let frame = may.frame().at("meetings").working();
    Ok(Page(Edit { frame, at, meeting, summary, composed, untold, names }))
}

/// Exactly what will be published.
pub async fn preview(
    member: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Preview>> {
    let (meeting, summary) = draft::of_meeting(&db, member.group.id, at.meeting).await?;
    if !summary.is_read_by(&member) {
        return Err(Error::Forbidden);
    }
    let (frame, html) = (member.frame().at("meetings"), summary.html()?);
    Ok(Page(Preview { frame, at, meeting, summary, html }))
}
