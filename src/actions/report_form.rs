//! A report on an action, as a form sends it.

use serde::Deserialize;
use sqlx::PgConnection;

use super::Step;
use access::fields::people::who;
use access::fields::texts::written;
use base::ids::{GroupId, ReportId};
use base::markdown::Markdown;
use platform::web::{Invalid, Result};

base::states! {
    // What can be reported.
    #[schema(as = ActionStep)]
    pub enum Reported {
        Progress:    "progress",     "there is progress";
        Done:        "done",         "it is done";
        Dropped:     "dropped",      "it is dropped";
        HandedOver:  "handed_over",  "somebody else takes it";
        Reopened:    "reopened",     "it is open again";
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Made when the form was shown, so that pressing twice reports once.
    pub id: ReportId,
    pub step: String,
    pub to: String,
    pub guest: String,
    pub text: String,
}

impl Default for ReportForm {
    fn default() -> Self {
        ReportForm {
            id: ReportId::new(),
            step: String::new(),
            to: String::new(),
            guest: String::new(),
            text: String::new(),
        }
    }
}

impl ReportForm {
    pub(super) async fn check(
        &self,
        db: &mut PgConnection,
        group: GroupId,
    ) -> Result<(Step, Markdown)> {
        let mut invalid = Invalid::default();
        let step = self.step(db, group, &mut invalid).await?;
        let text = match step {
            Step::Progress => written("text", &self.text, "Say what is new.", &mut invalid),
            Step::Drop => written("text", &self.text, "Say why it is dropped.", &mut invalid),
            _ if self.text.trim().is_empty() => Markdown::default(),
            _ => Markdown::said(&self.text).unwrap_or_else(|refused| {
                invalid.add("text", refused.to_string());
                Markdown::default()
            }),
        };
        invalid.or((step, text))
    }

    async fn step(
        &self,
        db: &mut PgConnection,
        group: GroupId,
        invalid: &mut Invalid,
    ) -> Result<Step> {
        Ok(match Reported::of_key(&self.step) {
            Some(Reported::Progress) => Step::Progress,
            Some(Reported::Done) => Step::Finish,
            Some(Reported::Dropped) => Step::Drop,
            Some(Reported::Reopened) => Step::Reopen,
            Some(Reported::HandedOver) => {
                let to = who(db, group, ("to", self.to.as_str()), &self.guest, invalid).await?;
                if to.is_nobody() && invalid.is_empty() {
                    invalid.add("to", "Choose the new owner.");
                }
                Step::HandOver(to)
            }
            None => {
                invalid.add("step", "Choose the progress.");
                Step::Finish
            }
        })
    }
}
