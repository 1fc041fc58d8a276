//! Whoever drafts says of a place whether it names the person.

use sqlx::{PgConnection, PgPool};

use super::{Named, found, store};
use crate::draft::changes::{about, refresh};
use crate::draft::{Recorded, SectionEdit, Step, Summary, lock, sections, store as summaries};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingKey;
use base::names::replaced;
use base::policy::DraftSummaries;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

base::states! {
    #[schema(as = NameAnswer)]
    pub enum Answer {
        /// Words that name nobody come in its place.
        Replace:  "replace";
        /// It stays as it is.
        Other:    "other";
    }
}

pub async fn answer(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: MeetingKey,
    place: &str,
    answer: Answer,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let summary = lock(&mut tx, by.group.id, at).await?;
    summary.after(Step::Edit)?;
    let source = Recorded::read(&mut *tx, summary.meeting_id).await?;
    let named = found(&summary, &source.unnamed).into_iter().find(|one| one.id == place);
    let named = named.ok_or_else(|| {
        Error::conflict("This sentence has changed meanwhile. Please look at it again.")
    })?;
    match answer {
        Answer::Replace => replace(&mut tx, by, &summary, &named).await?,
        Answer::Other if named.certain => {
            return Err(Error::conflict(
                "This can be nobody else: the speaker’s name stands there. Replace it.",
            ));
        }
        Answer::Other => keep(&mut tx, by, &summary, &named).await?,
    }
    refresh(&mut tx, summary.meeting_id).await?;
    tx.commit().await?;
    Ok(())
}

async fn replace(
    db: &mut PgConnection,
    by: &Member,
    summary: &Summary,
    named: &Named,
) -> Result<()> {
    let without = |text: &str| replaced(text, [(named.range.clone(), 0)].into_iter());
    let Some(section) = named.section.and_then(|id| summary.section(id)) else {
        let corrigendum = without(&summary.corrigendum);
        summaries::correct(&mut *db, summary, summary.edition, &corrigendum).await?;
        let event = "corrigendum reworded";
        let event = Change { event, reason: &corrigendum, ..about(by, summary.meeting_id) };
        return history::log(db, by.person.id, event).await;
    };
    let SectionEdit { heading, text } = section.edited();
    let edit = match named.in_heading {
        true => SectionEdit { heading: without(&heading), text },
        false => SectionEdit { text: without(&text), heading },
    };
    sections::write(db, by, section, &edit, "name replaced").await
}

/// History tells that it was answered, and not what the name is.
async fn keep(db: &mut PgConnection, by: &Member, summary: &Summary, named: &Named) -> Result<()> {
    store::keep(&mut *db, summary.meeting_id, &named.id, by.person.id).await?;
    let subject = named.section.map_or(summary.meeting_id.0, |section| section.0);
    let event = Change {
        event: "a name was kept",
        reason: "It is somebody or something else.",
        subject: "section",
        subject_id: subject,
        ..about(by, summary.meeting_id)
    };
    history::log(db, by.person.id, event).await
}
