//! Events are history in the order of its commits.

use std::slice;

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::types::Json;
use uuid::Uuid;

use super::{By, Chosen, Event};
use base::addresses::event::Place;
use base::addresses::meeting::MeetingKey;
use base::audience::Audience;
use base::ids::{GroupId, MeetingId, PersonId};
use base::withheld::Withheld;
use platform::api;
use platform::config::Config;
use platform::live::Due;
use platform::web::Result;

pub struct Row {
    pub group_id: GroupId,
    pub position: i64,
    pub subject: String,
    pub event: String,
    pub meeting_id: Option<MeetingId>,
    group: String,
    at: DateTime<Utc>,
    person_id: PersonId,
    by: String,
    subject_id: Uuid,
    reason: String,
    revision: Option<i32>,
    number: Option<i32>,
    plan: Option<String>,
    thread: Option<Uuid>,
    /// It is a comment on the summary by somebody who asked not to be named.
    by_withheld: bool,
    /// Who is not to be named where the reason is told to those who are not told of speakers.
    withheld: Json<Withheld>,
}

impl Row {
    /// Whether these are told of it, as `told_after` chooses.
    pub fn is_told(&self, to: Audience) -> bool {
        to.hears(&self.subject, &self.event) && (to.role.reads_speakers() || !self.by_withheld)
    }

    pub fn describe(&self, config: &Config, to: Audience) -> Event {
        let meeting =
            self.meeting_id.map(|id| self.number.map_or(MeetingKey::Draft(id), MeetingKey::Number));
        let place = Place {
            group: &self.group,
            meeting,
            plan: self.plan.as_deref(),
            thread: self.thread,
            subject: &self.subject,
            id: self.subject_id,
        };
        let url = config.address(&api::at(&place.path()));
        let told = to.hears_reason(&self.subject, &self.event) && !self.reason.is_empty();
        let reason = || match to.role.reads_speakers() {
            true => self.reason.clone(),
            false => self.withheld.hide(&self.reason),
        };
        Event {
            id: self.position,
            at: self.at,
            by: By { id: self.person_id, name: self.by.clone() },
            subject: self.subject.clone(),
            subject_id: self.subject_id,
            event: self.event.clone(),
            meeting: meeting.map(|key| key.to_string()),
            revision: self.revision,
            reason: told.then(reason),
            url,
        }
    }
}

/// What these are told of, up to an event if one is named. Who is not told of speakers is not told
/// either that one of those who asked not to be named commented on the summary.
pub async fn told_after(
    db: &PgPool,
    to: Audience,
    chosen: &Chosen,
    upto: Option<i64>,
) -> Result<Vec<Row>> {
    let from = Due { group: chosen.group, after: chosen.after };
    let wanted = Wanted {
        from: slice::from_ref(&from),
        upto,
        to: Some(to),
        meeting: chosen.meeting,
        limit: chosen.limit,
    };
    after(db, wanted).await
}

/// Everything that happened in these groups, so many of each at most, for `is_told` to choose from.
pub async fn all_after(db: &PgPool, from: &[Due], limit: usize) -> Result<Vec<Row>> {
    after(db, Wanted { from, upto: None, to: None, meeting: None, limit }).await
}

struct Wanted<'a> {
    from: &'a [Due],
    upto: Option<i64>,
    /// None for everybody, whatever they are told of.
    to: Option<Audience>,
    meeting: Option<MeetingId>,
    limit: usize,
}

async fn after(db: &PgPool, wanted: Wanted<'_>) -> Result<Vec<Row>> {
    let groups: Vec<_> = wanted.from.iter().map(|from| from.group.0).collect();
    let positions: Vec<_> = wanted.from.iter().map(|from| from.after).collect();
    let kinds = wanted.to.map(Audience::kinds);
    let rows = sqlx::query_as!(
        Row,
        r#"
        select asked.group_id as "group_id!: GroupId", told.position as "position!",
               history.subject as "subject!", history.event as "event!",
               history.meeting_id as "meeting_id: MeetingId", groups.slug as "group!",
               history.at as "at!", history.person_id as "person_id!: PersonId",
               people.name as "by!", history.subject_id as "subject_id!",
               history.reason as "reason!", history.revision,
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
               told.by_withheld as "by_withheld!",
               case when $7 or history.reason = '' then '[]' else withheld_in(history.meeting_id) end
                   as "withheld!: Json<Withheld>"
        from unnest($1::uuid[], $2::bigint[]) as asked (group_id, after)
        cross join lateral (
            select events.position, events.history_id, whose.by_withheld
            from events
            join history as happened on happened.id = events.history_id
            cross join lateral (
                select happened.subject = 'comment' and exists (
                    select from withheld_people
                    where withheld_people.meeting_id = happened.meeting_id
                      and withheld_people.person_id = happened.person_id) as by_withheld
            ) as whose
            where events.group_id = asked.group_id and events.position > asked.after
              and ($4::text[] is null or happened.subject = any($4)
                   or happened.subject || ': ' || happened.event = any($4))
              and ($5::uuid is null or happened.meeting_id = $5)
              and ($3::bigint is null or events.position <= $3)
              and ($8 or not whose.by_withheld)
            order by events.position
            limit $6
        ) as told
        join history on history.id = told.history_id
        join groups on groups.id = asked.group_id
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
        order by asked.group_id, told.position
        "#,
        &groups,
        &positions,
        wanted.upto,
        kinds.as_deref(),
        wanted.meeting as Option<MeetingId>,
        i64::try_from(wanted.limit).unwrap_or(i64::MAX),
        wanted.to.is_some_and(|to| to.role.reads_speakers()),
        wanted.to.is_none_or(|to| to.role.reads_speakers()),
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
