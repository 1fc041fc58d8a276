//! Actions and the reports on them in the database.

mod reports;

use chrono::NaiveDate;
use sqlx::{PgConnection, PgExecutor};

use super::{Action, ActionState, Assignment, Filter};
use crate::ids::{ActionId, GroupId, ItemId, MeetingId, PersonId};
use crate::meetings::{Meeting, MeetingKey};
use crate::record::{Candidate, On, Who};
use crate::web::{Error, Result};

pub use reports::{NewReport, advance, hand_over, insert_report, report, reports};

struct Row {
    id: ActionId,
    meeting_id: MeetingId,
    number: Option<i32>,
    meeting_title: String,
    item_id: Option<ItemId>,
    item: Option<String>,
    html: String,
    owner_id: Option<PersonId>,
    owner: String,
    due: Option<NaiveDate>,
    state: ActionState,
    reason: String,
}

impl From<Row> for Action {
    fn from(row: Row) -> Self {
        let meeting = row.number.map_or(MeetingKey::Draft(row.meeting_id), MeetingKey::Number);
        let number = row.number.map(|number| format!(" {number}")).unwrap_or_default();
        Action {
            id: row.id,
            meeting_id: row.meeting_id,
            meeting,
            meeting_name: format!("{}{number}", row.meeting_title),
            item_id: row.item_id,
            item: row.item,
            html: row.html,
            owner: Who { id: row.owner_id, name: row.owner },
            due: row.due,
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
        select action_items.id as "id: ActionId", action_items.meeting_id as "meeting_id: MeetingId",
               number, meetings.title as meeting_title, item_id as "item_id: ItemId",
               agenda_items.title as "item?", html, owner_id as "owner_id: PersonId", owner, due,
               action_items.state as "state: ActionState", action_items.reason
        from action_items
        join meetings on meetings.id = action_items.meeting_id
        left join agenda_items on agenda_items.id = item_id
        where action_items.group_id = $1 and removed_at is null
          and ($2::uuid is null or action_items.id = $2)
          and ($3::uuid is null or owner_id = $3)
          and ($4::bool is null or (action_items.state in ('open', 'in_progress', 'handed_over')) = $4)
        order by action_items.state in ('done', 'dropped'), due nulls last, made_at, action_items.id
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
        where id in (select owner_id from action_items where group_id = $1 and removed_at is null)
        order by lower(name), id
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(owners)
}

/// What an action that was not removed says, and its revision.
pub async fn assignment(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ActionId,
) -> Result<(i32, Assignment)> {
    let row = sqlx::query!(
        r#"
        select item_id as "item_id: ItemId", title as "title?", text, html,
               owner_id as "owner_id: PersonId", owner, due, action_items.revision
        from action_items
        left join agenda_items on agenda_items.id = item_id
        where action_items.meeting_id = $1 and action_items.id = $2 and removed_at is null
        for update of action_items
        "#,
        meeting as MeetingId,
        id as ActionId,
    )
    .fetch_one(db)
    .await?;
    let assignment = Assignment {
        on: On::of(row.item_id, row.title),
        text: row.text,
        html: row.html,
        owner: Who { id: row.owner_id, name: row.owner },
        due: row.due,
    };
    Ok((row.revision, assignment))
}

pub async fn insert(
    db: &mut PgConnection,
    id: ActionId,
    meeting: &Meeting,
    assignment: &Assignment,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into action_items
            (id, group_id, meeting_id, item_id, text, html, owner_id, owner, due)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        "#,
        id as ActionId,
        meeting.group_id as GroupId,
        meeting.id as MeetingId,
        assignment.on.id as Option<ItemId>,
        assignment.text,
        assignment.html,
        assignment.owner.id as Option<PersonId>,
        assignment.owner.name,
        assignment.due,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn assign(db: &mut PgConnection, id: ActionId, assignment: &Assignment) -> Result<()> {
    sqlx::query!(
        r#"
        update action_items
        set item_id = $2, text = $3, html = $4, owner_id = $5, owner = $6, due = $7,
            revision = revision + 1
        where id = $1
        "#,
        id as ActionId,
        assignment.on.id as Option<ItemId>,
        assignment.text,
        assignment.html,
        assignment.owner.id as Option<PersonId>,
        assignment.owner.name,
        assignment.due,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The item that it was on.
pub async fn remove(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ActionId,
) -> Result<Option<ItemId>> {
    let item = sqlx::query_scalar!(
        r#"
        update action_items set removed_at = now()
        where meeting_id = $1 and id = $2 and removed_at is null
        returning item_id as "item_id: ItemId"
        "#,
        meeting as MeetingId,
        id as ActionId,
    )
    .fetch_one(db)
    .await?;
    Ok(item)
}

/// The item that it is on again.
pub async fn restore(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: ActionId,
) -> Result<Option<ItemId>> {
    let item = sqlx::query_scalar!(
        r#"
        update action_items set removed_at = null
        where meeting_id = $1 and id = $2 and removed_at is not null
        returning item_id as "item_id: ItemId"
        "#,
        meeting as MeetingId,
        id as ActionId,
    )
    .fetch_one(db)
    .await?;
    Ok(item)
}
