//! What an objective or activity went through, in one statement.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

use crate::plan::{Plan, Status};
use crate::timeline::{Entry, EntryKey, Kind};
use access::fields::owners::Owners;
use access::rights::Reader;
use base::addresses::meeting::MeetingKey;
use base::ids::{
    ActionId, ContributionId, DecisionId, GroupId, MeetingId, PersonId, PlanCommentId, PlanId,
    PlanItemId,
};
use base::states::{ActionState, Disposition};
use base::withheld::Withheld;
use platform::history::{self, Told};
use platform::web::Result;

struct Row {
    at: DateTime<Utc>,
    nth: i64,
    item_id: PlanItemId,
    meeting_id: Option<MeetingId>,
    meeting_number: Option<i32>,
    meeting: Option<String>,
    id: Uuid,
    html: Option<String>,
    withheld: Json<Withheld>,
    /// Of what was said in the speaker's own name.
    speaker_id: Option<PersonId>,
    speaker: Option<String>,
    by: Option<String>,
    decision: Option<i32>,
    owners: Option<Json<Owners>>,
    state: Option<ActionState>,
    status: Option<Status>,
    contribution_id: Option<ContributionId>,
    disposition: Option<Disposition>,
    subject: Option<String>,
    event: Option<String>,
    reason: Option<String>,
    revision: Option<i32>,
    content: Option<Value>,
    before: Option<Value>,
}

impl From<Row> for Entry {
    fn from(mut row: Row) -> Self {
        let meeting = row.meeting_id.zip(row.meeting.take()).map(|(id, title)| {
            let key = row.meeting_number.map_or(MeetingKey::Draft(id), MeetingKey::Number);
            let name = row.meeting_number.map(|number| format!("{title} {number}"));
            (key, name.unwrap_or(title))
        });
        Entry {
            key: EntryKey { at: row.at, nth: row.nth, id: row.id },
            at: row.at,
            item: row.item_id,
            meeting,
            html: row.withheld().hide_html(&row.html.take().unwrap_or_default()),
            kind: row.kind(),
        }
    }
}

impl Row {
    /// Whom the text does not name.
    fn withheld(&self) -> Withheld {
        match &self.speaker {
            Some(speaker) => self.withheld.but(self.speaker_id, speaker),
            None => self.withheld.0.clone(),
        }
    }

    fn kind(self) -> Kind {
        let Row { id, by, .. } = self;
        if let Some(disposition) = self.disposition {
            let (by, reason) = (by.unwrap_or_default(), self.reason.unwrap_or_default());
            return Kind::Settled { id: PlanCommentId(id), by, disposition, reason };
        }
        match (self.event, self.status, self.state, self.decision) {
            (Some(event), ..) => {
                let told = Told {
                    at: self.at,
                    by: by.unwrap_or_default(),
                    subject: self.subject.unwrap_or_default(),
                    event,
                    reason: self.reason.unwrap_or_default(),
                    revision: self.revision,
                    content: self.content,
                };
                Kind::Changed(Box::new(history::compared(told, self.before.as_ref())))
            }
            (_, Some(status), ..) => Kind::Reported { status, by, said: self.contribution_id },
            (_, _, Some(state), _) => {
                let owners = self.owners.map(|owners| owners.0).unwrap_or_default();
                Kind::ToDo { id: ActionId(id), owners, state }
            }
            (.., Some(number)) => Kind::Agreed { id: DecisionId(id), number },
            _ => Kind::Said { id: ContributionId(id), by },
        }
    }
}

