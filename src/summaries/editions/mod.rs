//! An edition is a published text of a summary: numbered, hashed, at its own address for ever.

mod store;
pub mod card;
mod reading;
mod document;
mod verify;
pub mod pages;
pub mod api;

use chrono::{DateTime, Utc};

use crate::draft::Summary;
use access::group::Group;
use base::digest::{self, hex, link};
use base::ids::{GroupId, MeetingId};
use meetings::meeting::Meeting;
use meetings::record::Record;
use platform::web::Result;

pub use store::{find, keep, last_link, latest, list, whole};
pub use verify::{Verified, verify};

#[derive(Clone, Debug)]
pub struct Edition {
    pub meeting_id: MeetingId,
    pub number: i32,
    pub group_id: GroupId,
    /// Its place in the group's chain.
    pub sequence: i32,
    pub title: String,
    pub markdown: String,
    pub html: String,
    /// The same as JSON, for programs.
    pub document: String,
    pub corrigendum: String,
    pub approved_by: Vec<String>,
    pub published_at: DateTime<Utc>,
    /// Of the Markdown.
    pub sha256: Vec<u8>,
    /// Of the group's previous link and this text.
    pub chain: Vec<u8>,
}

/// What an edition is made of, beside the approved text.
pub struct Source<'a> {
    pub group: &'a Group,
    pub meeting: &'a Meeting,
    pub record: &'a Record,
    pub approved_by: Vec<String>,
    pub published_at: DateTime<Utc>,
    pub previous: Link,
}

/// The end of a group's chain of editions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub sequence: i32,
    /// Empty before the first edition.
    pub chain: Vec<u8>,
}

/// An edition in one of its forms, and which one is the latest.
#[derive(Clone, Debug)]
pub struct Found {
    pub edition: EditionRow,
    pub text: String,
    pub latest: i32,
    pub latest_at: DateTime<Utc>,
}

/// A row of the list of a summary's editions.
#[derive(Clone, Debug)]
pub struct EditionRow {
    pub number: i32,
    pub title: String,
    pub corrigendum: String,
    pub approved_by: Vec<String>,
    pub published_at: DateTime<Utc>,
    /// Of the Markdown.
    pub sha256: Vec<u8>,
}

impl Edition {
    pub fn new(summary: &Summary, source: Source) -> Result<Self> {
        let markdown = summary.markdown();
        let sha256 = digest::hash(&markdown);
        let mut edition = Edition {
            meeting_id: summary.meeting_id,
            number: summary.edition,
            group_id: summary.group_id,
            sequence: source.previous.sequence + 1,
            title: format!("{}: Summary Report", source.meeting.name()),
            html: summary.html()?,
            document: String::new(),
            corrigendum: summary.corrigendum.clone(),
            approved_by: source.approved_by.clone(),
            published_at: source.published_at,
            chain: link(&source.previous.chain, &sha256),
            sha256,
            markdown,
        };
        edition.document = document::document(&edition, summary, &source)?;
        Ok(edition)
    }

    pub fn hash(&self) -> String {
        hex(&self.sha256)
    }
}

impl EditionRow {
    pub fn hash(&self) -> String {
        hex(&self.sha256)
    }
}

impl Found {
    pub fn is_superseded(&self) -> bool {
        self.edition.number < self.latest
    }
}
