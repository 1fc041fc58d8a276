//! Actions and the reports on them in the database.

mod choices;
mod import;
mod recording;
mod reports;
mod row;

use chrono::NaiveDate;
use sqlx::PgExecutor;
use sqlx::types::Json;

use super::{Action, Filter, LastReport};
use access::fields::owners::Owners;
use access::rights::Member;
use base::ids::{ActionId, ContributionId, GroupId, ItemId, MeetingId};
use base::states::ActionState;
use base::withheld::Withheld;
use plans::links::PlanLink;
use platform::web::{Error, Result};

pub use choices::choices;
pub use import::{lock_group, same_texts};
pub use recording::{assign, assignment, hand_over, insert, lock, set_removed, speaker};
pub use reports::{NewReport, advance, insert_report, is_kept, reports, reports_and_history};
use row::Row;

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
/// kind is read in its own order, so that of a hundred thousand only a page is: those with a day,
/// with the day of the next meeting, with none, and the closed ones. The plan is the same for all
/// that can be asked, so one action is another kind, and the page is looked up one by one.
pub async fn select(
    db: impl PgExecutor<'_>,
    group: GroupId,
    Which { speakers, id, filter, today, from, after, most }: Which<'_>,
) -> Result<Vec<Action>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        with chosen as not materialized (
            select id, state, made_at, due, due_next_meeting
            from action_items
            where group_id = $1 and removed_at is null and $2::uuid is null
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
        open as not materialized (
            select * from chosen
            where state in ('open', 'in_progress', 'handed_over')
              and ($3 is null or $3 && '{open, in_progress, handed_over}')
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
            select id, false as closed, due as day, 0 as since
            from action_items where id = $2 and group_id = $1 and removed_at is null
            union all
            (select open.id, false, open.due, extract(epoch from open.made_at)
             from open
             where open.due is not null and ($6::date is null or open.due < $6)
               and ($11::uuid is null or exists (
                   select from mark
                   where not mark.closed
                     and (open.due, open.made_at, open.id) > (mark.day, mark.made_at, mark.id)))
             order by open.due, open.made_at, open.id
             limit $12)
            union all
            (select open.id, false, action_days.day, extract(epoch from open.made_at)
             from open
             join action_days on action_days.action_id = open.id
             where open.due_next_meeting and ($6::date is null or action_days.day < $6)
               and ($11::uuid is null or exists (
                   select from mark
                   where not mark.closed
                     and (coalesce(action_days.day, 'infinity'), open.made_at, open.id)
                         > (mark.day, mark.made_at, mark.id)))
             order by action_days.day nulls last, open.made_at, open.id
             limit $12)
            union all
            (select open.id, false, null, extract(epoch from open.made_at)
             from open
             where open.due is null and not open.due_next_meeting and $6::date is null
               and ($11::uuid is null or exists (
                   select from mark
                   where not mark.closed
                     and (date 'infinity', open.made_at, open.id)
                         > (mark.day, mark.made_at, mark.id)))
             order by open.due, open.made_at, open.id
             limit $12)
            union all
            (select chosen.id, true, null, -extract(epoch from chosen.made_at)
             from chosen
             where chosen.state in ('done', 'dropped')
               and ($3 is null or $3 && '{done, dropped}') and $6::date is null
               and ($11::uuid is null or exists (
                   select from mark
                   where not mark.closed or mark.made_at > chosen.made_at
                      or mark.made_at = chosen.made_at and mark.id < chosen.id))
             order by chosen.made_at desc, chosen.id
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
        cross join lateral (
            select * from action_items where action_items.id = page.id limit 1) as action_items
        cross join lateral (
            select action_days.day from action_days where action_days.action_id = page.id limit 1
        ) as action_days
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
