//! The page behind the link of an invitation, to accept it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{AcceptForm, Accepted, Standing};
use crate::account::pages::{ask_to_sign_in, signed_in};
use crate::invitations::Invitation;
use access::person::Browser;
use access::rights::Viewer;
use platform::web::{App, Done, Error, Form, Frame, Invalid, Page, Path, Result, refused};

const WELCOME: &str = "Welcome. You are in the group now.";

#[derive(Template)]
#[template(path = "acceptance/show.html")]
struct Show {
    frame: Frame,
    token: String,
    invitation: Invitation,
    standing: Standing,
    form: AcceptForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "acceptance/another.html")]
struct ForAnother {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "acceptance/over.html")]
struct Over {
    frame: Frame,
}

#[derive(Clone, Deserialize)]
pub struct TokenPath {
    pub token: String,
}

impl TokenPath {
    fn path(&self) -> String {
        format!("/invitations/{}", self.token)
    }
}

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<TokenPath>,
) -> Result<Response> {
    let found = super::look(&app, viewer.person.as_ref(), &at.token).await;
    page(&viewer, at, found, AcceptForm::default(), Invalid::default())
}

pub async fn accept(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Path(at): Path<TokenPath>,
    Form(form): Form<AcceptForm>,
) -> Result<Response> {
    let accepted = super::accept(&app, viewer.person.as_ref(), &browser, &at.token, &form).await;
    match accepted {
        Err(Error::SignedOut) => Ok(ask_to_sign_in(&at.path())),
        Err(Error::Invalid(invalid)) => {
            let found = super::look(&app, viewer.person.as_ref(), &at.token).await;
            page(&viewer, at, found, form, invalid)
        }
        Err(error) => page(&viewer, at, Err(error), form, Invalid::default()),
        Ok(accepted) => Ok(welcome(&app, accepted)),
    }
}

fn welcome(app: &App, accepted: Accepted) -> Response {
    let done = Done::to(accepted.group).saying(WELCOME);
    match accepted.session {
        Some(token) => signed_in(app, &token, done),
        None => done.into_response(),
    }
}

fn page(
    viewer: &Viewer,
    at: TokenPath,
    found: Result<(Invitation, Standing)>,
    form: AcceptForm,
    invalid: Invalid,
) -> Result<Response> {
    let frame = viewer.frame();
    match found {
        Err(Error::NotFound) => Ok((StatusCode::NOT_FOUND, Page(Over { frame })).into_response()),
        Err(Error::Forbidden) | Ok((_, Standing::Another)) => {
            Ok((StatusCode::FORBIDDEN, Page(ForAnother { frame })).into_response())
        }
        Ok((invitation, Standing::Accepted)) => {
            Ok(Done::to(invitation.group_path()).into_response())
        }
        Ok((invitation, standing)) => {
            let is_refused = !invalid.is_empty();
            let page = Show { frame, token: at.token, invitation, standing, form, invalid };
            Ok(if is_refused { refused(page) } else { Page(page).into_response() })
        }
        Err(error) => Err(error),
    }
}
