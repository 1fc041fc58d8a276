//! The plan as one document, in which whoever edits it opens the form where the text stands.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::editing::{Editing, EditingQuery};
use super::sheet::{self, Part};
use crate::plan::card::card;
use crate::plan::talk::Talk;
use crate::plan::{self, Item, Objective, Plan, PlanForm, PlanState, Progress, Step, Telling};
use crate::presence::{self, Present};
use access::rights::{May, Member, Reader};
use base::addresses::file::{File, Kind};
use base::addresses::plan::PlanPath;
use base::ids::PlanItemId;
use base::policy::EditPlans;
use base::time::ZonedTime;
use platform::web::card::Card;
use platform::web::{
    App, Done, Error, Form, Frame, Invalid, Page, Path, Query, Result, caching, form_again,
    or_conflict,
};

/// The plan that a URL names, in one of its forms: "wsis20", "wsis20.md", "wsis20.json".
#[derive(Deserialize)]
pub struct PlanFile {
    group: String,
    plan: File<String>,
}

#[derive(Template)]
#[template(path = "plan/show.html")]
pub struct Show {
    frame: Frame,
    reader: Reader,
    at: PlanPath,
    plan: Plan,
    items: Vec<Item>,
    now: DateTime<Utc>,
    today: NaiveDate,
    page: usize,
    editing: Editing,
    others: Vec<Present>,
    talk: Talk,
    invalid: Invalid,
    card: Option<Card>,
}

impl Show {
    /// The latest adopted version, if the reader may see it: its number, and where it stands.
    fn adopted(&self) -> Option<(i32, String)> {
        let number = self.plan.adopted_for(&self.reader)?;
        Some((number, self.at.version(number)))
    }

    /// The whole plan, for programs.
    fn as_file(&self, kind: Kind, headers: &HeaderMap) -> Result<Response> {
        let telling = Telling::TextAndProgress(self.state());
        let document = plan::document(&self.reader.group, &self.plan, &self.items, telling);
        let body = match kind {
            Kind::Json => serde_json::to_string_pretty(&document).map_err(anyhow::Error::from)?,
            _ => plan::markdown(&document),
        };
        Ok(caching::answer(headers, kind.content_type(), caching::Keep::Reader, body))
    }

    fn until(&self) -> Option<ZonedTime> {
        let at = self.plan.comments_until?;
        Some(ZonedTime { at, zone: self.reader.zone() })
    }

    /// The deadline where the reader is.
    fn local_deadline(&self) -> Option<String> {
        self.until().filter(|_| self.state() == PlanState::Open)?.local()
    }

    fn state_kind(&self) -> &'static str {
        match self.state() {
            PlanState::Open => "waits",
            PlanState::Adopted => "done",
            _ => "plain",
        }
    }

    /// Whether the public does not see the plan yet.
    fn is_hidden_draft(&self) -> bool {
        self.state() == PlanState::Draft && self.plan.adopted == 0
    }

    fn progress_of(&self, objective: &Item) -> Progress {
        let below = self.items.iter().filter(|item| item.objective_id == Some(objective.id));
        Progress::of(below.map(|item| item.status))
    }

    fn state(&self) -> PlanState {
        self.plan.state_at(self.now)
    }

    fn may_edit(&self) -> bool {
        self.reader.may(EditPlans)
    }

    /// Whether the reader leads an activity.
    fn answers_for(&self, activity: &Item) -> bool {
        let leads = |member: &Member| activity.leads.include(member.person.id);
        self.can(Step::Report) && self.reader.member.as_ref().is_some_and(leads)
    }

    /// Whether its text may be changed now.
    fn is_edited(&self) -> bool {
        self.may_edit() && self.can(Step::Edit)
    }

    fn can(&self, step: Step) -> bool {
        self.plan.after(step, self.now).is_ok()
    }

    fn objectives(&self) -> Vec<Objective<'_>> {
        plan::objectives(&self.items)
    }

    fn progress(&self) -> Progress {
        Progress::of_activities(&self.items)
    }

    fn pages(&self) -> usize {
        sheet::pages(&self.objectives()).len()
    }

    /// What is on this page.
    fn parts<'a>(&self, objectives: &'a [Objective<'a>]) -> Vec<Part<'a>> {
        let mut pages = sheet::pages(objectives);
        if self.page <= pages.len() { pages.swap_remove(self.page - 1) } else { Vec::new() }
    }

    fn page_of(&self, item: &PlanItemId) -> usize {
        sheet::page_of(&sheet::pages(&self.objectives()), *item).unwrap_or(1)
    }

    /// The objectives that an activity can stand below.
    fn objective_options(&self) -> Vec<(String, String)> {
        let objectives = self.objectives();
        let option = |one: &Objective| {
            let placed = &one.placed;
            (placed.item.id.to_string(), format!("{}. {}", placed.number, placed.item.title))
        };
        objectives.iter().map(option).collect()
    }
}

