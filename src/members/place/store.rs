//! A group whose places are changed, in the database.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;

use super::Giver;
use base::ids::{GroupId, PersonId};
use base::policy::Role;
use platform::web::Result;

/// So that of two changes to who is in a group, one sees the other. Rows that refer to the
/// group, such as history, may still be written.
pub async fn lock_group(db: &mut PgConnection, group: GroupId) -> Result<()> {
    sqlx::query!("select id from groups where id = $1 for no key update", group as GroupId)
        .fetch_one(db)
        .await?;
    Ok(())
}

/// Who gives roles, as they are now. The caller has locked the group, so that they stay so.
pub async fn giver(
    db: &mut PgConnection,
    group: GroupId,
    person: PersonId,
    before: Option<DateTime<Utc>>,
) -> Result<Giver> {
    let row = sqlx::query!(
        r#"
        select giver.gives_as as "role: Role", giver.appoints as "appoints!",
               giver.chaired as "chaired!"
        from giver_of($1, $2, $3) as giver
        "#,
        person as PersonId,
        group as GroupId,
        before,
    )
    .fetch_one(db)
    .await?;
    Ok(Giver::new(person, row.role, row.appoints, row.chaired))
}

/// What the database says of somebody who gives roles.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Gives {
    gives_as: Option<Role>,
    appoints: bool,
    chaired: bool,
}

impl Gives {
    pub fn by(self, person: PersonId) -> Giver {
        Giver::new(person, self.gives_as, self.appoints, self.chaired)
    }
}

/// Whether it is a service account.
pub async fn is_program(db: &mut PgConnection, person: PersonId) -> Result<bool> {
    let is = sqlx::query_scalar!(
        r#"select service_of is not null as "is!" from people where id = $1"#,
        person as PersonId,
    )
    .fetch_one(db)
    .await?;
    Ok(is)
}
