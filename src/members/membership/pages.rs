//! The pages of a group's members.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Membership, MembershipPath, PlaceForm, Resting};
use crate::invitations::{self, Invitation};
use crate::place::offered;
use crate::undelivered::Failures;
use access::fields::typed;
use access::rights::{May, Member};
use base::policy::{ManageMembers, ManageServiceAccounts, ManageWebhooks};
use platform::web::{
    App, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again, or_conflict,
};

#[derive(Template)]
#[template(path = "membership/index.html")]
struct Index {
    frame: Frame,
    member: Member,
    present: Vec<Membership>,
    former: Vec<Membership>,
    invitations: Vec<Invitation>,
    /// Mail to members and invited people that did not arrive.
    failures: Failures,
}

impl Index {
    /// Whoever keeps the members also sees their addresses, and whom is invited.
    fn keeps_webhooks(&self) -> bool {
        self.member.may(ManageWebhooks)
    }

    fn keeps_members(&self) -> bool {
        self.member.may(ManageMembers)
    }

    fn keeps_service_accounts(&self) -> bool {
        self.member.may(ManageServiceAccounts)
    }
}

#[derive(Template)]
#[template(path = "membership/edit.html")]
struct Edit {
    frame: Frame,
    at: MembershipPath,
    membership: Membership,
    resting: Vec<Resting>,
    roles: Vec<(&'static str, &'static str)>,
    may_end: bool,
    form: PlaceForm,
    invalid: Invalid,
}

impl Edit {
    async fn of(app: &App, may: &May<ManageMembers>, at: MembershipPath) -> Result<Self> {
        let (membership, by) = super::find_by(&app.db, may, &at).await?;
        let resting = super::resting::list(app, may, membership.person_id).await?;
        let roles = offered(&by.giver, &membership.step(None));
        let may_end = by.check(&membership, None).is_ok();
        let (frame, form) = (may.frame().at("members").working(), PlaceForm::of(&membership));
        let invalid = Invalid::default();
        Ok(Edit { frame, at, membership, resting, roles, may_end, form, invalid })
    }
}

#[derive(Deserialize)]
pub struct Removal {
    #[serde(default)]
    reason: String,
}

pub async fn index(member: Member, State(app): State<App>) -> Result<Page<impl Template>> {
    let all = super::list(&app.db, &member).await?;
    let (present, former): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|membership| membership.until.is_none());
    let mut invitations = Vec::new();
    if member.may(ManageMembers) {
        invitations = invitations::list_open(&app.db, member.group.id, app.clock.now()).await?;
    }
    let members = present.iter().map(|membership: &Membership| &*membership.email);
    let invited = invitations.iter().map(|invitation| &*invitation.email);
    let failures = Failures::read(&app.db, &member, members.chain(invited)).await?;
    let frame = member.frame().at("members");
    Ok(Page(Index { frame, member, present, former, invitations, failures }))
}

pub async fn edit(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<MembershipPath>,
) -> Result<Page<impl Template>> {
    Ok(Page(Edit::of(&app, &may, at).await?))
}

pub async fn save(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<MembershipPath>,
    Form(form): Form<PlaceForm>,
) -> Result<Response> {
    let changed = super::change(&app, &may, &at, &form).await;
    let done = changed.map(|_| done(&may, "The membership is saved."));
    form_again(or_conflict(done, may.frame(), &at.path()), async |invalid| {
        Ok(Edit { form, invalid, ..Edit::of(&app, &may, at).await? })
    })
    .await
}

pub async fn remove(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<MembershipPath>,
    Form(Removal { reason }): Form<Removal>,
) -> Result<Response> {
    let reason = typed::line(&reason).map_err(Error::BadRequest)?;
    super::end(&app, &may, &at, &reason).await?;
    Ok(done(&may, "The membership has ended."))
}

fn done(by: &Member, notice: &'static str) -> Response {
    Done::to(by.group.members()).saying(notice).into_response()
}
