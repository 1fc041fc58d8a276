//! The pages to invite somebody.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::{InvitationPath, InviteForm};
use access::rights::{May, Member};
use base::policy::ManageMembers;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

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
    let invited = super::invite(&app, &may, &form).await;
    let done = invited.map(|()| to_members(&may, "The invitation is on its way."));
    form_again(done, async |invalid| {
        let frame = may.frame().at("members").working();
        Ok(Invite { frame, member: may.into_member(), form, invalid })
    })
    .await
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
