//! What the database answers, made into what was found.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::hits::{Cursor, Hit, Results, pieces};
use super::sources::SOURCES;
use super::statement::{A_PAGE, MOST};
use crate::ids::MeetingId;
use crate::markdown::brief;
use crate::meetings::{MeetingKey, MeetingPath};
use crate::plans::PlanPath;

#[derive(sqlx::FromRow)]
pub struct Row {
    source: String,
    id: Uuid,
    rank: f32,
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
    count: i64,
    most: i64,
}

/// `marked` says whether snippets were cut by PostgreSQL, around what matched.
pub fn page(rows: Vec<Row>, marked: bool) -> Results {
    let first = rows.first().map(|row| (row.count, row.most)).unwrap_or_default();
    let goes_on = rows.len() as i64 > A_PAGE;
    let rows = || rows.iter().take(A_PAGE as usize);
    let last = rows().next_back().filter(|_| goes_on);
    Results {
        count: first.0,
        more: first.1 > MOST,
        next: last.map(|row| Cursor { rank: row.rank, id: row.id, source: row.source.clone() }),
        hits: rows().filter_map(|row| hit(row, marked)).collect(),
        taken: Vec::new(),
    }
}

fn hit(row: &Row, marked: bool) -> Option<Hit> {
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