impl Plan {
    /// "open for comments until Wed 1 April 2026, 12:00 UTC"
    pub fn describe(&self, now: DateTime<Utc>) -> String {
        match (self.state_at(now), self.comments_until) {
            (PlanState::Open, Some(until)) => {
                format!("open for comments until {}", base::time::utc(until))
            }
            (state, _) => state.to_string(),
        }
    }
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(PlanFile { group, plan }): Path<PlanFile>,
    Query(asked): Query<EditingQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let at = PlanPath { group, plan: plan.of };
    let page = page(&app, reader, at, &asked).await?;
    if plan.kind != Kind::Page {
        return page.as_file(plan.kind, &headers);
    }
    let editing = Editing::asked(&asked, &page.plan, &page.items, &page.reader, page.now)?;
    Ok(Page(with_others(&app, Show { editing, ..page }).await?).into_response())
}

/// The page without a form. What is edited decides on which page of the plan that is.
pub async fn page(app: &App, reader: Reader, at: PlanPath, asked: &EditingQuery) -> Result<Show> {
    let now = app.clock.now();
    let plan = plan::visible(&app.db, &reader, &at.plan, now).await?;
    let items = plan::shown_items(&app.db, &plan, &reader).await?;
    let talk = Talk::read(&app.db, &reader, (&plan, &at), now).await?;
    let frame = reader.frame().at("plans");
    let frame = if reader.member.is_some() { frame.working() } else { frame };
    let mut show = Show {
        card: card(&app.config, &reader, &plan, now),
        frame,
        today: reader.group.today(now),
        reader,
        at,
        plan,
        items,
        now,
        page: asked.page.max(1),
        editing: Editing::Nothing,
        others: Vec::new(),
        talk,
        invalid: Invalid::default(),
    };
    let about = [&asked.at, &asked.below, &asked.edit].into_iter().find_map(|id| id.parse().ok());
    if let Some(item) = about {
        show.page = show.page_of(&item);
    } else if asked.edit == "objective" {
        show.page = show.pages();
    }
    if show.page > show.pages() { Err(Error::NotFound) } else { Ok(show) }
}

/// The same, with who else has its form open.
async fn with_others(app: &App, mut show: Show) -> Result<Show> {
    if let (Some(subject), Some(member)) = (show.editing.subject(&show.plan), &show.reader.member) {
        show.others = presence::others(&app.db, subject, member.person.id, show.now).await?;
    }
    Ok(show)
}

/// The page with the form as it was sent, and what is wrong with it.
pub async fn again(
    app: &App,
    may: May<EditPlans>,
    at: PlanPath,
    asked: EditingQuery,
    editing: Editing,
    invalid: Invalid,
) -> Result<Show> {
    let page = page(app, Reader::from(may.into_member()), at, &asked).await?;
    with_others(app, Show { editing, invalid, ..page }).await
}

pub async fn save(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Form(form): Form<PlanForm>,
) -> Result<Response> {
    let saved = plan::change(&app.db, &may, (&at.plan, app.clock.now()), &form).await;
    let done = saved.map(|()| Done::to(at.show()).saying("The plan is saved."));
    form_again(or_conflict(done, may.frame(), &at.show()), |invalid| {
        again(&app, may, at, EditingQuery::default(), Editing::Plan(form), invalid)
    })
    .await
}
