//! A plan as a document of its own: as Markdown, as the HTML that is frozen when it is adopted,
//! and as JSON.

use std::fmt::Write;

use askama::Template;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Item, Objective, Plan, PlanState, Status, objectives};
use access::group::Group;
use base::ids::PlanItemId;
use base::markdown::{Headings, commonmark, escape_handed_out};
use base::time::date_in_record;
use platform::web::Result;

/// Whether a document tells how far the activities are, or only what was agreed.
#[derive(Clone, Copy, PartialEq)]
pub enum Telling {
    Text,
    /// As it stands, in the state that it is in.
    TextAndProgress(PlanState),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    pub group: Named,
    pub plan: Named,
    /// Of an adopted version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    /// Of the text that is worked on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<PlanState>,
    pub purpose: String,
    pub objectives: Vec<Told>,
    /// How to check that an adopted version is what was adopted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Named {
    pub slug: String,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanVersionObjective)]
pub struct Told {
    pub id: PlanItemId,
    pub number: String,
    pub title: String,
    /// Markdown.
    pub text: String,
    pub activities: Vec<ToldActivity>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanVersionActivity)]
pub struct ToldActivity {
    pub id: PlanItemId,
    pub number: String,
    /// Markdown.
    pub text: String,
    pub leads: Vec<String>,
    pub due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    /// The meeting that adopted it, and the number of its decision in the group's series.
    pub adopted_at_meeting: String,
    pub decision: i32,
    pub adopted_at: String,
    /// Of the Markdown.
    pub sha256: String,
    pub html_sha256: String,
    /// The chain's link before this one, and the link that this text makes.
    pub previous: Option<String>,
    pub chain: String,
}

#[derive(Template)]
#[template(path = "versions/document.html")]
struct Html<'a> {
    plan: &'a Plan,
    objectives: Vec<Objective<'a>>,
}

pub fn document(group: &Group, plan: &Plan, items: &[Item], telling: Telling) -> Document {
    let told = objectives(items).into_iter().map(|objective| describe(&objective, telling));
    Document {
        group: Named { slug: group.slug.clone(), name: group.name.clone() },
        plan: Named { slug: plan.slug.clone(), name: plan.title.clone() },
        version: None,
        state: if let Telling::TextAndProgress(state) = telling { Some(state) } else { None },
        purpose: commonmark(&plan.purpose, Headings::Kept),
        objectives: told.collect(),
        seal: None,
    }
}

fn describe(objective: &Objective, telling: Telling) -> Told {
    let item = objective.placed.item;
    let progress = telling != Telling::Text;
    let activities = objective.activities.iter().map(|placed| ToldActivity {
        id: placed.item.id,
        number: placed.number.clone(),
        text: commonmark(&placed.item.text, Headings::Kept),
        leads: placed.item.leads.iter().map(|lead| lead.name.clone()).collect(),
        due: placed.item.due,
        status: progress.then_some(placed.item.status),
        progress: progress.then(|| commonmark(&placed.item.progress, Headings::AsTyped)),
    });
    Told {
        id: item.id,
        number: objective.placed.number.clone(),
        title: item.title.clone(),
        text: commonmark(&item.text, Headings::Kept),
        activities: activities.collect(),
    }
}

/// Each text below its number.
pub fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n", escape_handed_out(&document.plan.name));
    paragraph(&mut text, &document.purpose);
    for objective in &document.objectives {
        let _ =
            write!(text, "\n## {}. {}\n", objective.number, escape_handed_out(&objective.title));
        paragraph(&mut text, &objective.text);
        for activity in &objective.activities {
            let _ = write!(text, "\n### {}\n", activity.number);
            paragraph(&mut text, &activity.text);
            paragraph(&mut text, &facts(activity));
            paragraph(&mut text, activity.progress.as_deref().unwrap_or_default());
        }
    }
    text
}

/// "*Mira Rao and Ines Guest; due: 1 April 2026; in progress*"
fn facts(activity: &ToldActivity) -> String {
    let leads = base::text::join(&activity.leads);
    let leads = (!leads.is_empty()).then(|| escape_handed_out(&leads));
    let due = activity.due.map(|due| format!("due: {}", date_in_record(due)));
    let status = activity.status.map(|status| status.to_string());
    let facts: Vec<_> = [leads, due, status].into_iter().flatten().collect();
    if facts.is_empty() { String::new() } else { format!("*{}*", facts.join("; ")) }
}

fn paragraph(text: &mut String, added: &str) {
    if !added.is_empty() {
        let _ = write!(text, "\n{}\n", added.trim());
    }
}

/// What was agreed, as it is frozen: the texts were sanitised when they were saved.
pub fn html(plan: &Plan, items: &[Item]) -> Result<String> {
    let html = Html { plan, objectives: objectives(items) }.render();
    Ok(html.map_err(anyhow::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use access::fields::owners::Owners;
    use access::fields::people::PersonRef;

    #[test]
    fn a_plan_reads_as_a_document() {
        let objective = Item { text: "All *know*.".into(), ..Item::sample(None) };
        let leads = Owners::of([PersonRef { id: None, name: "Ines_Guest".into() }]);
        let activity = Item {
            text: "Write a page.\n\n- Short".into(),
            leads,
            due: NaiveDate::from_ymd_opt(2026, 4, 1),
            progress: "Half.".into(),
            ..Item::sample(Some(objective.id))
        };
        let plan = Plan { purpose: "For the review.".into(), ..Plan::sample() };
        let items = [objective, activity];

        let read = |telling| markdown(&document(&Group::sample(), &plan, &items, telling));
        assert_eq!(
            read(Telling::TextAndProgress(PlanState::Draft)),
            "# WSIS+20 action plan\n\nFor the review.\n\n## 1. Awareness\n\nAll *know*.\n\n\
             ### 1.1\n\nWrite a page.\n\n- Short\n\n*Ines_Guest; due: 1 April 2026; planned*\n\n\
             Half.\n",
        );
        assert!(!read(Telling::Text).contains("Half.") && !read(Telling::Text).contains("planned"));
    }
}
