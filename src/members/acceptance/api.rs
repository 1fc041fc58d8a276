//! Invitations as the one who is invited reads and accepts them with a program.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::invitations::Invitation;
use access::person::Person;
use base::addresses::mailed::MailedLink;
use base::policy::Role;
use platform::api::{self, Json};
use platform::web::{App, Path, Result};

/// An invitation as the one who is invited sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = InvitationToMe)]
pub struct ToMe {
    /// The group’s name in addresses.
    group: String,
    group_name: String,
    role: Role,
    affiliation: String,
    stakeholder_group: String,
    invited_by: String,
    expires_at: DateTime<Utc>,
    /// Whether you have accepted it.
    accepted: bool,
}

impl api::Representation for ToMe {}

impl From<Invitation> for ToMe {
    fn from(invitation: Invitation) -> Self {
        ToMe {
            group: invitation.slug,
            group_name: invitation.group_name,
            role: invitation.place.role,
            affiliation: invitation.place.affiliation,
            stakeholder_group: invitation.place.stakeholder_group,
            invited_by: invitation.invited_by,
            expires_at: invitation.expires_at,
            accepted: invitation.accepted_by.is_some(),
        }
    }
}

pub async fn look(
    person: Person,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
) -> Result<Json<ToMe>> {
    super::look_as(&app, &person, &at.token).await.map(ToMe::from).map(Json)
}

pub async fn accept(
    person: Person,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
) -> Result<Json<ToMe>> {
    super::accept_as(&app, &person, &at.token).await?;
    super::look_as(&app, &person, &at.token).await.map(ToMe::from).map(Json)
}
