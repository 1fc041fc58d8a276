//! The page of one objective or activity: its whole life across meetings.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use crate::moments::Moment;
use crate::plans::{
    self, Item, ItemPath, Placed, Plan, Progress, Report, ReportForm, Status, Step, in_order,
};
use crate::roles::{AnswerForActions, EditPlans, May, Reader};
use crate::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "plans/item.html")]
pub struct Life {
    frame: Frame,
    reader: Reader,
    at: ItemPath,
    plan: Plan,
    items: Vec<Item>,
    reports: Vec<Report>,
    today: NaiveDate,
    reportable: bool,
    editable: bool,
    form: ReportForm,
    invalid: Invalid,
}

impl Life {
    fn placed(&self) -> Placed<'_> {
        let mut placed = in_order(&self.items).into_iter();
        placed.find(|one| one.item.id == self.at.item).expect("the page is made for an item")
    }

    /// The objective that an activity stands below.
    fn above(&self) -> Option<Placed<'_>> {
        let above = self.placed().item.objective_id;
        in_order(&self.items).into_iter().find(|one| Some(one.item.id) == above)
    }

    /// The activities of an objective.
    fn below(&self) -> Vec<Placed<'_>> {
        let placed = in_order(&self.items).into_iter();
        placed.filter(|one| one.item.objective_id == Some(self.at.item)).collect()
    }

    fn progress(&self) -> Progress {
        Progress::of(self.below().iter().map(|placed| placed.item.status))
    }

    fn moment(&self, report: &Report) -> Moment {
        Moment { at: report.at, zone: self.reader.zone() }
    }

    fn statuses(&self) -> Vec<(&'static str, String)> {
        let label = |status: Status| {
            let told = status.to_string();
            (status.key(), told[..1].to_uppercase() + &told[1..])
        };
        Status::ALL.map(label).to_vec()
    }

    fn meeting(&self, number: &i32) -> String {
        format!("/groups/{}/meetings/{number}", self.at.at.group)
    }
}

async fn page(
    app: &App,
    reader: Reader,
    at: ItemPath,
    form: Option<ReportForm>,
    invalid: Invalid,
) -> Result<Life> {
    let now = app.clock.now();
    let plan = plans::visible(&app.db, &reader, &at.at.plan, now).await?;
    let items = plans::items(&app.db, plan.id).await?;
    let item = items.iter().find(|item| item.id == at.item).ok_or(Error::NotFound)?;
    let reports = plans::reports(&app.db, at.item).await?;
    let member = reader.member.as_ref();
    let answers = member.is_some_and(|member| item.is_answered_by(member));
    let current = || ReportForm { status: item.status.key().into(), ..ReportForm::default() };
    let form = form.unwrap_or_else(current);
    let frame = reader.frame().at("plans");
    Ok(Life {
        frame: if member.is_some() { frame.working() } else { frame },
        today: now.with_timezone(&reader.group.time_zone).date_naive(),
        reportable: answers && plan.after(Step::Report, now).is_ok(),
        editable: reader.may(EditPlans) && plan.after(Step::Edit, now).is_ok(),
        reader,
        at,
        plan,
        items,
        reports,
        form,
        invalid,
    })
}

pub async fn item(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Page<Life>> {
    page(&app, reader, at, None, Invalid::default()).await.map(Page)
}

pub async fn report(
    may: May<AnswerForActions>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<ReportForm>,
) -> Result<Response> {
    let now = app.clock.now();
    match plans::report(&app.db, &may, &at.at.plan, at.item, &form, now).await {
        Err(Error::Invalid(invalid)) => {
            let reader = Reader::from(may.into_member());
            page(&app, reader, at, Some(form), invalid).await.map(web::refused)
        }
        reported => {
            let done = Done::to(at.show()).saying("The report is kept.");
            reported.map(|()| done.into_response())
        }
    }
}
