//! How a meeting comes about: draft, scheduled, in session, held, or cancelled.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::{Meeting, store};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::policy::RunMeetings;
use base::states::MeetingState;
use base::text::line;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Schedule,
    Open,
    Close,
    Cancel,
}

impl Meeting {
    /// The state that `step` leads to. There are no other moves.
    pub fn after(&self, step: Step) -> Result<MeetingState> {
        use MeetingState::{Cancelled, Draft, Held, InSession, Scheduled};
        match (self.state, step) {
            (Draft, Step::Schedule) => Ok(Scheduled),
            (Scheduled, Step::Open) => Ok(InSession),
            (InSession, Step::Close) => Ok(Held),
            (Draft | Scheduled, Step::Cancel) => Ok(Cancelled),
            (state, _) => Err(Error::conflict(format!("The meeting is {state} already."))),
        }
    }
}

/// Moves a meeting on. Cancelling needs a reason, and keeps the number.
pub async fn take(
    db: &PgPool,
    by: &May<RunMeetings>,
    at: &MeetingPath,
    step: Step,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let reason = line(reason);
    if step == Step::Cancel && reason.is_empty() {
        return Err(Error::invalid("reason", "Say why the meeting is cancelled."));
    }
    let mut tx = transaction(db).await?;
    let meeting = super::lock(&mut tx, by.group.id, at.meeting).await?;
    let state = meeting.after(step)?;
    let meeting = Meeting { state, ..numbered(&mut tx, meeting, step).await? };
    store::advance(&mut tx, &meeting, now).await?;
    log(&mut tx, by, &meeting, &reason).await?;
    tx.commit().await?;
    Ok(meeting)
}

/// A meeting that is scheduled draws the next number of its group's series.
async fn numbered(db: &mut PgConnection, meeting: Meeting, step: Step) -> Result<Meeting> {
    let number = match (step, meeting.number) {
        (Step::Schedule, None) => Some(store::draw_number(db, meeting.group_id).await?),
        (_, number) => number,
    };
    Ok(Meeting { number, ..meeting })
}

async fn log(db: &mut PgConnection, by: &Member, meeting: &Meeting, reason: &str) -> Result<()> {
    let event = match meeting.state {
        MeetingState::Draft => "drafted",
        MeetingState::Scheduled => "scheduled",
        MeetingState::InSession => "opened",
        MeetingState::Held => "closed",
        MeetingState::Cancelled => "cancelled",
    };
    let event = Change { event, reason, ..meeting.event() };
    history::log(db, by.person.id, event).await
}

#[cfg(test)]
mod tests {
    use MeetingState::{Cancelled, Draft, Held, InSession, Scheduled};

    use super::*;

    #[test]
    fn a_meeting_moves_only_forward() {
        let moves = [
            (Draft, [Some(Scheduled), None, None, Some(Cancelled)]),
            (Scheduled, [None, Some(InSession), None, Some(Cancelled)]),
            (InSession, [None, None, Some(Held), None]),
            (Held, [None, None, None, None]),
            (Cancelled, [None, None, None, None]),
        ];
        for (state, expected) in moves {
            let meeting = Meeting { state, ..Meeting::sample() };
            let steps = [Step::Schedule, Step::Open, Step::Close, Step::Cancel];
            assert_eq!(steps.map(|step| meeting.after(step).ok()), expected, "{state}");
        }
    }
}
