//! Who is in a group, in which role, from when to when.

mod by;
mod form;
mod path;
mod row;
mod store;
pub(crate) mod resting;
mod letters;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use crate::place::{self, Step};
use access::rights::{May, Member};
use base::ids::{GroupId, MembershipId, PersonId};
use base::policy::{ManageMembers, Role};
use base::revisions::content;
use base::time;
use platform::history::{self, Change, revisions};
use platform::web::{App, Error, Result, transaction};
use resting::Why;

pub use crate::place::{Place, PlaceForm, lock_group};
pub use by::By;
pub use path::MembershipPath;
pub use resting::Resting;

#[derive(Clone, Debug)]
pub struct Membership {
    pub id: MembershipId,
    pub person_id: PersonId,
    pub name: String,
    pub email: String,
    /// Whether it is a program’s, which the secretariat keeps on a page of its own.
    pub service: bool,
    pub place: Place,
    pub since: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub revision: i32,
}

impl Membership {
    fn step(&self, to: Option<Role>) -> Step {
        let (person, from) = (Some(self.person_id), Some(self.place.role));
        Step { person, program: self.service, from, to }
    }

    /// A group without co-chairs or secretariat could not work, nor help itself.
    fn check_successor(&self, others: i64) -> Result<()> {
        match (self.place.role, others) {
            (Role::CoChair | Role::Secretariat, 0) => Err(Error::conflict(format!(
                "{} is the only {} of this group. Give somebody else this role first.",
                self.name, self.place.role,
            ))),
            _ => Ok(()),
        }
    }
}

/// Present memberships first, then those that ended.
pub async fn list(db: &PgPool, by: &Member) -> Result<Vec<Membership>> {
    store::list(db, by.group.id).await
}

/// A membership that is not over, and who changes it.
pub async fn find_by(
    db: &PgPool,
    by: &May<ManageMembers>,
    at: &MembershipPath,
) -> Result<(Membership, By)> {
    let (found, giver) = store::find_with_giver(db, by, at.membership).await?;
    Ok((check_current(found)?, By { group: by.group.id, person: by.person.id, giver }))
}

/// A new role ends the membership and begins another at the same instant. Which one holds then.
pub async fn change(
    app: &App,
    by: &May<ManageMembers>,
    at: &MembershipPath,
    form: &PlaceForm,
) -> Result<MembershipId> {
    let place = form.check()?;
    let mut tx = transaction(&app.db).await?;
    lock_group(&mut tx, by.group.id).await?;
    let saved = current(&mut tx, by.group.id, at.membership).await?;
    let by_whom = By::member(&mut tx, by).await?;
    by_whom.check(&saved, Some(place.role))?;
    let (old, new) = ((saved.revision, &saved.place), (form.revision, &place));
    revisions::check(&mut tx, saved.id.0, old, new).await?;
    let holds = if place.role == saved.place.role {
        let revision = store::edit(&mut tx, saved.id, &place).await?;
        let event = event(by.group.id, saved.id, "changed", Some((revision, &place)));
        history::log(&mut tx, by.person.id, event).await?;
        saved.id
    } else {
        replace(&mut tx, app, &by_whom, &saved, &place, app.clock.now()).await?
    };
    tx.commit().await?;
    Ok(holds)
}

