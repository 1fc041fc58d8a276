//! What is typed into the box of a record, stored: a whole block or nothing, by the same rules as forms and calls.

mod store;
mod meeting;
mod writing;
mod editing;
mod undoing;
pub mod pages;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;
use uuid::Uuid;

use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::RecordMeetings;
use meetings::record;
use meetings::record::entry::{Act, Done, OpenRecord};
use meetings::record::scribing::{Choice, Question};
use platform::desk::{Key, claim};
use platform::web::{Error, Invalid, Result, transaction};

pub use editing::{EditForm, edit};
pub use undoing::undo;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BlockForm {
    /// Also the id of its first entry.
    pub key: Key,
    pub text: String,
    /// The item that it is about.
    pub under: String,
    /// The text that was asked about, and what answers the question in it: "12-15 Kofi Mensah".
    pub asked: String,
    pub answer: String,
}

/// What became of a block.
#[derive(Debug)]
pub enum Outcome {
    /// `under` is the item that it ended with, `entry` the last that it added.
    Recorded {
        under: Option<ItemId>,
        entry: Option<Uuid>,
    },
    Asked {
        text: String,
        question: Question,
    },
}

/// Why nothing is stored.
#[derive(Debug)]
pub enum Unclear {
    Asked(Question),
    Failed(Error),
}

impl From<Question> for Unclear {
    fn from(question: Question) -> Self {
        Unclear::Asked(question)
    }
}

impl From<Error> for Unclear {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(invalid) => Unclear::Asked(Question::saying(sentences(&invalid))),
            error => Unclear::Failed(error),
        }
    }
}

fn sentences(invalid: &Invalid) -> String {
    let sentences: Vec<_> = invalid.iter().map(|error| error.detail.to_string()).collect();
    sentences.join(" ")
}

impl BlockForm {
    fn under(&self) -> Option<ItemId> {
        self.under.parse().ok()
    }

    /// With the answer in it, if it is still the text that was asked about.
    fn answered(&self) -> String {
        let chosen = || {
            let (range, put) = self.answer.split_once(' ')?;
            let (start, end) = range.split_once('-')?;
            let at = start.parse().ok()?..end.parse().ok()?;
            let choice = Choice { label: String::new(), at, put: put.to_owned() };
            choice.answer(&self.text)
        };
        let same = self.text == self.asked;
        Some(()).filter(|()| same).and_then(|()| chosen()).unwrap_or_else(|| self.text.clone())
    }
}

pub async fn record(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &BlockForm,
    now: DateTime<Utc>,
) -> Result<Outcome> {
    let text = form.answered();
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    if !claim(&mut tx, form.key, by.person.id, form).await? {
        return Ok(Outcome::Recorded { under: form.under(), entry: form.key.0 });
    }
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    let under = match writing::write(&mut open, &text, form, now).await {
        Ok(under) => under,
        Err(Unclear::Asked(question)) => return Ok(Outcome::Asked { text, question }),
        Err(Unclear::Failed(error)) => return Err(error),
    };
    let added = |done: &&Done| matches!(done.act, Act::Added);
    let entry = open.done().iter().rev().find(added).map(|done| done.entry);
    let summary = summary(open.done().iter().filter(added).count());
    open.finish(&summary).await?;
    tx.commit().await?;
    Ok(Outcome::Recorded { under, entry })
}

fn summary(entries: usize) -> String {
    match entries {
        0 => "changed the record".to_owned(),
        1 => "added an entry".to_owned(),
        many => format!("added {many} entries"),
    }
}
