//! The page of one objective or activity: its whole life across meetings.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::plan::{self, Item, Placed, Plan, Progress, ReportForm, Status, Step, in_order};
use crate::timeline::{self, Entry, Timeline};
use access::rights::{May, Reader};
use base::addresses::meeting::MeetingPath;
use base::addresses::plan::ItemPath;
use base::ids::ActionId;
use base::policy::{AnswerForActions, EditPlans, RecordMeetings};
use base::time::{Zone, ZonedTime};
use platform::web::{
    App, Done, Error, Form, Frame, Invalid, Page, Path, Query, Result, form_again,
};

#[derive(Template)]
#[template(path = "plan/item.html")]
pub struct ItemPage {
    frame: Frame,
    reader: Reader,
    at: ItemPath,
    plan: Plan,
    items: Vec<Item>,
    timeline: Timeline,
    page: i64,
    today: NaiveDate,
    reportable: bool,
    editable: bool,
    /// Whether an action may come from it.
    actionable: bool,
    form: ReportForm,
    invalid: Invalid,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TimelineQuery {
    page: String,
}

impl ItemPage {
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

    fn statuses(&self) -> [(&'static str, String); 4] {
        Status::choices()
    }

    fn zone(&self) -> Zone {
        self.reader.zone()
    }

    fn moment(&self, entry: &Entry) -> ZonedTime {
        ZonedTime { at: entry.at, zone: self.zone() }
    }

    /// The place in a meeting's record where it was said, and the meeting's name.
    fn origin<'a>(&self, entry: &'a Entry) -> Option<(String, &'a str)> {
        let (meeting, name) = entry.meeting.as_ref()?;
        let at = MeetingPath { group: self.at.at.group.clone(), meeting: *meeting };
        Some((entry.kind.place(&at), name))
    }

    /// The activity that it is about, on its objective's page.
    fn part(&self, entry: &Entry) -> Option<Placed<'_>> {
        let mut below = self.below().into_iter();
        below.find(|placed| placed.item.id == entry.item)
    }

    fn action(&self, id: &ActionId) -> String {
        self.reader.group.action(id).show()
    }

    fn earlier(&self) -> Option<String> {
        self.timeline.more.then(|| format!("{}?page={}", self.at.show(), self.page + 1))
    }

    fn later(&self) -> Option<String> {
        match self.page {
            ..=1 => None,
            2 => Some(self.at.show()),
            page => Some(format!("{}?page={}", self.at.show(), page - 1)),
        }
    }
}

async fn page(
    app: &App,
    reader: Reader,
    at: ItemPath,
    page: i64,
    form: Option<ReportForm>,
    invalid: Invalid,
) -> Result<ItemPage> {
    let now = app.clock.now();
    let plan = plan::visible(&app.db, &reader, &at.at.plan, now).await?;
    let items = plan::shown_items(&app.db, &plan, &reader).await?;
    let item = items.iter().find(|item| item.id == at.item).ok_or(Error::NotFound)?;
    let timeline = timeline::read(&app.db, &reader, &plan, at.item, page).await?;
    let member = reader.member.as_ref();
    let answers = member.is_some_and(|member| item.is_answered_by(member));
    let current = || ReportForm { status: item.status.key().into(), ..ReportForm::default() };
    let form = form.unwrap_or_else(current);
    let frame = reader.frame().at("plans");
    let in_work = plan.after(Step::Report, now).is_ok();
    Ok(ItemPage {
        frame: if member.is_some() { frame.working() } else { frame },
        today: reader.group.today(now),
        reportable: answers && in_work,
        editable: reader.may(EditPlans) && plan.after(Step::Edit, now).is_ok(),
        actionable: reader.may(RecordMeetings) && in_work,
        reader,
        at,
        plan,
        items,
        timeline,
        page,
        form,
        invalid,
    })
}

pub async fn item(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Query(asked): Query<TimelineQuery>,
) -> Result<Page<ItemPage>> {
    let number = asked.page.parse().unwrap_or(1).max(1);
    page(&app, reader, at, number, None, Invalid::default()).await.map(Page)
}

pub async fn report(
    may: May<AnswerForActions>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<ReportForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let reported = plan::report(&app.db, &may, &at.at.plan, at.item, &form, now).await;
    let done = reported.map(|()| Done::to(at.show()).saying("Report saved."));
    form_again(done, |invalid| {
        page(&app, Reader::from(may.into_member()), at, 1, Some(form), invalid)
    })
    .await
}
