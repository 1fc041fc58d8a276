//! Who may do what in a group: the whole policy, and the proof that it was asked.

mod store;
mod recheck;
mod credential;
mod frame;
mod lasting;
mod reader;
mod stranger;
pub mod described;
mod capabilities;

use std::marker::PhantomData;
use std::ops::Deref;

use sqlx::PgPool;

use crate::group::Group;
use crate::person::Person;
use base::ids::{ActionId, MembershipId};
use base::policy::{Capability, Role};
use platform::web::{Error, Result};

use lasting::LetIn;

pub use reader::{Reader, Viewer};
pub use recheck::{RecheckedAccess, audiences};
pub use stranger::EditionReader;

/// A person in the group that the URL names. Every member may read what the group reads.
#[derive(Clone, Debug)]
pub struct Member {
    pub person: Person,
    pub group: Group,
    pub membership_id: MembershipId,
    pub role: Role,
}

/// Proof that a member may do `C`. Only a request can make one, so a use case that asks for it
/// cannot be reached without the check.
#[derive(Clone, Debug)]
pub struct May<C> {
    member: Member,
    capability: PhantomData<C>,
    by_link: bool,
}

impl Member {
    pub fn may<C: Capability>(&self, _: C) -> bool {
        self.has::<C>()
    }

    /// Whether they read who said what, also where the speaker asked not to be named.
    pub fn reads_speakers(&self) -> bool {
        self.role.reads_speakers()
    }

    fn has<C: Capability>(&self) -> bool {
        C::ROLES.contains(&self.role) && !(C::PEOPLE_ONLY && self.person.is_program())
    }
}

impl<C: Capability> May<C> {
    fn of(member: Member) -> Result<Self> {
        match member.has::<C>() {
            true => Ok(May { member, capability: PhantomData, by_link: false }),
            false => Err(Error::Forbidden),
        }
    }

    /// For the command line and the demonstration: somebody who is at the server itself acts
    /// in a member's name, within that member's rights.
    pub async fn on_behalf_of(db: &PgPool, email: &str, group: &str) -> Result<Self> {
        May::of(store::find_member(db, email, group).await?)
    }

    /// For the link to an action in a reminder: whoever has it acts in the name of the member
    /// to whom it was mailed, within that member's rights, and on that action only.
    pub async fn by_link(db: &PgPool, token_hash: &[u8]) -> Result<(Self, ActionId)> {
        let (member, action) = store::find_reminded(db, token_hash).await?;
        let may = May { by_link: true, ..May::of(member)? };
        LetIn::by_link(may.person.id, may.membership_id, C::ROLES);
        Ok((may, action))
    }

    /// For the command line, which asks nobody's right: the server's operator acts.
    pub async fn for_operator(db: &PgPool, group: &str) -> Result<Self> {
        let member = Member {
            person: Person::operator(),
            group: crate::group::find(db, group).await?,
            membership_id: MembershipId(uuid::Uuid::nil()),
            role: *C::ROLES.first().ok_or(Error::Forbidden)?,
        };
        May::of(member)
    }

    /// Whether the member is not signed in, but came by a link that was mailed.
    pub fn is_by_link(&self) -> bool {
        self.by_link
    }

    /// The same member's proof of another right, which is asked like the first. A link has none.
    pub fn also<D: Capability>(&self) -> Result<May<D>> {
        if self.by_link { Err(Error::Forbidden) } else { May::of(self.member.clone()) }
    }

    pub fn into_member(self) -> Member {
        self.member
    }
}

impl<C> Deref for May<C> {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.member
    }
}
