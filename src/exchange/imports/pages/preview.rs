//! What was understood of a document, beside what is unsure, to be corrected and stored.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::ImportPath;
use crate::imports::report::{AgendaItem, Contribution};
use crate::imports::{self, Confirmed, Import, ImportForm, Report, Stored, lines, rows};
use access::group::Group;
use access::rights::May;
use base::digest::hex;
use base::policy::RecordMeetings;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

/// Of controls and of choices in them; what has more is stored as it was understood.
const MOST_CONTROLS: usize = 1_500;
const MOST_CHOICES: usize = 20_000;

#[derive(Template)]
#[template(path = "imports/preview.html")]
pub struct Preview {
    frame: Frame,
    group: Group,
    at: ImportPath,
    import: Import,
    form: ImportForm,
    invalid: Invalid,
    items: Vec<(String, String)>,
}

/// One row of a list in the form.
struct Row {
    number: usize,
    prefix: String,
}

impl Preview {
    fn of(
        may: &May<RecordMeetings>,
        at: ImportPath,
        import: Import,
        form: ImportForm,
        invalid: Invalid,
    ) -> Self {
        let frame = may.frame().at("meetings").working();
        let mut items = vec![(String::new(), "No item".to_owned())];
        offer(&lines::read(&form.agenda).unwrap_or_default(), &mut items);
        Preview { frame, group: may.group.clone(), at, import, form, invalid, items }
    }

    fn zone(&self) -> &'static str {
        self.group.time_zone.name()
    }

    fn sha256(&self) -> String {
        hex(&self.import.source.sha256())
    }

    fn report(&self) -> &Report {
        &self.import.report
    }

    /// The rows of a list, with an empty one at its end.
    fn rows(&self, list: &str, texts: &[String]) -> Vec<Row> {
        let full = texts.last().is_none_or(|last| !last.trim().is_empty());
        let rows = 0..texts.len() + usize::from(full);
        rows.map(|row| Row { number: row + 1, prefix: format!("{list}-{row}-") }).collect()
    }

    fn value<'a>(&self, list: &'a [String], row: &Row) -> &'a str {
        rows::at(list, row.number - 1)
    }

    /// The items of the agenda, and the one that was chosen if it is no longer among them.
    fn items(&self, list: &[String], row: &Row) -> Vec<(String, String)> {
        let chosen = rows::at(list, row.number - 1);
        let mut items = self.items.clone();
        if !items.iter().any(|(number, _)| number == chosen) {
            items.push((chosen.to_owned(), format!("{chosen} (not on the agenda)")));
        }
        items
    }

    fn error(&self, row: &Row, name: &str) -> Option<&str> {
        self.invalid.on(&format!("{}{name}", row.prefix))
    }

    /// How much there is of what is stored as it was understood.
    fn counts(&self) -> [(usize, &'static str); 4] {
        let report = self.report();
        [
            (report.contributions.len(), "contributions"),
            (report.decisions.len(), "decisions"),
            (report.actions.len(), "actions"),
            (report.not_addressed.len(), "items not addressed"),
        ]
    }
}

fn offer(items: &[AgendaItem], options: &mut Vec<(String, String)>) {
    for item in items {
        options.push((item.number.clone(), format!("{} {}", item.number, item.title)));
        offer(&item.children, options);
    }
}

/// Whether the lists have more than one page and one form can hold.
fn is_too_long(report: &Report) -> bool {
    let mut items = Vec::new();
    offer(&report.agenda, &mut items);
    let rows = report.contributions.len()
        + report.decisions.len()
        + report.actions.len()
        + report.not_addressed.len();
    let letters = |said: &Contribution| said.text.len();
    let text: usize = report.contributions.iter().map(letters).sum();
    rows * 4 > MOST_CONTROLS || rows * items.len() > MOST_CHOICES || text > imports::LONGEST_FORM
}

pub async fn show(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<ImportPath>,
) -> Result<Response> {
    let import = match imports::find(&app.db, &may, at.import).await? {
        Stored::AsMeeting(meeting) => return Ok(Done::to(meeting.show()).into_response()),
        Stored::Unconfirmed(import) => *import,
    };
    let whole = is_too_long(&import.report);
    let understood = Confirmed::as_understood(&import.report, &may.group);
    let form = ImportForm::of(&understood, may.group.time_zone, whole);
    Ok(Page(Preview::of(&may, at, import, form, Invalid::default())).into_response())
}

pub async fn save(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<ImportPath>,
    Form(form): Form<ImportForm>,
) -> Result<Response> {
    let import = match imports::find(&app.db, &may, at.import).await? {
        Stored::AsMeeting(meeting) => return Ok(Done::to(meeting.show()).into_response()),
        Stored::Unconfirmed(import) => *import,
    };
    if form.then == "look" {
        return Ok(Page(Preview::of(&may, at, import, form, Invalid::default())).into_response());
    }
    let confirmed = imports::confirm(&app.db, &may, &import, &form, app.clock.now()).await;
    let done = confirmed.map(|meeting| {
        Done::to(meeting.path(&may.group).show()).saying("The meeting is stored, with its record.")
    });
    form_again(done, async |invalid| Ok(Preview::of(&may, at, import, form, invalid))).await
}
