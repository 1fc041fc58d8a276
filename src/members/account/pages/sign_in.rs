//! The pages by which people sign in and out.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::signed_in;
use crate::account::sign_in::{self, LinkForm, SignInForm};
use access::person::sessions::{self, Browser};
use access::rights::Viewer;
use access::unsent;
use base::addresses::mailed::MailedLink;
use platform::web::next::{own_path, query};
use platform::web::{
    App, Done, Form, Frame, Invalid, Over, Page, Path, Query, Result, form_again, or_over,
    without_session,
};

const ON_ITS_WAY: &str = "If that address has an account, a link to sign in is on its way to it. It works for 30 minutes.";

/// What whoever uses the browser next is not to find. Of the cookies only ours go, by name: this
/// header would also take those of the other sites below the same domain.
const OURS: &str = "\"cache\", \"storage\"";

const OVER: Over = Over {
    status: StatusCode::NOT_FOUND,
    title: "This link does not work",
    why: "It was used already, is too old, or was replaced by a newer one.",
    new: Some(("/sign-in/link", "Ask for a new link")),
};

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignIn {
    frame: Frame,
    /// Who goes on with what they typed.
    typist: Option<String>,
    form: SignInForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "account/ask_for_link.html")]
struct AskForLink {
    frame: Frame,
    typist: Option<String>,
    form: LinkForm,
    invalid: Invalid,
}

impl SignIn {
    async fn of(app: &App, frame: Frame, form: SignInForm, invalid: Invalid) -> Result<Self> {
        let typist = unsent::typist_of(app, &form.next).await?;
        Ok(SignIn { frame, typist, form, invalid })
    }
}

impl AskForLink {
    async fn of(app: &App, frame: Frame, form: LinkForm, invalid: Invalid) -> Result<Self> {
        let typist = unsent::typist_of(app, &form.next).await?;
        Ok(AskForLink { frame, typist, form, invalid })
    }

    fn query(&self) -> String {
        query(&self.form.next)
    }
}

#[derive(Template)]
#[template(path = "account/link.html")]
struct Link {
    frame: Frame,
    at: MailedLink,
    name: String,
    next: String,
}

#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Query(Next { next }): Query<Next>,
) -> Result<Response> {
    if viewer.person.is_some() {
        return Ok(Done::to(own_path(&next)).into_response());
    }
    let (form, invalid) = (SignInForm { next, ..SignInForm::default() }, Invalid::default());
    Ok(Page(SignIn::of(&app, viewer.frame(), form, invalid).await?).into_response())
}

pub async fn sign_in(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let token = sign_in::by_password(&app, &browser, &form).await;
    let done = token.map(|token| signed_in(&app, &token, Done::to(own_path(&form.next))));
    form_again(done, async |invalid| SignIn::of(&app, viewer.frame(), form, invalid).await).await
}

pub async fn sign_out(
    _: Viewer,
    State(app): State<App>,
    browser: Browser,
) -> Result<impl IntoResponse> {
    sessions::sign_out(&app.db, &browser).await?;
    let gone = [
        (header::SET_COOKIE, without_session(&app.config)),
        (HeaderName::from_static("clear-site-data"), HeaderValue::from_static(OURS)),
    ];
    Ok((gone, Done::to("/").saying("You are signed out.")))
}

pub async fn ask_for_link(
    viewer: Viewer,
    State(app): State<App>,
    Query(form): Query<LinkForm>,
) -> Result<Page<impl Template>> {
    Ok(Page(AskForLink::of(&app, viewer.frame(), form, Invalid::default()).await?))
}

pub async fn mail_link(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Form(form): Form<LinkForm>,
) -> Result<Response> {
    let mailed = sign_in::mail_link(&app, &browser, &form).await;
    let back = format!("/sign-in{}", query(&form.next));
    let done = mailed.map(|()| Done::to(back).saying(ON_ITS_WAY));
    form_again(done, async |invalid| AskForLink::of(&app, viewer.frame(), form, invalid).await)
        .await
}

pub async fn show_link(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
    Query(Next { next }): Query<Next>,
) -> Result<Response> {
    let name = sign_in::whose_link(&app, &at.token).await;
    let page = name.map(|name| Page(Link { frame: viewer.frame(), at, name, next }));
    or_over(page, viewer.frame(), &OVER)
}

pub async fn use_link(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Path(at): Path<MailedLink>,
    Form(Next { next }): Form<Next>,
) -> Result<Response> {
    let token = sign_in::by_link(&app, &browser, &at.token).await;
    let done = token.map(|token| signed_in(&app, &token, Done::to(own_path(&next))));
    or_over(done, viewer.frame(), &OVER)
}
