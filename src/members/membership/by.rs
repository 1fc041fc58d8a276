//! Who changes a place in a group.

use sqlx::PgConnection;

use super::Membership;
use crate::place::Giver;
use access::rights::Member;
use base::ids::{GroupId, PersonId};
use base::policy::Role;
use platform::web::Result;

/// Who changes a place, in which group: in whose name it is written down, and who gives the role.
/// An invitation is accepted by one, and gives what the other may give.
pub struct By {
    pub group: GroupId,
    pub person: PersonId,
    pub giver: Giver,
}

impl By {
    pub async fn member(tx: &mut PgConnection, by: &Member) -> Result<Self> {
        let giver = Giver::in_group(tx, by).await?;
        Ok(By { group: by.group.id, person: by.person.id, giver })
    }

    pub(super) fn check(&self, saved: &Membership, to: Option<Role>) -> Result<()> {
        self.giver.check(&saved.step(to))
    }
}
