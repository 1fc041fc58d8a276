//! Actions and the reports on them in the database.

mod choices;
mod import;
mod recording;
mod reports;

use chrono::NaiveDate;
use sqlx::PgExecutor;
use sqlx::types::Json;

use super::{Action, Filter, LastReport, Origin, Said};
use access::fields::owners::Owners;
use access::rights::Member;
use base::addresses::meeting::MeetingKey;
use base::due::{Deadline, Due};
use base::ids::{ActionId, ContributionId, GroupId, ItemId, MeetingId};
use base::states::ActionState;
use base::withheld::Withheld;
use plans::links::PlanLink;
use platform::web::{Error, Result};

pub use choices::{meetings, owners, plans};
pub use import::{lock_group, same_texts};
pub use recording::{assign, assignment, hand_over, insert, lock, set_removed, speaker};
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
    owners: Json<Owners>,
    due: Option<NaiveDate>,
    due_next_meeting: bool,
    day: Option<NaiveDate>,
    state: ActionState,
    reason: String,
    last_report: Option<Json<LastReport>>,
    tied: Option<Json<PlanLink>>,
    revision: i32,
    withheld: Json<Withheld>,
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
            withheld: row.withheld.0,
        }
        .without_withheld()
    }
}

/// Which actions to read, and how many from which on.
#[derive(Clone, Copy)]
pub struct Which<'a> {
    /// Whether speakers who asked not to be named are told.
    pub speakers: bool,
    pub id: Option<ActionId>,
    pub filter: &'a Filter,
    /// What was due before is overdue.
    pub today: NaiveDate,
    pub from: i64,
    /// Those that follow this one, also if it has left the list since.
    pub after: Option<ActionId>,
    pub most: Option<i64>,
}

impl<'a> Which<'a> {
    pub fn every(by: &Member, filter: &'a Filter) -> Self {
        let speakers = by.reads_speakers();
        Which {
            speakers,
            id: None,
            filter,
            today: NaiveDate::MIN,
            from: 0,
            after: None,
            most: None,
        }
    }
}

pub async fn find(db: impl PgExecutor<'_>, by: &Member, id: ActionId) -> Result<Action> {
    let filter = Filter { state: "all".into(), ..Filter::default() };
    let which = Which { id: Some(id), ..Which::every(by, &filter) };
    select(db, by.group.id, which).await?.pop().ok_or(Error::NotFound)
}

/// The open ones, the most urgent first; then those that are closed, the latest made first. Each
/// kind is read in its own order, so that of a hundred thousand only a page is.
pub async fn select(
    db: impl PgExecutor<'_>,
    group: GroupId,
    Which { speakers, id, filter, today, from, after, most }: Which<'_>,
) -> Result<Vec<Action>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        with chosen as not materialized (
            select id, state, made_at
            from action_items
            where group_id = $1 and removed_at is null
              and ($2::uuid is null or id = $2)
              and ($3::action_state[] is null or state = any($3))
              and ($4::text is null or exists (
                  select from action_owners
                  where action_owners.action_id = action_items.id and action_owners.group_id = $1
                    and action_owners.owner in ($4, name_words($4))))
              and ($5::int is null or meeting_id = (
                  select meetings.id from meetings
                  where meetings.group_id = $1 and meetings.number = $5))
              and (not $7 or exists (
                  select from actions_to_hand_over waiting
                  where waiting.action_id = action_items.id))
              and ($8::text is null or exists (
                  select from ties
                  join plans on plans.id = ties.plan_id
                  where ties.entry_id = action_items.id and plans.slug = $8))
        ),
        mark as (
            select action_items.id, action_items.made_at,
                   coalesce(action_days.day, 'infinity') as day,
                   case when not $3 && '{done, dropped}' then false
                        when $3 <@ '{done, dropped}' then true
                        else action_items.state in ('done', 'dropped') end as closed
            from action_items
            join action_days on action_days.action_id = action_items.id
            where action_items.id = $11 and action_items.group_id = $1
        ),
        listed as (
            (select chosen.id, false as closed, action_days.day,
                    extract(epoch from chosen.made_at) as since
             from chosen
             join action_days on action_days.action_id = chosen.id
             where chosen.state in ('open', 'in_progress', 'handed_over')
               and ($6::date is null or action_days.day < $6)
               and ($11::uuid is null or exists (
                   select from mark
                   where not mark.closed
                     and (coalesce(action_days.day, 'infinity'), chosen.made_at, chosen.id)
                         > (mark.day, mark.made_at, mark.id)))
             order by day nulls last, chosen.made_at, id
             limit $12)
            union all
            (select id, true, null, -extract(epoch from made_at)
             from chosen
             where state in ('done', 'dropped')
               and $6::date is null
               and ($11::uuid is null or exists (
                   select from mark
                   where not mark.closed or mark.made_at > chosen.made_at
                      or mark.made_at = chosen.made_at and mark.id < chosen.id))
             order by made_at desc, id
             limit $12)
        ),
        page as (
            select id, row_number() over (order by closed, day nulls last, since, id) as place
            from listed
            order by place
            offset $9 limit $10
        )
        select action_items.id as "id: ActionId",
               action_items.meeting_id as "meeting_id: MeetingId", meetings.number,
               meetings.title as "meeting_title?", action_items.item_id as "item_id: ItemId",
               agenda_items.title as "item?", said.id as "said_id?: ContributionId",
               case when $13 or said.attribution = 'attributed' then said.speaker
                    when said.id is not null then '' end as "speaker?", action_items.text, action_items.html,
               owners_of(action_items.id) as "owners!: Json<Owners>", action_items.due,
               action_items.due_next_meeting, action_days.day,
               action_items.state as "state: ActionState", action_items.reason,
               (select json_build_object('text', report.text, 'at', report.made_at)
                from action_reports report
                where report.action_id = action_items.id
                order by report.made_at desc, report.id desc
                limit 1) as "last_report: Json<LastReport>",
               tie.tied as "tied?: Json<PlanLink>", action_items.revision,
               case when $13 then '[]' else withheld_in(action_items.meeting_id) end
                   as "withheld!: Json<Withheld>"
        from page
        join action_items using (id)
        join action_days on action_days.action_id = action_items.id
        left join meetings on meetings.id = action_items.meeting_id
        left join agenda_items on agenda_items.id = action_items.item_id
        left join contributions as said on said.id = action_items.contribution_id
            and said.removed_at is null
        left join (
            select ties.entry_id, to_json(plan_places) as tied
            from ties
            join plan_places on plan_places.item_id = ties.item_id
            where ties.group_id = $1 and plan_places.group_id = $1
        ) as tie on tie.entry_id = action_items.id
        order by page.place
        "#,
        group as GroupId,
        id as Option<ActionId>,
        filter.states() as Option<Vec<ActionState>>,
        filter.owner(),
        filter.meeting(),
        filter.overdue(today),
        filter.waits(),
        filter.plan(),
        from,
        most,
        after as Option<ActionId>,
        most.map(|most| from + most),
        speakers,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Action::from).collect())
}
