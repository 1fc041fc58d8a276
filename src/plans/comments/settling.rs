//! Editors say what becomes of each comment and suggestion. Accepting a suggestion applies it,
//! merged with what the text has become since.

use serde::Deserialize;
use sqlx::PgConnection;

use super::wording::{self, Present, Proposed};
use super::{Thread, Wording, letters, store};
use crate::plan::{self, Item, ItemEdit, Plan, Step};
use access::fields::owners::Owners;
use access::fields::settlement::{self, SettlementForm};
use access::rights::May;
use base::addresses::plan_comment::ThreadPath;
use base::addresses::plan_part::Part;
use base::ids::PlanItemId;
use base::policy::{EditPlans, SettleComments};
use base::states::{Disposition, Kind};
use platform::history::{self, Change, revisions};
use platform::web::{App, Error, Invalid, Result, transaction};

/// A settlement, and the text as it will be if a suggestion is accepted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettlingForm {
    #[serde(flatten)]
    pub settlement: SettlementForm,
    /// What had become of it when the editor saw it; nothing means open.
    pub seen: String,
    /// Of the text that the editor saw.
    pub revision: i32,
    pub title: String,
    pub proposal: String,
}

impl SettlingForm {
    /// What an editor is offered: the suggestion, merged with what the text is now.
    pub fn offered(thread: &Thread, present: Option<&Present>) -> Self {
        let settled = &thread.settlement;
        let disposition = if settled.is_open() { "" } else { settled.state.key() };
        let reason = settled.reason.clone();
        let settlement = SettlementForm { disposition: disposition.into(), reason };
        let (words, revision) = match present.filter(|_| thread.kind == Kind::Change) {
            Some(now) => {
                (Wording::merged(&thread.base, &now.words, &thread.proposed).0, now.revision)
            }
            None => (thread.proposed.clone(), 0),
        };
        let seen = settled.state.key().into();
        SettlingForm { settlement, seen, revision, title: words.title, proposal: words.text }
    }
}

impl SettlingForm {
    /// Whether a first press of the button has settled it just so.
    fn is_done(&self, thread: &Thread, by: &str) -> bool {
        let (mine, settled) = (&self.settlement, &thread.settlement);
        settled.by.as_deref() == Some(by)
            && mine.disposition == settled.state.key()
            && mine.reason.trim() == settled.reason
    }

    /// Nobody's settlement is replaced by somebody who has not seen it.
    fn check_seen(&self, thread: &Thread) -> Result<()> {
        let (seen, settled) = (self.seen.as_str(), &thread.settlement);
        let same = seen == settled.state.key() || (seen.is_empty() && settled.is_open());
        match &settled.by {
            Some(by) if !same => Err(Error::conflict(format!(
                "{by} decided on it meanwhile: {}. Go back to it to see that, and change the decision \
                 if it should be otherwise.",
                settled.state,
            ))),
            _ => Ok(()),
        }
    }
}

impl Thread {
    /// Whether settling it like this changes the plan. That is done once.
    fn is_applied_by(&self, disposition: Disposition) -> bool {
        let accepted = matches!(disposition, Disposition::Accepted | Disposition::AcceptedInPart);
        accepted && self.is_suggestion() && !self.applied
    }
}

pub async fn settle(
    app: &App,
    by: &May<SettleComments>,
    at: &ThreadPath,
    form: &SettlingForm,
) -> Result<()> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let plan = plan::lock(&mut tx, by.group.id, &at.at.plan).await?;
    plan.after(Step::Settle, now)?;
    let thread = store::thread(&mut *tx, &plan, false, at.comment).await?;
    if form.is_done(&thread, &by.person.name) {
        return Ok(());
    }
    form.check_seen(&thread)?;
    let items = plan::items(&mut *tx, plan.id).await?;
    let mut invalid = Invalid::default();
    let (disposition, reason) = form.settlement.check_into(&mut invalid);
    let applies = thread.is_applied_by(disposition);
    if applies {
        let target = Target::of(&plan, &items, &thread)?;
        let typed = Wording { title: form.title.clone(), text: form.proposal.clone() };
        let kind = (thread.kind, thread.on.part, target.has_title());
        let proposed = wording::check(kind, &typed, &mut invalid);
        invalid.or(())?;
        let change = Rewording { proposed: &proposed, revision: form.revision, disposition };
        apply(&mut tx, app, by, (&plan, &thread), target, change).await?;
    } else {
        invalid.or(())?;
    }
    store::settle(&mut tx, &thread, (disposition, reason), by.person.id, now, applies).await?;
    let event = Change { reason, ..plan.comment_event(thread.id, settlement::event(disposition)) };
    history::log(&mut tx, by.person.id, event).await?;
    if thread.is_open() {
        let settlement = (disposition, reason);
        letters::tell_author(&mut tx, app, by, (&plan, &items), (&thread, at), settlement).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What a suggestion changes: words that stand in the plan, or none yet.
enum Target {
    Words(Present),
    NewObjective,
    NewActivity { below: (PlanItemId, String) },
}

impl Target {
    /// Nothing is applied to what is no longer in the plan.
    fn of(plan: &Plan, items: &[Item], thread: &Thread) -> Result<Self> {
        if thread.kind == Kind::Objective {
            return Ok(Target::NewObjective);
        }
        let part: Part = thread.on.part;
        let present = Present::of(plan, items, part).ok_or_else(gone)?;
        match (thread.kind, part) {
            (Kind::Activity, Some(id)) => {
                Ok(Target::NewActivity { below: (id, present.words.title) })
            }
            _ => Ok(Target::Words(present)),
        }
    }

    fn has_title(&self) -> bool {
        matches!(self, Target::Words(present) if present.has_title)
    }
}

fn gone() -> Error {
    Error::conflict(
        "What it is on was removed from the plan. Put that back first, or choose a decision that \
         does not accept it.",
    )
}

struct Rewording<'a> {
    proposed: &'a Proposed,
    revision: i32,
    disposition: Disposition,
}

async fn apply(
    db: &mut PgConnection,
    app: &App,
    by: &May<SettleComments>,
    (plan, thread): (&Plan, &Thread),
    target: Target,
    Rewording { proposed, revision, disposition }: Rewording<'_>,
) -> Result<()> {
    let editor = by.also::<EditPlans>()?;
    let (number, author, settler) = (thread.number, &thread.by, &by.person.name);
    let credit = format!("Suggestion {number} of {author}, {disposition} by {settler}");
    let objective = match target {
        Target::Words(present) => {
            let subject = present.part.map_or(plan.id.0, |item| item.0);
            let (saved, mine) = ((present.revision, &present), (revision, proposed));
            revisions::check(db, subject, saved, mine).await?;
            if proposed.words() == present.words {
                return Ok(());
            }
            let words = (present.part, proposed.title.as_str(), proposed.text.clone());
            let told = ("changed", credit.as_str());
            return plan::reword(db, &editor, plan, words, told, app.clock.now()).await;
        }
        Target::NewObjective => None,
        Target::NewActivity { below } => Some(below),
    };
    plan.after(Step::Edit, app.clock.now())?;
    let edit = ItemEdit {
        objective,
        title: proposed.title.clone(),
        text: proposed.text.clone(),
        leads: Owners::default(),
        due: None,
    };
    plan::enter(db, &editor, plan, PlanItemId::new(), &edit, &credit).await?;
    Ok(())
}
