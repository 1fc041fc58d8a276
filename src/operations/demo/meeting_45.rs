//! Online Meeting 45: the model group's own report, read in, composed anew, approved and
//! published.

use super::{CO_CHAIR, SECOND_CO_CHAIR, SECRETARIAT, acting};
use base::policy::{ApproveSummaries, DraftSummaries, PublishSummaries, RecordMeetings};
use exchange::imports::{self, Source};
use platform::web::{App, Error, Result};
use summaries::draft::{self, ReasonForm, SubmissionForm};
use summaries::publication;

const REPORT: &[u8] = include_bytes!("../../../demo/wg-strategy-45.md");

pub async fn publish(app: &App) -> Result<()> {
    let may = acting::<RecordMeetings>(app, SECRETARIAT).await?;
    let import = Source::new("wg-strategy-45.md", REPORT.to_vec()).understood();
    let import = import.map_err(anyhow::Error::from)?;
    let meeting = imports::import(&app.db, &may, &import, app.clock.now()).await?;
    let at = meeting.path(&may.group);

    let may = acting::<DraftSummaries>(app, SECRETARIAT).await?;
    draft::draft(&app.db, &may, at.meeting).await?;
    draft::submit(app, &may, &at, &SubmissionForm::offered(&may.group, app.clock.now())).await?;
    let may = acting::<ApproveSummaries>(app, CO_CHAIR).await?;
    let reason = "This demonstration of a summary is published at once.".into();
    draft::end(app, &may, &at, &ReasonForm { reason }).await?;
    let summary = draft::find(&app.db, meeting.id).await?.ok_or(Error::NotFound)?;
    for email in [CO_CHAIR, SECOND_CO_CHAIR] {
        let may = acting::<ApproveSummaries>(app, email).await?;
        draft::approve(app, &may, &at, &summary.hash()).await?;
    }
    let may = acting::<PublishSummaries>(app, SECRETARIAT).await?;
    publication::publish(app, &may, &at, &summary.hash()).await?;
    Ok(())
}
