//! The agenda as one text, and what saving it would change.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sqlx::PgPool;
use uuid::Uuid;

use crate::agenda::as_text::{Changes, Outcome, StaleText, TextForm, send};
use crate::agenda::{self, outline};
use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::DraftAgendas;
use base::redline::redline;
use base::text::as_stored;
use base::time::ZonedTime;
use platform::web::{App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "agenda/text.html")]
pub struct Text {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    base: String,
    text: String,
    invalid: Invalid,
    stale: Option<Theirs>,
}

/// What was saved meanwhile, and what was typed, as changes of what both began with.
struct Theirs {
    by: String,
    own: bool,
    when: Option<ZonedTime>,
    saved: String,
    written: String,
}

#[derive(Template)]
#[template(path = "agenda/text_changes.html")]
struct Shown {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    form: TextForm,
    changes: Changes,
    /// So that it is done once.
    key: Uuid,
}

pub async fn text(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Text>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let text = outline::write(&agenda::read(&db, &meeting).await?.items);
    Ok(Page(Text::of(&may, at, meeting, (text.clone(), text))))
}

pub async fn send_text(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let meeting = meeting::find(&app.db, may.group.id, at.meeting).await?;
    let typed = (as_stored(&form.base), as_stored(&form.text));
    if form.edit.is_some() {
        return Ok(Page(Text::of(&may, at, meeting, typed)).into_response());
    }
    match send(&app.db, &may, &at, &form, app.clock.now()).await {
        Ok(Outcome::Saved) => {
            Ok(Done::to(at.agenda()).saying("The agenda is saved.").into_response())
        }
        Ok(Outcome::Shown(changes)) => {
            let (frame, key) = (may.frame().at("meetings").working(), Uuid::now_v7());
            Ok(Page(Shown { frame, at, meeting, form, changes, key }).into_response())
        }
        Ok(Outcome::Stale(stale)) => {
            let theirs = Theirs::of(&stale, &typed.1, &may);
            let page = Text::of(&may, at, meeting, (stale.theirs, stale.text));
            let page = Text { stale: Some(theirs), ..page };
            Ok((StatusCode::CONFLICT, Page(page)).into_response())
        }
        Err(Error::Invalid(invalid)) => {
            let page = Text { invalid, ..Text::of(&may, at, meeting, typed) };
            Ok(platform::web::refused(page))
        }
        Err(error) => Err(error),
    }
}

impl Text {
    fn of(
        may: &May<DraftAgendas>,
        at: MeetingPath,
        meeting: Meeting,
        (base, text): (String, String),
    ) -> Self {
        let frame = may.frame().at("meetings").working();
        Text { frame, at, meeting, base, text, invalid: Invalid::default(), stale: None }
    }

    /// So that all of it is in view, as far as that helps.
    fn height(&self) -> usize {
        self.text.lines().count().clamp(10, 30) + 2
    }
}

impl Theirs {
    fn of(stale: &StaleText, typed: &str, may: &May<DraftAgendas>) -> Self {
        Theirs {
            by: stale.by.clone(),
            own: stale.own,
            when: stale.at.map(|at| ZonedTime { at, zone: may.zone() }),
            saved: redline(&stale.base, &stale.theirs),
            written: redline(&stale.base, typed),
        }
    }
}
