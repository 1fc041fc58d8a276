//! An outcome as a form sends it, beside the one that the form was shown with.

use serde::Deserialize;

use super::Verdict;
use access::fields::texts::line;
use base::ids::MeetingId;
use base::states::Outcome;
use platform::web::{Error, Invalid, Result};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OutcomeForm {
    pub outcome: String,
    pub reason: String,
    /// The later meeting, if it is deferred.
    pub to: String,
    pub was: String,
    pub reason_was: String,
}

impl OutcomeForm {
    pub fn of(saved: &Verdict) -> Self {
        OutcomeForm {
            outcome: saved.outcome.key().into(),
            reason: saved.reason.clone(),
            ..OutcomeForm::default().seeing(saved)
        }
    }

    /// The same choice, made in sight of what is saved.
    pub fn seeing(self, saved: &Verdict) -> Self {
        OutcomeForm { was: saved.outcome.key().into(), reason_was: saved.reason.clone(), ..self }
    }

    pub fn to(&self) -> Option<MeetingId> {
        self.to.parse().ok()
    }

    pub(super) fn check(&self) -> Result<Verdict> {
        let mut invalid = Invalid::default();
        let reason = line("reason", &self.reason, &mut invalid);
        let chosen = Outcome::of_key(&self.outcome);
        match chosen {
            None => invalid.add("outcome", "Choose the outcome."),
            Some(Outcome::NotAddressed) if reason.is_empty() => {
                invalid.add("reason", "Say why it was not addressed.");
            }
            Some(_) => {}
        }
        let outcome = chosen.unwrap_or(Outcome::Planned);
        let reason = match outcome {
            Outcome::Planned | Outcome::Discussed => String::new(),
            _ => reason,
        };
        invalid.or(Verdict { outcome, reason })
    }

    /// Nobody's outcome is replaced unseen.
    pub(super) fn check_seen(&self, saved: &Verdict) -> Result<()> {
        if self.was == saved.outcome.key() && self.reason_was == saved.reason {
            return Ok(());
        }
        let sentence = format!(
            "Meanwhile somebody else marked the item as {}. Save again to replace that.",
            saved.describe(),
        );
        Err(Error::invalid("outcome", sentence))
    }
}
