//! Memberships as programs read and write them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{Membership, MembershipPath, PlaceForm};
use crate::undelivered::{self, Failures};
use access::fields::typed;
use access::rights::{May, Member};
use base::ids::{MembershipId, PersonId};
use base::policy::{ManageMembers, Role};
use platform::api::{self, IfMatch, Json, Listing, NoContent, Paged};
use platform::web::{App, Error, Path, Query, Result};

/// The place of somebody in a group, from when to when.
#[derive(Serialize, ToSchema)]
#[schema(as = Membership)]
pub struct Representation {
    id: MembershipId,
    person: PersonId,
    name: String,
    /// Whether it is a service account: a program that acts for the group.
    service: bool,
    /// Of present members, for those who keep them; a service account has none.
    email: Option<String>,
    /// The latest mail of the group to this address, if it did not arrive.
    undelivered: Option<undelivered::Representation>,
    role: Role,
    affiliation: String,
    stakeholder_group: String,
    /// For whom they speak.
    on_behalf_of: String,
    since: DateTime<Utc>,
    /// When it ended.
    until: Option<DateTime<Utc>>,
    revision: i32,
}

/// The place that somebody has in a group.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MembershipBody)]
pub struct Body {
    /// A new role ends this membership and begins another.
    role: Role,
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$")]
    affiliation: String,
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$", example = "Civil society")]
    stakeholder_group: String,
    /// For whom they speak.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$")]
    on_behalf_of: String,
}

/// Why somebody leaves.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Removal {
    /// Why the membership ends; kept in the history.
    #[schema(max_length = 200, pattern = r"^[\s\S]*$")]
    reason: String,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl Representation {
    fn of(membership: Membership, by: &Member, failures: &Failures) -> Self {
        let known = by.may(ManageMembers) && membership.until.is_none() && !membership.service;
        let email = known.then_some(membership.email);
        Representation {
            id: membership.id,
            person: membership.person_id,
            name: membership.name,
            service: membership.service,
            undelivered: email.as_deref().and_then(|email| failures.represented(email)),
            email,
            role: membership.place.role,
            affiliation: membership.place.affiliation,
            stakeholder_group: membership.place.stakeholder_group,
            on_behalf_of: membership.place.on_behalf_of,
            since: membership.since,
            until: membership.until,
            revision: membership.revision,
        }
    }
}

impl Body {
    /// As the page's form would send it.
    fn form(self, revision: i32) -> PlaceForm {
        PlaceForm {
            revision,
            role: self.role.key().to_owned(),
            affiliation: self.affiliation,
            stakeholder_group: self.stakeholder_group,
            on_behalf_of: self.on_behalf_of,
        }
    }
}

pub async fn list(
    by: Member,
    State(db): State<PgPool>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let memberships = super::list(&db, &by).await?;
    let page = page.of(memberships, |membership| membership.id.to_string())?;
    let addresses = page.items.iter().map(|membership| &*membership.email);
    let failures = Failures::read(&db, &by, addresses).await?;
    Ok(page.map(|membership| Representation::of(membership, &by, &failures)))
}

pub async fn show(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MembershipPath>,
) -> Result<Json<Representation>> {
    one(&db, &by, at.membership).await.map(Json)
}

async fn one(db: &PgPool, by: &Member, id: MembershipId) -> Result<Representation> {
    let mut memberships = super::list(db, by).await?.into_iter();
    let found = memberships.find(|membership| membership.id == id).ok_or(Error::NotFound)?;
    let failures = Failures::read(db, by, [&*found.email]).await?;
    Ok(Representation::of(found, by, &failures))
}

pub async fn save(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<MembershipPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    let current = super::change(&app, &may, &at, &body.form(revision)).await?;
    one(&app.db, &may, current).await.map(Json)
}

pub async fn remove(
    may: May<ManageMembers>,
    State(app): State<App>,
    Path(at): Path<MembershipPath>,
    Query(Removal { reason }): Query<Removal>,
) -> Result<NoContent> {
    let reason = typed::line(&reason).map_err(|why| Error::invalid("reason", why))?;
    super::end(&app, &may, &at, &reason).await?;
    Ok(NoContent)
}
