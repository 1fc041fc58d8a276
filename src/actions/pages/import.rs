//! The page on which a table of actions is brought in.

use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};

use crate::IMPORTED;
use access::rights::May;
use base::policy::RecordMeetings;
use platform::tables::pages::{Import, Subject, counted};
use platform::tables::{Outcome, Sent};
use platform::web::{App, Done, Page, Result};

const COLUMNS: &[(&str, &str)] = &[
    ("action", "What is to be done."),
    (
        "owners",
        "Who does it, the first in front, several with a comma, a semicolon or “and” between. Members are recognised by their names.",
    ),
    ("due", "A date such as 2026-03-31 or 31 Mar 2026, “next meeting”, or nothing."),
    ("state", "open, in progress, done or dropped; open if nothing is there. May be left out."),
    ("reason", "Why it is dropped. May be left out."),
    ("meeting", "The number of the meeting that it comes from. May be left out."),
    ("item", "The title or number of its agenda item. May be left out."),
];

fn page(may: &May<RecordMeetings>) -> Import {
    let subject = Subject {
        heading: "Bring in action items",
        lead: "From a table, such as a spreadsheet saved as CSV, or what this group’s list of actions gives as CSV. \
               You will see what would be stored, and nothing is stored unless every row is right.",
        place: format!("Actions of {}", may.group.short_name),
        address: may.group.actions_import(),
        back: may.group.actions(),
        noun: ("action item", "action items"),
        columns: COLUMNS,
    };
    Import::new(may.frame().at("actions").working(), subject)
}

pub async fn new(may: May<RecordMeetings>) -> Page<Import> {
    Page(page(&may))
}

pub async fn bring_in(
    may: May<RecordMeetings>,
    State(app): State<App>,
    form: Multipart,
) -> Result<Response> {
    let sent = Sent::read(form, &IMPORTED).await?;
    let table = match &sent.table {
        Ok(table) => table,
        Err(invalid) => return Ok(page(&may).unread(sent.text.clone(), invalid.clone())),
    };
    match actions::import(&app.db, &may, (sent.id, &table.rows), sent.take, app.clock.now()).await?
    {
        Outcome::Looked(looked) => {
            Ok(page(&may).looked((&sent, table), &looked, actions::Becomes::describe))
        }
        Outcome::Stored(count) => {
            let said = format!("Imported: {}.", counted(count, ("action item", "action items")));
            Ok(Done::to(may.group.actions()).saying(said).into_response())
        }
    }
}
