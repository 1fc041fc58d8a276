//! The page behind the link of an invitation, to accept it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{AcceptForm, Accepted, Standing};
use crate::account::pages::{ask_to_sign_in, signed_in};
use crate::invitations::Invitation;
use access::person::Browser;
use access::rights::Viewer;
use base::addresses::mailed::MailedLink;
use platform::web::{
    App, Done, Error, Form, Frame, Invalid, Over, Page, Path, Result, form_again, or_over,
};

const WELCOME: &str = "Welcome. You are in the group now.";

#[derive(Template)]
#[template(path = "acceptance/show.html")]
struct Show {
    frame: Frame,
    at: MailedLink,
    invitation: Invitation,
    standing: Standing,
    form: AcceptForm,
    invalid: Invalid,
}

const OVER: Over = Over {
    status: StatusCode::NOT_FOUND,
    title: "This invitation does not work",
    why: "It was accepted already, is too old, was withdrawn, or was replaced by a newer one. Ask \
        for a new one.",
    new: None,
};

const FOR_ANOTHER: Over = Over {
    status: StatusCode::FORBIDDEN,
    title: "This invitation is for another address",
    why: "It was sent to another e-mail address than the one of your account, so nothing was \
        done. If the other address is yours too, sign out and open the link again.",
    new: None,
};

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
) -> Result<Response> {
    let done = match super::look(&app, viewer.person.as_ref(), &at.token).await {
        Ok((invitation, Standing::Accepted)) => {
            Ok(Done::to(invitation.group_path()).into_response())
        }
        found => found
            .and_then(|found| page(&viewer, at, found, AcceptForm::default(), Invalid::default()))
            .map(|page| Page(page).into_response()),
    };
    or_not_theirs(done, &viewer)
}

pub async fn accept(
    viewer: Viewer,
    State(app): State<App>,
    browser: Browser,
    Path(at): Path<MailedLink>,
    Form(form): Form<AcceptForm>,
) -> Result<Response> {
    let (person, token) = (viewer.person.as_ref(), &at.token);
    let done = match super::accept(&app, person, &browser, token, &form).await {
        Err(Error::SignedOut) => return Ok(ask_to_sign_in(&at.invitation())),
        accepted => accepted.map(|accepted| welcome(&app, accepted)),
    };
    let done = form_again(done, async |invalid| {
        let found = super::look(&app, person, token).await?;
        page(&viewer, at.clone(), found, form, invalid)
    });
    or_not_theirs(done.await, &viewer)
}

fn page(
    viewer: &Viewer,
    at: MailedLink,
    (invitation, standing): (Invitation, Standing),
    form: AcceptForm,
    invalid: Invalid,
) -> Result<Show> {
    match standing {
        Standing::Another => Err(Error::Forbidden),
        _ => Ok(Show { frame: viewer.frame(), at, invitation, standing, form, invalid }),
    }
}

fn or_not_theirs(done: Result<Response>, viewer: &Viewer) -> Result<Response> {
    match done {
        Err(Error::Forbidden) => Ok(FOR_ANOTHER.page(viewer.frame())),
        done => or_over(done, viewer.frame(), &OVER),
    }
}

fn welcome(app: &App, accepted: Accepted) -> Response {
    let done = Done::to(accepted.group).saying(WELCOME);
    match accepted.session {
        Some(token) => signed_in(app, &token, done),
        None => done.into_response(),
    }
}
