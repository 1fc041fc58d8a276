//! Whom the record names: members of the group, present or past, and guests by name only.

use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgExecutor};
use utoipa::ToSchema;

use super::store;
use base::ids::{GroupId, MeetingId, PersonId};
use platform::web::{Invalid, Result};

/// A member whom a form offers by name.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: PersonId,
    pub name: String,
    pub affiliation: String,
}

/// A member, or a guest, who has a name only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = Who)]
pub struct PersonRef {
    /// Null for a guest.
    pub id: Option<PersonId>,
    pub name: String,
}

impl Candidate {
    /// "Mira Rao (Example Foundation)"
    pub fn label(&self) -> String {
        match self.affiliation.as_str() {
            "" => self.name.clone(),
            affiliation => format!("{} ({affiliation})", self.name),
        }
    }
}

impl PersonRef {
    /// As the choice among members is stored: empty for a guest.
    pub fn member(&self) -> String {
        self.id.map(|id| id.to_string()).unwrap_or_default()
    }

    /// The name, if it is a guest's.
    pub fn guest(&self) -> &str {
        if self.id.is_some() { "" } else { &self.name }
    }

    pub fn is_nobody(&self) -> bool {
        self.id.is_none() && self.name.is_empty()
    }
}

/// The group's members by name, and whoever else the meeting's record names already, if it is
/// about a meeting.
pub async fn candidates(
    db: impl PgExecutor<'_>,
    group: GroupId,
    meeting: impl Into<Option<MeetingId>>,
) -> Result<Vec<Candidate>> {
    store::candidates(db, group, meeting.into()).await
}

/// Whom a form names in its two fields: a member, chosen, or a guest, typed. Not both.
pub async fn who(
    db: &mut PgConnection,
    group: GroupId,
    (field, member): (&'static str, &str),
    guest: &str,
    invalid: &mut Invalid,
) -> Result<PersonRef> {
    let known = name(db, group, member).await?;
    Ok(named((field, member), known, guest, invalid))
}

/// The name of whom a form chooses, if that is or was a member.
pub async fn name(db: &mut PgConnection, group: GroupId, member: &str) -> Result<Option<String>> {
    match member.parse() {
        Ok(id) => store::member_name(db, group, id).await,
        Err(_) => Ok(None),
    }
}

/// Whom a form names, where it is `known` whom it chooses.
pub fn named(
    (field, member): (&'static str, &str),
    known: Option<String>,
    guest: &str,
    invalid: &mut Invalid,
) -> PersonRef {
    let name = crate::fields::texts::line("guest", guest, invalid);
    if member.is_empty() {
        return PersonRef { id: None, name };
    }
    if !name.is_empty() {
        invalid.add(field, "Choose a member or write a guest’s name, not both.");
    }
    if known.is_none() {
        invalid.add(field, "Choose somebody who is or was a member of this group.");
    }
    PersonRef { id: member.parse().ok(), name: known.unwrap_or_default() }
}
