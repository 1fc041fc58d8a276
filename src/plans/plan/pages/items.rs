//! What is done to one objective or activity: adding, saving, moving, removing, putting back.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::editing::{Editing, EditingQuery};
use super::show::again;
use crate::plan::{self, Item, ItemForm, Plan};
use access::rights::May;
use base::addresses::plan::{ItemPath, PlanPath};
use base::policy::EditPlans;
use base::states::Direction;
use platform::web::{App, Done, Form, Frame, Page, Path, Result, form_again, or_conflict};

#[derive(Deserialize)]
pub struct MoveForm {
    direction: Direction,
}

#[derive(Template)]
#[template(path = "plan/removed.html")]
pub struct RemovedPage {
    frame: Frame,
    at: PlanPath,
    plan: Plan,
    removed: Vec<Item>,
}

pub async fn add(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    let added = plan::add(&app.db, &may, (&at.plan, app.clock.now()), &form).await;
    let done = added.map(|id| Done::to(at.item(&id).place()).saying("It is added to the plan."));
    form_again(done, |invalid| {
        let (asked, editing) = Editing::adding(form);
        again(&app, may, at, asked, editing, invalid)
    })
    .await
}

pub async fn save_item(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    let place = (at.at.plan.as_str(), app.clock.now());
    let saved = plan::edit(&app.db, &may, place, at.item, &form).await;
    let done = saved.map(|()| Done::to(at.place()).saying("It is saved."));
    form_again(or_conflict(done, may.frame(), &at.show()), |invalid| {
        let form = ItemForm { id: Some(at.item), ..form };
        let asked = EditingQuery { edit: at.item.to_string(), ..EditingQuery::default() };
        again(&app, may, at.at, asked, Editing::Item(form), invalid)
    })
    .await
}

pub async fn shift(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<MoveForm>,
) -> Result<Done> {
    let place = (at.at.plan.as_str(), app.clock.now());
    plan::shift(&app.db, &may, place, at.item, form.direction).await?;
    Ok(Done::to(at.place()).saying("It is moved."))
}

pub async fn remove(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Done> {
    plan::remove(&app.db, &may, (&at.at.plan, app.clock.now()), at.item).await?;
    Ok(Done::to(at.at.show()).saying("It is removed. It is kept, and can be put back."))
}

pub async fn restore(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Done> {
    plan::restore(&app.db, &may, (&at.at.plan, app.clock.now()), at.item).await?;
    Ok(Done::to(at.place()).saying("It is back in the plan."))
}

pub async fn removed(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Page<RemovedPage>> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let removed = plan::removed(&app.db, plan.id).await?;
    Ok(Page(RemovedPage { frame: may.frame().at("plans").working(), at, plan, removed }))
}
