//! One comment or suggestion, its replies, and what became of it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::{OnPage, Pages, frame, read};
use crate::comments::{self, Reply, ReplyForm, Thread};
use crate::plan::{Item, Plan, Step, in_order};
use access::rights::{May, Reader};
use base::addresses::plan_comment::ThreadPath;
use base::ids::PlanReplyId;
use base::policy::{Comment, SettleComments};
use base::time::ZonedTime;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Query, Result, form_again};

#[derive(Template)]
#[template(path = "comments/thread.html")]
pub struct ThreadPage {
    frame: Frame,
    reader: Reader,
    at: ThreadPath,
    plan: Plan,
    items: Vec<Item>,
    thread: Thread,
    replies: Vec<Reply>,
    pages: Pages,
    repliable: bool,
    settleable: bool,
    form: ReplyForm,
    invalid: Invalid,
}

impl ThreadPage {
    fn on(&self) -> String {
        self.thread.on.describe(&in_order(&self.items))
    }

    /// Where what it is on stands in the plan, if it still does.
    fn place(&self) -> String {
        let part = self.thread.on.part;
        match self.items.iter().find(|item| Some(item.id) == part) {
            Some(item) => self.at.at.item(&item.id).place(),
            None => self.at.at.show(),
        }
    }

    fn moment(&self, at: &DateTime<Utc>) -> ZonedTime {
        ZonedTime { at: *at, zone: self.reader.zone() }
    }
}

async fn page(
    app: &App,
    reader: Reader,
    at: ThreadPath,
    number: i64,
    form: ReplyForm,
    invalid: Invalid,
) -> Result<ThreadPage> {
    let (plan, items) = read(app, &reader, &at.at).await?;
    let (thread, replies) = comments::find(&app.db, &reader, &plan, at.comment, number).await?;
    let now = app.clock.now();
    let open = plan.after(Step::Comment, now).is_ok() && thread.is_open();
    Ok(ThreadPage {
        frame: frame(&reader),
        repliable: open && reader.may(Comment),
        settleable: reader.may(SettleComments) && plan.after(Step::Settle, now).is_ok(),
        pages: Pages::of(number, thread.replies, at.show())?,
        reader,
        at,
        plan,
        items,
        thread,
        replies,
        form,
        invalid,
    })
}

pub async fn thread(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
    Query(asked): Query<OnPage>,
) -> Result<Page<ThreadPage>> {
    let form = ReplyForm { id: Some(PlanReplyId::new()), ..ReplyForm::default() };
    page(&app, reader, at, asked.number()?, form, Invalid::default()).await.map(Page)
}

pub async fn reply(
    may: May<Comment>,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
    Form(form): Form<ReplyForm>,
) -> Result<Response> {
    let replied = comments::reply(&app, &may, &at, &form).await;
    let done = replied.map(|_| Done::to(at.show()).saying("Your reply is sent."));
    form_again(done, |invalid| page(&app, Reader::from(may.into_member()), at, 1, form, invalid))
        .await
}
