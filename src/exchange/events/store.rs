//! Events are history in the order of its commits.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::types::Json;
use uuid::Uuid;

use super::{By, Chosen, Event, Reading};
use base::addresses::event::Place;
use base::addresses::meeting::MeetingKey;
use base::audience;
use base::ids::{GroupId, MeetingId, PersonId};
use base::withheld::Withheld;
use platform::api;
use platform::config::Config;
use platform::web::Result;

pub struct Row {
    position: i64,
    at: DateTime<Utc>,
    person_id: PersonId,
    by: String,
    subject: String,
    subject_id: Uuid,
    event: String,
    reason: String,
    revision: Option<i32>,
    meeting_id: Option<MeetingId>,
    number: Option<i32>,
    plan: Option<String>,
    thread: Option<Uuid>,
    withheld: Json<Withheld>,
}

impl Row {
    pub fn describe(self, config: &Config, to: &Reading) -> Event {
        let meeting =
            self.meeting_id.map(|id| self.number.map_or(MeetingKey::Draft(id), MeetingKey::Number));
        let place = Place {
            group: &to.group.slug,
            meeting,
            plan: self.plan.as_deref(),
            thread: self.thread,
            subject: &self.subject,
            id: self.subject_id,
        };
        let url = config.address(&api::at(&place.path()));
        let told = audience::tells_reason(&self.subject, &self.event, to.role);
        Event {
            id: self.position,
            at: self.at,
            by: By { id: self.person_id, name: self.by },
            subject: self.subject,
            subject_id: self.subject_id,
            event: self.event,
            meeting: meeting.map(|key| key.to_string()),
            revision: self.revision,
            reason: Some(self.withheld.hide(&self.reason))
                .filter(|reason| told && !reason.is_empty()),
            url,
        }
    }
}

/// Those of the kinds that somebody is told of: "contribution", or "public comment: let through" for
/// one event of a subject. Who is not told of speakers is not told either that one of those who asked
/// not to be named commented on the summary.
pub async fn after(db: &PgPool, to: &Reading<'_>, chosen: &Chosen) -> Result<Vec<Row>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select events.position, history.at, history.person_id as "person_id: PersonId",
               people.name as by, history.subject, history.subject_id, history.event,
               history.reason, history.revision, history.meeting_id as "meeting_id: MeetingId",
               meetings.number as "number?", plans.slug as "plan?",
               case history.subject
                   when 'plan comment' then history.subject_id
                   when 'plan reply' then
                       (select reply.comment_id from plan_replies reply
                        where reply.id = history.subject_id)
                   when 'public comment' then
                       (select sent.comment_id from public_comments sent
                        where sent.id = history.subject_id)
               end as thread,
               case when $6 then '[]' else withheld_in(history.meeting_id) end
                   as "withheld!: Json<Withheld>"
        from events
        join history on history.id = events.history_id
        join people on people.id = history.person_id
        left join meetings on meetings.id = history.meeting_id
        left join plans on plans.id = case
            when history.subject = 'plan' then history.subject_id
            when history.subject in ('objective', 'activity') then
                (select item.plan_id from plan_items item where item.id = history.subject_id)
            when history.subject = 'plan comment' then
                (select comment.plan_id from plan_comments comment
                 where comment.id = history.subject_id)
            when history.subject = 'plan reply' then
                (select comment.plan_id from plan_replies reply
                 join plan_comments comment on comment.id = reply.comment_id
                 where reply.id = history.subject_id)
            when history.subject = 'public comment' then
                (select sent.plan_id from public_comments sent where sent.id = history.subject_id)
        end
        where events.group_id = $1 and events.position > $2
          and (history.subject = any($3) or history.subject || ': ' || history.event = any($3))
          and ($4::uuid is null or history.meeting_id = $4)
          and ($6 or history.subject <> 'comment' or not exists (
              select from withheld_people
              where withheld_people.meeting_id = history.meeting_id
                and withheld_people.person_id = history.person_id))
        order by position
        limit $5
        "#,
        to.group.id as GroupId,
        chosen.after,
        &audience::kinds(to.role, to.program),
        chosen.meeting as Option<MeetingId>,
        i64::try_from(chosen.limit).unwrap_or(i64::MAX),
        to.role.reads_speakers(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}

/// The place of the latest event, told or not.
pub async fn latest(db: &PgPool, group: GroupId) -> Result<i64> {
    let latest = sqlx::query_scalar!(
        r#"select coalesce(max(position), 0) as "latest!" from events where group_id = $1"#,
        group as GroupId,
    )
    .fetch_one(db)
    .await?;
    Ok(latest)
}
