//! The comments from the public that wait for the secretariat.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::comments::pages::{OnPage, Pages, read};
use crate::plan::{Item, Placed, Plan, in_order};
use crate::public_comments::{self, Pending, RefusalForm};
use access::rights::{May, Reader};
use base::addresses::plan::PlanPath;
use base::addresses::public_comment::PublicPath;
use base::ids::PublicCommentId;
use base::policy::LetCommentsThrough;
use base::time::ZonedTime;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Query, Result, form_again};

#[derive(Template)]
#[template(path = "public_comments/queue.html")]
pub struct Queue {
    frame: Frame,
    reader: Reader,
    at: PlanPath,
    plan: Plan,
    items: Vec<Item>,
    pending: Vec<Pending>,
    pages: Pages,
    /// The one whose refusal came back.
    refused: Option<PublicCommentId>,
    invalid: Invalid,
}

impl Queue {
    fn placed(&self) -> Vec<Placed<'_>> {
        in_order(&self.items)
    }

    fn moment(&self, pending: &Pending) -> ZonedTime {
        ZonedTime { at: pending.made_at, zone: self.reader.zone() }
    }

    fn error(&self, pending: &Pending) -> Option<&str> {
        self.invalid.on("reason").filter(|_| self.refused == Some(pending.id))
    }

    fn prefix(&self, pending: &Pending) -> String {
        format!("c-{}-", pending.id)
    }

    /// Where the error summary leads.
    fn wrong(&self) -> String {
        self.refused.map(|id| format!("c-{id}-")).unwrap_or_default()
    }
}

async fn page(
    app: &App,
    may: &May<LetCommentsThrough>,
    at: PlanPath,
    number: i64,
    (refused, invalid): (Option<PublicCommentId>, Invalid),
) -> Result<Queue> {
    let reader = Reader::from(may.clone().into_member());
    let (plan, items) = read(app, &reader, &at).await?;
    let (pending, count) = public_comments::waiting(&app.db, may, &plan, number).await?;
    let frame = may.frame().at("plans").working();
    let pages = Pages::of(number, count, at.public_comments())?;
    Ok(Queue { frame, reader, at, plan, items, pending, pages, refused, invalid })
}

pub async fn queue(
    may: May<LetCommentsThrough>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(asked): Query<OnPage>,
) -> Result<Page<Queue>> {
    page(&app, &may, at, asked.number()?, (None, Invalid::default())).await.map(Page)
}

pub async fn admit(
    may: May<LetCommentsThrough>,
    State(app): State<App>,
    Path(at): Path<PublicPath>,
) -> Result<Done> {
    public_comments::let_through(&app, &may, &at).await?;
    Ok(Done::to(at.at.public_comments()).saying("The comment is shown now."))
}

pub async fn refuse(
    may: May<LetCommentsThrough>,
    State(app): State<App>,
    Path(at): Path<PublicPath>,
    Form(form): Form<RefusalForm>,
) -> Result<Response> {
    let refused = public_comments::refuse(&app, &may, &at, &form).await;
    let to = at.at.public_comments();
    let done = refused.map(|()| Done::to(to).saying("The comment is rejected."));
    form_again(done, |invalid| page(&app, &may, at.at, 1, (Some(at.comment), invalid))).await
}