pub async fn end(
    app: &App,
    by: &May<ManageMembers>,
    at: &MembershipPath,
    reason: &str,
) -> Result<()> {
    let mut tx = transaction(&app.db).await?;
    lock_group(&mut tx, by.group.id).await?;
    let saved = current(&mut tx, by.group.id, at.membership).await?;
    let by_whom = By::member(&mut tx, by).await?;
    by_whom.check(&saved, None)?;
    saved.check_successor(store::others_like(&mut tx, by.group.id, &saved).await?)?;
    leave(&mut tx, app, &by_whom, &saved, reason).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives somebody a place in a group: a first one, or another than the present. Nothing
/// changes (false) if the role is the present one. The caller has locked the group.
pub async fn settle(
    tx: &mut PgConnection,
    app: &App,
    by: &By,
    person: PersonId,
    place: &Place,
    now: DateTime<Utc>,
) -> Result<bool> {
    match store::of_person(tx, by.group, person).await? {
        Some(present) if present.place.role == place.role => return Ok(false),
        Some(present) => {
            by.check(&present, Some(place.role))?;
            replace(tx, app, by, &present, place, now).await?;
        }
        None => {
            let program = place::is_program(tx, person).await?;
            let step = Step { person: Some(person), program, from: None, to: Some(place.role) };
            by.giver.check(&step)?;
            begin(tx, by, person, place, now, "began").await?;
            letters::tell_co_chairs(tx, app, by, (person, None, Some(place.role))).await?;
        }
    }
    Ok(true)
}

/// Takes a service account out of its group, which needs no successor. The caller has locked
/// the group.
pub(crate) async fn end_of_account(
    tx: &mut PgConnection,
    app: &App,
    by: &By,
    account: PersonId,
) -> Result<()> {
    let present = store::of_person(tx, by.group, account).await?.ok_or(Error::NotFound)?;
    by.check(&present, None)?;
    leave(tx, app, by, &present, "").await
}

async fn leave(
    tx: &mut PgConnection,
    app: &App,
    by: &By,
    saved: &Membership,
    reason: &str,
) -> Result<()> {
    store::end(tx, saved.id, app.clock.now()).await?;
    let ended = Change { reason, ..event(by.group, saved.id, "ended", None) };
    history::log(tx, by.person, ended).await?;
    let left = (saved.person_id, Some(saved.place.role), None);
    letters::tell_co_chairs(tx, app, by, left).await?;
    resting::end(tx, app, by.group, saved.person_id, Why::Ended, by.person).await
}

async fn replace(
    tx: &mut PgConnection,
    app: &App,
    by: &By,
    saved: &Membership,
    place: &Place,
    now: DateTime<Utc>,
) -> Result<MembershipId> {
    saved.check_successor(store::others_like(tx, by.group, saved).await?)?;
    store::end(tx, saved.id, now).await?;
    let begun = begin(tx, by, saved.person_id, place, now, "role_changed").await?;
    let changed = (saved.person_id, Some(saved.place.role), Some(place.role));
    letters::tell_co_chairs(tx, app, by, changed).await?;
    let why = Why::Role(place.role);
    resting::end(tx, app, by.group, saved.person_id, why, by.person).await?;
    Ok(begun)
}

async fn begin(
    tx: &mut PgConnection,
    by: &By,
    person: PersonId,
    place: &Place,
    now: DateTime<Utc>,
    what: &'static str,
) -> Result<MembershipId> {
    let id = store::begin(tx, by.group, person, place, now).await?;
    history::log(tx, by.person, event(by.group, id, what, Some((1, place)))).await?;
    Ok(id)
}

async fn current(db: &mut PgConnection, group: GroupId, id: MembershipId) -> Result<Membership> {
    check_current(store::find(db, group, id).await?)
}

/// A person's membership that is not over. What ended while somebody was editing it is said to have.
fn check_current(found: Membership) -> Result<Membership> {
    match found.until {
        None if found.service => Err(Error::conflict(format!(
            "{} is a service account. The secretariat keeps it, on the page of service accounts.",
            found.name,
        ))),
        None => Ok(found),
        Some(_) => Err(Error::conflict(format!(
            "This membership of {} has ended, or became another by a new role.",
            found.name,
        ))),
    }
}

fn event(
    group: GroupId,
    membership: MembershipId,
    event: &'static str,
    says: Option<(i32, &Place)>,
) -> Change<'static> {
    Change {
        group: Some(group),
        subject: "membership",
        subject_id: membership.0,
        event,
        revision: says.map(|(revision, _)| revision),
        content: says.map(|(_, place)| content(place)),
        ..Change::default()
    }
}

/// The day of an instant, in UTC.
pub fn day(at: &DateTime<Utc>) -> String {
    time::date(at.date_naive())
}
