//! The form for a comment or a suggestion.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::read;
use crate::comments::form::Target;
use crate::comments::{self, ThreadForm};
use crate::plan::{Item, Plan, Step, in_order};
use access::rights::{May, Reader};
use base::addresses::plan::PlanPath;
use base::ids::PlanCommentId;
use base::policy::Comment;
use base::states::Kind;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Query, Result, form_again};

/// What it will be, and on what.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewCommentQuery {
    kind: String,
    on: String,
}

#[derive(Template)]
#[template(path = "comments/new.html")]
pub struct New {
    frame: Frame,
    at: PlanPath,
    plan: Plan,
    items: Vec<Item>,
    target: Target,
    form: ThreadForm,
    invalid: Invalid,
}

impl New {
    fn heading(&self) -> String {
        let on = self.target.on.describe(&in_order(&self.items));
        match self.target.kind {
            Kind::Comment => format!("Comment on {on}"),
            Kind::Change => format!("Suggest a change to {on}"),
            Kind::Objective => "Suggest a new objective".into(),
            Kind::Activity => format!("Suggest a new activity below {on}"),
        }
    }

    fn has_title(&self) -> bool {
        let changed = self.target.kind == Kind::Change && self.target.present.has_title;
        changed || self.target.kind == Kind::Objective
    }

    fn is_suggestion(&self) -> bool {
        self.target.kind != Kind::Comment
    }

    /// What the suggested text is called.
    fn label(&self) -> &'static str {
        match self.target.kind {
            Kind::Change => "What it should say",
            Kind::Objective => "Its text (optional)",
            _ => "What is to be done",
        }
    }

    /// What is commented on, as it stands: title and text.
    fn quoted(&self) -> (&str, &str) {
        let item = self.items.iter().find(|item| Some(item.id) == self.target.on.part);
        match item {
            None => (&self.plan.title, &self.plan.purpose_html),
            Some(item) => (&item.title, &item.html),
        }
    }

    /// Where it was begun.
    fn back(&self) -> String {
        match self.target.on.part {
            None => self.at.show(),
            Some(id) => self.at.item(&id).place(),
        }
    }
}

async fn page(
    app: &App,
    may: &May<Comment>,
    at: PlanPath,
    form: ThreadForm,
    invalid: Invalid,
) -> Result<New> {
    let reader = Reader::from(may.clone().into_member());
    let (plan, items) = read(app, &reader, &at).await?;
    plan.after(Step::Comment, app.clock.now())?;
    let target = form.target(&plan, &items)?;
    let frame = may.frame().at("plans").working();
    Ok(New { frame, at, plan, items, target, form, invalid })
}

/// A suggested change begins with the text as it is.
pub async fn new(
    may: May<Comment>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(NewCommentQuery { kind, on }): Query<NewCommentQuery>,
) -> Result<Page<New>> {
    let on = if on.is_empty() { "plan".into() } else { on };
    let form = ThreadForm { id: Some(PlanCommentId::new()), kind, on, ..ThreadForm::default() };
    let mut page = page(&app, &may, at, form, Invalid::default()).await?;
    if page.target.kind == Kind::Change {
        let now = page.target.present.clone();
        page.form.revision = now.revision;
        (page.form.title, page.form.proposal) = (now.words.title, now.words.text);
    }
    Ok(Page(page))
}

pub async fn make(
    may: May<Comment>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Form(form): Form<ThreadForm>,
) -> Result<Response> {
    let made = comments::make(&app, &may, &at, &form).await;
    let done = made.map(|id| Done::to(at.comment(&id).show()).saying("Comment sent."));
    form_again(done, |invalid| page(&app, &may, at, form, invalid)).await
}
