//! The pages of a group's members.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use super::{Membership, MembershipPath, PlaceForm};
use crate::clock::Clock;
use crate::invitations::{self, Invitation};
use crate::people::typed;
use crate::roles::{ManageMembers, ManageServiceAccounts, ManageWebhooks, May, Member};
use crate::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result, refused};

#[derive(Template)]
#[template(path = "members/index.html")]
struct Index {
    frame: Frame,
    member: Member,
    present: Vec<Membership>,
    former: Vec<Membership>,
    invitations: Vec<Invitation>,
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
#[template(path = "members/edit.html")]
struct Edit {
    frame: Frame,
    at: MembershipPath,
    membership: Membership,
    form: PlaceForm,
    invalid: Invalid,
}

impl Edit {
    fn of(may: &May<ManageMembers>, at: MembershipPath, membership: Membership) -> Self {
        let (frame, form) = (may.frame().at("members").working(), PlaceForm::of(&membership));
        Edit { frame, at, membership, form, invalid: Invalid::default() }
    }
}

#[derive(Deserialize)]
pub struct Removal {
    #[serde(default)]
    reason: String,
}

pub async fn index(member: Member, State(app): State<App>) -> Result<Page<impl Template>> {
    let all = super::list(&app.db, &member).await?;
    let (present, former) = all.into_iter().partition(|membership| membership.until.is_none());
    let invitations = match member.may(ManageMembers) {
        true => invitations::list_open(&app.db, member.group.id, app.clock.now()).await?,
        false => Vec::new(),
    };
    Ok(Page(Index { frame: member.frame().at("members"), member, present, former, invitations }))
}

pub async fn edit(
    may: May<ManageMembers>,
    State(db): State<PgPool>,
    Path(at): Path<MembershipPath>,
) -> Result<Page<impl Template>> {
    let membership = super::find(&db, &may, &at).await?;
    Ok(Page(Edit::of(&may, at, membership)))
}

pub async fn save(
    may: May<ManageMembers>,
    State(db): State<PgPool>,
    State(clock): State<Clock>,
    Path(at): Path<MembershipPath>,
    Form(form): Form<PlaceForm>,
) -> Result<Response> {
    match super::change(&db, clock, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            let membership = super::find(&db, &may, &at).await?;
            Ok(refused(Edit { form, invalid, ..Edit::of(&may, at, membership) }))
        }
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &at.path(), *stale)),
        saved => saved.map(|_| done(&may, "The membership is saved.")),
    }
}

pub async fn remove(
    may: May<ManageMembers>,
    State(db): State<PgPool>,
    State(clock): State<Clock>,
    Path(at): Path<MembershipPath>,
    Form(Removal { reason }): Form<Removal>,
) -> Result<Response> {
    let reason = typed::line(&reason).map_err(Error::BadRequest)?;
    super::end(&db, clock, &may, &at, &reason).await?;
    Ok(done(&may, "The membership has ended."))
}

fn done(by: &Member, notice: &'static str) -> Response {
    Done::to(by.group.members()).saying(notice).into_response()
}
