//! Who is in a group now, for texts that call people by name.

use sqlx::PgConnection;

use super::people::PersonRef;
use super::store;
use base::ids::GroupId;
use base::names::Roll;
use platform::web::Result;

#[derive(Debug, Default)]
pub struct Roster {
    members: Vec<PersonRef>,
    roll: Roll,
}

impl Roster {
    pub async fn read(db: &mut PgConnection, group: GroupId) -> Result<Self> {
        Ok(Roster::of(store::members(db, group).await?))
    }

    pub fn of(members: Vec<PersonRef>) -> Self {
        let roll = Roll::new(members.iter().map(|member| member.name.as_str()));
        Roster { members, roll }
    }

    /// A name that exactly one member has, in any spelling, is that member's; anybody else is a name.
    pub fn who(&self, name: &str) -> PersonRef {
        match self.roll.find(name) {
            Some(member) => self.members[member].clone(),
            None => PersonRef { id: None, name: name.to_owned() },
        }
    }

    /// Whether some member is called so.
    pub fn has(&self, name: &str) -> bool {
        self.roll.has(name)
    }
}
