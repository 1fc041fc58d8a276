//! Bringing in a table of actions by a call.

use axum::extract::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Becomes, IMPORTED};
use access::fields::people::PersonRef;
use access::rights::May;
use base::due::Due;
use base::ids::ItemId;
use base::policy::RecordMeetings;
use base::states::ActionState;
use platform::api::{self, Idempotent, Json};
use platform::tables::{self, Checked, LARGEST, LARGEST_UPLOAD, Order, Outcome, Reading, Take};
use platform::web::{App, Error, Result};

/// In JSON a text may take twice as much.
pub const LARGEST_IMPORT: usize = 2 * LARGEST_UPLOAD;

/// A table of actions.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ActionsTable)]
pub struct Body {
    /// As CSV: a heading with the columns `action`, `owners` and `due`, and those of `state`,
    /// `reason`, `meeting` and `item` that are needed.
    #[schema(pattern = "\\S", example = "action,owners,due\nPrint the form,Mira Rao,2026-04-01")]
    table: String,
    /// Whether its rows are only looked at, or stored if all are right: those that are new, or all.
    #[serde(default)]
    take: Take,
    /// Which comes first in dates such as 3/4/2027. It has to be said if the table has any.
    dates: Option<Order>,
    /// Whether letters that look garbled are mended, as the warnings of a look say.
    #[serde(default)]
    mend: bool,
}

/// The result of importing a table of actions.
#[derive(Serialize, ToSchema)]
#[schema(as = ActionsImport)]
pub struct Representation {
    /// How many actions were stored; null if the table was only looked at.
    stored: Option<usize>,
    /// What is to be checked in the table as a whole.
    warnings: Vec<String>,
    /// The rows, if the table was only looked at.
    rows: Vec<ImportedRow>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ActionsImportRow)]
pub struct ImportedRow {
    /// On which line of the table it begins.
    line: u64,
    /// What is not right.
    reasons: Vec<String>,
    /// What has to be said before it can be read: see `dates`.
    asked: Option<String>,
    /// Where the same action is already.
    known: Option<String>,
    /// What it becomes, if all is right.
    becomes: Option<BecomesAction>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ActionsImportAction)]
pub struct BecomesAction {
    text: String,
    owners: Vec<PersonRef>,
    due: Option<NaiveDate>,
    due_next_meeting: bool,
    state: ActionState,
    reason: String,
    /// The number of the meeting that it comes from.
    meeting: Option<i32>,
    item: Option<ItemId>,
}

impl api::Representation for Representation {}

impl ImportedRow {
    fn of(checked: Checked<Becomes>) -> Self {
        let Checked { row, found, known } = checked;
        let (becomes, reasons) = match found {
            Ok(becomes) => (Some(BecomesAction::of(becomes)), Vec::new()),
            Err(reasons) => (None, reasons),
        };
        ImportedRow { line: row.line, reasons, asked: row.asked, known, becomes }
    }
}

impl BecomesAction {
    fn of(Becomes { assignment, stands }: Becomes) -> Self {
        BecomesAction {
            text: assignment.text,
            owners: assignment.owners.iter().cloned().collect(),
            due: assignment.due.and_then(Due::day),
            due_next_meeting: assignment.due == Some(Due::NextMeeting),
            state: stands.state,
            reason: stands.reason,
            meeting: stands.meeting,
            item: assignment.on.id,
        }
    }
}

pub async fn bring_in(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Json<Representation>> {
    if body.table.len() > LARGEST {
        return Err(Error::TooLarge("A table may have 1 MiB. Divide it."));
    }
    let how = Reading { dates: body.dates, mend: body.mend };
    let table = tables::read(body.table.as_bytes(), &IMPORTED, how);
    let table = table.map_err(|sentence| Error::invalid("table", sentence))?;
    let (rows, warnings) = (&table.rows, table.warnings());
    match actions::import(&app.db, &may, (id, rows), body.take, app.clock.now()).await? {
        Outcome::Stored(count) => {
            Ok(Json(Representation { stored: Some(count), warnings, rows: Vec::new() }))
        }
        Outcome::Looked(rows) if body.take != Take::Look => {
            Err(Error::Invalid(tables::wrong(&rows)))
        }
        Outcome::Looked(rows) => {
            let rows = rows.into_iter().map(ImportedRow::of).collect();
            Ok(Json(Representation { stored: None, warnings, rows }))
        }
    }
}
