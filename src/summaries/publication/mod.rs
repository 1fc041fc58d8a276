//! Publication by the secretariat of what the co-chairs approved, and its correction by the
//! next edition.

pub mod api;
pub mod pages;

use serde::Deserialize;
use sqlx::PgPool;

use crate::draft::changes::{about, refresh};
use crate::draft::letters::{self, Letter};
use crate::draft::{Step, lock, names, store};
use crate::editions::{self, Edition};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::digest;
use base::policy::{DraftSummaries, PublishSummaries};
use meetings::{meeting, record};
use platform::history::{self, Change};
use platform::web::{App, Error, Invalid, Result, transaction};

const LONGEST_CORRIGENDUM: usize = 500;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CorrigendumForm {
    pub corrigendum: String,
    /// The sentence that it replaces; empty for the first of an edition.
    pub was: String,
}

/// Makes the next edition of exactly the text that was approved.
pub async fn publish(
    app: &App,
    by: &May<PublishSummaries>,
    at: &MeetingPath,
    text: &str,
) -> Result<i32> {
    let mut tx = transaction(&app.db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    let state = summary.after(Step::Publish)?;
    let markdown = summary.markdown();
    let approvals = store::review(&mut *tx, &summary).await?.approvals;
    let approved = digest::hash(&markdown) == summary.text_hash && !approvals.is_empty();
    if !approved || summary.hash() != text {
        return Err(Error::conflict(
            "This is not the text that was approved. Please read it again.",
        ));
    }
    names::check(&mut tx, &summary).await?;
    let meeting = meeting::lock(&mut tx, by.group.id, at.meeting).await?;
    let edition = Edition::new(
        &summary,
        editions::Source {
            group: &by.group,
            meeting: &meeting,
            record: &record::read(&mut *tx, meeting.id).await?,
            approved_by: approvals.into_iter().map(|one| one.name).collect(),
            published_at: app.clock.now(),
            previous: editions::last_link(&mut tx, by.group.id).await?,
        },
    )?;
    editions::keep(&mut tx, &edition, by.person.id).await?;
    store::advance(&mut tx, &summary, state, summary.deadline).await?;
    let event = Change { event: "published", ..about(by, summary.meeting_id) };
    history::log(&mut tx, by.person.id, event).await?;
    letters::send(&mut tx, app, by, at, Letter::Published { edition: edition.number }).await?;
    tx.commit().await?;
    Ok(edition.number)
}

/// Begins the next edition, with a sentence that says what it corrects; while that is drafted,
/// the sentence can be bettered.
pub async fn correct(
    db: &PgPool,
    by: &May<DraftSummaries>,
    at: &MeetingPath,
    form: &CorrigendumForm,
) -> Result<()> {
    let corrigendum = form.check()?;
    let mut tx = transaction(db).await?;
    let summary = lock(&mut tx, by.group.id, at.meeting).await?;
    let begun = summary.being_corrected();
    let (step, edition) = match begun {
        Some(_) => (Step::Edit, summary.edition),
        None => (Step::Correct, summary.edition + 1),
    };
    form.check_seen(begun.unwrap_or_default())?;
    summary.after(step)?;
    store::correct(&mut tx, &summary, edition, &corrigendum).await?;
    let event = Change {
        event: if begun.is_some() { "corrigendum reworded" } else { "corrigendum begun" },
        reason: &corrigendum,
        ..about(by, summary.meeting_id)
    };
    history::log(&mut tx, by.person.id, event).await?;
    refresh(&mut tx, summary.meeting_id).await?;
    tx.commit().await?;
    Ok(())
}

impl CorrigendumForm {
    fn check(&self) -> Result<String> {
        let sentence = base::text::line(&self.corrigendum);
        let mut invalid = Invalid::default();
        if sentence.is_empty() {
            invalid.add("corrigendum", "Say in a sentence what is corrected.");
        } else if sentence.chars().count() > LONGEST_CORRIGENDUM {
            invalid.add("corrigendum", "Use 500 characters or fewer.");
        }
        invalid.or(sentence)
    }

    /// Nobody's sentence is replaced unseen, and no edition begun by whoever meant another one.
    fn check_seen(&self, saved: &str) -> Result<()> {
        if self.was == saved {
            return Ok(());
        }
        let sentence = match saved {
            "" => "Meanwhile that edition was published. Save again to begin the next one.".into(),
            saved => format!("Meanwhile it reads: “{saved}” Save again to replace that."),
        };
        Err(Error::invalid("corrigendum", sentence))
    }
}
