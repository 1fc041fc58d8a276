//! Bringing in actions from a table: all of its rows, or none.

mod row;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::recording::enter;
use super::{Source, store};
use access::fields::roster::Roster;
use access::rights::May;
use base::addresses::meeting::MeetingKey;
use base::ids::{ActionId, GroupId, MeetingId, ReportId};
use base::policy::RecordMeetings;
use meetings::agenda::{self, Item};
use meetings::meeting::Meeting;
use meetings::record::{self, entry};
use platform::history::{self, Change, revisions};
use platform::tables::{Checked, Column, Columns, Outcome, Row, Take, chosen, nth_id, reasons};
use platform::web::{Error, Result, transaction};
use row::{RowForm, Stands, number};

pub use row::Becomes;

pub const COLUMNS: Columns = Columns {
    needed: &[
        Column::called(
            "action",
            &[
                "action item",
                "action items",
                "actions",
                "action point",
                "task",
                "tasks",
                "to do",
                "todo",
                "what",
                "description",
                "what is to be done",
                "activity",
                "item of action",
            ],
        ),
        Column::called(
            "owners",
            &[
                "owner",
                "responsible",
                "who",
                "assignee",
                "assignees",
                "assigned to",
                "lead",
                "leads",
                "action owner",
                "action owners",
                "person responsible",
                "responsible person",
                "responsible party",
                "responsibility",
                "by whom",
            ],
        ),
        Column::called(
            "due",
            &[
                "due date",
                "due on",
                "due by",
                "deadline",
                "deadlines",
                "date due",
                "by when",
                "when",
                "target date",
                "date",
                "due day",
                "timeline",
                "end date",
                "finish by",
            ],
        )
        .dated(),
    ],
    optional: &[
        Column::called("state", &["status", "progress", "current status", "action status"]),
        Column::called("reason", &["why", "reasons", "reason for dropping", "why dropped"]),
        Column::called("meeting", &["meeting number", "from meeting", "meeting no", "source"]),
        Column::called("item", &["agenda item", "agenda", "topic"]),
        Column::called(
            "last report",
            &[
                "report",
                "latest report",
                "last update",
                "update",
                "notes",
                "comment",
                "comments",
                "remarks",
            ],
        ),
        Column::called("last reported at", &["last reported", "reported at"]),
    ],
    passed_over: &["address"],
};

/// The meetings that a table names, each with its agenda, or why nothing can come from it.
type Meetings = BTreeMap<i32, Result<(Meeting, Vec<Item>), String>>;

/// Looks at every row as the forms do, and stores them if that is asked for and all are right.
pub async fn import(
    db: &PgPool,
    by: &May<RecordMeetings>,
    (table, rows): (Uuid, &[Row]),
    take: Take,
    now: DateTime<Utc>,
) -> Result<Outcome<Becomes>> {
    let mut tx = transaction(db).await?;
    let meetings = meetings(&mut tx, by, rows).await?;
    // A second press waits here for the first.
    store::lock_group(&mut tx, by.group.id).await?;
    let members = Roster::read(&mut tx, by.group.id).await?;
    let mut looked = Vec::with_capacity(rows.len());
    for row in rows {
        let form = RowForm { row, members: &members };
        let found = look(&mut tx, by.group.id, form, &meetings, now).await?;
        looked.push(Checked { row: row.clone(), found, known: None });
    }
    note_known(&mut tx, by.group.id, table, &mut looked).await?;
    if !take.stores(&looked) {
        return Ok(Outcome::Looked(looked));
    }
    let mut stored = 0;
    for (nth, becomes) in chosen(&looked, take) {
        let meeting = becomes.stands.meeting.and_then(|number| meetings.get(&number));
        let meeting = meeting.and_then(|known| known.as_ref().ok()).map(|(meeting, _)| meeting);
        let from = meeting.map_or(Source::Elsewhere(now), Source::Meeting);
        store(&mut tx, by, from, nth_id(table, nth), becomes).await?;
        stored += 1;
    }
    tx.commit().await?;
    Ok(Outcome::Stored(stored))
}