/// What happened to an item and to what stands below it, the latest first; of its own text, every
/// change. Who is no member is told of reports only, and not who gave them at a meeting.
pub async fn read(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    item: PlanItemId,
    by: &Reader,
    (after, from, most): (Option<EntryKey>, i64, i64),
) -> Result<Vec<Entry>> {
    let member = by.member.as_ref();
    let rows = sqlx::query_as!(
        Row,
        r#"
        with parts as (
            select id from plan_items
            where plan_id = $2 and (id = $3 or objective_id = $3) and ($4 or removed_at is null)
        ),
        tied as (
            select ties.* from ties
            where $4 and group_id = $1 and item_id in (select parts.id from parts)
        ),
        deeds as (
            select tied.contribution_id as id, 0::bigint as nth, meetings.starts_at as at,
                   tied.item_id, tied.meeting_id
            from tied
            join contributions on contributions.id = tied.contribution_id
            join meetings on meetings.id = tied.meeting_id
            where contributions.removed_at is null
            union all
            select tied.decision_id, 0, meetings.starts_at, tied.item_id, tied.meeting_id
            from tied
            join decisions on decisions.id = tied.decision_id
            join meetings on meetings.id = decisions.meeting_id
            where decisions.removed_at is null
            union all
            select tied.action_id, 0, coalesce(meetings.starts_at, action_items.made_at),
                   tied.item_id, tied.meeting_id
            from tied
            join action_items on action_items.id = tied.action_id
            left join meetings on meetings.id = action_items.meeting_id
            where action_items.removed_at is null
            union all
            select id, 0, made_at, item_id, case when $4 then meeting_id end
            from activity_reports
            where item_id in (select parts.id from parts)
            union all
            select id, 0, settled_at, item_id, null
            from plan_comments
            where $4 and plan_id = $2 and item_id in (select parts.id from parts)
              and kind <> 'comment' and state <> 'open'
            union all
            select subject_id, id, at, subject_id, null
            from history
            where $4 and subject_id = $3
              and event not in ('planned', 'in progress', 'done', 'dropped')
        ),
        life as (
            select * from deeds
            where $7::timestamptz is null or (at, nth, id) < ($7, $8, $9)
            order by at desc, nth desc, id desc
            offset $5 limit $6
        )
        select life.at as "at!", life.nth as "nth!", life.item_id as "item_id!: PlanItemId",
               life.meeting_id as "meeting_id?: MeetingId",
               meetings.number as "meeting_number?", meetings.title as "meeting?",
               life.id as "id!",
               coalesce(said.html, agreed.html, action.html, report.html, suggestion.html) as html,
               case when not $10 then withheld_in(coalesce(life.meeting_id, report.meeting_id))
                    when said.attribution = 'withheld' then json_build_array(
                        json_build_object('id', said.speaker_id, 'name', said.speaker))
                    else '[]' end as "withheld!: Json<Withheld>",
               said.speaker_id as "speaker_id?: PersonId",
               case when said.attribution = 'attributed' then said.speaker end as speaker,
               case when said.attribution = 'withheld' then null
                    when report.meeting_id is not null and not $4 then null
                    else coalesce(said.speaker, people.name) end as by,
               agreed.number as "decision?",
               case when action.id is not null then owners_of(action.id) end
                   as "owners: Json<Owners>",
               action.state as "state?: ActionState", report.status as "status?: Status",
               case when $4 then report.contribution_id end
                   as "contribution_id?: ContributionId",
               suggestion.state as "disposition?: Disposition",
               past.subject as "subject?", past.event as "event?",
               coalesce(past.reason, suggestion.reason) as reason,
               past.revision, past.content,
               (select history.content from history
                where history.subject_id = past.subject_id and history.id < past.id
                  and history.content is not null
                order by history.id desc limit 1) as before
        from life
        left join meetings on meetings.id = life.meeting_id
        left join contributions as said on said.id = life.id
        left join decisions as agreed on agreed.id = life.id
        left join action_items as action on action.id = life.id
        left join activity_reports as report on report.id = life.id
        left join plan_comments as suggestion on suggestion.id = life.id
        left join history as past on past.id = life.nth
        left join people
            on people.id = coalesce(report.person_id, suggestion.person_id, past.person_id)
        order by life.at desc, life.nth desc, life.id desc
        "#,
        plan.group_id as GroupId,
        plan.id as PlanId,
        item as PlanItemId,
        member.is_some(),
        from,
        most,
        after.map(|key| key.at),
        after.map(|key| key.nth),
        after.map(|key| key.id),
        member.is_some_and(|member| member.reads_speakers()),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}
