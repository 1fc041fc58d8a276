//! A decision as a form sends it.

use serde::Deserialize;
use sqlx::PgConnection;

use super::Wording;
use crate::agenda::on::On;
use crate::meeting::Meeting;
use crate::record::Decision;
use access::fields::texts::written;
use base::ids::DecisionId;
use plans::links::{self, PlanLink};
use platform::web::{Invalid, Result};

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// Made when the form was shown, so that pressing twice adds one.
    pub id: DecisionId,
    pub revision: i32,
    pub item: String,
    pub text: String,
    /// The objective or activity that it is about.
    pub plan: String,
}

impl Default for DecisionForm {
    fn default() -> Self {
        DecisionForm {
            id: DecisionId::new(),
            revision: 0,
            item: String::new(),
            text: String::new(),
            plan: String::new(),
        }
    }
}

impl DecisionForm {
    pub fn of(saved: &Decision) -> Self {
        DecisionForm {
            id: saved.id,
            revision: saved.revision,
            item: saved.item_id.map(|id| id.to_string()).unwrap_or_default(),
            text: saved.text.clone(),
            plan: links::typed(saved.tied.as_ref()),
        }
    }

    /// `before` is what it was tied to until now.
    pub(super) async fn check(
        &self,
        db: &mut PgConnection,
        meeting: &Meeting,
        before: Option<&PlanLink>,
    ) -> Result<Wording> {
        let mut invalid = Invalid::default();
        let on = On::read(db, meeting.id, &self.item).await?;
        let text = written("text", &self.text, "Write what was agreed.", &mut invalid);
        let tied = links::read(db, meeting.group_id, &self.plan, before, &mut invalid).await?;
        invalid.or(Wording { on, text: text.source, html: text.html, tied })
    }
}
