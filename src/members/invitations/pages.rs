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
    roles: Vec<(&'static str, &'static str)>,
    form: InviteForm,
    invalid: Invalid,
}

impl Invite {
    async fn of(app: &App, may: May<ManageMembers>) -> Result<Self> {
        let roles = super::offered(app, &may).await?;
        let (frame, member) = (may.frame().at("members").working(), may.into_member());
        let (form, invalid) = (InviteForm::empty(), Invalid::default());
        Ok(Invite { frame, member, roles, form, invalid })
    }
}

pub async fn form(may: May<ManageMembers>, State(app): State<App>) -> Result<Page<impl Template>> {
    Ok(Page(Invite::of(&app, may).await?))
}

pub async fn invite(
    may: May<ManageMembers>,
    State(app): State<App>,
    Form(form): Form<InviteForm>,
) -> Result<Response> {
    let invited = super::invite(&app, &may, &form).await;
    let done = invited.map(|()| to_members(&may, "The invitation is on its way."));
    form_again(done, async |invalid| Ok(Invite { form, invalid, ..Invite::of(&app, may).await? }))
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
