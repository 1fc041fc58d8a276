//! What becomes of a comment or a suggestion: each is settled with a disposition, and a reason
//! where its author was not followed.

use serde::Deserialize;

use base::states::Disposition;
use platform::web::{Invalid, Result};

base::states! {
    /// What something can be settled as.
    pub enum SettledAs {
        Accepted:        "accepted",          "accepted";
        AcceptedInPart:  "accepted_in_part",  "accepted in part";
        Noted:           "noted",             "noted";
        NotAccepted:     "not_accepted",      "not accepted";
    }
}

/// As it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettlementForm {
    pub disposition: String,
    pub reason: String,
}

/// What a form offers.
pub fn choices() -> [(&'static str, String); 4] {
    SettledAs::ALL.map(|settled| (settled.key(), settled.label()))
}

/// What history says when something is settled so.
pub fn event(settled: Disposition) -> &'static str {
    match settled {
        Disposition::Open => "settled",
        Disposition::Accepted => "settled: accepted",
        Disposition::AcceptedInPart => "settled: accepted in part",
        Disposition::Noted => "settled: noted",
        Disposition::NotAccepted => "settled: not accepted",
    }
}

/// "Accepted in part by Chen Wei: the date is not in the record."
pub fn describe(settled: Disposition, by: Option<&str>, reason: &str) -> String {
    let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
    match (settled.label(), reason) {
        (settled, "") => format!("{settled}{by}."),
        (settled, reason) => format!("{settled}{by}: {reason}"),
    }
}

impl SettlementForm {
    pub fn of(settled: SettledAs, reason: String) -> Self {
        SettlementForm { disposition: settled.key().to_owned(), reason }
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
            None => invalid.add("disposition", "Choose a decision."),
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
