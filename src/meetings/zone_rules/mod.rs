//! The rules of time zones change, often at short notice. What people agreed on stays: a local
//! time. Its instant follows, and everybody in the group is told.

mod store;
mod letter;
mod watch;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::details;
use crate::meeting::{Schedule, find_by_id, moderators};
use access::person::Person;
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::{GroupId, MeetingId};
use base::policy::{Capability, ReadGroup};
use base::revisions::content;
use base::time::{self, Agreed, Zone, utc};
use platform::history::{self, Change};
use platform::mail::{self, Only};
use platform::web::{App, Result, transaction};

pub use watch::watch;

/// Two times of a meeting may be still to come: its start, and when it says that the group meets
/// next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Start,
    NextMeeting,
}

/// A time to come, as it is kept.
struct Kept {
    meeting: MeetingId,
    group: GroupId,
    number: Option<i32>,
    title: String,
    which: Which,
    at: DateTime<Utc>,
    /// None where only the instant was kept.
    agreed: Option<Agreed>,
    zone_of_record: Zone,
}

/// A time whose instant is another by the rules of today.
struct Moved {
    kept: Kept,
    to: Agreed,
}

struct Group {
    id: GroupId,
    slug: String,
    short_name: String,
}

/// Whoever is told.
struct Recipient {
    email: String,
    zone: Zone,
}

/// Lets the instants of all times to come follow the rules of today, and tells how many were
/// changed.
pub async fn follow(app: &App) -> Result<usize> {
    let now = app.clock.now();
    time::look_again();
    let mut tx = transaction(&app.db).await?;
    let version = time::rules_version().unwrap_or_default();
    // Of two servers, the second waits here for the first, and then has nothing to do.
    if !store::claim(&mut tx, &version, now).await? {
        tracing::warn!(%version, "this machine’s time zone rules are older than those in use");
        return Ok(0);
    }
    let (mut moved, mut only_instants) = (Vec::new(), Vec::new());
    for kept in store::to_come(&mut tx, now).await? {
        match kept.agreed {
            None => only_instants.push(kept),
            Some(to) if to.at != kept.at => moved.push(Moved { kept, to }),
            Some(_) => {}
        }
    }
    store::keep_as_agreed(&mut tx, &only_instants).await?;
    for moved in &moved {
        change(&mut tx, moved).await?;
    }
    tell(&mut tx, app, &moved).await?;
    tx.commit().await?;
    for moved in &moved {
        moved.note();
    }
    Ok(moved.len())
}

async fn change(db: &mut PgConnection, moved: &Moved) -> Result<()> {
    let (id, group) = (moved.kept.meeting, moved.kept.group);
    store::set(db, moved).await?;
    let meeting = find_by_id(db, group, id).await?;
    let reason = moved.describe();
    let event = match moved.kept.which {
        Which::Start => {
            let names = moderators::of(&mut *db, id).await?;
            let plan = Schedule::of(&meeting, names, moved.kept.zone_of_record);
            Change {
                event: "moved by new clock rules",
                reason: &reason,
                revision: Some(meeting.revision),
                content: Some(content(&plan)),
                ..meeting.event()
            }
        }
        Which::NextMeeting => {
            let change = details::change(db, &meeting, moved.kept.zone_of_record).await?;
            Change { event: "next meeting moved by new clock rules", reason: &reason, ..change }
        }
    };
    history::log(db, Person::operator().id, event).await
}

/// One mail to each member of a group, about all that changed in it.
async fn tell(db: &mut PgConnection, app: &App, moved: &[Moved]) -> Result<()> {
    let mut of_groups: BTreeMap<GroupId, Vec<&Moved>> = BTreeMap::new();
    for moved in moved {
        of_groups.entry(moved.kept.group).or_default().push(moved);
    }
    for (group, moved) in of_groups {
        let group = store::group(db, group).await?;
        let told = without_twins(&moved);
        for recipient in store::recipients(db, group.id).await? {
            let letter = letter::write(app, &group, &told, &recipient)?;
            mail::enqueue_only(db, &letter, &Only::readers(group.id, ReadGroup::ROLES)).await?;
        }
    }
    Ok(())
}

/// That a group meets next when a meeting of its series starts is said once.
fn without_twins<'a>(moved: &[&'a Moved]) -> Vec<&'a Moved> {
    let starts: Vec<_> = moved.iter().filter(|moved| moved.kept.which == Which::Start).collect();
    let twin = |one: &Moved| {
        one.kept.which == Which::NextMeeting && starts.iter().any(|start| start.to.at == one.to.at)
    };
    moved.iter().copied().filter(|one| !twin(one)).collect()
}

impl Kept {
    /// "Online Meeting 46", "The next meeting after Online Meeting 45"
    fn name(&self) -> String {
        let number = self.number.map_or_else(|| " (draft)".into(), |number| format!(" {number}"));
        match self.which {
            Which::Start => format!("{}{number}", self.title),
            Which::NextMeeting => format!("The next meeting after {}{number}", self.title),
        }
    }

    fn path(&self, group: &Group) -> MeetingPath {
        let meeting = self.number.map_or(MeetingKey::Draft(self.meeting), MeetingKey::Number);
        MeetingPath { group: group.slug.clone(), meeting }
    }
}

impl Moved {
    /// "07:00 in Vancouver is now Thu 10 December 2026, 14:00 UTC, and was 15:00 UTC before."
    fn describe(&self) -> String {
        let (local, place) = (self.to.time(), time::place(self.to.zone));
        format!("{local} in {place} is now {}. Before: {}.", utc(self.to.at), utc(self.kept.at))
    }

    /// For whoever runs the server.
    fn note(&self) {
        tracing::info!(
            meeting = %self.kept.meeting,
            zone = self.to.zone.name(),
            from = time::timestamp(self.kept.at),
            to = time::timestamp(self.to.at),
            "a time to come was moved by new clock rules",
        );
    }
}
