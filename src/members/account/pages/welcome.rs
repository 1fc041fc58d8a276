//! The page on which the first administrator makes an account.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::signed_in;
use crate::account::welcome::{self, WelcomeForm};
use access::person::Browser;
use access::rights::Viewer;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

const NEXT: &str = "You are the administrator. Make the first group, and appoint who runs it.";

#[derive(Template)]
#[template(path = "account/welcome.html")]
struct Welcome {
    frame: Frame,
    token: String,
    form: WelcomeForm,
    invalid: Invalid,
}

#[derive(Deserialize)]
pub struct WelcomePath {
    token: String,
}

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(WelcomePath { token }): Path<WelcomePath>,
) -> Result<Page<impl Template>> {
    welcome::look(&app, &token).await?;
    let (form, invalid) = (WelcomeForm::default(), Invalid::default());
    Ok(Page(Welcome { frame: viewer.frame(), token, form, invalid }))
}

pub async fn begin(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Path(WelcomePath { token }): Path<WelcomePath>,
    Form(form): Form<WelcomeForm>,
) -> Result<Response> {
    let session = welcome::begin(&app, &browser, &token, &form).await;
    let to = Done::to("/administration").saying(NEXT);
    let done = session.map(|session| signed_in(&app, &session, to));
    form_again(done, async |invalid| Ok(Welcome { frame: viewer.frame(), token, form, invalid }))
        .await
}
