//! How a meeting comes about: draft, scheduled, in session, held, or cancelled. Its start and its
//! end can be undone until something depends on them.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgConnection, PgPool};

use super::coming::is_soon;
use super::{Meeting, store};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::policy::RunMeetings;
use base::states::MeetingState;
use base::text::line;
use base::time;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Schedule,
    /// Long before its time only if somebody says that this is meant.
    Open {
        early: bool,
    },
    UndoOpening,
    Close,
    UndoClosing,
    Cancel,
}

impl Meeting {
    /// The state that `step` leads to. There are no other moves.
    pub fn after(&self, step: Step) -> Result<MeetingState> {
        use MeetingState::{Cancelled, Draft, Held, InSession, Scheduled};
        match (self.state, step) {
            (Draft, Step::Schedule) => Ok(Scheduled),
            (Scheduled, Step::Open { .. }) => Ok(InSession),
            (InSession, Step::UndoOpening) => Ok(Scheduled),
            (InSession, Step::Close) => Ok(Held),
            (Held, Step::UndoClosing) => Ok(InSession),
            (Draft | Scheduled, Step::Cancel) => Ok(Cancelled),
            (state, Step::UndoOpening) => {
                Err(Error::conflict(format!("The meeting is {state}. Its start cannot be undone.")))
            }
            (state, Step::UndoClosing) => {
                Err(Error::conflict(format!("The meeting is {state}. Its end cannot be undone.")))
            }
            (state, _) => Err(Error::conflict(format!("The meeting is {state} already."))),
        }
    }

    /// What to ask before it starts now, if that is long before its time.
    pub fn question(&self, now: DateTime<Utc>) -> Option<String> {
        (!is_soon(self.starts_at, now)).then(|| {
            let (when, left) = (time::utc(self.starts_at), describe(self.starts_at - now));
            format!(
                "This meeting is planned for {when}, {left} from now. Confirm that it starts now."
            )
        })
    }
}

/// "6 days"
fn describe(left: TimeDelta) -> String {
    let counted = |count: i64, noun: &str| match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    };
    match (left.num_days(), left.num_hours()) {
        (2.., _) => counted(left.num_days(), "day"),
        (_, 2..) => counted(left.num_hours(), "hour"),
        _ => counted(left.num_minutes(), "minute"),
    }
}

/// What has happened since, so that a step cannot be undone any more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Resting {
    /// Something was recorded, or a summary was begun.
    pub on_opening: bool,
    /// A summary was begun, or a later meeting; or its end was never noted.
    pub on_closing: bool,
}

impl Resting {
    fn check(self, step: Step) -> Result<()> {
        match step {
            Step::UndoOpening if self.on_opening => Err(Error::conflict(
                "Something was recorded at this meeting already, so its start cannot be undone.",
            )),
            Step::UndoClosing if self.on_closing => Err(Error::conflict(
                "The end cannot be undone any more: this meeting has a summary, or a later meeting \
                 has started.",
            )),
            _ => Ok(()),
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
    if let (Step::Open { early: false }, Some(question)) = (step, meeting.question(now)) {
        return Err(Error::invalid("early", question));
    }
    if matches!(step, Step::UndoOpening | Step::UndoClosing) {
        store::resting(&mut *tx, meeting.id).await?.check(step)?;
    }
    let meeting = Meeting { state, ..numbered(&mut tx, meeting, step).await? };
    store::advance(&mut tx, &meeting, now).await?;
    log(&mut tx, by, &meeting, step, &reason).await?;
    super::changed(&mut tx, meeting.id).await?;
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

async fn log(
    db: &mut PgConnection,
    by: &Member,
    meeting: &Meeting,
    step: Step,
    reason: &str,
) -> Result<()> {
    let event = match step {
        Step::Schedule => "scheduled",
        Step::Open { .. } => "opened",
        Step::UndoOpening => "opening undone",
        Step::Close => "closed",
        Step::UndoClosing => "closing undone",
        Step::Cancel => "cancelled",
    };
    let event = Change { event, reason, ..meeting.event() };
    history::log(db, by.person.id, event).await
}

#[cfg(test)]
mod tests {
    use MeetingState::{Cancelled, Draft, Held, InSession, Scheduled};

    use super::*;

    #[test]
    fn a_meeting_moves_forward_or_undoes_its_last_step() {
        let moves = [
            (Draft, [Some(Scheduled), None, None, None, None, Some(Cancelled)]),
            (Scheduled, [None, Some(InSession), None, None, None, Some(Cancelled)]),
            (InSession, [None, None, Some(Scheduled), Some(Held), None, None]),
            (Held, [None, None, None, None, Some(InSession), None]),
            (Cancelled, [None; 6]),
        ];
        let steps = [Step::Schedule, Step::Open { early: false }, Step::UndoOpening]
            .into_iter()
            .chain([Step::Close, Step::UndoClosing, Step::Cancel]);
        for (state, expected) in moves {
            let meeting = Meeting { state, ..Meeting::sample() };
            for (step, expected) in steps.clone().zip(expected) {
                assert_eq!(meeting.after(step).ok(), expected, "{step:?} from {state}");
            }
        }
    }

    #[test]
    fn only_a_start_long_before_its_time_is_asked_about() {
        let starts_at: DateTime<Utc> = "2026-03-12T13:00:00Z".parse().unwrap();
        let meeting = Meeting { starts_at, ..Meeting::sample() };
        for (minutes, left) in [
            (-60, None),
            (0, None),
            (30, None),
            (31, Some("31 minutes from now")),
            (119, Some("119 minutes from now")),
            (120, Some("2 hours from now")),
            (6 * 24 * 60 + 5, Some("6 days from now")),
        ] {
            let question = meeting.question(starts_at - TimeDelta::minutes(minutes));
            assert_eq!(question.is_some(), left.is_some(), "{minutes}");
            assert!(left.is_none_or(|left| question.unwrap().contains(left)), "{minutes}");
        }
    }
}
