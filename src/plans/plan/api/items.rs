//! Objectives and activities, as programs read and write them.

use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::plan::talk::{self, Count};
use crate::plan::{self, Item, ItemForm, Progress, Status, objectives};
use access::rights::{May, Reader};
use base::addresses::plan::{ItemPath, PlanPath};
use base::addresses::plan_part::Part;
use base::ids::PlanItemId;
use base::policy::EditPlans;
use platform::api::moves::Move;
use platform::api::{self, Idempotent, IfMatch, Json, Listing, Made, NoContent, Paged, lines};
use platform::web::{App, Error, Path, Result};

/// An objective, or an activity below one.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanItem)]
pub struct Representation {
    id: PlanItemId,
    /// The objective that an activity stands below; null for an objective.
    objective: Option<PlanItemId>,
    /// As it stands in the plan: 2 for an objective, 2.1 for an activity; null if it was removed.
    number: Option<String>,
    /// Of an objective.
    title: String,
    /// In Markdown.
    text: String,
    html: String,
    /// Who leads an activity, by name.
    leads: Vec<String>,
    due: Option<NaiveDate>,
    /// How far an activity is; null for an objective.
    status: Option<Status>,
    /// What was reported last of it, in Markdown.
    progress: String,
    progress_html: String,
    progressed_at: Option<DateTime<Utc>>,
    /// How far the activities of an objective are; null for an activity.
    activities: Option<Progress>,
    /// Comments and suggestions on it.
    comments: Count,
    revision: i32,
}

/// What an objective or activity says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanItemBody)]
pub struct Body {
    /// The objective that an activity stands below; null for an objective.
    objective: Option<PlanItemId>,
    /// Of an objective, which needs one.
    #[serde(default)]
    #[schema(max_length = 300, example = "Awareness")]
    title: String,
    /// In Markdown without HTML. An activity needs one.
    #[serde(default)]
    text: String,
    /// Who leads an activity, by name. A name that one member has is that member’s.
    #[serde(default)]
    #[schema(max_items = 20)]
    leads: Vec<String>,
    /// By when an activity is to be done: a day from 2000 to 2199.
    due: Option<NaiveDate>,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl Representation {
    fn of(item: &Item, number: Option<&str>, comments: &HashMap<Part, Count>) -> Self {
        Representation {
            id: item.id,
            objective: item.objective_id,
            number: number.map(str::to_owned),
            title: item.title.clone(),
            text: item.text.clone(),
            html: item.html.clone(),
            leads: item.leads.iter().map(|lead| lead.name.clone()).collect(),
            due: item.due,
            status: (!item.is_objective()).then_some(item.status),
            progress: item.progress.clone(),
            progress_html: item.progress_html.clone(),
            progressed_at: item.progressed_at,
            activities: None,
            comments: comments.get(&Some(item.id)).copied().unwrap_or_default(),
            revision: item.revision,
        }
    }

    /// In the plan's order: each objective followed by its activities.
    fn all(items: &[Item], comments: &HashMap<Part, Count>) -> Vec<Self> {
        let mut all = Vec::with_capacity(items.len());
        for objective in objectives(items) {
            let activities = Some(objective.progress());
            let placed = &objective.placed;
            let top = Representation::of(placed.item, Some(&placed.number), comments);
            all.push(Representation { activities, ..top });
            let below = objective.activities.iter();
            all.extend(below.map(|one| Self::of(one.item, Some(&one.number), comments)));
        }
        all
    }
}

impl Body {
    /// As the page's form would send it: one name a line.
    fn form(self, id: PlanItemId, revision: i32) -> Result<ItemForm> {
        Ok(ItemForm {
            id: Some(id),
            revision,
            objective: self.objective.map(|id| id.to_string()).unwrap_or_default(),
            title: self.title,
            text: self.text,
            leads: lines("leads", &self.leads)?,
            due: self.due.map(|due| due.to_string()).unwrap_or_default(),
        })
    }
}

pub async fn items(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    page.of(all(&app, &reader, &at).await?, |item| item.id.to_string())
}

async fn all(app: &App, by: &Reader, at: &PlanPath) -> Result<Vec<Representation>> {
    let plan = plan::visible(&app.db, by, &at.plan, app.clock.now()).await?;
    let items = plan::shown_items(&app.db, &plan, by).await?;
    let comments = talk::counts(&app.db, by, &plan).await?;
    Ok(Representation::all(&items, &comments))
}

pub(super) async fn one(app: &App, by: Reader, at: &ItemPath) -> Result<Representation> {
    let all = all(app, &by, &at.at).await?;
    all.into_iter().find(|item| item.id == at.item).ok_or(Error::NotFound)
}

pub async fn show_item(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Json<Representation>> {
    one(&app, reader, &at).await.map(Json)
}

pub async fn add(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let (place, form) = ((at.plan.as_str(), app.clock.now()), body.form(PlanItemId(id), 0)?);
    let at = at.item(&plan::add(&app.db, &may, place, &form).await?);
    let made = one(&app, Reader::from(may.into_member()), &at).await?;
    Ok(Made { at: api::at(&at.show()), made })
}

pub async fn edit(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    let place = (at.at.plan.as_str(), app.clock.now());
    plan::edit(&app.db, &may, place, at.item, &body.form(at.item, revision)?).await?;
    one(&app, Reader::from(may.into_member()), &at).await.map(Json)
}

pub async fn shift(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Json(to): Json<Move>,
) -> Result<NoContent> {
    let place = (at.at.plan.as_str(), app.clock.now());
    plan::shift(&app.db, &may, place, at.item, to.direction).await?;
    Ok(NoContent)
}

pub async fn remove(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<NoContent> {
    plan::remove(&app.db, &may, (&at.at.plan, app.clock.now()), at.item).await?;
    Ok(NoContent)
}

pub async fn restore(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Json<Representation>> {
    plan::restore(&app.db, &may, (&at.at.plan, app.clock.now()), at.item).await?;
    one(&app, Reader::from(may.into_member()), &at).await.map(Json)
}

pub async fn removed(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let removed = plan::removed(&app.db, plan.id).await?;
    let comments = talk::counts(&app.db, &Reader::from(may.into_member()), &plan).await?;
    let page = page.of(removed, |item| item.id.to_string())?;
    Ok(page.map(|item| Representation::of(&item, None, &comments)))
}
