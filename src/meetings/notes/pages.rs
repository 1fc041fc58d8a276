//! Adding an update note, and looking at one to take it back.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use super::{Note, NoteForm, store};
use crate::meeting::{self, Meeting};
use crate::record::{UpdateNote, entry};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::NoteId;
use base::policy::RecordMeetings;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Query, Result, form_again};

#[derive(Template)]
#[template(path = "notes/new.html")]
pub struct New {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    form: NoteForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "notes/show.html")]
pub struct Show {
    frame: Frame,
    entry: EntryPath<NoteId>,
    meeting: Meeting,
    note: Note,
    /// Why it stays, if it does.
    stays: Option<String>,
}

pub async fn new(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Query(form): Query<NoteForm>,
) -> Result<Page<New>> {
    let today = may.group.today(app.clock.now());
    let form = NoteForm { dated: today.to_string(), ..form };
    new_page(&app.db, &may, at, form, Invalid::default()).await.map(Page)
}

pub async fn add(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<NoteForm>,
) -> Result<Response> {
    let added = entry::add::<UpdateNote>(&app.db, &may, &at, &form, app.clock.now()).await;
    let done = added
        .map(|note| Done::to(at.entry(&note.item_id).show()).saying("The update note is added."));
    form_again(done, |invalid| new_page(&app.db, &may, at, form, invalid)).await
}

/// What it would be on is looked up, so that no form is shown for what is not there.
async fn new_page(
    db: &PgPool,
    may: &May<RecordMeetings>,
    at: MeetingPath,
    form: NoteForm,
    invalid: Invalid,
) -> Result<New> {
    let meeting = meeting::find(db, may.group.id, at.meeting).await?;
    store::item_of(db, meeting.id, form.subject()?).await?;
    let frame = may.frame().at("meetings").working();
    Ok(New { frame, at, meeting, form, invalid })
}

pub async fn show(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<NoteId>>,
) -> Result<Page<Show>> {
    let meeting = meeting::find(&db, may.group.id, entry.at.meeting).await?;
    let note = store::find(&db, meeting.id, entry.entry).await?;
    let stays = note.check_removal(&may).err().map(|reason| reason.to_string());
    let frame = may.frame().at("meetings").working();
    Ok(Page(Show { frame, entry, meeting, note, stays }))
}
