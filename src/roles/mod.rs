//! Who may do what in a group: the whole policy, and the proof that it was asked.

mod access;
mod asked;
mod capabilities;
mod credential;
mod store;

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use sqlx::PgPool;

use crate::groups::Group;
use crate::ids::{ActionId, MembershipId};
use crate::people::Person;
use crate::web::{Error, Result};

pub use access::{Reader, Viewer};
pub use asked::Asked;
pub use credential::bearer;
pub use store::Used;

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    sqlx::Type,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "role", rename_all = "snake_case")]
pub enum Role {
    Observer,
    Member,
    Secretariat,
    CoChair,
}

/// Something that some roles may do in their group.
pub trait Capability {
    const NAME: &'static str;
    const ROLES: &'static [Role];
    /// Whether people have it, and no service account, whatever its role.
    const PEOPLE_ONLY: bool;

    /// As statements take them.
    fn role_keys() -> Vec<String> {
        Self::ROLES.iter().map(|role| role.key().to_owned()).collect()
    }
}

macro_rules! policy {
    ($($capability:ident: $($role:ident)|+ $(, $who:ident only)?;)+) => {
        $(#[derive(Clone, Copy, Debug)]
        pub struct $capability;

        impl Capability for $capability {
            const NAME: &'static str = stringify!($capability);
            const ROLES: &'static [Role] = &[$(Role::$role),+];
            const PEOPLE_ONLY: bool = {
                const WHO: &[&str] = &[$(stringify!($who))?];
                !WHO.is_empty()
            };
        })+

        /// Every capability, the roles that have it, and whether people only, for the policy's
        /// golden test.
        pub const POLICY: &[(&str, &[Role], bool)] = &[
            $((stringify!($capability), $capability::ROLES, $capability::PEOPLE_ONLY)),+
        ];
    };
}

policy! {
    ReadGroup:        Observer | Member | Secretariat | CoChair;
    Comment:                     Member | Secretariat | CoChair;
    AnswerForActions:            Member | Secretariat | CoChair;
    DraftAgendas:                         Secretariat | CoChair;
    RunMeetings:                          Secretariat | CoChair;
    Record:                               Secretariat | CoChair;
    DraftSummaries:                       Secretariat | CoChair;
    SettleComments:                       Secretariat | CoChair;
    EditPlans:                            Secretariat | CoChair;
    ManageMembers:                        Secretariat | CoChair, people only;
    ApproveSummaries:                                   CoChair;
    PublishSummaries:                     Secretariat;
    LetCommentsThrough:                   Secretariat;
    ManageWebhooks:                       Secretariat;
    ManageServiceAccounts:                Secretariat;
}

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
        Ok((May { by_link: true, ..May::of(member)? }, action))
    }

    /// For the command line, which asks nobody's right: the server's operator acts.
    pub async fn for_operator(db: &PgPool, group: &str) -> Result<Self> {
        let member = Member {
            person: Person::operator(),
            group: crate::groups::find(db, group).await?,
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

impl Role {
    pub const ALL: [Role; 4] = [Role::Observer, Role::Member, Role::Secretariat, Role::CoChair];

    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Role::Observer => "observer",
            Role::Member => "member",
            Role::Secretariat => "secretariat",
            Role::CoChair => "co_chair",
        }
    }

    pub fn of_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Role::Observer => "observer",
            Role::Member => "member",
            Role::Secretariat => "secretariat",
            Role::CoChair => "co-chair",
        })
    }
}
