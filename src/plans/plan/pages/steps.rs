//! The steps that a plan takes: opened for comments, closed, drafted anew, archived.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::plan::{self, Plan, Step};
use access::fields::deadline::DeadlineForm;
use access::rights::May;
use base::addresses::plan::PlanPath;
use base::policy::EditPlans;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "plan/opening.html")]
pub struct Opening {
    frame: Frame,
    at: PlanPath,
    plan: Plan,
    form: DeadlineForm,
    invalid: Invalid,
}

async fn opening_page(
    app: &App,
    may: &May<EditPlans>,
    at: PlanPath,
    form: DeadlineForm,
    invalid: Invalid,
) -> Result<Opening> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let now = app.clock.now();
    plan.after(Step::Open(now), now)?;
    Ok(Opening { frame: may.frame().at("plans").working(), at, plan, form, invalid })
}

pub async fn opening(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Page<Opening>> {
    let form = plan::open_form(app.clock.now());
    opening_page(&app, &may, at, form, Invalid::default()).await.map(Page)
}

pub async fn open(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Form(form): Form<DeadlineForm>,
) -> Result<Response> {
    let opened = match form.check(app.clock.now()) {
        Ok(until) => {
            take(&app, &may, &at, Step::Open(until), "The plan is open for comments.").await
        }
        Err(error) => Err(error),
    };
    form_again(opened, |invalid| opening_page(&app, &may, at, form, invalid)).await
}

pub async fn close(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Done> {
    take(&app, &may, &at, Step::Close, "The plan is closed for comments.").await
}

pub async fn redraft(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Done> {
    take(&app, &may, &at, Step::Redraft, "The plan is a draft again.").await
}

pub async fn archive(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Done> {
    take(&app, &may, &at, Step::Archive, "The plan is in the archive.").await
}

pub async fn restore_plan(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Done> {
    take(&app, &may, &at, Step::Restore, "The plan is out of the archive, as a draft.").await
}

async fn take(
    app: &App,
    may: &May<EditPlans>,
    at: &PlanPath,
    step: Step,
    said: &'static str,
) -> Result<Done> {
    plan::take(&app.db, may, &at.plan, step, app.clock.now()).await?;
    Ok(Done::to(at.show()).saying(said))
}
