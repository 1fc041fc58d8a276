//! What the database answers, made into what was found.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::hits::{Cursor, Hit, Results, pieces};
use super::sources::SOURCES;
use super::statement::{A_PAGE, MOST};
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::addresses::plan::PlanPath;
use base::ids::MeetingId;
use base::markdown::brief;

/// An entry of the page, and how many there are on all pages.
#[derive(sqlx::FromRow)]
pub struct Found {
    pub source: String,
    pub id: Uuid,
    rank: f32,
    count: i64,
    /// The most of one source.
    most: i64,
}

/// What is shown of an entry.
#[derive(sqlx::FromRow)]
pub struct Shown {
    source: String,
    link: Uuid,
    number: i32,
    title: String,
    who: Option<String>,
    state: Option<String>,
    at: DateTime<Utc>,
    group_slug: String,
    group_name: String,
    meeting_id: Option<Uuid>,
    meeting_number: Option<i32>,
    meeting_title: Option<String>,
    plan_slug: Option<String>,
    plan_title: Option<String>,
    snippet: Option<String>,
}

/// The page without its hits, of which one more was found if there is a next page.
pub fn page(mut found: Vec<Found>) -> (Vec<Found>, Results) {
    let (count, most) = found.first().map(|first| (first.count, first.most)).unwrap_or_default();
    let goes_on = found.len() as i64 > A_PAGE;
    found.truncate(A_PAGE as usize);
    let last = found.last().filter(|_| goes_on);
    let next =
        last.map(|last| Cursor { rank: last.rank, id: last.id, source: last.source.clone() });
    let results = Results { count, more: most > MOST, next, ..Results::default() };
    (found, results)
}

/// `marked` says whether the snippet was cut by PostgreSQL, around what matched.
pub fn hit(row: &Shown, marked: bool) -> Option<Hit> {
    let source = SOURCES.iter().find(|source| source.key == row.source)?;
    let group = &row.group_slug;
    let meeting = row.meeting_id.map(|id| MeetingPath {
        group: group.clone(),
        meeting: row.meeting_number.map_or(MeetingKey::Draft(MeetingId(id)), MeetingKey::Number),
    });
    let title = row.meeting_title.as_deref().unwrap_or_default();
    let meeting_name = match (row.meeting_id, row.meeting_number) {
        (Some(_), Some(number)) => format!("{title} {number}"),
        (Some(_), None) => format!("{title} (draft)"),
        (None, _) => String::new(),
    };
    let text = row.snippet.as_deref().unwrap_or_default();
    let plan = row.plan_slug.clone().map(|plan| PlanPath { group: group.clone(), plan });
    Some(Hit {
        kind: source.kind,
        of: source.of,
        id: row.link,
        group: group.clone(),
        group_name: row.group_name.clone(),
        meeting,
        meeting_name,
        plan,
        plan_title: row.plan_title.clone().unwrap_or_default(),
        number: row.number,
        title: row.title.clone(),
        who: row.who.clone().unwrap_or_default(),
        state: row.state.clone(),
        at: row.at,
        snippet: if marked { pieces(text) } else { pieces(&brief(text)) },
    })
}
