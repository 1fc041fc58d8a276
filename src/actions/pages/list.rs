//! The page of a group's actions, and the same as a table.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::{Action, Filter, ListedState, Listing, MEETINGS_OFFERED};
use access::rights::Member;
use base::due::Due;
use base::markdown::brief;
use platform::web::{App, Csv, Frame, Page, Query, Result};

#[derive(Template)]
#[template(path = "list.html")]
pub struct List {
    frame: Frame,
    member: Member,
    filter: Filter,
    listing: Listing,
    today: NaiveDate,
}

const COLUMNS: [&str; 10] = [
    "address",
    "action",
    "owners",
    "due",
    "state",
    "reason",
    "meeting",
    "item",
    "last report",
    "last reported at",
];

impl List {
    fn states(&self) -> Vec<(&'static str, String)> {
        let states = ListedState::ALL.map(|state| (state.key(), state.label()));
        [("", "All that is open".to_owned())].into_iter().chain(states).collect()
    }

    fn owners(&self) -> Vec<(String, String)> {
        let mut owners = after("Everybody", &self.listing.choices.owners);
        let me = &self.member.person;
        if self.filter.person() == Some(me.id)
            && !owners.iter().any(|(id, _)| *id == self.filter.owner)
        {
            owners.push((me.id.to_string(), me.name.clone()));
        }
        owners
    }

    fn meetings(&self) -> Vec<(String, String)> {
        after("Any meeting", &self.listing.choices.meetings)
    }

    /// Where to find what is not offered.
    fn meetings_hint(&self) -> String {
        match self.listing.choices.meetings.len() < MEETINGS_OFFERED {
            true => String::new(),
            false => format!(
                "These are the latest {MEETINGS_OFFERED}. The record of an older meeting leads \
                 to its actions."
            ),
        }
    }

    /// None if no action is tied to a plan, and none is asked for.
    fn plans(&self) -> Option<Vec<(String, String)>> {
        let plans = &self.listing.choices.plans;
        let asked = !plans.is_empty() || !self.filter.plan.is_empty();
        asked.then(|| after("All plans, and none", plans))
    }

    /// "Page 2", if there is another.
    fn page(&self) -> Option<String> {
        let page = self.filter.page();
        (page > 1).then(|| format!("Page {page}"))
    }

    fn address(&self, filter: &Filter) -> String {
        format!("{}{}", self.member.group.actions(), filter.query())
    }

    fn previous(&self) -> Option<String> {
        let page = self.filter.page();
        (page > 1).then(|| self.address(&self.filter.at(page - 1)))
    }

    fn next(&self) -> Option<String> {
        self.listing.more.then(|| self.address(&self.filter.at(self.filter.page() + 1)))
    }

    fn mine(&self) -> String {
        self.address(&Filter::of(self.member.person.id))
    }

    fn csv(&self) -> String {
        format!("{}{}", self.member.group.actions_csv(), self.filter.at(1).query())
    }
}

fn after(all: &str, choices: &[(String, String)]) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), all.to_owned())];
    options.extend_from_slice(choices);
    options
}

impl Action {
    /// How what is to be done begins.
    pub fn describe(&self) -> String {
        brief(&self.html)
    }

    /// By when it is to be done, or since when it is overdue; once it is closed, when it was due.
    pub fn when(&self, today: &NaiveDate) -> String {
        match self.state.is_open() {
            true => self.deadline.describe(*today),
            false => self.deadline.due.map(Due::by).unwrap_or_default(),
        }
    }

    /// "Online Meeting 12: The new form", or nothing.
    pub(crate) fn origin(&self) -> String {
        match (&self.meeting, &self.item) {
            (Some(meeting), Some(item)) => format!("{}: {item}", meeting.name),
            (Some(meeting), None) => meeting.name.clone(),
            (None, _) => String::new(),
        }
    }

    pub(super) fn state_kind(&self, today: &NaiveDate) -> &'static str {
        match self.state.is_open() {
            true if self.is_overdue(*today) => "waits",
            true => "plain",
            false => "done",
        }
    }

    /// As the table's columns say. The day that it is due comes first in the order of days.
    fn cells(&self, address: String) -> [String; 10] {
        let report = self.last_report.as_ref();
        let due = self.deadline.day.map(Due::On).or(self.deadline.due);
        [
            address,
            self.text.clone(),
            self.owners.iter().map(|owner| owner.name.as_str()).collect::<Vec<_>>().join("; "),
            due.map(|due| due.to_string()).unwrap_or_default(),
            self.state.to_string(),
            self.reason.clone(),
            self.meeting.as_ref().map(|meeting| meeting.name.clone()).unwrap_or_default(),
            self.item.clone().unwrap_or_default(),
            report.map(|report| report.text.clone()).unwrap_or_default(),
            report.map(|report| moment(report.at)).unwrap_or_default(),
        ]
    }
}

/// RFC 3339, in UTC.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

pub async fn list(
    member: Member,
    State(app): State<App>,
    Query(filter): Query<Filter>,
) -> Result<Page<List>> {
    let today = member.group.today(app.clock.now());
    let listing = actions::list(&app.db, &member, &filter, today).await?;
    let frame = member.frame().at("actions").working();
    Ok(Page(List { frame, member, filter, listing, today }))
}

pub async fn csv(
    member: Member,
    State(app): State<App>,
    Query(filter): Query<Filter>,
) -> Result<Csv> {
    let today = member.group.today(app.clock.now());
    let actions = actions::all(&app.db, &member, &filter, today).await?;
    let mut csv = Csv::new(format!("{}-actions.csv", member.group.slug), &COLUMNS)?;
    for action in actions {
        let address = app.config.address(&member.group.action(&action.id).show());
        csv.row(&action.cells(address))?;
    }
    Ok(csv)
}
