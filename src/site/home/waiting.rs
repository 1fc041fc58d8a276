//! What waits for somebody, in words: summaries, plans and meetings that they can take a step
//! further, and actions that are overdue, or whose owners have left.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::{Found, store};
use crate::directory::{About, GroupRow};
use access::person::Person;
use access::rights::Member;
use actions::{Filter, Owned};
use base::time;
use meetings::meeting;
use plans::comments;
use platform::mail::undelivered::Undelivered;
use platform::web::Result;
use summaries::draft::{self, Waits};

/// Something that somebody is asked to do.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub group_slug: String,
    pub what: String,
    pub more: String,
    pub path: String,
    /// The passages that name the one who is asked, where there may be some.
    pub passages: Option<String>,
}

/// What somebody finds where they arrive.
#[derive(Default)]
pub struct Arrival {
    /// The most urgent first: summaries, meetings and plans, because others wait for those, then
    /// actions that nobody is left for, then their own.
    pub waiting: Vec<Waiting>,
    /// The mail of theirs that did not arrive.
    pub undelivered: Vec<Undelivered>,
    pub groups: Vec<GroupRow>,
    pub owned: Vec<Owned>,
}

pub async fn arrival(db: &PgPool, person: &Person, now: DateTime<Utc>) -> Result<Arrival> {
    let found = store::waiting_for(db, person, None, now).await?;
    if found.groups.is_empty() {
        return Ok(Arrival { undelivered: found.undelivered, ..Arrival::default() });
    }
    let owned = actions::owned_by(db, person).await?;
    let waiting = in_words(&found, &owned, &found.groups, now);
    Ok(Arrival { waiting, owned, undelivered: found.undelivered, groups: found.groups })
}

/// What waits for a member in their group, and what its page says of it.
pub async fn of_group(
    db: &PgPool,
    member: &Member,
    now: DateTime<Utc>,
) -> Result<(Vec<Waiting>, About)> {
    let found = store::waiting_for(db, &member.person, Some(member.group.id), now).await?;
    let about = About {
        purpose: found.purpose.clone().unwrap_or_default(),
        to_hand_over: found.groups.iter().map(|group| group.to_hand_over).sum(),
    };
    Ok((in_words(&found, &[], &[], now), about))
}

fn in_words(
    found: &Found,
    owned: &[Owned],
    groups: &[GroupRow],
    now: DateTime<Utc>,
) -> Vec<Waiting> {
    let Found { summaries, plans, meetings, .. } = found;
    let today = now.date_naive();
    let overdue =
        owned.iter().filter(|action| action.may_report && action.deadline().is_past(today));
    let overdue = overdue.map(|action| Waiting {
        group_slug: action.group_slug.clone(),
        what: format!("Report on your action: {}", action.describe()),
        more: format!("{} · {}", action.from(), action.deadline().describe(today)),
        path: action.path().show(),
        passages: None,
    });
    let left = groups.iter().filter(|group| group.to_hand_over > 0).map(Waiting::from);
    let (summaries, plans) = (summaries.iter().map(Waiting::from), plans.iter().map(Waiting::from));
    let meetings = meetings.iter().map(Waiting::from);
    let waiting = summaries.chain(meetings).chain(plans).chain(left).chain(overdue);
    waiting.collect()
}

/// Actions whose owners have left the group.
impl From<&GroupRow> for Waiting {
    fn from(group: &GroupRow) -> Self {
        let count = group.to_hand_over;
        let (actions, theirs) = match count {
            1 => ("action", "its owner has left"),
            _ => ("actions", "their owners have left"),
        };
        Waiting {
            group_slug: group.slug.clone(),
            what: format!("Find a new owner for {count} {actions}"),
            more: format!("{} · {theirs}", group.short_name),
            path: format!("{}/actions{}", group.path(), Filter::to_hand_over().query()),
            passages: None,
        }
    }
}

impl From<&draft::Waiting> for Waiting {
    fn from(waiting: &draft::Waiting) -> Self {
        let (at, name) = (waiting.path(), waiting.name());
        let (what, why) = match waiting.waits {
            Waits::Publish => ("Publish the summary of", "the co-chairs have approved it".into()),
            Waits::Approve => ("Approve the summary of", "the review has ended".into()),
            Waits::Settle => ("Decide on the comments on the summary of", until(waiting.deadline)),
            Waits::Redraft => ("Revise the summary of", "it was returned to drafting".into()),
            Waits::Resume => {
                ("Continue the draft summary of", "nobody has changed it for a week".into())
            }
            Waits::Begin => ("Draft the summary of", "the meeting is over".into()),
            Waits::Passages => ("", until(waiting.deadline)),
            Waits::Comment => ("Review the summary of", until(waiting.deadline)),
        };
        let what = match (waiting.waits, waiting.count) {
            (Waits::Passages, 1) => {
                format!("Check 1 more passage that names you in the summary of {name}")
            }
            (Waits::Passages, count) => {
                format!("Check {count} more passages that name you in the summary of {name}")
            }
            _ => format!("{what} {name}"),
        };
        let path = match waiting.waits {
            Waits::Settle => at.comments(),
            Waits::Redraft | Waits::Resume => at.draft(),
            Waits::Passages => at.passages(),
            _ => at.summary(),
        };
        Waiting {
            group_slug: waiting.group_slug.clone(),
            what,
            more: format!("{} · {why}", waiting.group_short_name),
            path,
            passages: (waiting.waits == Waits::Comment).then(|| at.passages()),
        }
    }
}

impl From<&comments::Waiting> for Waiting {
    fn from(waiting: &comments::Waiting) -> Self {
        Waiting {
            group_slug: waiting.group_slug.clone(),
            what: waiting.describe(),
            more: format!("{} · {}", waiting.group_short_name, waiting.why()),
            path: waiting.path(),
            passages: None,
        }
    }
}

impl From<&meeting::Waiting> for Waiting {
    fn from(waiting: &meeting::Waiting) -> Self {
        Waiting {
            group_slug: waiting.group_slug.clone(),
            what: waiting.describe(),
            more: format!("{} · {}", waiting.group_short_name, waiting.why()),
            path: waiting.path(),
            passages: None,
        }
    }
}

fn until(deadline: Option<DateTime<Utc>>) -> String {
    match deadline {
        Some(deadline) => format!("in review until {}", time::utc(deadline)),
        None => "in review".into(),
    }
}

/// "Two things to do"
pub fn describe(count: usize) -> String {
    const WORDS: [&str; 9] =
        ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    match count {
        0 => "Nothing to do".into(),
        1 => "One thing to do".into(),
        count => match WORDS.get(count - 2) {
            Some(word) => format!("{word} things to do"),
            None => format!("{count} things to do"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn how_much_waits_is_said_in_words() {
        let cases = [
            (0, "Nothing to do"),
            (1, "One thing to do"),
            (2, "Two things to do"),
            (10, "Ten things to do"),
            (11, "11 things to do"),
        ];
        for (count, sentence) in cases {
            assert_eq!(describe(count), sentence);
        }
    }
}
