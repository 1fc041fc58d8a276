//! The pages by which people sign in and out.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::signed_in;
use crate::account::next::{own_path, query};
use crate::account::sign_in::{self, LinkForm, SignInForm};
use access::person::sessions::{self, Browser};
use access::rights::Viewer;
use platform::web::{
    App, Done, Error, Form, Frame, Invalid, Page, Path, Query, Result, refused, without_session,
};

const ON_ITS_WAY: &str = "If that address has an account, a link to sign in is on its way to it. It works for 30 minutes.";

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignIn {
    frame: Frame,
    form: SignInForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "account/ask_for_link.html")]
struct AskForLink {
    frame: Frame,
    form: LinkForm,
    invalid: Invalid,
}

impl SignIn {
    fn query(&self) -> String {
        query(&self.form.next)
    }
}

impl AskForLink {
    fn query(&self) -> String {
        query(&self.form.next)
    }
}

#[derive(Template)]
#[template(path = "account/link.html")]
struct Link {
    frame: Frame,
    token: String,
    name: String,
    next: String,
}

#[derive(Template)]
#[template(path = "account/link_over.html")]
struct LinkOver {
    frame: Frame,
}

#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub struct LinkPath {
    token: String,
}

pub async fn show(viewer: Viewer, Query(Next { next }): Query<Next>) -> Response {
    if viewer.person.is_some() {
        return Done::to(own_path(&next)).into_response();
    }
    let (form, invalid) = (SignInForm { next, ..SignInForm::default() }, Invalid::default());
    Page(SignIn { frame: viewer.frame(), form, invalid }).into_response()
}

pub async fn sign_in(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    match sign_in::by_password(&app, &browser, &form).await {
        Err(Error::Invalid(invalid)) => {
            Ok(refused(SignIn { frame: viewer.frame(), form, invalid }))
        }
        token => Ok(signed_in(&app, &token?, Done::to(own_path(&form.next)))),
    }
}

pub async fn sign_out(
    _: Viewer,
    State(app): State<App>,
    browser: Browser,
) -> Result<impl IntoResponse> {
    sessions::sign_out(&app.db, &browser).await?;
    let gone = [(header::SET_COOKIE, without_session(&app.config))];
    Ok((gone, Done::to("/").saying("You are signed out.")))
}

pub async fn ask_for_link(
    viewer: Viewer,
    Query(Next { next }): Query<Next>,
) -> Page<impl Template> {
    let (form, invalid) = (LinkForm { next, ..LinkForm::default() }, Invalid::default());
    Page(AskForLink { frame: viewer.frame(), form, invalid })
}

pub async fn mail_link(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Form(form): Form<LinkForm>,
) -> Result<Response> {
    match sign_in::mail_link(&app, &browser, &form).await {
        Err(Error::Invalid(invalid)) => {
            Ok(refused(AskForLink { frame: viewer.frame(), form, invalid }))
        }
        mailed => mailed.map(|()| Done::to("/sign-in").saying(ON_ITS_WAY).into_response()),
    }
}

pub async fn show_link(
    viewer: Viewer,
    State(app): State<App>,
    Path(LinkPath { token }): Path<LinkPath>,
    Query(Next { next }): Query<Next>,
) -> Result<Response> {
    let frame = viewer.frame();
    match sign_in::whose_link(&app, &token).await {
        Err(Error::NotFound) => Ok(over(frame)),
        name => Ok(Page(Link { frame, token, name: name?, next }).into_response()),
    }
}

pub async fn use_link(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Path(LinkPath { token }): Path<LinkPath>,
    Form(Next { next }): Form<Next>,
) -> Result<Response> {
    match sign_in::by_link(&app, &browser, &token).await {
        Err(Error::NotFound) => Ok(over(viewer.frame())),
        token => Ok(signed_in(&app, &token?, Done::to(own_path(&next)))),
    }
}

fn over(frame: Frame) -> Response {
    (StatusCode::NOT_FOUND, Page(LinkOver { frame })).into_response()
}
