//! The page on which a table of activities is brought in.

use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};

use crate::plan::{self, IMPORTED, Plan, Step};
use access::rights::May;
use base::addresses::plan::PlanPath;
use base::policy::EditPlans;
use platform::tables::pages::{Import, Subject, counted};
use platform::tables::{Outcome, Sent};
use platform::web::{App, Done, Page, Path, Result};

const COLUMNS: &[(&str, &str)] = &[
    (
        "objective",
        "The number or the title of the objective that it stands below; a new title makes a new objective.",
    ),
    ("activity", "What is to be done."),
    ("leads", "Who leads it, several with a comma, a semicolon or “and” between. May be left out."),
    ("due", "A date such as 2026-03-31 or 31 Mar 2026, or nothing. May be left out."),
    (
        "status",
        "planned, in progress, done or dropped; planned if nothing is there. May be left out.",
    ),
    ("progress", "What is new about it. May be left out."),
];

fn page(may: &May<EditPlans>, at: &PlanPath, plan: &Plan) -> Import {
    let subject = Subject {
        heading: "Bring in activities",
        lead: "From a table, such as a spreadsheet saved as CSV. You will see what would be stored, and nothing is \
               stored unless every row is right.",
        place: plan.title.clone(),
        address: at.below("import"),
        back: at.show(),
        noun: ("activity", "activities"),
        columns: COLUMNS,
    };
    Import::new(may.frame().at("plans").working(), subject)
}

/// The plan, if its text may be edited.
async fn open(app: &App, may: &May<EditPlans>, at: &PlanPath) -> Result<Plan> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    plan.after(Step::Edit, app.clock.now())?;
    Ok(plan)
}

pub async fn new_import(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Page<Import>> {
    let plan = open(&app, &may, &at).await?;
    Ok(Page(page(&may, &at, &plan)))
}

pub async fn bring_in(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    form: Multipart,
) -> Result<Response> {
    let plan = open(&app, &may, &at).await?;
    let sent = Sent::read(form, &IMPORTED).await?;
    let table = match &sent.table {
        Ok(table) => table,
        Err(invalid) => {
            return Ok(page(&may, &at, &plan).unread(sent.text.clone(), invalid.clone()));
        }
    };
    let place = (at.plan.as_str(), app.clock.now());
    match plan::import(&app.db, &may, place, (sent.id, &table.rows), sent.take).await? {
        Outcome::Looked(rows) => {
            Ok(page(&may, &at, &plan).looked((&sent, table), &rows, plan::Becomes::describe))
        }
        Outcome::Stored(count) => {
            let said = format!("Imported: {}.", counted(count, ("activity", "activities")));
            Ok(Done::to(at.show()).saying(said).into_response())
        }
    }
}
