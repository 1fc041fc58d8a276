//! Actions and the reports on them in the database.

mod recording;
mod reports;

use chrono::NaiveDate;
use sqlx::PgExecutor;
use sqlx::types::Json;

use super::{Action, ActionState, Filter, Origin, Said};
use crate::ids::{ActionId, ContributionId, GroupId, ItemId, MeetingId, PersonId};
use crate::meetings::MeetingKey;
use crate::record::{Candidate, Deadline, Due, Whos};
use crate::web::{Error, Result};

pub use recording::{assign, assignment, hand_over, insert, lock, remove, restore, speaker};
pub use reports::{NewReport, advance, insert_report, report, reports};

struct Row {
    id: ActionId,
    meeting_id: Option<MeetingId>,
    number: Option<i32>,
    meeting_title: Option<String>,
    item_id: Option<ItemId>,
    item: Option<String>,
    said_id: Option<ContributionId>,
    speaker: Option<String>,
    html: String,
    owners: Json<Whos>,
    due: Option<NaiveDate>,
    due_next_meeting: bool,
    day: Option<NaiveDate>,
    state: ActionState,
    reason: String,
}

impl From<Row> for Action {
    fn from(row: Row) -> Self {
        let said = row.said_id.zip(row.speaker).map(|(id, speaker)| Said { id, speaker });
        let meeting = row.meeting_id.zip(row.meeting_title).map(|(id, title)| Origin {
            id,
            key: row.number.map_or(MeetingKey::Draft(id), MeetingKey::Number),
            name: row.number.map_or(title.clone(), |number| format!("{title} {number}")),
            item_id: row.item_id,
            said,
        });
        Action {
            id: row.id,
            meeting,
            item: row.item,
            html: row.html,
            owners: row.owners.0,
            deadline: Deadline { due: Due::of(row.due, row.due_next_meeting), day: row.day },
            state: row.state,
            reason: row.reason,
        }
    }
}

pub async fn find(db: impl PgExecutor<'_>, group: GroupId, id: ActionId) -> Result<Action> {
    let all = Filter { state: "all".into(), ..Filter::default() };
    select(db, group, Some(id), &all, 1).await?.pop().ok_or(Error::NotFound)
}

pub async fn list(
    db: impl PgExecutor<'_>,
    group: GroupId,
    filter: &Filter,
    most: i64,
) -> Result<Vec<Action>> {
    select(db, group, None, filter, most).await
}

async fn select(
    db: impl PgExecutor<'_>,
    group: GroupId,
    id: Option<ActionId>,
    filter: &Filter,
    most: i64,
) -> Result<Vec<Action>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select action_items.id as "id: ActionId",
               action_items.meeting_id as "meeting_id: MeetingId", number,
               meetings.title as "meeting_title?", action_items.item_id as "item_id: ItemId",
               agenda_items.title as "item?", said.id as "said_id?: ContributionId",
               said.speaker as "speaker?", action_items.html,
               owners_of(action_items.id) as "owners!: Json<Whos>", due, due_next_meeting, day,
               action_items.state as "state: ActionState", action_items.reason
        from action_items
        join action_days on action_days.action_id = action_items.id
        left join meetings on meetings.id = action_items.meeting_id
        left join agenda_items on agenda_items.id = action_items.item_id
        left join contributions as said on said.id = contribution_id and said.removed_at is null
        where action_items.group_id = $1 and action_items.removed_at is null
          and ($2::uuid is null or action_items.id = $2)
          and ($3::uuid is null or exists (
              select from action_owners where action_id = action_items.id and person_id = $3))
          and ($4::bool is null or (action_items.state in ('open', 'in_progress', 'handed_over')) = $4)
        order by action_items.state in ('done', 'dropped'), day nulls last, made_at, action_items.id
        limit $5
        "#,
        group as GroupId,
        id as Option<ActionId>,
        filter.owner() as Option<PersonId>,
        filter.open(),
        most,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Action::from).collect())
}

/// Everybody who owns an action in the group.
pub async fn owners(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<Candidate>> {
    let owners = sqlx::query_as!(
        Candidate,
        r#"
        select id as "id: PersonId", name, '' as "affiliation!"
        from people
        where id in (
            select person_id from action_owners
            join action_items on action_items.id = action_id
            where group_id = $1 and removed_at is null
        )
        order by lower(name), id
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(owners)
}
