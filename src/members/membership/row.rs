//! A membership as it is read.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Membership, Place};
use crate::place::Gives;
use base::ids::{MembershipId, PersonId};
use base::policy::Role;

pub struct Row {
    pub id: MembershipId,
    pub person_id: PersonId,
    pub name: String,
    pub email: String,
    pub service: bool,
    pub role: Role,
    pub affiliation: String,
    pub stakeholder_group: String,
    pub on_behalf_of: String,
    pub since: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub revision: i32,
    pub giver: Option<Json<Gives>>,
}

impl From<Row> for Membership {
    fn from(row: Row) -> Self {
        let place = Place {
            role: row.role,
            affiliation: row.affiliation,
            stakeholder_group: row.stakeholder_group,
            on_behalf_of: row.on_behalf_of,
        };
        Membership {
            id: row.id,
            person_id: row.person_id,
            name: row.name,
            email: row.email,
            service: row.service,
            place,
            since: row.since,
            until: row.until,
            revision: row.revision,
        }
    }
}
