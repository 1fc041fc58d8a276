//! The page of a group's actions.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use crate::actions::listing::MOST;
use crate::actions::{Action, Filter, Listing};
use crate::markdown::brief;
use crate::moments::date;
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

    pub(crate) fn owned_by(&self) -> &str {
        if self.owner.is_nobody() { "Nobody yet" } else { &self.owner.name }
    }

    /// "by 1 April 2026", or in which way that day has passed.
    pub(crate) fn deadline(&self, today: &NaiveDate) -> String {
        match self.due {
            None => String::new(),
            Some(due) if self.is_overdue(*today) => format!("overdue since {}", date(due)),
            Some(due) => format!("by {}", date(due)),
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
