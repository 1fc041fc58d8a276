//! The form for a comment on a paragraph.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;

use crate::draft::{self, Section, Step, Summary, paragraphs};
use crate::review::{self, CommentForm, Saying};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::{CommentId, SectionId};
use base::markdown::plain;
use base::policy;
use meetings::meeting::Meeting;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Query, Result, form_again};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct On {
    section: Option<SectionId>,
}

#[derive(Template)]
#[template(path = "review/new.html")]
pub struct New {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    summary: Summary,
    form: CommentForm,
    invalid: Invalid,
}

impl New {
    fn sections(&self) -> Vec<&Section> {
        self.summary.printed().collect()
    }

    fn section(&self) -> Option<&Section> {
        self.summary.printed().find(|section| Some(section.id) == self.form.section)
    }

    fn paragraphs(&self, section: &Section) -> Vec<(String, String)> {
        let whole = (String::new(), "The whole section".to_owned());
        let each = paragraphs(&section.text).into_iter();
        [whole].into_iter().chain(each.map(|text| (text.to_owned(), plain(text)))).collect()
    }

    fn kinds(&self) -> [(&'static str, String); 3] {
        Saying::ALL.map(|saying| (saying.key(), saying.label()))
    }
}

pub async fn new(
    may: May<policy::Comment>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Query(On { section }): Query<On>,
) -> Result<Page<New>> {
    let id = Some(CommentId::new());
    let form = CommentForm { id, section, ..CommentForm::default() };
    new_page(&db, &may, at, form, Invalid::default()).await.map(Page)
}

async fn new_page(
    db: &PgPool,
    may: &May<policy::Comment>,
    at: MeetingPath,
    form: CommentForm,
    invalid: Invalid,
) -> Result<New> {
    let (meeting, summary) = draft::of_meeting(db, may.group.id, at.meeting).await?;
    summary.after(Step::Comment)?;
    let frame = may.frame().at("meetings").working();
    Ok(New { frame, at, meeting, summary, form, invalid })
}

pub async fn make(
    may: May<policy::Comment>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let made = review::make(&app.db, &may, at.meeting, &form, app.clock.now()).await;
    let done = made.map(|()| Done::to(at.comments()).saying("Your comment is in the list."));
    form_again(done, |invalid| new_page(&app.db, &may, at, form, invalid)).await
}
