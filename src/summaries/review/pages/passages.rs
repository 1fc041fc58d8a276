//! The passages that name the one who reads, each with its three answers.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use crate::draft::{self, Step};
use crate::review::{self, CommentForm, Passage, PassageAsked};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::CommentId;
use base::policy;
use meetings::meeting::Meeting;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "review/passages.html")]
pub struct Passages {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    asked: Vec<PassageAsked>,
    form: CommentForm,
    invalid: Invalid,
}

impl Passages {
    /// What stands in the field: what was typed, if it came back.
    fn typed<'a>(&'a self, passage: &'a Passage) -> &'a str {
        if self.came_back(passage) { &self.form.text } else { &passage.text }
    }

    fn error(&self, passage: &Passage) -> Option<&str> {
        self.invalid.on("text").filter(|_| self.came_back(passage))
    }

    fn prefix(&self, nth: &usize) -> String {
        format!("passage-{nth}-")
    }

    /// Where the error summary leads.
    fn wrong(&self) -> String {
        let nth = self.asked.iter().position(|asked| self.came_back(&asked.passage));
        self.prefix(&(nth.unwrap_or_default() + 1))
    }

    fn came_back(&self, passage: &Passage) -> bool {
        Some(passage.section_id) == self.form.section && passage.text == self.form.quote
    }
}

pub async fn passages(
    may: May<policy::Comment>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Passages>> {
    passages_page(&db, &may, at, CommentForm::default(), Invalid::default()).await.map(Page)
}

async fn passages_page(
    db: &PgPool,
    may: &May<policy::Comment>,
    at: MeetingPath,
    form: CommentForm,
    invalid: Invalid,
) -> Result<Passages> {
    let (meeting, summary) = draft::of_meeting(db, may.group.id, at.meeting).await?;
    summary.after(Step::Comment)?;
    let asked = review::asked_of(db, may, &meeting, &summary).await?;
    let frame = may.frame().at("meetings").working();
    Ok(Passages { frame, at, meeting, asked, form, invalid })
}

pub async fn answer(
    may: May<policy::Comment>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let answered = review::answer(&app.db, &may, at.meeting, &form, app.clock.now()).await;
    let done = answered.map(|()| Done::to(at.passages()).saying("Your answer is noted."));
    form_again(done, |invalid| passages_page(&app.db, &may, at, form, invalid)).await
}
