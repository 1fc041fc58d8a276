//! What is done to an agenda as a whole.

use axum::extract::State;

use crate::agenda;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::DraftAgendas;
use platform::web::{App, Done, Path, Result};

pub async fn carry_over(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    agenda::carry_over(&app.db, &may, &at, app.clock.now()).await?;
    Ok(Done::to(at.agenda()).saying("The items are carried over. They stand last."))
}

pub async fn add_standing(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    agenda::add_standing(&app.db, &may, &at, app.clock.now()).await?;
    Ok(Done::to(at.agenda()).saying("The open action items are on the agenda. They stand first."))
}
