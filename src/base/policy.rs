//! Who may do what in a group: the whole policy, one row a capability.

crate::states! {
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Role in "role" {
        Observer:     "observer",     "observer";
        Member:       "member",       "member";
        Secretariat:  "secretariat",  "secretariat";
        CoChair:      "co_chair",     "co-chair";
    }
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
    ($($capability:ident $(as $name:ident)?: $($role:ident)|+ $(, $who:ident only)?;)+) => {
        $(#[derive(Clone, Copy, Debug)]
        pub struct $capability;

        impl Capability for $capability {
            const NAME: &'static str = {
                const NAMES: &[&str] = &[$(stringify!($name),)? stringify!($capability)];
                NAMES[0]
            };
            const ROLES: &'static [Role] = &[$(Role::$role),+];
            const PEOPLE_ONLY: bool = {
                const WHO: &[&str] = &[$(stringify!($who))?];
                !WHO.is_empty()
            };
        })+

        /// Every capability, the roles that have it, and whether people only, for the policy's
        /// golden test.
        pub const POLICY: &[(&str, &[Role], bool)] = &[
            $(($capability::NAME, $capability::ROLES, $capability::PEOPLE_ONLY)),+
        ];
    };
}

policy! {
    ReadGroup:        Observer | Member | Secretariat | CoChair;
    Comment:                     Member | Secretariat | CoChair;
    AnswerForActions:            Member | Secretariat | CoChair;
    DraftAgendas:                         Secretariat | CoChair;
    RunMeetings:                          Secretariat | CoChair;
    // Outside programs know it by a shorter name.
    RecordMeetings as Record:             Secretariat | CoChair;
    DraftSummaries:                       Secretariat | CoChair;
    SettleComments:                       Secretariat | CoChair;
    EditPlans:                            Secretariat | CoChair;
    ManageMembers:                        Secretariat | CoChair, people only;
    ApproveSummaries:                                   CoChair;
    ChangeGroup:                                        CoChair, people only;
    PublishSummaries:                     Secretariat;
    LetCommentsThrough:                   Secretariat;
    ManageWebhooks:                       Secretariat;
    ManageServiceAccounts:                Secretariat;
}

impl Role {
    /// Whether it reads who said what at a meeting, also of those who asked not to be named. Those who
    /// spoke there, or could have, do; observers do not.
    pub fn reads_speakers(self) -> bool {
        Comment::ROLES.contains(&self)
    }
}
