//! The page on which an owner reports on one action.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use super::{TokenPath, over};
use crate::ReportForm;
use crate::reminders::links::{self, Linked};
use access::rights::Viewer;
use platform::web::{
    App, ClientAddress, Done, Error, Form, Frame, Invalid, Page, Path, Result, refused,
};

const OVER: &str = "The action is done, dropped or removed, or it is not yours any more. If you \
    want to see what became of it, sign in.";

#[derive(Template)]
#[template(path = "reminders/report.html")]
struct Report {
    frame: Frame,
    token: String,
    linked: Linked,
    today: NaiveDate,
    form: ReportForm,
    invalid: Invalid,
}

impl Report {
    fn due(&self) -> String {
        self.linked.action.deadline.describe(self.today)
    }
}

impl TokenPath {
    fn reports(&self) -> String {
        format!("/reports/{}", self.token)
    }
}

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<TokenPath>,
) -> Result<Response> {
    page(&app, &viewer, at, ReportForm::default(), Invalid::default()).await
}

pub async fn report(
    viewer: Viewer,
    State(app): State<App>,
    from: ClientAddress,
    Path(at): Path<TokenPath>,
    Form(form): Form<ReportForm>,
) -> Result<Response> {
    match links::report(&app, from, &at.token, &form).await {
        Err(Error::NotFound) => Ok(over(&viewer, OVER)),
        Err(Error::Invalid(invalid)) => page(&app, &viewer, at, form, invalid).await,
        reported => {
            let done = Done::to(at.reports()).saying("Your report is kept. Thank you.");
            reported.map(|()| done.into_response())
        }
    }
}

async fn page(
    app: &App,
    viewer: &Viewer,
    at: TokenPath,
    form: ReportForm,
    invalid: Invalid,
) -> Result<Response> {
    let linked = match links::look(app, &at.token).await {
        Err(Error::NotFound) => return Ok(over(viewer, OVER)),
        linked => linked?,
    };
    let today = app.clock.now().with_timezone(&linked.by.person.time_zone).date_naive();
    let (frame, sound) = (viewer.frame().working(), invalid.is_empty());
    let page = Report { frame, token: at.token, linked, today, form, invalid };
    Ok(if sound { Page(page).into_response() } else { refused(page) })
}
