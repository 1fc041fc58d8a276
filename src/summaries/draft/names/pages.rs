//! The answers to the questions that stand on the page of a draft.

use axum::extract::State;
use serde::Deserialize;
use sqlx::PgPool;

use super::Answer;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::DraftSummaries;
use platform::web::{Done, Form, Path, Result};

#[derive(Deserialize)]
pub struct AnswerForm {
    place: String,
    answer: Answer,
}

pub async fn answer(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<AnswerForm>,
) -> Result<Done> {
    super::answer(&db, &may, at.meeting, &form.place, form.answer).await?;
    Ok(Done::to(at.draft()).saying(match form.answer {
        Answer::Replace => "The name is replaced.",
        Answer::Other => "The words stay as they are.",
    }))
}
