//! Invitations as programs make and withdraw them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Invitation, InvitationPath, InviteForm};
use crate::undelivered::{self, Failures};
use access::rights::{May, Member};
use base::ids::InvitationId;
use base::policy::{ManageMembers, Role};
use platform::api::{self, Idempotent, Json, Listing, Made, NoContent, Paged};
use platform::web::{App, Error, Path, Result};

/// An invitation that is open.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
pub struct Representation {
    id: InvitationId,
    email: String,
    /// The latest mail of the group to this address, if it did not arrive.
    undelivered: Option<undelivered::Representation>,
    role: Role,
    affiliation: String,
    stakeholder_group: String,
    invited_by: String,
    invited_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

/// Whom to invite, and to what place. They get a mail with a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InvitationBody)]
pub struct Body {
    #[schema(format = "email", max_length = 254, example = "new@example.org")]
    email: String,
    role: Role,
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$")]
    affiliation: String,
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$")]
    stakeholder_group: String,
}

impl api::Representation for Representation {}

impl Representation {
    fn of(invitation: Invitation, failures: &Failures) -> Self {
        Representation {
            id: invitation.id,
            undelivered: failures.represented(&invitation.email),
            email: invitation.email,
            role: invitation.place.role,
            affiliation: invitation.place.affiliation,
            stakeholder_group: invitation.place.stakeholder_group,
            invited_by: invitation.invited_by,
            invited_at: invitation.invited_at,
            expires_at: invitation.expires_at,
        }
    }
}

pub async fn list(
    may: May<ManageMembers>,
    State(app): State<App>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let open = super::list_open(&app.db, may.group.id, app.clock.now()).await?;
    let page = page.of(open, |invitation| invitation.id.to_string())?;
    let addresses = page.items.iter().map(|invitation| &*invitation.email);
    let failures = Failures::read(&app.db, &may, addresses).await?;
    Ok(page.map(|invitation| Representation::of(invitation, &failures)))
}

pub async fn show(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<InvitationPath>,
) -> Result<Json<Representation>> {
    one(&app, &may, at.invitation).await.map(Json)
}

async fn one(app: &App, by: &Member, id: InvitationId) -> Result<Representation> {
    let open = super::list_open(&app.db, by.group.id, app.clock.now()).await?;
    let found = open.into_iter().find(|invitation| invitation.id == id).ok_or(Error::NotFound)?;
    let failures = Failures::read(&app.db, by, [&*found.email]).await?;
    Ok(Representation::of(found, &failures))
}

pub async fn invite(
    may: May<ManageMembers>,
    State(app): State<App>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let id = InvitationId(id);
    let Body { email, role, affiliation, stakeholder_group } = body;
    let role = role.key().to_owned();
    let form = InviteForm { id, email, role, affiliation, stakeholder_group };
    super::invite(&app, &may, &form).await?;
    let at = format!("/groups/{}/invitations/{id}", may.group.slug);
    Ok(Made { at: api::at(&at), made: one(&app, &may, id).await? })
}

pub async fn withdraw(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<InvitationPath>,
) -> Result<NoContent> {
    super::withdraw(&app, &may, &at).await?;
    Ok(NoContent)
}
