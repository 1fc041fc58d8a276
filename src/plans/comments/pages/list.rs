//! The comments and suggestions on a plan, or on one part of it, a page at a time.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use super::{OnPage, Pages, frame, read};
use crate::comments::{self, Chosen, On, ThreadRow};
use crate::plan::talk::Talk;
use crate::plan::{Item, Placed, Plan, Step, in_order};
use access::rights::Reader;
use base::addresses::plan::PlanPath;
use base::addresses::plan_part::{Part, part_of_key};
use base::policy::{LetCommentsThrough, SettleComments};
use base::states::Disposition;
use base::time::ZonedTime;
use platform::web::{App, Error, Frame, Page, Path, Query, Result};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ThreadsQuery {
    on: String,
    state: String,
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "comments/list.html")]
pub struct List {
    frame: Frame,
    reader: Reader,
    at: PlanPath,
    plan: Plan,
    items: Vec<Item>,
    asked: ThreadsQuery,
    chosen: Chosen,
    listed: Vec<ThreadRow>,
    pages: Pages,
    talk: Talk,
    settleable: bool,
}

impl List {
    fn placed(&self) -> Vec<Placed<'_>> {
        in_order(&self.items)
    }

    fn moment(&self, listed: &ThreadRow) -> ZonedTime {
        ZonedTime { at: listed.made_at, zone: self.reader.zone() }
    }

    /// The one part whose comments these are.
    fn part(&self) -> Option<String> {
        let part = self.chosen.part?;
        let item = self.items.iter().find(|item| Some(item.id) == part);
        let is_objective = item.is_none_or(Item::is_objective);
        Some(On { part, is_objective }.describe(&self.placed()))
    }

    /// What a new comment would be on, if that is still in the plan.
    fn said_of(&self) -> Option<Part> {
        match self.chosen.part.flatten() {
            None => Some(None),
            Some(id) => self.items.iter().any(|item| item.id == id).then_some(Some(id)),
        }
    }

    /// Each state by which the list can be narrowed: where, what it is called, whether it is.
    fn states(&self) -> Vec<(String, String, bool)> {
        let link = |(key, label): (&str, String)| {
            let asked = ThreadsQuery { state: key.into(), page: None, ..self.asked.clone() };
            (asked.address(&self.at), label, self.asked.state == key)
        };
        let states = Disposition::ALL.map(|state| (state.key(), state.label()));
        [("", "All".to_owned())].into_iter().chain(states).map(link).collect()
    }

    fn may_let_through(&self) -> bool {
        self.plan.public_comments && self.reader.may(LetCommentsThrough)
    }
}

pub async fn list(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(asked): Query<ThreadsQuery>,
) -> Result<Page<List>> {
    let (chosen, now) = (asked.understood()?, app.clock.now());
    let (plan, items) = read(&app, &reader, &at).await?;
    let (listed, count) = comments::list(&app.db, &reader, &plan, chosen).await?;
    Ok(Page(List {
        frame: frame(&reader),
        pages: Pages::of(chosen.page, count, asked.address(&at))?,
        talk: Talk::offered(&reader, (&plan, &at), now),
        settleable: reader.may(SettleComments) && plan.after(Step::Settle, now).is_ok(),
        reader,
        at,
        plan,
        items,
        asked,
        chosen,
        listed,
    }))
}

impl ThreadsQuery {
    fn understood(&self) -> Result<Chosen> {
        let page = self.page.map_or_else(OnPage::default, |page| OnPage { page }).number()?;
        let part = match self.on.as_str() {
            "" => None,
            key => Some(part_of_key(key).ok_or(Error::NotFound)?),
        };
        let state = match self.state.as_str() {
            "" => None,
            key => Some(Disposition::of_key(key).ok_or(Error::NotFound)?),
        };
        Ok(Chosen { part, state, page })
    }

    /// Without the page. Both values are known by now to need no escape.
    fn address(&self, at: &PlanPath) -> String {
        let comments = at.comments();
        match (self.on.as_str(), self.state.as_str()) {
            ("", "") => comments,
            ("", state) => format!("{comments}?state={state}"),
            (on, "") => format!("{comments}?on={on}"),
            (on, state) => format!("{comments}?on={on}&state={state}"),
        }
    }
}
