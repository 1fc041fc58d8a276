//! The demonstration's action plans: one open for comments, one adopted and drafted anew, and one
//! adopted.

use super::people::name_of;
use super::wsis20::{Activity, OBJECTIVES, PURPOSE};
use super::{CO_CHAIR, SECRETARIAT, acting, later};
use access::rights::May;
use base::ids::PlanItemId;
use base::policy::{AnswerForActions, EditPlans};
use plans::plan::{self, ItemForm, PlanForm, ReportForm, Step};
use plans::versions::{self, AdoptionForm};
use platform::web::{App, Error, Result};

pub const WSIS20: &str = "wsis20";

/// The plan for the review: public, and open for comments of everybody.
pub async fn open(app: &App) -> Result<()> {
    let may = acting::<EditPlans>(app, CO_CHAIR).await?;
    begin(app, &may, WSIS20, "WSIS+20 action plan", PURPOSE).await?;
    for objective in &OBJECTIVES {
        let below = add_objective(app, &may, WSIS20, objective.title, objective.text).await?;
        for activity in objective.activities {
            let id = add_activity(app, &may, WSIS20, below, activity).await?;
            report(app, id, activity).await?;
        }
    }
    let until = plan::open_form(app.clock.now()).check(app.clock.now())?;
    plan::take(&app.db, &may, WSIS20, Step::Open(until), app.clock.now()).await
}

/// Two plans that Online Meeting 44 adopted, one of which is worked on again.
pub async fn adopt(app: &App) -> Result<()> {
    let may = acting::<EditPlans>(app, SECRETARIAT).await?;
    for (slug, title, purpose, activity) in [
        (
            "working-methods",
            "Working methods",
            "How the group works between its meetings.",
            "Send the draft agenda a week before each meeting.",
        ),
        (
            "outreach",
            "Outreach in 2022",
            "Whom the group tells of its work, and how.",
            "Write to the national and regional initiatives twice a year.",
        ),
    ] {
        begin(app, &may, slug, title, purpose).await?;
        let below = add_objective(app, &may, slug, "Nothing comes as a surprise", "").await?;
        let activity = Activity { text: activity, leads: &[SECRETARIAT], due: None, progress: &[] };
        add_activity(app, &may, slug, below, &activity).await?;
        by_decision(app, &may, slug).await?;
    }
    redraft(app, &may, "outreach").await
}

async fn begin(
    app: &App,
    may: &May<EditPlans>,
    slug: &str,
    title: &str,
    purpose: &str,
) -> Result<()> {
    let form = PlanForm {
        title: title.into(),
        slug: slug.into(),
        purpose: purpose.into(),
        visibility: "public".into(),
        public_comments: "true".into(),
        ..PlanForm::default()
    };
    plan::make(&app.db, may, &form).await.map(drop)
}

async fn add_objective(
    app: &App,
    may: &May<EditPlans>,
    slug: &str,
    title: &str,
    text: &str,
) -> Result<PlanItemId> {
    let form = ItemForm { title: title.into(), text: text.into(), ..ItemForm::objective() };
    plan::add(&app.db, may, (slug, app.clock.now()), &form).await
}

async fn add_activity(
    app: &App,
    may: &May<EditPlans>,
    slug: &str,
    below: PlanItemId,
    activity: &Activity,
) -> Result<PlanItemId> {
    let leads = activity.leads.iter().map(|lead| match name_of(lead) {
        "" => lead,
        name => name,
    });
    let due = activity.due.map(|days| later(app.clock.now().date_naive(), days).to_string());
    let form = ItemForm {
        text: activity.text.into(),
        leads: leads.collect::<Vec<_>>().join("\n"),
        due: due.unwrap_or_default(),
        ..ItemForm::activity(below)
    };
    plan::add(&app.db, may, (slug, app.clock.now()), &form).await
}

async fn report(app: &App, activity: PlanItemId, says: &Activity) -> Result<()> {
    let may = acting::<AnswerForActions>(app, SECRETARIAT).await?;
    for (status, text) in says.progress {
        let form = ReportForm {
            status: status.key().into(),
            progress: (*text).into(),
            ..ReportForm::default()
        };
        plan::report(&app.db, &may, WSIS20, activity, &form, app.clock.now()).await?;
    }
    Ok(())
}

async fn by_decision(app: &App, may: &May<EditPlans>, slug: &str) -> Result<()> {
    let plan = plan::find(&app.db, may.group.id, slug).await?;
    let decisions = versions::decisions(&app.db, may).await?;
    let decided = decisions.iter().find(|decided| decided.text.contains(plan.title.as_str()));
    let form = AdoptionForm {
        decision: decided.ok_or(Error::NotFound)?.id.to_string(),
        text: versions::offered(&app.db, may, &plan).await?,
    };
    versions::adopt(&app.db, may, slug, &form, app.clock.now()).await.map(drop)
}

async fn redraft(app: &App, may: &May<EditPlans>, slug: &str) -> Result<()> {
    let now = app.clock.now();
    plan::take(&app.db, may, slug, Step::Redraft, now).await?;
    let plan = plan::find(&app.db, may.group.id, slug).await?;
    let form = PlanForm {
        purpose: "Whom the group tells of its work, how, and in which languages.".into(),
        ..PlanForm::of(&plan)
    };
    plan::change(&app.db, may, (slug, now), &form).await?;
    add_objective(app, may, slug, "People read of it in their own language", "").await.map(drop)
}
