//! All that the page of a meeting says, in the database.

use sqlx::PgExecutor;
use sqlx::types::Json;

use super::stages::OnItsWay;
use crate::agenda::{Agenda, Item};
use crate::meeting::store::parts;
use crate::meeting::{Meeting, Resting};
use access::rights::Reader;
use base::addresses::meeting::MeetingKey;
use base::ids::{GroupId, MeetingId, PersonId};
use base::policy::RecordMeetings;
use base::withheld::Withheld;
use platform::web::Result;

pub struct Said {
    pub meeting: Meeting,
    pub agenda: Agenda,
    pub moderators: Vec<String>,
    pub resting: Resting,
    pub cancelled_because: Option<String>,
    /// The document that its record was read from, for those who record.
    pub read_from: Option<String>,
    /// Its summary, as far as the reader may know of it.
    pub summary: Option<OnItsWay>,
    /// Of the page, as those who follow it count its changes.
    pub revision: i64,
}

/// In one statement, because this page is asked for most. What became of the items the public
/// learns from the summary, and who is not to be named only those who read speakers.
pub async fn said(db: impl PgExecutor<'_>, by: &Reader, key: MeetingKey) -> Result<Said> {
    let (number, draft) = parts(key);
    let row = sqlx::query!(
        r#"
        with meeting as materialized (
            select * from meetings
            where group_id = $1 and (number = $2 or id = $3)
        ),
        told as (
            select $4 or exists (
                select from editions
                join meeting on meeting.id = editions.meeting_id) as outcomes
        )
        select
            to_json(meeting) as "meeting!: Json<Meeting>",
            (select coalesce(json_agg(item order by item.position), '[]')
             from (select agenda_items.id, agenda_items.parent_id, agenda_items.position,
                          agenda_items.label, agenda_items.title, agenda_items.presenter,
                          agenda_items.minutes, agenda_items.notes, agenda_items.notes_html,
                          case when told.outcomes then agenda_items.outcome else 'planned' end
                              as outcome,
                          case when told.outcomes then agenda_items.reason else '' end as reason,
                          agenda_items.deferred_from, agenda_items.standing, agenda_items.revision,
                          case when agenda_items.deferred_from is null then 0
                               else times_deferred(agenda_items.id) end as times_deferred
                   from agenda_items
                   cross join told
                   where agenda_items.meeting_id = meeting.id) as item) as "items!: Json<Vec<Item>>",
            case when $5 then withheld_in(meeting.id) else '[]' end as "withheld!: Json<Withheld>",
            (select coalesce(array_agg(moderators.name order by moderators.position), '{}')
             from moderators where moderators.meeting_id = meeting.id) as "moderators!",
            resting_meetings.on_opening as "on_opening!",
            resting_meetings.on_closing as "on_closing!",
            (select history.reason from history
             where history.subject_id = meeting.id and history.event = 'cancelled'
             order by history.id desc limit 1) as cancelled_because,
            (select history.reason from history
             where $6 and history.subject_id = meeting.id and history.event = 'imported'
             order by history.id desc limit 1) as read_from,
            (select json_build_object(
                 'state', case when $4 then summaries.state else 'published' end,
                 'edition', case when $4 then summaries.edition else latest.number end,
                 'deadline', case when $4 then summaries.deadline end,
                 'published', latest.number, 'published_at', latest.published_at,
                 'open', (select count(*) from summary_comments
                          where $4 and summary_comments.meeting_id = meeting.id
                            and summary_comments.edition = summaries.edition
                            and summary_comments.state = 'open'),
                 'approved', exists (
                     select from approvals
                     where approvals.meeting_id = meeting.id
                       and approvals.edition = summaries.edition
                       and approvals.text_hash = summaries.text_hash
                       and approvals.person_id = $7))
             from summaries
             left join lateral (
                 select editions.number, editions.published_at from editions
                 where editions.meeting_id = meeting.id
                   and ($4 or exists (
                       select from open_editions
                       where open_editions.meeting_id = editions.meeting_id
                         and open_editions.number = editions.number))
                 order by editions.number desc
                 limit 1) as latest on true
             where summaries.meeting_id = meeting.id
               and ($4 or latest.number is not null)) as "summary: Json<OnItsWay>",
            coalesce((select desks.revision from desks
                      where desks.page = 'meeting/' || meeting.id), 0) as "revision!"
        from meeting
        join resting_meetings on resting_meetings.meeting_id = meeting.id
        "#,
        by.group.id as GroupId,
        number,
        draft as Option<MeetingId>,
        by.member.is_some(),
        by.member.as_ref().is_some_and(|member| !member.reads_speakers()),
        by.may(RecordMeetings),
        by.member.as_ref().map(|member| member.person.id) as Option<PersonId>,
    )
    .fetch_one(db)
    .await?;
    let mut items = row.items.0;
    items.iter_mut().for_each(|item| item.withhold(&row.withheld.0));
    Ok(Said {
        meeting: row.meeting.0,
        agenda: Agenda { items },
        moderators: row.moderators,
        resting: Resting { on_opening: row.on_opening, on_closing: row.on_closing },
        cancelled_because: row.cancelled_because,
        read_from: row.read_from,
        summary: row.summary.map(|summary| summary.0),
        revision: row.revision,
    })
}
