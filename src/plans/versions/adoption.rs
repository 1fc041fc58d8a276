//! Adopting a plan: what stands there becomes a version, by a decision of a meeting.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::{Decided, Version, store};
use crate::plan::{self, Plan, Step, Telling};
use access::rights::{May, Member};
use base::digest::{hash, hex};
use base::policy::EditPlans;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AdoptionForm {
    pub decision: String,
    /// Of the text that was shown: what is adopted is what somebody saw.
    pub text: String,
}

/// The group's latest decisions, from which the form offers one.
pub async fn decisions(db: &PgPool, by: &Member) -> Result<Vec<Decided>> {
    store::decisions(db, by.group.id).await
}

/// The hash of what would be adopted now, for the form to name.
pub async fn offered(db: &PgPool, by: &Member, plan: &Plan) -> Result<String> {
    let items = plan::items(db, plan.id).await?;
    let document = plan::document(&by.group, plan, &items, Telling::Text);
    Ok(hex(&hash(&plan::markdown(&document))))
}

/// The number of the version that it makes.
pub async fn adopt(
    db: &PgPool,
    by: &May<EditPlans>,
    slug: &str,
    form: &AdoptionForm,
    now: DateTime<Utc>,
) -> Result<i32> {
    let mut tx = transaction(db).await?;
    let plan = plan::lock(&mut tx, by.group.id, slug).await?;
    let state = plan.after(Step::Adopt, now)?;
    if store::has_open_comments(&mut tx, &plan).await? {
        return Err(Error::conflict(
            "Some comments on the plan are open, or wait to be published. Decide on them first: once \
             the plan is adopted, that is too late.",
        ));
    }
    let Ok(decision) = form.decision.parse() else {
        return Err(Error::invalid("decision", "Choose the decision by which it was adopted."));
    };
    let decided = store::decision(&mut tx, by.group.id, decision).await?;
    let items = plan::items(&mut *tx, plan.id).await?;
    if items.is_empty() {
        return Err(Error::conflict("The plan has no objective yet. There is nothing to adopt."));
    }
    let previous = store::last_link(&mut tx, &plan).await?;
    let version = Version::new((&by.group, &plan, &items), &decided, &previous, now)?;
    if version.hash() != form.text {
        return Err(Error::conflict(
            "The plan has changed since you looked at it. Please look at it again.",
        ));
    }
    store::keep(&mut tx, &plan, &version, decision, by.person.id).await?;
    plan::mark_adopted(&mut tx, &plan, state, version.number).await?;
    let reason = format!("version {}, decision {}", version.number, decided.number);
    let event = Change { event: "adopted", reason: &reason, ..plan.event() };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(version.number)
}
