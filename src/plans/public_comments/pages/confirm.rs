//! What the mailed link leads to: the comment, and the button that confirms it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::public_comments::{self, Sent};
use access::rights::Viewer;
use base::addresses::mailed::MailedLink;
use base::addresses::plan::PlanPath;
use platform::web::{App, Done, Frame, Over, Page, Path, Result, or_over};

const OVER: Over = Over {
    status: StatusCode::NOT_FOUND,
    title: "This link does not work",
    why: "It is older than a week, or the plan is no longer public. If the plan is open for \
        comments, you can send your comment again.",
    new: None,
};

#[derive(Template)]
#[template(path = "public_comments/confirm.html")]
struct Confirm {
    frame: Frame,
    at: MailedLink,
    plan: PlanPath,
    sent: Sent,
}

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
) -> Result<Response> {
    let page = public_comments::look(&app, &at.token).await.map(|sent| {
        let plan = PlanPath { group: sent.group_slug.clone(), plan: sent.plan_slug.clone() };
        Page(Confirm { frame: viewer.frame(), at, plan, sent })
    });
    or_over(page, viewer.frame(), &OVER)
}

pub async fn confirm(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
) -> Result<Response> {
    let confirmed = public_comments::confirm(&app, &at.token).await;
    or_over(confirmed.map(|()| Done::to(at.public_comment())), viewer.frame(), &OVER)
}
