//! Who may do what in a group: the whole policy, and the proof that it was asked.

mod access;
mod asked;
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
}

macro_rules! policy {
    ($($capability:ident: $($role:ident)|+;)+) => {
        $(#[derive(Clone, Copy, Debug)]
        pub struct $capability;

        impl Capability for $capability {
            const NAME: &'static str = stringify!($capability);
            const ROLES: &'static [Role] = &[$(Role::$role),+];
        })+

        /// Every capability and the roles that have it, for the policy's golden test.
        pub const POLICY: &[(&str, &[Role])] =
            &[$((stringify!($capability), $capability::ROLES)),+];
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
    ManageMembers:                        Secretariat | CoChair;
    ApproveSummaries:                                   CoChair;
    PublishSummaries:                     Secretariat;
    LetCommentsThrough:                   Secretariat;
    ManageServiceAccounts:                Secretariat;
