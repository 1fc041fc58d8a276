//! The form that is open in a plan: at most one, where its text stands.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::plan::{Item, ItemForm, Plan, PlanForm, Step};
use access::rights::Reader;
use base::policy::EditPlans;
use platform::web::{Error, Result};

/// What is edited: "plan", "objective" (a new one), "activity" (a new one below an objective), or
/// the id of an item.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditingQuery {
    pub edit: String,
    pub below: String,
    /// The item to be shown, on whichever page it is.
    pub at: String,
    pub page: usize,
}

pub enum Editing {
    Nothing,
    Plan(PlanForm),
    Item(ItemForm),
    NewObjective(ItemForm),
    NewActivity(ItemForm),
}

impl Editing {
    pub fn asked(
        asked: &EditingQuery,
        plan: &Plan,
        items: &[Item],
        by: &Reader,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        if asked.edit.is_empty() {
            return Ok(Editing::Nothing);
        }
        if !by.may(EditPlans) {
            return Err(Error::Forbidden);
        }
        plan.after(Step::Edit, now)?;
        let item = |id: &str| items.iter().find(|item| item.id.to_string() == id);
        Ok(match asked.edit.as_str() {
            "plan" => Editing::Plan(PlanForm::of(plan)),
            "objective" => Editing::NewObjective(ItemForm::objective()),
            "activity" => {
                let below = item(&asked.below).filter(|item| item.is_objective());
                Editing::NewActivity(ItemForm::activity(below.ok_or(Error::NotFound)?.id))
            }
            id => Editing::Item(ItemForm::of(item(id).ok_or(Error::NotFound)?)),
        })
    }

    /// A new item as it was sent, and where its form stands.
    pub fn adding(form: ItemForm) -> (EditingQuery, Self) {
        let asked = EditingQuery { edit: "objective".into(), ..EditingQuery::default() };
        match form.is_objective() {
            true => (asked, Editing::NewObjective(form)),
            false => {
                let (edit, below) = ("activity".into(), form.objective.clone());
                (EditingQuery { edit, below, ..asked }, Editing::NewActivity(form))
            }
        }
    }

    pub fn plan(&self) -> Option<&PlanForm> {
        if let Editing::Plan(form) = self { Some(form) } else { None }
    }

    pub fn new_objective(&self) -> Option<&ItemForm> {
        if let Editing::NewObjective(form) = self { Some(form) } else { None }
    }

    pub fn of(&self, item: &Item) -> Option<&ItemForm> {
        match self {
            Editing::Item(form) if form.id == Some(item.id) => Some(form),
            _ => None,
        }
    }

    pub fn below(&self, objective: &Item) -> Option<&ItemForm> {
        match self {
            Editing::NewActivity(form) if form.objective == objective.id.to_string() => Some(form),
            _ => None,
        }
    }

    /// What is edited: the same for everybody who has that form open.
    pub fn subject(&self, plan: &Plan) -> Option<Uuid> {
        match self {
            Editing::Plan(_) => Some(plan.id.0),
            Editing::Item(form) => form.id.map(|id| id.0),
            _ => None,
        }
    }
}