/// Held in the order of their numbers, so that nobody waits for somebody who waits.
async fn meetings(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    rows: &[Row],
) -> Result<Meetings> {
    let numbers: BTreeSet<i32> = rows.iter().filter_map(number).collect();
    let mut meetings = Meetings::new();
    for number in numbers {
        let known = match record::open(&mut *db, by, MeetingKey::Number(number)).await {
            Ok(meeting) => {
                let agenda = agenda::read(&mut *db, &meeting).await?;
                Ok((meeting, agenda.items))
            }
            Err(Error::Conflict(sentence)) => Err(sentence),
            Err(Error::NotFound) => Err(format!("The group has no meeting {number}.")),
            Err(error) => return Err(error),
        };
        meetings.insert(number, known);
    }
    Ok(meetings)
}

async fn look(
    db: &mut PgConnection,
    group: GroupId,
    form: RowForm<'_>,
    meetings: &Meetings,
    now: DateTime<Utc>,
) -> Result<Result<Becomes, Vec<String>>> {
    if let Some(refusal) = form.row.refusal() {
        return Ok(Err(vec![refusal.clone()]));
    }
    let stands = form.stands(meetings, now);
    let (meeting, action) = form.action(meetings);
    let assignment = reasons(action.check(db, (group, Some(form.members)), meeting, None).await)?;
    Ok(match (stands, assignment) {
        (Ok(stands), Ok(assignment)) => Ok(Becomes { assignment, stands }),
        (stands, assignment) => {
            Err([assignment.err(), stands.err()].into_iter().flatten().flatten().collect())
        }
    })
}

/// The same text from the same meeting is the same action: there already, or further up.
async fn note_known(
    db: &mut PgConnection,
    group: GroupId,
    table: Uuid,
    looked: &mut [Checked<Becomes>],
) -> Result<()> {
    let found = looked.iter().filter_map(|row| row.found.as_ref().ok());
    let texts: Vec<_> = found.map(|becomes| becomes.assignment.text.clone()).collect();
    let own: BTreeSet<Uuid> = (0..looked.len()).map(|nth| nth_id(table, nth)).collect();
    let there = store::same_texts(db, group, &texts).await?;
    let there = there.into_iter().filter(|(id, ..)| !own.contains(&id.0));
    let mut seen: BTreeMap<(String, Option<i32>), String> =
        there.map(|(_, text, number)| ((text, number), "is there already".to_owned())).collect();
    for row in looked {
        let Ok(becomes) = &row.found else { continue };
        let key = (becomes.assignment.text.clone(), becomes.stands.meeting);
        row.known = seen.get(&key).cloned();
        seen.entry(key).or_insert_with(|| format!("is in line {} already", row.row.line));
    }
    Ok(())
}

async fn store(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    from: Source<'_>,
    id: Uuid,
    becomes: &Becomes,
) -> Result<()> {
    let Some(id) = revisions::unused(db, id, &becomes.assignment).await? else { return Ok(()) };
    let id = ActionId(id);
    enter(db, by, from, id, &becomes.assignment).await?;
    report(db, by, (from.meeting_id(), id), &becomes.stands).await
}

/// An action that is no longer just open has a report that says so, as all others.
async fn report(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    (meeting, id): (Option<MeetingId>, ActionId),
    stands: &Stands,
) -> Result<()> {
    let Some((step, text)) = &stands.report else { return Ok(()) };
    let (at, state) = (stands.reported_at, stands.state);
    store::advance(db, id, state, &stands.reason).await?;
    let kept =
        store::NewReport { id: ReportId::new(), by: by.person.id, by_link: false, at, state };
    store::insert_report(db, id, kept, step, text).await?;
    let change = entry::change((by.group.id, meeting), id);
    let change = Change { event: step.event(), reason: &stands.reason, ..change };
    history::log(db, by.person.id, change).await
}
