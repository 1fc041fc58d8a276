//! The sections of a draft: each is edited by itself, and knows the record it was composed from.

use sqlx::{PgConnection, PgPool};

use super::changes::refresh;
use super::{
    Composed, Recorded, Section, SectionEdit, SectionKind, Step, Summary, compose, document, lock,
    store,
};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingKey;
use base::ids::{ItemId, MeetingId, SectionId};
use base::policy::DraftSummaries;
use base::revisions::content;
use meetings::meeting;
use platform::history::{self, Change, revisions};
use platform::web::{Error, Result, transaction};

base::states! {
    /// What becomes of a section of which the record has changed.
    #[schema(as = SectionTake)]
    pub enum Take {
        New:   "new";
        Mine:  "mine";
    }
}

/// Saves a section. `renewed` is the hash of what the record gave when the form was shown, if
/// the text now takes that into account.
pub async fn edit(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: (MeetingKey, SectionId),
    from_revision: i32,
    edit: &SectionEdit,
    renewed: Option<&str>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let summary = open(&mut tx, by, at.0).await?;
    let section = summary.section(at.1).ok_or(Error::NotFound)?;
    let saved = (section.revision, &section.edited());
    revisions::check(&mut tx, section.id.0, saved, (from_revision, edit)).await?;
    if let Some(seen) = renewed {
        let composed = as_seen(&mut tx, by, at.0, section, seen).await?;
        store::renew(&mut tx, section.id, &composed).await?;
    }
    write(&mut tx, by, section, edit, "edited").await?;
    refresh(&mut tx, summary.meeting_id).await?;
    tx.commit().await?;
    Ok(())
}

/// Settles that the record has changed: with its new text, or with the one that is there.
pub async fn renew(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: (MeetingKey, SectionId),
    take: Take,
    seen: (i32, &str),
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let summary = open(&mut tx, by, at.0).await?;
    let section = summary.section(at.1).ok_or(Error::NotFound)?;
    let composed = as_seen(&mut tx, by, at.0, section, seen.1).await?;
    if take == Take::New {
        let edit = composed.as_edit();
        let saved = (section.revision, &section.edited());
        revisions::check(&mut tx, section.id.0, saved, (seen.0, &edit)).await?;
        write(&mut tx, by, section, &edit, "brought up to the record").await?;
    }
    store::renew(&mut tx, section.id, &composed).await?;
    refresh(&mut tx, summary.meeting_id).await?;
    tx.commit().await?;
    Ok(())
}

/// Adds a section for what the record gives since the draft was composed. One that was added
/// already under this id is there.
pub async fn add(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: (MeetingKey, SectionId),
    part: (SectionKind, Option<ItemId>),
) -> Result<()> {
    let (at, id) = at;
    let mut tx = transaction(db).await?;
    let summary = open(&mut tx, by, at).await?;
    if summary.section(id).is_some() {
        return Ok(());
    }
    let composed = composed(&mut tx, by, at).await?;
    let nth = composed.iter().position(|one| (one.kind, one.item_id) == part);
    let nth = nth.ok_or(Error::NotFound)?;
    if summary.sections.iter().any(|section| composed[nth].is_of(section)) {
        return Err(Error::conflict("This section is in the draft already."));
    }
    let mut before = composed[..nth].iter().rev();
    let found = |one: &Composed| summary.sections.iter().find(|section| one.is_of(section));
    let place = before.find_map(found).map_or(1, |section| section.position + 1);
    store::make_room(&mut tx, summary.meeting_id, place).await?;
    create(&mut tx, by, (summary.meeting_id, id), place, &composed[nth]).await?;
    refresh(&mut tx, summary.meeting_id).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a section out of the draft. It can be put back.
pub async fn remove(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: (MeetingKey, SectionId),
) -> Result<()> {
    show_or_hide(db, by, at, true).await
}

pub async fn restore(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: (MeetingKey, SectionId),
) -> Result<()> {
    show_or_hide(db, by, at, false).await
}

async fn show_or_hide(
    db: &PgPool,
    by: &Member,
    at: (MeetingKey, SectionId),
    removed: bool,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let summary = open(&mut tx, by, at.0).await?;
    let section = summary.section(at.1).ok_or(Error::NotFound)?;
    if section.kind == SectionKind::Opening {
        return Err(Error::conflict("Every summary has an opening, which bears its title."));
    }
    store::show_or_hide(&mut tx, section.id, removed).await?;
    let event = if removed { "removed" } else { "restored" };
    let event = Change { event, ..about(by, summary.meeting_id, section.id) };
    history::log(&mut tx, by.person.id, event).await?;
    refresh(&mut tx, summary.meeting_id).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn create(
    db: &mut PgConnection,
    by: &Member,
    (meeting, id): (MeetingId, SectionId),
    position: i32,
    composed: &Composed,
) -> Result<()> {
    let edit = composed.as_edit();
    let html = document::section_html(composed.kind, &edit)?;
    store::create_section(db, meeting, id, position, composed, &html).await?;
    let content = Some(content(&edit));
    let event = Change { event: "composed", revision: Some(1), content, ..about(by, meeting, id) };
    history::log(db, by.person.id, event).await
}

pub(super) async fn write(
    db: &mut PgConnection,
    by: &Member,
    section: &Section,
    edit: &SectionEdit,
    event: &'static str,
) -> Result<()> {
    edit.check()?;
    if *edit == section.edited() {
        return Ok(());
    }
    let html = document::section_html(section.kind, edit)?;
    let meeting = store::write(&mut *db, section.id, edit, &html).await?;
    let revision = Some(section.revision + 1);
    let content = Some(content(edit));
    let event = Change { event, revision, content, ..about(by, meeting, section.id) };
    history::log(db, by.person.id, event).await
}

async fn open(db: &mut PgConnection, by: &Member, at: MeetingKey) -> Result<Summary> {
    let summary = lock(db, by.group.id, at).await?;
    summary.after(Step::Edit)?;
    Ok(summary)
}

/// What the record gives now for a section, if that is what the form showed.
async fn as_seen(
    db: &mut PgConnection,
    by: &Member,
    at: MeetingKey,
    section: &Section,
    seen: &str,
) -> Result<Composed> {
    let composed = composed(db, by, at).await?.into_iter().find(|one| one.is_of(section));
    composed.filter(|one| one.hash() == seen).ok_or_else(|| {
        Error::conflict("The record has changed again meanwhile. Please look at it again.")
    })
}

async fn composed(db: &mut PgConnection, by: &Member, at: MeetingKey) -> Result<Vec<Composed>> {
    let meeting = meeting::lock(db, by.group.id, at).await?;
    let source = Recorded::read(db, meeting.id).await?;
    Ok(compose(&by.group, &meeting, &source))
}

fn about(by: &Member, meeting: MeetingId, section: SectionId) -> Change<'static> {
    Change {
        group: Some(by.group.id),
        meeting: Some(meeting),
        subject: "section",
        subject_id: section.0,
        ..Change::default()
    }
}
