//! What becomes of an action, report by report; each is kept.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgPool};

use super::{Action, ReportForm, Step, after, past_of, store};
use access::rights::{May, Member};
use base::ids::{ActionId, ReportId};
use base::markdown::Markdown;
use base::policy::{AnswerForActions, RecordMeetings};
use base::revisions;
use base::states::ActionState;
use meetings::record::{self, entry};
use platform::history::{self, BY_LINK, Change, Past};
use platform::web::{Error, Result, transaction};

#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    pub id: ReportId,
    pub by: String,
    pub at: DateTime<Utc>,
    pub state: ActionState,
    /// Who took it, if it was handed over.
    pub handed_to: String,
    pub html: String,
    pub by_link: bool,
}

impl Report {
    /// "handed over to Chen Wei"
    pub fn said(&self) -> String {
        match self.state {
            ActionState::Open => "opened again".into(),
            ActionState::HandedOver => format!("handed over to {}", self.handed_to),
            state => state.to_string(),
        }
    }
}

/// From the first.
pub async fn reports(db: &PgPool, action: &Action) -> Result<Vec<Report>> {
    Ok(told(store::reports(db, action.id).await?, action))
}

/// The same, and what happened to the action.
pub async fn reports_and_past(
    db: &PgPool,
    by: &Member,
    action: &Action,
) -> Result<(Vec<Report>, Vec<Past>)> {
    let (reports, history) = store::reports_and_history(db, action.id).await?;
    Ok((told(reports, action), past_of(by, action, history)))
}

fn told(mut reports: Vec<Report>, action: &Action) -> Vec<Report> {
    for report in &mut reports {
        report.html = action.withheld.hide_html(&report.html);
    }
    reports
}

/// Reports what became of an action, and moves it on.
pub async fn report(
    db: &PgPool,
    by: &May<AnswerForActions>,
    id: ActionId,
    form: &ReportForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    store::lock(&mut tx, by.group.id, id).await?;
    let action = store::find(&mut *tx, by, id).await?;
    let (step, text) = form.check(&mut tx, by.group.id).await?;
    if let Some(report) = unused(&mut tx, id, form, (&step, &text)).await? {
        allow(&action, by, &step)?;
        let (to, kept) = after(action.state, &step)?;
        let reason = if step == Step::Drop { text.source.as_str() } else { "" };
        store::advance(&mut tx, id, to, reason).await?;
        let (author, by_link) = (by.person.id, by.is_by_link());
        let report = store::NewReport { id: report, by: author, by_link, at: now, state: kept };
        store::insert_report(&mut tx, id, report, &step, &text).await?;
        if let Step::HandOver(owner) = &step {
            store::hand_over(&mut tx, id, &action.owners.handed_to(owner.clone())).await?;
        }
        log(&mut tx, by, &action, &step, reason).await?;
        if let Some(origin) = &action.meeting {
            record::changed(&mut tx, origin.id, &[format!("entry-{id}")]).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Under which id to keep the report; none if pressing twice sent it again.
async fn unused(
    db: &mut PgConnection,
    action: ActionId,
    form: &ReportForm,
    (step, text): (&Step, &Markdown),
) -> Result<Option<ReportId>> {
    let handed_to = if let Step::HandOver(to) = step { to.name.as_str() } else { "" };
    let says = (action, step.kept_as(), handed_to, text.source.as_str());
    Ok(match store::is_kept(db, form.id, says).await? {
        None => Some(form.id),
        Some(true) => None,
        Some(false) => Some(ReportId::new()),
    })
}

fn allow(action: &Action, by: &May<AnswerForActions>, step: &Step) -> Result<()> {
    let allowed = match step {
        Step::Progress | Step::Finish | Step::HandOver(_) => action.is_answered_by(by),
        Step::Drop | Step::Reopen => by.may(RecordMeetings),
    };
    if allowed { Ok(()) } else { Err(Error::Forbidden) }
}

/// Who owns an action is part of what it says, so handing it over is a revision.
async fn log(
    db: &mut PgConnection,
    by: &May<AnswerForActions>,
    action: &Action,
    step: &Step,
    reason: &str,
) -> Result<()> {
    let reason = match (by.is_by_link(), reason) {
        (false, reason) => reason.to_owned(),
        (true, "") => BY_LINK.to_owned(),
        (true, reason) => format!("{reason} ({BY_LINK})"),
    };
    let meeting = action.meeting.as_ref().map(|meeting| meeting.id);
    let change = entry::change((by.group.id, meeting), action.id);
    let mut change = Change { event: step.event(), reason: &reason, ..change };
    if let Step::HandOver(_) = step {
        let (revision, assignment) =
            store::assignment(&mut *db, by.group.id, meeting, action.id).await?;
        change.revision = Some(revision);
        change.content = Some(revisions::content(&assignment));
    }
    history::log(db, by.person.id, change).await
}
