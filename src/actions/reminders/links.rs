//! The link to an action in a reminder: whoever has it reports on that action, as its owner
//! would who is signed in, and can do nothing else.

use crate::{Action, ReportForm};
use access::rights::May;
use base::policy::{AnswerForActions, RecordMeetings};
use platform::secrets::hash;
use platform::web::{App, ClientAddress, Error, Result};

/// An action, and the owner who answers for it.
pub struct Linked {
    pub by: May<AnswerForActions>,
    pub action: Action,
}

impl Linked {
    /// The reports that the link takes. Handing an action over needs the list of members, which
    /// is the group's to read.
    pub fn steps(&self) -> Vec<(&'static str, &'static str)> {
        let mut steps = vec![("progress", "In progress"), ("done", "It is done")];
        if self.by.may(RecordMeetings) {
            steps.push(("dropped", "It is dropped"));
        }
        steps
    }

    fn takes(&self, step: &str) -> bool {
        step.is_empty() || self.steps().iter().any(|(offered, _)| *offered == step)
    }
}

/// Looking changes nothing: mail scanners look at every link.
pub async fn look(app: &App, token: &str) -> Result<Linked> {
    let linked = find(app, token).await?;
    if linked.action.state.is_open() { Ok(linked) } else { Err(Error::NotFound) }
}

/// The action, as long as it is there and its owner's, who is in the group.
async fn find(app: &App, token: &str) -> Result<Linked> {
    let found = May::by_link(&app.db, &hash(token)).await;
    let (by, action) = found.map_err(|error| match error {
        // Whoever only observes the group by now answers for nothing.
        Error::Forbidden => Error::NotFound,
        error => error,
    })?;
    let action = actions::find(&app.db, &by, action).await?;
    let theirs = action.owners.include(by.person.id);
    if theirs { Ok(Linked { by, action }) } else { Err(Error::NotFound) }
}

/// The same form sent twice reports once, also if the first ended the link.
pub async fn report(app: &App, from: ClientAddress, token: &str, form: &ReportForm) -> Result<()> {
    app.attempts.mailed.count(from, token)?;
    let linked = find(app, token).await?;
    if !linked.takes(&form.step) {
        return Err(Error::Forbidden);
    }
    match actions::report(&app.db, &linked.by, linked.action.id, form, app.clock.now()).await {
        Err(Error::Conflict(_)) => Err(Error::NotFound),
        reported => reported,
    }
}
