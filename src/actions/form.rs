//! An action, and a report on one, as forms send them.

use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgConnection;

use super::{Assignment, Step};
use crate::ids::{ActionId, GroupId, ReportId};
use crate::markdown::{Markdown, Under};
use crate::meetings::Meeting;
use crate::record::{self, On, who, written};
use crate::web::{Invalid, Result};

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct ActionForm {
    /// Made when the form was shown, so that pressing twice adds one.
    pub id: ActionId,
    pub revision: i32,
    pub item: String,
    pub text: String,
    pub owner: String,
    pub guest: String,
    pub due: String,
}

impl Default for ActionForm {
    fn default() -> Self {
        ActionForm {
            id: ActionId::new(),
            revision: 0,
            item: String::new(),
            text: String::new(),
            owner: String::new(),
            guest: String::new(),
            due: String::new(),
        }
    }
}

impl ActionForm {
    pub fn of(saved: &record::Action) -> Self {
        let member = saved.owner_id.map(|id| id.to_string());
        let guest = if member.is_some() { String::new() } else { saved.owner.clone() };
        ActionForm {
            id: saved.id,
            revision: saved.revision,
            item: saved.item_id.map(|id| id.to_string()).unwrap_or_default(),
            text: saved.text.clone(),
            owner: member.unwrap_or_default(),
            guest,
            due: saved.due.map(|due| due.to_string()).unwrap_or_default(),
        }
    }

    pub(super) async fn check(
        &self,
        db: &mut PgConnection,
        meeting: &Meeting,
    ) -> Result<Assignment> {
        let mut invalid = Invalid::default();
        let on = On::read(db, meeting.id, &self.item).await?;
        let named = ("owner", self.owner.as_str());
        let owner = who(db, meeting.group_id, named, &self.guest, &mut invalid).await?;
        let text = written("text", &self.text, "Write what is to be done.", &mut invalid);
        let due = day("due", &self.due, &mut invalid);
        invalid.or(Assignment { on, text: text.source, html: text.html, owner, due })
    }
}

/// A day, if one is given.
fn day(name: &'static str, typed: &str, invalid: &mut Invalid) -> Option<NaiveDate> {
    if typed.trim().is_empty() {
        return None;
    }
    let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok();
    // PostgreSQL's calendar and people's plans end long before chrono's.
    let day = day.filter(|day| ("2000".."2200").contains(&&*day.format("%Y").to_string()));
    if day.is_none() {
        invalid.add(name, "Give a date as year, month and day, like 2026-03-31.");
    }
    day
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Made when the form was shown, so that pressing twice reports once.
    pub id: ReportId,
    pub step: String,
    pub to: String,
    pub guest: String,
    pub text: String,
}

impl Default for ReportForm {
    fn default() -> Self {
        ReportForm {
            id: ReportId::new(),
            step: String::new(),
            to: String::new(),
            guest: String::new(),
            text: String::new(),
        }
    }
}

impl ReportForm {
    pub(super) async fn check(
        &self,
        db: &mut PgConnection,
        group: GroupId,
    ) -> Result<(Step, Markdown)> {
        let mut invalid = Invalid::default();
        let step = self.step(db, group, &mut invalid).await?;
        let text = match step {
            Step::Progress => written("text", &self.text, "Say what is new.", &mut invalid),
            Step::Drop => written("text", &self.text, "Say why it is dropped.", &mut invalid),
            _ if self.text.trim().is_empty() => Markdown::default(),
            _ => Markdown::parse(self.text.trim(), Under::H3).unwrap_or_else(|refused| {
                invalid.add("text", refused.to_string());
                Markdown::default()
            }),
        };
        invalid.or((step, text))
    }

    async fn step(
        &self,
        db: &mut PgConnection,
        group: GroupId,
        invalid: &mut Invalid,
    ) -> Result<Step> {
        Ok(match self.step.as_str() {
            "progress" => Step::Progress,
            "done" => Step::Finish,
            "dropped" => Step::Drop,
            "reopened" => Step::Reopen,
            "handed_over" => {
                let to = who(db, group, ("to", self.to.as_str()), &self.guest, invalid).await?;
                if to.is_nobody() && invalid.is_empty() {
                    invalid.add("to", "Choose to whom it is handed over.");
                }
                Step::HandOver(to)
            }
            _ => {
                invalid.add("step", "Choose what became of it.");
                Step::Finish
            }
        })
    }
}
