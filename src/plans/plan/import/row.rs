//! One row of a table of activities, as the forms of the plan would say it.

use sqlx::PgConnection;

use crate::plan::{Item, ItemEdit, ItemForm, Plan, Status, objectives};
use access::fields::owners::Owners;
use access::fields::roster::Roster;
use access::fields::several;
use base::ids::PlanItemId;
use base::markdown::Markdown;
use base::time::date;
use platform::tables::{Cell, Row, reasons};
use platform::web::Result;

/// What a row becomes.
#[derive(Clone, Debug)]
pub struct Becomes {
    /// The objective, if the row is the first to name it.
    pub objective: Option<(PlanItemId, ItemEdit)>,
    pub activity: ItemEdit,
    pub status: Status,
    pub progress: Markdown,
}

/// `new` is the id of an objective that the row brings. It is added to the items, so that the
/// rows that follow find it.
pub async fn look(
    db: &mut PgConnection,
    (plan, members): (&Plan, &Roster),
    items: &mut Vec<Item>,
    new: PlanItemId,
    row: &Row,
) -> Result<Result<Becomes, Vec<String>>> {
    if let Some(refusal) = row.refusal() {
        return Ok(Err(vec![refusal.clone()]));
    }
    let objective = objective(&mut *db, plan, items, new, row).await?;
    let mut wrong = objective.as_ref().err().cloned().unwrap_or_default();
    // Where the objective is wrong, any other shows what else is.
    let any = items.iter().find(|item| item.is_objective()).map(|item| item.id);
    let below = objective.as_ref().map_or(any, |(id, _)| Some(*id));
    let activity = match below {
        Some(below) => {
            reasons(form(below, row, members).check(db, (plan, Some(members)), items).await)?
        }
        None => Err(Vec::new()),
    };
    let status = status(row.cell("status"));
    let progress = Markdown::said(row.cell("progress"));
    wrong.extend(activity.as_ref().err().into_iter().flatten().cloned());
    wrong.extend(status.as_ref().err().cloned());
    wrong.extend(progress.as_ref().err().map(ToString::to_string));
    Ok(match (objective, activity, status, progress) {
        (Ok((_, objective)), Ok(activity), Ok(status), Ok(progress)) => {
            Ok(Becomes { objective, activity, status, progress })
        }
        _ => Err(wrong),
    })
}

type Objective = (PlanItemId, Option<(PlanItemId, ItemEdit)>);

/// The objective that a row names, and what a new one says.
async fn objective(
    db: &mut PgConnection,
    plan: &Plan,
    items: &mut Vec<Item>,
    new: PlanItemId,
    row: &Row,
) -> Result<Result<Objective, Vec<String>>> {
    let typed = row.cell("objective");
    match named(items, typed) {
        Ok(Some(id)) => return Ok(Ok((id, None))),
        Ok(None) => {}
        Err(sentence) => return Ok(Err(vec![sentence])),
    }
    let form = ItemForm { title: typed.to_owned(), ..ItemForm::default() };
    let edit = reasons(form.check(db, (plan, None), items).await)?;
    Ok(edit.map(|edit| {
        items.push(item(new, items.len(), &edit));
        (new, Some((new, edit)))
    }))
}

fn form(objective: PlanItemId, row: &Row, members: &Roster) -> ItemForm {
    ItemForm {
        objective: objective.to_string(),
        text: row.cell("activity").to_owned(),
        leads: several::names(row.cell("leads"), members).join("\n"),
        due: row.cell("due").to_owned(),
        ..ItemForm::default()
    }
}

/// The objective of that number or title; none if it would be a new one.
fn named(items: &[Item], typed: &str) -> Result<Option<PlanItemId>, String> {
    let objectives = objectives(items);
    let is = |title: &str| title.to_lowercase() == typed.to_lowercase();
    let named = objectives.iter().map(|objective| &objective.placed);
    let found = named.clone().find(|placed| placed.number == typed);
    let found = found.or_else(|| named.clone().find(|placed| is(&placed.item.title)));
    match found {
        Some(placed) => Ok(Some(placed.item.id)),
        None if typed.is_empty() => {
            Err("Say which objective it stands below: its number, or its title.".into())
        }
        None if typed.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(format!("The plan has no objective {typed}. For a new one, write its title."))
        }
        None => Ok(None),
    }
}

fn status(typed: &str) -> Result<Status, String> {
    let key = typed.to_lowercase().replace([' ', '-'], "_");
    match key.as_str() {
        "" => Ok(Status::Planned),
        key => Status::of_key(key).ok_or_else(|| {
            format!("“{typed}” is no status: write planned, in progress, done or dropped.")
        }),
    }
}

/// As it will stand in the plan.
pub fn item(id: PlanItemId, position: usize, edit: &ItemEdit) -> Item {
    Item {
        id,
        objective_id: edit.objective.as_ref().map(|(objective, _)| *objective),
        position: i32::try_from(position).unwrap_or(i32::MAX).saturating_add(1_000_000),
        title: edit.title.clone(),
        text: edit.text.source.clone(),
        html: edit.text.html.clone(),
        leads: Owners::default(),
        due: edit.due,
        status: Status::Planned,
        progress: String::new(),
        progress_html: String::new(),
        progressed_at: None,
        revision: 1,
    }
}

impl Becomes {
    /// As the columns of the preview say.
    pub fn describe(&self) -> Vec<Cell> {
        let title = self.activity.objective.as_ref().map(|(_, title)| title.as_str());
        let new = if self.objective.is_some() { " (new)" } else { "" };
        vec![
            Cell::text(format!("{}{new}", title.unwrap_or_default())),
            Cell::text(&self.activity.text.source),
            Cell::several(self.activity.leads.iter().map(|lead| &lead.name)),
            Cell::text(self.activity.due.map(date).unwrap_or_default()),
            Cell::text(self.status.to_string()),
            Cell::text(&self.progress.source),
        ]
    }
}
