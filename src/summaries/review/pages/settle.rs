//! The form in which a comment is settled.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use crate::review::{self, Comment, CommentPath};
use access::fields::settlement::SettlementForm;
use access::rights::May;
use base::policy::SettleComments;
use base::time::ZonedTime;
use meetings::meeting::{self, Meeting};
use platform::web::{App, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "review/settle.html")]
pub struct Settle {
    frame: Frame,
    at: CommentPath,
    meeting: Meeting,
    comment: Comment,
    made: ZonedTime,
    form: SettlementForm,
    invalid: Invalid,
}

pub async fn settlement(
    may: May<SettleComments>,
    State(db): State<PgPool>,
    Path(at): Path<CommentPath>,
) -> Result<Page<Settle>> {
    settle_page(&db, &may, at, SettlementForm::default(), Invalid::default()).await.map(Page)
}

async fn settle_page(
    db: &PgPool,
    may: &May<SettleComments>,
    at: CommentPath,
    form: SettlementForm,
    invalid: Invalid,
) -> Result<Settle> {
    let meeting = meeting::find(db, may.group.id, at.at.meeting).await?;
    let comments = review::list(db, may, meeting.id).await?;
    let comment = comments.into_iter().find(|comment| comment.id == at.comment);
    let comment = comment.ok_or(Error::NotFound)?;
    let made = ZonedTime { at: comment.made_at, zone: may.zone() };
    let frame = may.frame().at("meetings").working();
    Ok(Settle { frame, at, meeting, comment, made, form, invalid })
}

pub async fn settle(
    may: May<SettleComments>,
    State(app): State<App>,
    Path(at): Path<CommentPath>,
    Form(form): Form<SettlementForm>,
) -> Result<Response> {
    let place = (at.at.meeting, at.comment);
    let settled = review::settle(&app.db, &may, place, &form, app.clock.now()).await;
    let done = settled.map(|()| Done::to(at.at.comments()).saying("Decision saved."));
    form_again(done, |invalid| settle_page(&app.db, &may, at, form, invalid)).await
}
