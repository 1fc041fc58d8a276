//! Actions and the reports on them in the database.

mod import;
mod recording;
mod reports;

use chrono::NaiveDate;
use sqlx::PgExecutor;
use sqlx::types::Json;

use super::{Action, ActionState, Filter, LastReport, Origin, Said};
use crate::ids::{ActionId, ContributionId, GroupId, ItemId, MeetingId, PersonId};
use crate::meetings::MeetingKey;
use crate::record::{Deadline, Due, Whos};
use crate::ties::Tied;
use crate::web::{Error, Result};

pub use import::{lock_group, same_texts};
pub use recording::{assign, assignment, hand_over, insert, lock, remove, restore, speaker};
pub use reports::{NewReport, advance, insert_report, is_kept, reports};

struct Row {
    id: ActionId,
    meeting_id: Option<MeetingId>,
    number: Option<i32>,
    meeting_title: Option<String>,
    item_id: Option<ItemId>,
    item: Option<String>,
    said_id: Option<ContributionId>,
    speaker: Option<String>,
    text: String,
    html: String,
    owners: Json<Whos>,
    due: Option<NaiveDate>,
    due_next_meeting: bool,
    day: Option<NaiveDate>,
    state: ActionState,
    reason: String,
    last_report: Option<Json<LastReport>>,
    tied: Option<Json<Tied>>,
    revision: i32,
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
            text: row.text,
            html: row.html,
            owners: row.owners.0,
            deadline: Deadline { due: Due::of(row.due, row.due_next_meeting), day: row.day },
            state: row.state,
            reason: row.reason,
            last_report: row.last_report.map(|report| report.0),
            tied: row.tied.map(|tied| tied.0),
            revision: row.revision,
        }
    }
}

/// Which actions to read, and how many from which on.
#[derive(Clone, Copy)]
pub struct Which<'a> {
    pub id: Option<ActionId>,
    pub filter: &'a Filter,
    /// What was due before is overdue.
    pub today: NaiveDate,
    pub from: i64,
    /// Those that follow this one.
    pub after: Option<ActionId>,
    pub most: Option<i64>,
}

impl<'a> Which<'a> {
    pub fn every(filter: &'a Filter) -> Self {
        Which { id: None, filter, today: NaiveDate::MIN, from: 0, after: None, most: None }
    }
}

pub async fn find(db: impl PgExecutor<'_>, group: GroupId, id: ActionId) -> Result<Action> {
    let filter = Filter { state: "all".into(), ..Filter::default() };
    let which = Which { id: Some(id), ..Which::every(&filter) };
    select(db, group, which).await?.pop().ok_or(Error::NotFound)
}

pub async fn select(
    db: impl PgExecutor<'_>,
    group: GroupId,
    Which { id, filter, today, from, after, most }: Which<'_>,
) -> Result<Vec<Action>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select action_items.id as "id: ActionId",
               action_items.meeting_id as "meeting_id: MeetingId", number,
               meetings.title as "meeting_title?", action_items.item_id as "item_id: ItemId",
               agenda_items.title as "item?", said.id as "said_id?: ContributionId",
               said.speaker as "speaker?", action_items.text, action_items.html,
               owners_of(action_items.id) as "owners!: Json<Whos>", due, due_next_meeting, day,
               action_items.state as "state: ActionState", action_items.reason,
               (select json_build_object('text', text, 'at', made_at) from action_reports
                where action_id = action_items.id order by made_at desc, id desc limit 1)
                   as "last_report: Json<LastReport>",
               tied as "tied?: Json<Tied>", action_items.revision
        from action_items
        join action_days on action_days.action_id = action_items.id
        left join meetings on meetings.id = action_items.meeting_id
        left join agenda_items on agenda_items.id = action_items.item_id
        left join contributions as said on said.id = contribution_id and said.removed_at is null
        left join (
            select entry_id, slug, to_json(plan_places) as tied
            from ties
            join plan_places on plan_places.item_id = ties.item_id
            where ties.group_id = $1 and plan_places.group_id = $1
        ) as tie on tie.entry_id = action_items.id
        where action_items.group_id = $1 and action_items.removed_at is null
          and ($2::uuid is null or action_items.id = $2)
          and ($3::action_state[] is null or action_items.state = any($3))
          and ($4::uuid is null or exists (
              select from action_owners where action_id = action_items.id and person_id = $4))
          and ($5::text is null or exists (
              select from action_owners where action_id = action_items.id
              and person_id is null and lower(name) = lower($5)))
          and ($6::int is null or meetings.number = $6)
          and ($7::date is null or day < $7 and action_items.state not in ('done', 'dropped'))
          and (not $8 or exists (
              select from actions_to_hand_over where action_id = action_items.id))
          and ($9::text is null or tie.slug = $9)
          and ($12::uuid is null or
               (action_items.state in ('done', 'dropped'), coalesce(day, 'infinity'), made_at,
                action_items.id) >
               (select state in ('done', 'dropped'), coalesce(day, 'infinity'), made_at, id
                from action_items
                join action_days on action_days.action_id = id
                where id = $12 and group_id = $1))
        order by action_items.state in ('done', 'dropped'), day nulls last, made_at, action_items.id
        offset $10 limit $11
        "#,
        group as GroupId,
        id as Option<ActionId>,
        filter.states() as Option<Vec<ActionState>>,
        filter.person() as Option<PersonId>,
        filter.name(),
        filter.meeting(),
        filter.overdue(today),
        filter.waits(),
        filter.plan(),
        from,
        most,
        after as Option<ActionId>,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Action::from).collect())
}

/// Everybody who owns an action in the group: members by their ids, others by their names.
pub async fn owners(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        with recursive names as (
            select min(lower(name)) as name from action_owners where person_id is null
            union all
            select (select min(lower(name)) from action_owners
                    where person_id is null and lower(name) > names.name)
            from names
            where name is not null
        ),
        owners as (
            select people.id::text as value, people.name as label
            from people
            cross join lateral (
                select from action_owners
                where person_id = people.id and (
                    select group_id = $1 and removed_at is null
                    from action_items where id = action_id)
                limit 1
            ) as owned
            union all
            select owned.name, owned.name
            from names
            cross join lateral (
                select name from action_owners
                where person_id is null and lower(action_owners.name) = names.name and (
                    select group_id = $1 and removed_at is null
                    from action_items where id = action_id)
                limit 1
            ) as owned
        )
        select value as "value!", label as "label!" from owners order by lower(label), value
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.value, row.label)).collect())
}

/// The plans that actions are tied to, by their addresses.
pub async fn plans(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        select slug, title from plans
        where group_id = $1 and exists (
            select from ties where plan_id = plans.id and action_id is not null)
        order by lower(title), slug
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.slug, row.title)).collect())
}

/// The latest meetings that actions come from, by their numbers, and the one that was chosen.
pub async fn meetings(
    db: impl PgExecutor<'_>,
    group: GroupId,
    chosen: Option<i32>,
) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        with sources as not materialized (
            select number, title || ' ' || number as name
            from meetings
            where group_id = $1 and number is not null and exists (
                select from action_items where meeting_id = meetings.id and removed_at is null)
        )
        (select number as "number!", name as "name!" from sources order by number desc limit 100)
        union
        select number, name from sources where number = $2
        order by 1 desc
        "#,
        group as GroupId,
        chosen,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.number.to_string(), row.name)).collect())
}
