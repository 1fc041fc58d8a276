//! The form for a comment from somebody who is not in the group.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::comments::On;
use crate::comments::pages::read;
use crate::plan::{Item, Plan, in_order};
use crate::public_comments::{self, PublicForm, check_open};
use access::rights::Reader;
use base::addresses::plan::PlanPath;
use base::ids::PublicCommentId;
use platform::web::{
    App, ClientAddress, Done, Form, Frame, Invalid, Page, Path, Query, Result, form_again,
};

const ON_ITS_WAY: &str =
    "A mail is on its way to your address. Open the link in it to confirm your comment.";

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewCommentQuery {
    on: String,
}

#[derive(Template)]
#[template(path = "public_comments/new.html")]
pub struct New {
    frame: Frame,
    at: PlanPath,
    plan: Plan,
    items: Vec<Item>,
    on: On,
    form: PublicForm,
    invalid: Invalid,
}

impl New {
    fn on(&self) -> String {
        match self.on.part {
            None => "the plan".into(),
            Some(_) => self.on.describe(&in_order(&self.items)),
        }
    }
}

async fn page(
    app: &App,
    reader: &Reader,
    at: PlanPath,
    form: PublicForm,
    invalid: Invalid,
) -> Result<New> {
    let (plan, items) = read(app, reader, &at).await?;
    check_open(&plan, reader, app.clock.now())?;
    let on = form.target(&plan, &items)?;
    Ok(New { frame: reader.frame().at("plans"), at, plan, items, on, form, invalid })
}

pub async fn new(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(NewCommentQuery { on }): Query<NewCommentQuery>,
) -> Result<Page<New>> {
    let on = if on.is_empty() { "plan".into() } else { on };
    let form = PublicForm { id: Some(PublicCommentId::new()), on, ..PublicForm::default() };
    page(&app, &reader, at, form, Invalid::default()).await.map(Page)
}

pub async fn send(
    reader: Reader,
    State(app): State<App>,
    from: ClientAddress,
    Path(at): Path<PlanPath>,
    Form(form): Form<PublicForm>,
) -> Result<Response> {
    let sent = public_comments::send(&app, &reader, from, &at, &form).await;
    let done = sent.map(|()| Done::to(at.show()).saying(ON_ITS_WAY));
    form_again(done, |invalid| page(&app, &reader, at, form, invalid)).await
}
