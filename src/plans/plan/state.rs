//! How a plan comes about: drafted, opened for comments until a deadline, closed, adopted at a
//! meeting, and drafted anew; archived when nobody works on it any more.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::{Plan, store};
use access::fields::deadline::DeadlineForm;
use access::rights::May;
use base::policy::EditPlans;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

base::states! {
    pub enum PlanState in "plan_state" {
        Draft:     "draft",     "a draft";
        Open:      "open",      "open for comments";
        Closed:    "closed",    "closed for comments";
        Adopted:   "adopted",   "adopted";
        Archived:  "archived",  "archived";
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Edit,
    /// For comments, or until another deadline.
    Open(DateTime<Utc>),
    Comment,
    Settle,
    Close,
    Adopt,
    /// Later work on what was adopted, or more work on what was closed.
    Redraft,
    Report,
    Archive,
    Restore,
}

impl Plan {
    /// The state that `step` leads to. There are no other moves.
    pub fn after(&self, step: Step, now: DateTime<Utc>) -> Result<PlanState> {
        use PlanState::{Adopted, Archived, Closed, Draft, Open};
        match (self.state_at(now), step) {
            (state @ (Draft | Open | Closed), Step::Edit | Step::Settle) => Ok(state),
            (Draft | Open | Closed, Step::Open(_)) => Ok(Open),
            (Open, Step::Comment) => Ok(Open),
            (Open, Step::Close) => Ok(Closed),
            (Draft | Closed, Step::Adopt) => Ok(Adopted),
            (Closed | Adopted, Step::Redraft) => Ok(Draft),
            (state @ (Draft | Open | Closed | Adopted), Step::Report) => Ok(state),
            (Draft | Closed | Adopted, Step::Archive) => Ok(Archived),
            (Archived, Step::Restore) => Ok(Draft),
            (state, step) => Err(Error::conflict(refusal(state, step))),
        }
    }

    /// A plan is closed when its deadline has passed, whether or not anybody closed it.
    pub fn state_at(&self, now: DateTime<Utc>) -> PlanState {
        match (self.state, self.comments_until) {
            (PlanState::Open, Some(until)) if until <= now => PlanState::Closed,
            (state, _) => state,
        }
    }
}

fn refusal(state: PlanState, step: Step) -> String {
    use PlanState::{Adopted, Archived, Open};
    let sentence = match (state, step) {
        (Archived, Step::Archive) => "It is archived already.",
        (Archived, _) => "Take it out of the archive first.",
        (Adopted, Step::Edit | Step::Settle | Step::Open(_)) => {
            "What was adopted is never edited. Begin a new draft first."
        }
        (Adopted, Step::Adopt) => "It is adopted already.",
        (_, Step::Comment) => "It is not open for comments.",
        (Open, Step::Adopt | Step::Archive | Step::Redraft) => "Close it for comments first.",
        (_, Step::Close) => "It is not open.",
        (_, Step::Restore) => "It is not in the archive.",
        _ => "It is being drafted already.",
    };
    format!("The plan is {state}. {sentence}")
}

/// Moves a plan on, except to its adoption, which makes a version.
pub async fn take(
    db: &PgPool,
    by: &May<EditPlans>,
    slug: &str,
    step: Step,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let plan = super::lock(&mut tx, by.group.id, slug).await?;
    let state = plan.after(step, now)?;
    let until = match step {
        Step::Open(until) => Some(until),
        _ => None,
    };
    store::advance(&mut tx, &plan, state, until).await?;
    let event = Change { event: said(step), ..plan.event() };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(())
}

fn said(step: Step) -> &'static str {
    match step {
        Step::Open(_) => "opened for comments",
        Step::Close => "closed for comments",
        Step::Redraft => "drafted anew",
        Step::Archive => "archived",
        Step::Restore => "taken out of the archive",
        _ => "changed",
    }
}

/// Two weeks, unless the form says otherwise.
pub fn open_form(now: DateTime<Utc>) -> DeadlineForm {
    DeadlineForm::offered(now, 14)
}

#[cfg(test)]
mod tests {
    use PlanState::{Adopted, Archived, Closed, Draft, Open};
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_plan_moves_by_these_steps_only() {
        let now = DateTime::UNIX_EPOCH;
        let later = now + TimeDelta::days(1);
        let steps = [
            Step::Edit,
            Step::Open(later),
            Step::Comment,
            Step::Settle,
            Step::Close,
            Step::Adopt,
            Step::Redraft,
            Step::Report,
            Step::Archive,
            Step::Restore,
        ];
        let is = Some;
        #[rustfmt::skip]
        let moves = [
            (Draft,    [is(Draft),  is(Open), None,     is(Draft),  None,       is(Adopted), None,      is(Draft),   is(Archived), None]),
            (Open,     [is(Open),   is(Open), is(Open), is(Open),   is(Closed), None,        None,      is(Open),    None,         None]),
            (Closed,   [is(Closed), is(Open), None,     is(Closed), None,       is(Adopted), is(Draft), is(Closed),  is(Archived), None]),
            (Adopted,  [None,       None,     None,     None,       None,       None,        is(Draft), is(Adopted), is(Archived), None]),
            (Archived, [None,       None,     None,     None,       None,       None,        None,      None,        None,         is(Draft)]),
        ];
        for (state, expected) in moves {
            let plan = Plan { state, comments_until: Some(later), ..Plan::sample() };
            assert_eq!(steps.map(|step| plan.after(step, now).ok()), expected, "{state}");
        }
    }

    #[test]
    fn a_deadline_closes_a_plan_by_itself() {
        let now = DateTime::UNIX_EPOCH;
        let plan = Plan { state: Open, comments_until: Some(now), ..Plan::sample() };
        assert_eq!(plan.state_at(now - TimeDelta::seconds(1)), Open);
        assert_eq!(plan.state_at(now), Closed);
        assert!(plan.after(Step::Comment, now).is_err());
    }
}
