//! The list of a group's plans, and the form for a new one.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::plan::{self, PlanForm, Progress};
use access::group::Group;
use access::rights::{May, Reader};
use base::ids::PlanId;
use base::policy::EditPlans;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Result, form_again};

#[derive(Template)]
#[template(path = "plan/index.html")]
pub struct Index {
    frame: Frame,
    reader: Reader,
    plans: Vec<Told>,
}

/// A plan as the reader is told of it.
struct Told {
    title: String,
    progress: Progress,
    address: String,
    state: String,
}

#[derive(Template)]
#[template(path = "plan/new.html")]
pub struct New {
    frame: Frame,
    group: Group,
    form: PlanForm,
    invalid: Invalid,
}

impl Index {
    fn may_edit(&self) -> bool {
        self.reader.may(EditPlans)
    }
}

pub async fn index(reader: Reader, State(app): State<App>) -> Result<Page<Index>> {
    let now = app.clock.now();
    let listed = plan::list(&app.db, &reader, now).await?;
    let told = listed.into_iter().map(|listed| {
        let plan = &listed.plan;
        let path = reader.group.plan(&plan.slug);
        match plan.is_shown_to(&reader, now) {
            true => Told {
                address: path.show(),
                state: plan.describe(now),
                title: listed.plan.title,
                progress: listed.progress,
            },
            // A draft is not the public's: neither what it says, nor how far it is.
            false => Told {
                address: path.version(plan.adopted),
                state: "adopted".into(),
                title: listed.adopted_title.unwrap_or_default(),
                progress: Progress::default(),
            },
        }
    });
    let plans = told.collect();
    let frame = reader.frame().at("plans");
    Ok(Page(Index { frame, reader, plans }))
}

pub async fn new(may: May<EditPlans>) -> Page<New> {
    let form = PlanForm { id: Some(PlanId::new()), ..PlanForm::default() };
    Page(New::of(&may, form, Invalid::default()))
}

pub async fn make(
    may: May<EditPlans>,
    State(app): State<App>,
    Form(form): Form<PlanForm>,
) -> Result<Response> {
    let made = plan::make(&app.db, &may, &form).await;
    let done = made.map(|slug| {
        Done::to(may.group.plan(&slug).show()).saying("The plan is made. Add its first objective.")
    });
    form_again(done, async |invalid| Ok(New::of(&may, form, invalid))).await
}

impl New {
    fn of(may: &May<EditPlans>, form: PlanForm, invalid: Invalid) -> Self {
        New { frame: may.frame().at("plans").working(), group: may.group.clone(), form, invalid }
    }
}
