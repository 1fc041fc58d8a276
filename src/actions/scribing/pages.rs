//! The box of a record, an entry that is edited where it stands, and taking back what one did last.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::{BlockForm, EditForm, Outcome};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::RecordMeetings;
use base::revisions::Stale;
use meetings::record::pages::{Editing, Typed, acted, acted_under, ask, clash};
use meetings::record::scribing::Question;
use platform::desk::Key;
use platform::web::{App, Asked, Done, Error, Form, Path, Result};

#[derive(Deserialize)]
pub struct EntryPath {
    #[serde(flatten)]
    at: MeetingPath,
    entry: Uuid,
}

#[derive(Deserialize)]
pub struct ChangePath {
    #[serde(flatten)]
    at: MeetingPath,
    change: Uuid,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct KeyForm {
    key: Key,
}

pub async fn add(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<BlockForm>,
) -> Result<Response> {
    let recorded = super::record(&app.db, &may, &at, &form, app.clock.now()).await;
    if let (Err(Error::Conflict(sentence)), false) = (&recorded, asked.is_script()) {
        let (question, under) =
            (Some(Question::saying(sentence.as_str())), form.under.parse().ok());
        let typed = Typed { text: form.text, under, question, editing: None };
        return kept(&app, may, at, typed).await;
    }
    match or_asked(recorded, form.text.clone())? {
        Outcome::Recorded { under, entry } => {
            let done = Done::to(at.record_box(under, entry)).saying("It is in the record.");
            acted_under(&app, may.into_member(), &at, &asked, (under, done)).await
        }
        Outcome::Asked { text, question } => {
            let (question, under) = (Some(question), form.under.parse().ok());
            let typed = Typed { text, under, question, editing: None };
            ask(&app, may.into_member(), at, &asked, typed).await
        }
    }
}

/// What has to be corrected is told above the box, where the text stays.
fn or_asked(recorded: Result<Outcome>, text: String) -> Result<Outcome> {
    match recorded {
        Err(Error::Invalid(invalid)) => {
            let question = Question::saying(super::sentences(&invalid));
            Ok(Outcome::Asked { text, question })
        }
        recorded => recorded,
    }
}

/// The page as it is now, with what was typed, which it cannot take.
async fn kept(
    app: &App,
    may: May<RecordMeetings>,
    at: MeetingPath,
    typed: Typed,
) -> Result<Response> {
    let mut page = ask(app, may.into_member(), at, &Asked::default(), typed).await?;
    *page.status_mut() = StatusCode::CONFLICT;
    Ok(page)
}

pub async fn save(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(EntryPath { at, entry }): Path<EntryPath>,
    Form(form): Form<EditForm>,
) -> Result<Response> {
    let edited = super::edit(&app.db, &may, (&at, entry), &form, app.clock.now()).await;
    match edited {
        Ok(None) => {
            let done = Done::to(at.at_entry(entry)).saying("The entry is saved.");
            acted(&app, may.into_member(), &at, &asked, done).await
        }
        Ok(Some(question)) => {
            let text = Some(form.text(entry).to_owned());
            let (revision, key) = (form.revision, Uuid::now_v7());
            let editing = Editing { entry, revision, text, question: Some(question), key };
            let typed = Typed { editing: Some(editing), ..Typed::default() };
            ask(&app, may.into_member(), at, &asked, typed).await
        }
        Err(Error::Stale(stale)) => Ok(theirs(&may, &at, entry, *stale, &asked)),
        // Without a place of its own the text goes into the box.
        Err(Error::NotFound) if !asked.is_script() => {
            let gone = "Somebody removed this entry while you were typing. Your text is here.";
            let (text, question) = (form.text(entry).to_owned(), Some(Question::saying(gone)));
            kept(&app, may, at, Typed { text, question, ..Typed::default() }).await
        }
        Err(Error::Conflict(sentence)) if !asked.is_script() => {
            let (text, question) = (form.text(entry).to_owned(), Some(Question::saying(sentence)));
            kept(&app, may, at, Typed { text, question, ..Typed::default() }).await
        }
        Err(error) => Err(error),
    }
}

/// Somebody else changed it meanwhile. The form that shows both is that of all its fields.
fn theirs(
    may: &May<RecordMeetings>,
    at: &MeetingPath,
    entry: Uuid,
    stale: Stale,
    asked: &Asked,
) -> Response {
    clash(may, &at.entry_fields(stale_kind(&stale), entry), entry, stale, asked)
}

/// Of which kind an entry is, by the fields that it has.
fn stale_kind(stale: &Stale) -> &'static str {
    let has = |name: &str| stale.fields.iter().any(|field| field.mine.name == name);
    match (has("speaker"), has("owner")) {
        (true, _) => "contributions",
        (_, true) => "actions",
        _ => "decisions",
    }
}

pub async fn undo(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(ChangePath { at, change }): Path<ChangePath>,
    Form(form): Form<KeyForm>,
) -> Result<Response> {
    super::undo(&app.db, &may, &at, (change, form.key), app.clock.now()).await?;
    let done = Done::to(at.record_box(None, None)).saying("Your last change is undone.");
    acted(&app, may.into_member(), &at, &asked, done).await
}
