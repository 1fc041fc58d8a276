//! The page of a group's actions.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use crate::actions::listing::MOST;
use crate::actions::{Action, Filter, Listing};
use crate::markdown::brief;
use crate::record::Due;
use crate::roles::Member;
use crate::web::{App, Frame, Page, Query, Result};

#[derive(Template)]
#[template(path = "actions/list.html")]
pub struct List {
    frame: Frame,
    member: Member,
    filter: Filter,
    listing: Listing,
    today: NaiveDate,
}

impl List {
    fn states(&self) -> [(&'static str, &'static str); 3] {
        [("open", "Open"), ("closed", "Done or dropped"), ("all", "All")]
    }

    fn owners(&self) -> Vec<(String, String)> {
        let mut owners = vec![(String::new(), "Everybody".to_owned())];
        let people = self.listing.owners.iter();
        owners.extend(people.map(|person| (person.id.to_string(), person.name.clone())));
        owners
    }

    fn is_cut_short(&self) -> bool {
        self.listing.actions.len() as i64 == MOST
    }
}

impl Action {
    /// How what is to be done begins.
    pub(crate) fn told(&self) -> String {
        brief(&self.html)
    }

    /// By when it is to be done, or since when it is overdue; once it is closed, when it was due.
    pub(crate) fn when(&self, today: &NaiveDate) -> String {
        match self.state.is_open() {
            true => self.deadline.told(*today),
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
}

pub async fn list(
    member: Member,
    State(app): State<App>,
    Query(filter): Query<Filter>,
) -> Result<Page<List>> {
    let listing = crate::actions::list(&app.db, &member, &filter).await?;
    let today = app.clock.now().with_timezone(&member.group.time_zone).date_naive();
    let frame = member.frame().at("actions").working();
    Ok(Page(List { frame, member, filter, listing, today }))
}
