//! An objective or an activity, as it is typed.

use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgConnection;

use super::{Item, Plan};
use access::fields::owners::{Owners, named};
use access::fields::roster::Roster;
use access::fields::texts::{day, line};
use base::ids::PlanItemId;
use base::markdown::{Markdown, Under};
use base::revisions::{Editable, Field, Kind, choice, field};
use platform::web::{Invalid, Result};

const MOST_LEADS: usize = 20;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    /// Made when the form was shown, so that pressing twice adds one.
    pub id: Option<PlanItemId>,
    pub revision: i32,
    /// The objective that an activity stands below; empty for an objective.
    pub objective: String,
    pub title: String,
    pub text: String,
    /// One name a line.
    pub leads: String,
    pub due: String,
}

/// What an item says, apart from its place among its neighbours.
#[derive(Clone, Debug)]
pub struct ItemEdit {
    /// The objective that it stands below, and that objective's title.
    pub objective: Option<(PlanItemId, String)>,
    pub title: String,
    pub text: Markdown,
    pub leads: Owners,
    pub due: Option<NaiveDate>,
}

impl ItemForm {
    pub fn objective() -> Self {
        ItemForm { id: Some(PlanItemId::new()), ..ItemForm::default() }
    }

    pub fn activity(below: PlanItemId) -> Self {
        ItemForm { objective: below.to_string(), ..ItemForm::objective() }
    }

    pub fn of(item: &Item) -> Self {
        ItemForm {
            id: Some(item.id),
            revision: item.revision,
            objective: item.objective_id.map(|id| id.to_string()).unwrap_or_default(),
            title: item.title.clone(),
            text: item.text.clone(),
            leads: lines(&item.leads),
            due: item.due.map(|due| due.to_string()).unwrap_or_default(),
        }
    }

    pub fn is_objective(&self) -> bool {
        self.objective.is_empty()
    }

    /// `items` are those of the plan.
    pub async fn check(
        &self,
        db: &mut PgConnection,
        (plan, roster): (&Plan, Option<&Roster>),
        items: &[Item],
    ) -> Result<ItemEdit> {
        let mut invalid = Invalid::default();
        let objective = self.below(items, &mut invalid);
        let title = line("title", &self.title, &mut invalid);
        match self.is_objective() {
            true if title.is_empty() => invalid.add("title", "Say what the objective is."),
            true if !self.leads.is_empty() => invalid.add("leads", "Only an activity has leads."),
            true if !self.due.is_empty() => invalid.add("due", "Only an activity has a due date."),
            false if self.text.trim().is_empty() => invalid.add("text", "Say what is to be done."),
            false if !title.is_empty() => invalid.add("title", "Only an objective has a title."),
            _ => {}
        }
        let text = Markdown::parse(&self.text, Under::H3).unwrap_or_else(|refused| {
            invalid.add("text", refused.to_string());
            Markdown::default()
        });
        let (leads, due) = match self.is_objective() {
            true => (Owners::default(), None),
            false => (
                self.leads(db, (plan, roster), &mut invalid).await?,
                day("due", &self.due, &mut invalid),
            ),
        };
        invalid.or(ItemEdit { objective, title, text, leads, due })
    }

    async fn leads(
        &self,
        db: &mut PgConnection,
        (plan, roster): (&Plan, Option<&Roster>),
        invalid: &mut Invalid,
    ) -> Result<Owners> {
        let names: Vec<_> = self.leads.lines().map(|name| line("leads", name, invalid)).collect();
        if names.len() > MOST_LEADS {
            invalid.add("leads", format!("Name at most {MOST_LEADS} leads."));
            return Ok(Owners::default());
        }
        named(db, (plan.group_id, roster), &names).await.map(Owners::of)
    }

    fn below(&self, items: &[Item], invalid: &mut Invalid) -> Option<(PlanItemId, String)> {
        let named = |item: &&Item| item.is_objective() && item.id.to_string() == self.objective;
        let found = items.iter().find(named).map(|item| (item.id, item.title.clone()));
        if found.is_none() && !self.is_objective() {
            invalid.add("objective", "This objective is no longer in the plan. Choose another.");
        }
        found
    }
}

impl ItemEdit {
    pub fn of(item: &Item, items: &[Item]) -> Self {
        let above = items.iter().find(|one| Some(one.id) == item.objective_id);
        ItemEdit {
            objective: above.map(|objective| (objective.id, objective.title.clone())),
            title: item.title.clone(),
            text: Markdown { source: item.text.clone(), html: item.html.clone() },
            leads: item.leads.clone(),
            due: item.due,
        }
    }
}

impl Editable for ItemEdit {
    fn fields(&self) -> Vec<Field> {
        let Some((objective, title)) = &self.objective else {
            return vec![
                field("title", "Objective", &self.title, Kind::Line),
                field("text", "Text", &self.text.source, Kind::Text),
            ];
        };
        let due = self.due.map(|due| due.to_string()).unwrap_or_default();
        vec![
            choice("objective", "Objective", objective.to_string(), title),
            field("text", "What is to be done", &self.text.source, Kind::Text),
            field("leads", "Leads", &lines(&self.leads), Kind::Text),
            field("due", "Due", &due, Kind::Line),
        ]
    }
}

fn lines(leads: &Owners) -> String {
    leads.iter().map(|lead| lead.name.as_str()).collect::<Vec<_>>().join("\n")
}
