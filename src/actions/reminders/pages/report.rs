//! The page on which an owner reports on one action.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

use crate::ReportForm;
use crate::reminders::links::{self, Linked};
use access::rights::Viewer;
use base::addresses::mailed::MailedLink;
use platform::web::{
    App, ClientAddress, Done, Form, Frame, Invalid, Over, Page, Path, Result, form_again, or_over,
};

const OVER: Over = Over {
    status: StatusCode::GONE,
    title: "This link is over",
    why: "The action is done, dropped or removed, or it is not yours any more. To see it, sign \
        in.",
    new: None,
};

#[derive(Template)]
#[template(path = "reminders/report.html")]
struct Report {
    frame: Frame,
    at: MailedLink,
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

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
) -> Result<Response> {
    let page = page(&app, &viewer, at, ReportForm::default(), Invalid::default()).await;
    or_over(page.map(Page), viewer.frame(), &OVER)
}

pub async fn report(
    viewer: Viewer,
    State(app): State<App>,
    from: ClientAddress,
    Path(at): Path<MailedLink>,
    Form(form): Form<ReportForm>,
) -> Result<Response> {
    let reported = links::report(&app, from, &at.token, &form).await;
    let done = reported.map(|()| Done::to(at.report()).saying("Your report is kept. Thank you."));
    let done = form_again(done, |invalid| page(&app, &viewer, at, form, invalid)).await;
    or_over(done, viewer.frame(), &OVER)
}

async fn page(
    app: &App,
    viewer: &Viewer,
    at: MailedLink,
    form: ReportForm,
    invalid: Invalid,
) -> Result<Report> {
    let linked = links::look(app, &at.token).await?;
    let today = linked.by.person.today(app.clock.now());
    Ok(Report { frame: viewer.frame().working(), at, linked, today, form, invalid })
}
