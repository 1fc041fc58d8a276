//! The states and kinds that things of the product can be in, and the table that says each once.

/// Enums, a row a state: the key by which forms, the API and the database know it, and the words
/// for it, where pages have any. `in` names the database's type.
#[macro_export]
macro_rules! states {
    ($(
        $(#[$about:meta])*
        $vis:vis enum $name:ident $(in $type:literal)? {
            $($(#[$note:meta])* $state:ident: $key:tt $(, $words:literal)?;)+
        }
    )+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[derive(::serde::Serialize, ::serde::Deserialize, ::sqlx::Type, ::utoipa::ToSchema)]
        $(#[sqlx(type_name = $type)])?
        $(#[$about])*
        $vis enum $name {
            $($(#[$note])* #[serde(rename = $key)] #[sqlx(rename = $key)] $state,)+
        }

        impl $name {
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$state),+];

            /// As a form sends it.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$state => $key,)+
                }
            }

            pub fn of_key(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$state),)+
                    _ => None,
                }
            }
        }

        $crate::states! { @words $name $($state $($words)?),+ }
    )+};

    (@words $name:ident $($state:ident),+) => {};

    (@words $name:ident $($state:ident $words:literal),+) => {
        impl $name {
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$state => $words,)+
                }
            }

            /// As a form offers it, and as a sentence begins: "In progress".
            pub fn label(self) -> String {
                let words = self.words();
                words[..1].to_uppercase() + &words[1..]
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter) -> ::std::fmt::Result {
                f.write_str(self.words())
            }
        }
    };
}

states! {
    pub enum MeetingState in "meeting_state" {
        Draft:      "draft",       "draft";
        Scheduled:  "scheduled",   "scheduled";
        InSession:  "in_session",  "in session";
        Held:       "held",        "held";
        Cancelled:  "cancelled",   "cancelled";
    }

    pub enum SummaryState in "summary_state" {
        Drafting:   "drafting",   "in drafting";
        InReview:   "in_review",  "in review";
        Approved:   "approved",   "approved";
        Published:  "published",  "published";
    }

    #[schema(as = ItemOutcome)]
    pub enum Outcome in "item_outcome" {
        Planned:       "planned",        "planned";
        Discussed:     "discussed",      "discussed";
        NotAddressed:  "not_addressed",  "not addressed";
        Withdrawn:     "withdrawn",      "withdrawn";
        Deferred:      "deferred",       "deferred";
    }

    pub enum ActionState in "action_state" {
        Open:        "open",         "open";
        InProgress:  "in_progress",  "in progress";
        Done:        "done",         "done";
        Dropped:     "dropped",      "dropped";
        HandedOver:  "handed_over",  "handed over";
    }

    // Of a comment on a plan.
    #[schema(as = PlanCommentKind)]
    pub enum Kind in "plan_comment_kind" {
        Comment:    "comment",    "Comment";
        /// Of the text of what it is on.
        Change:     "change",     "Suggested change";
        /// A new one.
        Objective:  "objective",  "Suggested objective";
        /// A new one, below the objective that it is on.
        Activity:   "activity",   "Suggested activity";
    }

    pub enum Disposition in "disposition" {
        Open:            "open",              "open";
        Accepted:        "accepted",          "accepted";
        AcceptedInPart:  "accepted_in_part",  "accepted in part";
        Noted:           "noted",             "noted";
        NotAccepted:     "not_accepted",      "not accepted";
    }

    /// Whether the report may name the speaker.
    #[derive(Default)]
    pub enum Attribution in "attribution" {
        #[default]
        Attributed:  "attributed",  "the speaker is named";
        Withheld:    "withheld",    "the speaker is not named";
    }

    pub enum Visibility in "visibility" {
        Public:       "public";
        MembersOnly:  "members_only";
    }

    /// Whose approval a summary needs.
    pub enum ApprovalRule in "approval_rule" {
        EveryCoChair:  "every_co_chair";
        AnyCoChair:    "any_co_chair";
    }

    pub enum Direction {
        Up:    "up";
        Down:  "down";
    }
}

impl Disposition {
    /// Whether a speaker who asked not to be named is not, once that is settled so.
    pub fn is_followed(self) -> bool {
        matches!(self, Disposition::Accepted | Disposition::AcceptedInPart | Disposition::Noted)
    }
}

impl ActionState {
    pub fn is_open(self) -> bool {
        !matches!(self, ActionState::Done | ActionState::Dropped)
    }
}
