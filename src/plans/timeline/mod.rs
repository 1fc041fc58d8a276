//! The life of an objective or activity across meetings: what was said of it and agreed, what is
//! to be done, how far it was, and how its text changed.

pub mod api;
pub mod pages;
pub mod store;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::plan::{Plan, Status};
use access::fields::owners::Owners;
use access::rights::Reader;
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::{ActionId, ContributionId, DecisionId, PlanCommentId, PlanItemId};
use base::states::{ActionState, Disposition};
use platform::history::Past;
use platform::web::Result;

/// How much of it is on one page.
const A_PAGE: i64 = 50;

#[derive(Clone, Debug)]
pub struct Timeline {
    /// The latest first.
    pub entries: Vec<Entry>,
    pub more: bool,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub key: EntryKey,
    pub at: DateTime<Utc>,
    /// The item itself, or an activity below it.
    pub item: PlanItemId,
    /// Where it was said.
    pub meeting: Option<(MeetingKey, String)>,
    pub html: String,
    pub kind: Kind,
}

/// Its place among all: what a later page begins after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntryKey {
    pub at: DateTime<Utc>,
    /// Of what history tells; 0 for all else.
    pub nth: i64,
    pub id: Uuid,
}

#[derive(Clone, Debug)]
pub enum Kind {
    /// `by` is none if the speaker is not to be named.
    Said {
        id: ContributionId,
        by: Option<String>,
    },
    Agreed {
        id: DecisionId,
        number: i32,
    },
    ToDo {
        id: ActionId,
        owners: Owners,
        state: ActionState,
    },
    /// `by` is none if only the group may know. It may be an update that somebody gave.
    Reported {
        status: Status,
        by: Option<String>,
        said: Option<ContributionId>,
    },
    /// Whose suggestion was followed, or not, and why.
    Settled {
        id: PlanCommentId,
        by: String,
        disposition: Disposition,
        reason: String,
    },
    Changed(Box<Past>),
}

impl Kind {
    /// What it is, in a word or two.
    pub fn describe(&self) -> String {
        match self {
            Kind::Said { .. } => "Said".into(),
            Kind::Agreed { number, .. } => format!("Decision {number}"),
            Kind::ToDo { .. } => "Action item".into(),
            Kind::Reported { status, .. } => status.to_string(),
            Kind::Settled { disposition, .. } => format!("Suggestion {disposition}"),
            Kind::Changed(past) => past.told.event.clone(),
        }
    }

    /// Whose it is, where that is told.
    pub fn by(&self) -> Option<String> {
        match self {
            Kind::Said { by, .. } => match by.as_deref() {
                None => Some("somebody who is not to be named".into()),
                Some("") => None,
                Some(name) => Some(name.into()),
            },
            Kind::Agreed { .. } => None,
            Kind::ToDo { owners, .. } => Some(owners.describe()),
            Kind::Reported { by, .. } => Some(by.clone().unwrap_or_else(|| "the group".into())),
            Kind::Settled { by, .. } => Some(by.clone()),
            Kind::Changed(past) => Some(past.told.by.clone()),
        }
    }

    /// Where in the record of its meeting it stands.
    pub fn place(&self, at: &MeetingPath) -> String {
        match self {
            Kind::Said { id, .. } | Kind::Reported { said: Some(id), .. } => {
                at.entry(id).in_record()
            }
            Kind::Agreed { id, .. } => at.entry(id).in_record(),
            Kind::ToDo { id, .. } => at.entry(id).in_record(),
            _ => at.record(),
        }
    }

    pub fn action(&self) -> Option<(ActionId, ActionState)> {
        if let Kind::ToDo { id, state, .. } = self { Some((*id, *state)) } else { None }
    }

    /// The suggestion that was settled, and why it was settled so.
    pub fn settled(&self) -> Option<(PlanCommentId, &str)> {
        match self {
            Kind::Settled { id, reason, .. } => Some((*id, reason)),
            _ => None,
        }
    }

    pub fn past(&self) -> Option<&Past> {
        if let Kind::Changed(past) = self { Some(past) } else { None }
    }
}

/// A page of it, from 1 on. The public reads how far it was, and nothing of the record.
pub async fn read(
    db: &PgPool,
    by: &Reader,
    plan: &Plan,
    item: PlanItemId,
    page: i64,
) -> Result<Timeline> {
    let from = (page.clamp(1, 10_000) - 1) * A_PAGE;
    let mut entries = store::read(db, plan, item, by, (None, from, A_PAGE + 1)).await?;
    let more = entries.len() as i64 > A_PAGE;
    entries.truncate(A_PAGE as usize);
    Ok(Timeline { entries, more })
}

/// The same from a place on, as programs read it.
pub async fn later(
    db: &PgPool,
    by: &Reader,
    plan: &Plan,
    item: PlanItemId,
    (after, most): (Option<EntryKey>, usize),
) -> Result<Vec<Entry>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    store::read(db, plan, item, by, (after, 0, most)).await
}

/// "1772787600000000.0.01919d2e-…": microseconds, as the database keeps them.
impl fmt::Display for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.{}.{}", self.at.timestamp_micros(), self.nth, self.id)
    }
}

impl FromStr for EntryKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(());
        let at = part()?.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or(())?;
        let nth = part()?.parse().map_err(|_| ())?;
        let id = part()?.parse().map_err(|_| ())?;
        // PostgreSQL's calendar begins later than chrono's.
        let known = (1..10_000).contains(&at.year());
        known.then_some(EntryKey { at, nth, id }).ok_or(())
    }
}
