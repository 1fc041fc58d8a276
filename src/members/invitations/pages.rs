//! The pages to invite somebody.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::{InvitationPath, InviteForm};
use access::rights::{May, Member};
use base::policy::ManageMembers;
use platform::web::{App, Done, Error, Form, Frame, Invalid, Page, Path, Result, refused};

#[derive(Template)]
#[template(path = "invitations/new.html")]
struct Invite {
    frame: Frame,
    member: Member,
    form: InviteForm,
    invalid: Invalid,
}

pub async fn form(may: May<ManageMembers>) -> Page<impl Template> {
    let (frame, member) = (may.frame().at("members").working(), may.into_member());
    Page(Invite { frame, member, form: InviteForm::empty(), invalid: Invalid::default() })
}

pub async fn invite(
    may: May<ManageMembers>,
    State(app): State<App>,
    Form(form): Form<InviteForm>,
) -> Result<Response> {
    match super::invite(&app, &may, &form).await {
        Err(Error::Invalid(invalid)) => {
            let frame = may.frame().at("members").working();
            Ok(refused(Invite { frame, member: may.into_member(), form, invalid }))
        }
        invited => invited.map(|()| to_members(&may, "The invitation is on its way.")),
    }
}

pub async fn withdraw(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<InvitationPath>,
) -> Result<Response> {
    super::withdraw(&app, &may, &at).await?;
    Ok(to_members(&may, "The invitation is withdrawn: its link does not work any more."))
}

fn to_members(by: &Member, notice: &'static str) -> Response {
    Done::to(by.group.members()).saying(notice).into_response()
}
