//! The table of dispositions: what was said of a plan, and what became of it, as a page and as a
//! file for spreadsheets.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};

use super::{OnPage, Pages, frame, read};
use crate::comments::{self, Chosen, Thread, ThreadRow};
use crate::plan::{Item, Placed, Plan, in_order};
use access::rights::Reader;
use base::addresses::plan::PlanPath;
use base::time;
use platform::web::{App, Csv, Frame, Page, Path, Query, Result};

#[derive(Template)]
#[template(path = "comments/dispositions.html")]
pub struct Dispositions {
    frame: Frame,
    reader: Reader,
    at: PlanPath,
    plan: Plan,
    items: Vec<Item>,
    listed: Vec<ThreadRow>,
    pages: Pages,
}

impl Dispositions {
    fn placed(&self) -> Vec<Placed<'_>> {
        in_order(&self.items)
    }

    fn is_member(&self) -> bool {
        self.reader.member.is_some()
    }

    fn day(&self, at: &DateTime<Utc>) -> String {
        time::date(at.date_naive())
    }
}

pub async fn dispositions(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(asked): Query<OnPage>,
) -> Result<Page<Dispositions>> {
    let page = asked.number()?;
    let (plan, items) = read(&app, &reader, &at).await?;
    let chosen = Chosen { page, ..Chosen::default() };
    let (listed, count) = comments::list(&app.db, &reader, &plan, chosen).await?;
    let pages = Pages::of(page, count, at.dispositions())?;
    Ok(Page(Dispositions { frame: frame(&reader), reader, at, plan, items, listed, pages }))
}

const COLUMNS: [&str; 10] = [
    "number",
    "part",
    "kind",
    "by",
    "date",
    "comment or suggestion",
    "disposition",
    "reason",
    "settled by",
    "settled on",
];

pub async fn csv(reader: Reader, State(app): State<App>, Path(at): Path<PlanPath>) -> Result<Csv> {
    let (plan, items) = read(&app, &reader, &at).await?;
    let (threads, placed) = (comments::all(&app.db, &reader, &plan).await?, in_order(&items));
    let mut csv = Csv::new(format!("{}-dispositions.csv", plan.slug), &COLUMNS)?;
    for thread in &threads {
        csv.row(&row(thread, &reader, &placed))?;
    }
    Ok(csv)
}

/// Who settled it is for the group to know.
fn row(thread: &Thread, reader: &Reader, placed: &[Placed]) -> [String; 10] {
    let settlement = &thread.settlement;
    let settler = settlement.by.clone().filter(|_| reader.member.is_some());
    [
        thread.number.to_string(),
        thread.on.describe(placed),
        thread.kind.to_string(),
        match thread.person_id {
            Some(_) => thread.by.clone(),
            None => format!("{} (from the public)", thread.by),
        },
        day(Some(thread.made_at)),
        said(thread),
        settlement.state.to_string(),
        settlement.reason.clone(),
        settler.unwrap_or_default(),
        day(settlement.at),
    ]
}

/// A suggestion says its words first, then why.
fn said(thread: &Thread) -> String {
    let words = [&thread.proposed.title, &thread.proposed.text, &thread.text];
    let words: Vec<_> =
        words.map(String::as_str).into_iter().filter(|text| !text.is_empty()).collect();
    words.join("\n\n")
}

fn day(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.date_naive().to_string()).unwrap_or_default()
}
