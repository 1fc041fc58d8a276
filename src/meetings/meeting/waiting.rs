//! What waits for those who prepare meetings: agendas to publish, drafts to schedule.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::MeetingId;
use base::time;

/// A meeting that waits for somebody.
#[derive(Clone, Debug, Deserialize)]
pub struct Waiting {
    pub group_slug: String,
    pub group_short_name: String,
    pub id: MeetingId,
    pub number: Option<i32>,
    pub title: String,
    pub starts_at: DateTime<Utc>,
    pub waits: Waits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    PublishAgenda,
    Schedule,
}

impl Waiting {
    /// "Publish the agenda of Online Meeting 46"
    pub fn describe(&self) -> String {
        let title = &self.title;
        match (self.waits, self.number) {
            (Waits::PublishAgenda, Some(number)) => {
                format!("Publish the agenda of {title} {number}")
            }
            (Waits::PublishAgenda, None) => format!("Publish the agenda of {title}"),
            (Waits::Schedule, _) => format!("Schedule the next {title}"),
        }
    }

    pub fn why(&self) -> String {
        let when = time::utc(self.starts_at);
        match self.waits {
            Waits::PublishAgenda => format!("the meeting is on {when}"),
            Waits::Schedule => format!("it is a draft for {when}"),
        }
    }

    pub fn path(&self) -> String {
        let meeting = self.number.map_or(MeetingKey::Draft(self.id), MeetingKey::Number);
        let at = MeetingPath { group: self.group_slug.clone(), meeting };
        match self.waits {
            Waits::PublishAgenda => at.agenda(),
            Waits::Schedule => at.show(),
        }
    }
}
