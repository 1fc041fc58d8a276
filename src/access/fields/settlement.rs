//! What becomes of a comment or a suggestion: each is settled with a disposition, and a reason
//! where its author was not followed.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use platform::web::{Invalid, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "disposition", rename_all = "snake_case")]
pub enum Disposition {
    Open,
    Accepted,
    AcceptedInPart,
    Noted,
    NotAccepted,
}

/// What something can be settled as.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettledAs {
    Accepted,
    AcceptedInPart,
    Noted,
    NotAccepted,
}

/// As it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettlementForm {
    pub disposition: String,
    pub reason: String,
}

impl Disposition {
    /// What a form offers.
    pub const CHOICES: [(&'static str, &'static str); 4] = [
        ("accepted", "Accepted"),
        ("accepted_in_part", "Accepted in part"),
        ("noted", "Noted"),
        ("not_accepted", "Not accepted"),
    ];

    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Disposition::Open => "open",
            Disposition::Accepted => "accepted",
            Disposition::AcceptedInPart => "accepted_in_part",
            Disposition::Noted => "noted",
            Disposition::NotAccepted => "not_accepted",
        }
    }

    /// What history says when something is settled so.
    pub fn settled(self) -> &'static str {
        match self {
            Disposition::Open => "settled",
            Disposition::Accepted => "settled: accepted",
            Disposition::AcceptedInPart => "settled: accepted in part",
            Disposition::Noted => "settled: noted",
            Disposition::NotAccepted => "settled: not accepted",
        }
    }

    pub fn of_key(key: &str) -> Option<Disposition> {
        let all = [
            Disposition::Open,
            Disposition::Accepted,
            Disposition::AcceptedInPart,
            Disposition::Noted,
            Disposition::NotAccepted,
        ];
        all.into_iter().find(|disposition| disposition.key() == key)
    }

    /// "Accepted in part by Chen Wei: the date is not in the record."
    pub fn describe(self, by: Option<&str>, reason: &str) -> String {
        let settled = self.to_string();
        let settled = settled[..1].to_uppercase() + &settled[1..];
        let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
        match reason {
            "" => format!("{settled}{by}."),
            reason => format!("{settled}{by}: {reason}"),
        }
    }
}

impl From<SettledAs> for Disposition {
    fn from(settled: SettledAs) -> Self {
        match settled {
            SettledAs::Accepted => Disposition::Accepted,
            SettledAs::AcceptedInPart => Disposition::AcceptedInPart,
            SettledAs::Noted => Disposition::Noted,
            SettledAs::NotAccepted => Disposition::NotAccepted,
        }
    }
}

impl SettlementForm {
    pub fn of(settled: SettledAs, reason: String) -> Self {
        SettlementForm { disposition: Disposition::from(settled).key().to_owned(), reason }
    }

    pub fn check(&self) -> Result<(Disposition, &str)> {
        let mut invalid = Invalid::default();
        let settlement = self.check_into(&mut invalid);
        invalid.or(settlement)
    }

    pub fn check_into(&self, invalid: &mut Invalid) -> (Disposition, &str) {
        let chosen = Disposition::of_key(&self.disposition);
        let disposition = chosen.filter(|chosen| *chosen != Disposition::Open);
        let reason = self.reason.trim();
        match disposition {
            None => invalid.add("disposition", "Choose what becomes of it."),
            Some(Disposition::NotAccepted) if reason.is_empty() => {
                invalid.add("reason", "Say why it is not accepted.");
            }
            Some(Disposition::AcceptedInPart) if reason.is_empty() => {
                invalid.add("reason", "Say why it is accepted only in part.");
            }
            Some(_) => {}
        }
        (disposition.unwrap_or(Disposition::Noted), reason)
    }
}

impl fmt::Display for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Disposition::Open => "open",
            Disposition::Accepted => "accepted",
            Disposition::AcceptedInPart => "accepted in part",
            Disposition::Noted => "noted",
            Disposition::NotAccepted => "not accepted",
        })
    }
}
