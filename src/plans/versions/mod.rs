//! What the group adopted of a plan, at a meeting by a decision: immutable, hashed, at its own
//! address for ever. Later work is a new draft, told apart from it by a redline.

mod store;
mod adoption;
pub mod card;
mod changes;
mod verify;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};

use crate::plan::{self, Document, Item, Plan, Seal, Telling};
use access::group::Group;
use access::rights::Reader;
use base::addresses::meeting::MeetingKey;
use base::digest::{hash, hex, link};
use base::ids::{DecisionId, PlanId};
use base::states::Visibility;
use base::time;
use platform::web::{Error, Result};

pub use adoption::{AdoptionForm, adopt, decisions, offered};
pub use changes::Change;
pub use verify::{Verified, verify};

#[derive(Clone, Debug)]
pub struct Version {
    pub plan_id: PlanId,
    pub number: i32,
    pub title: String,
    /// Whoever read the plan when it was adopted reads the version for ever.
    pub visibility: Visibility,
    pub markdown: String,
    pub html: String,
    /// The same as JSON, for programs.
    pub document: String,
    pub adopted_at: DateTime<Utc>,
    /// Of the Markdown.
    pub sha256: Vec<u8>,
    /// Of the plan's previous link and this text.
    pub chain: Vec<u8>,
}

/// A decision by which a plan can be adopted, or was.
#[derive(Clone, Debug)]
pub struct Decided {
    pub id: DecisionId,
    pub number: i32,
    /// How it begins.
    pub text: String,
    pub meeting: MeetingKey,
    pub meeting_name: String,
}

/// A version, and by what it was adopted.
#[derive(Clone, Debug)]
pub struct Found {
    pub version: Version,
    pub decided: Decided,
}

impl Version {
    pub fn new(
        (group, plan, items): (&Group, &Plan, &[Item]),
        decided: &Decided,
        previous: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let document = plan::document(group, plan, items, Telling::Text);
        let markdown = plan::markdown(&document);
        let (sha256, html) = (hash(&markdown), plan::html(plan, items)?);
        let mut version = Version {
            plan_id: plan.id,
            number: plan.adopted + 1,
            title: plan.title.clone(),
            visibility: plan.visibility,
            chain: link(previous, &sha256),
            document: String::new(),
            adopted_at: now,
            sha256,
            markdown,
            html,
        };
        let seal = Some(version.seal(&decided.meeting_name, decided.number, previous));
        let document = Document { version: Some(version.number), seal, ..document };
        let json = serde_json::to_string_pretty(&document);
        version.document = json.map_err(|error| Error::Internal(error.into()))?;
        Ok(version)
    }

    /// What the document says of itself, recomputed.
    fn seal(&self, meeting: &str, decision: i32, previous: &[u8]) -> Seal {
        Seal {
            adopted_at_meeting: meeting.to_owned(),
            decision,
            adopted_at: time::timestamp(self.adopted_at),
            sha256: hex(&self.sha256),
            html_sha256: hex(&hash(&self.html)),
            previous: (!previous.is_empty()).then(|| hex(previous)),
            chain: hex(&self.chain),
        }
    }

    pub fn hash(&self) -> String {
        hex(&self.sha256)
    }

    fn read(&self) -> Option<Document> {
        serde_json::from_str(&self.document).ok()
    }
}

/// The version of that number, if it is the reader's to see.
pub async fn visible(
    db: impl PgExecutor<'_>,
    by: &Reader,
    plan: &Plan,
    number: i32,
) -> Result<Found> {
    let found = store::find(db, plan, number).await?;
    if by.sees(found.version.visibility) { Ok(found) } else { Err(Error::NotFound) }
}

/// The plan, and how its text differs from what was adopted last, if both are the reader's to see.
pub async fn changes(
    db: &PgPool,
    by: &Reader,
    slug: &str,
    now: DateTime<Utc>,
) -> Result<(Plan, Vec<Change>)> {
    let plan = plan::visible(db, by, slug, now).await?;
    let adopted = visible(db, by, &plan, plan.adopted).await?.version;
    let items = plan::items(db, plan.id).await?;
    let document = plan::document(&by.group, &plan, &items, Telling::Text);
    Ok((plan, changes::changes(&adopted, &document)))
}
