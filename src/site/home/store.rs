//! What waits for somebody, in the database: all in one statement, because the first page asks
//! for much else. Each row is asked of the roles that may do it.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::types::Json;

use super::{AHEAD, Found, LYING};
use crate::directory::{GroupRow, MOST_LISTED};
use access::person::Person;
use base::ids::{GroupId, PersonId};
use base::policy::{
    ApproveSummaries, Capability, Comment, DraftAgendas, DraftSummaries, EditPlans,
    LetCommentsThrough, PublishSummaries, RecordMeetings, RunMeetings, SettleComments,
};
use meetings::meeting;
use plans::comments;
use platform::mail::undelivered::Undelivered;
use platform::web::Result;
use summaries::draft;

/// In all groups of theirs that they act in, what holds up others first. And the mail that they
/// caused in the last week and that did not arrive: to whom, by their name, or by the address if
/// they typed it themselves.
///
/// In one group alone, if one is named.
pub async fn waiting_for(
    db: &PgPool,
    person: &Person,
    group: Option<GroupId>,
    now: DateTime<Utc>,
) -> Result<Found> {
    let reach = person.reach.groups();
    let row = sqlx::query!(
        r#"
        with mine as (
            select memberships.group_id, memberships.role, groups.slug, groups.name,
                   groups.short_name, groups.visibility,
                   memberships.role::text = any($4) as publishes,
                   memberships.role::text = any($5) as approves,
                   memberships.role::text = any($6) as settles,
                   memberships.role::text = any($7) as drafts,
                   memberships.role::text = any($8) as comments,
                   memberships.role::text = any($9) as edits_plans,
                   memberships.role::text = any($10) as lets_through,
                   memberships.role::text = any($11) as drafts_agendas,
                   memberships.role::text = any($12) as runs,
                   memberships.role::text = any($16) as records
            from memberships
            join groups on groups.id = memberships.group_id
            where memberships.person_id = $1 and memberships.until is null
              and ($3::uuid[] is null or memberships.group_id = any($3))
              and ($15::uuid is null or memberships.group_id = $15)
        ),
        my_summaries as (
            select mine.*, summaries.meeting_id, summaries.state, summaries.deadline,
                   exists (select from summary_comments comment
                           where comment.meeting_id = summaries.meeting_id
                             and comment.edition = summaries.edition and comment.state = 'open')
                       as open,
                   exists (select from summary_comments comment
                           where comment.meeting_id = summaries.meeting_id
                             and comment.edition = summaries.edition and comment.state = 'open'
                             and comment.kind in ('objection', 'do_not_attribute')) as blocked,
                   exists (select from approvals
                           where approvals.meeting_id = summaries.meeting_id
                             and approvals.edition = summaries.edition
                             and approvals.text_hash = summaries.text_hash
                             and approvals.person_id = $1) as approved,
                   (select review_answers.passages_left from review_answers
                    where review_answers.meeting_id = summaries.meeting_id
                      and review_answers.person_id = $1
                      and review_answers.revision = summaries.revision) as passages_left,
                   (select history.event from history
                    where history.subject_id = summaries.meeting_id and history.subject = 'summary'
                    order by history.id desc limit 1) as latest,
                   (select max(history.at) from history
                    where history.meeting_id = summaries.meeting_id
                      and history.subject in ('summary', 'section'))
                       <= $2::timestamptz - make_interval(days => $13) as lies
            from mine
            join summaries on summaries.group_id = mine.group_id
            where summaries.state <> 'published'
        ),
        waiting_summaries as (
            select draft.slug, draft.short_name, draft.meeting_id, draft.deadline,
                   coalesce(draft.passages_left, 0) as count, wait.wait
            from my_summaries draft
            cross join lateral unnest(array_remove(array[
                case when draft.state = 'approved' and draft.publishes then 1 end,
                case when draft.state = 'in_review' and draft.deadline <= $2 and draft.approves
                    and not draft.blocked and not draft.approved then 2 end,
                case when draft.state in ('in_review', 'approved') and draft.settles
                    and draft.open then 3 end,
                case when draft.state = 'drafting' and draft.drafts
                    and draft.latest = 'returned' then 4 end,
                case when draft.state = 'drafting' and draft.drafts and draft.lies
                    and draft.latest is distinct from 'returned' then 5 end,
                case when draft.state = 'in_review' and draft.deadline > $2 and draft.comments
                    and draft.passages_left > 0 then 7 end,
                case when draft.state = 'in_review' and draft.deadline > $2 and draft.comments
                    and draft.passages_left is null then 8 end
            ], null)) as wait (wait)
            union all
            select mine.slug, mine.short_name, meetings.id, null, 0, 6
            from mine
            join meetings on meetings.group_id = mine.group_id
            where mine.drafts and meetings.state = 'held' and meetings.number is not null
              and not exists (select from summaries where summaries.meeting_id = meetings.id)
              and not exists (select from imports where imports.meeting_id = meetings.id)
        ),
        my_plans as (
            select mine.*, plans.id as plan_id, plans.slug as plan, plans.title as plan_title,
                   plans.comments_until as deadline,
                   case when plans.state = 'open' and plans.comments_until <= $2 then 'closed'
                        else plans.state::text end as state,
                   (select count(*) from plan_comments
                    where plan_comments.plan_id = plans.id and plan_comments.state = 'open')
                       as open,
                   exists (select from history
                           where history.subject_id = plans.id and history.person_id = $1
                             and history.event in ('made', 'changed', 'drafted anew')) as drafted
            from mine
            join plans on plans.group_id = mine.group_id
            where plans.state in ('draft', 'open', 'closed')
        ),
        waiting_plans as (
            select my_plans.slug, my_plans.short_name, my_plans.plan, my_plans.plan_title,
                   my_plans.deadline, 1 as wait,
                   (select count(*) from public_comments
                    where public_comments.plan_id = my_plans.plan_id
                      and public_comments.state = 'waiting') as count
            from my_plans
            where lets_through
            union all
            select slug, short_name, plan, plan_title, deadline, 2, open
            from my_plans where settles and state = 'closed'
            union all
            select slug, short_name, plan, plan_title, deadline, 3, open
            from my_plans where settles and drafted and state in ('open', 'draft')
            union all
            select slug, short_name, plan, plan_title, deadline, 4, 1
            from my_plans
            where edits_plans and state = 'draft'
              and (select max(history.at) from history
                   where history.subject_id = my_plans.plan_id
                      or history.subject_id in (
                          select plan_items.id from plan_items
                          where plan_items.plan_id = my_plans.plan_id))
                  <= $2::timestamptz - make_interval(days => $13)
            union all
            select slug, short_name, plan, plan_title, deadline, 5, 1
            from my_plans
            where comments and not drafted and state = 'open'
              and not exists (
                  select from plan_comments
                  join history on history.subject_id = plan_comments.id
                  where plan_comments.plan_id = my_plans.plan_id
                    and plan_comments.person_id = $1
                    and history.id > coalesce(
                        (select max(opened.id) from history opened
                         where opened.subject_id = my_plans.plan_id
                           and opened.event = 'opened for comments'), 0))
        ),
        waiting_meetings as (
            select mine.slug, mine.short_name, meetings.id, meetings.number, meetings.title,
                   meetings.starts_at, case when meetings.state = 'draft' then 2 else 1 end as wait
            from mine
            join meetings on meetings.group_id = mine.group_id
            where meetings.agenda_published_at is null
              and meetings.starts_at between $2 and $2::timestamptz + make_interval(days => $14)
              and (meetings.state = 'scheduled' and mine.drafts_agendas
                   or meetings.state = 'draft' and mine.runs)
        )
        select (select coalesce(json_agg(json_build_object(
                           'group_slug', waiting_summaries.slug,
                           'group_short_name', waiting_summaries.short_name,
                           'meeting_number', meetings.number, 'meeting_title', meetings.title,
                           'waits', (array['publish', 'approve', 'settle', 'redraft', 'resume',
                                           'begin', 'passages', 'comment'])
                               [waiting_summaries.wait],
                           'deadline', waiting_summaries.deadline,
                           'count', waiting_summaries.count)
                           order by waiting_summaries.wait, waiting_summaries.deadline,
                                    meetings.starts_at desc), '[]')
                from waiting_summaries
                join meetings on meetings.id = waiting_summaries.meeting_id)
                   as "summaries!: Json<Vec<draft::Waiting>>",
               (select coalesce(json_agg(json_build_object(
                           'group_slug', slug, 'group_short_name', short_name,
                           'plan', plan, 'plan_title', plan_title, 'count', count,
                           'deadline', deadline,
                           'waits', (array['let_through', 'settle', 'decide', 'resume',
                                           'comment'])[wait])
                           order by wait, plan_title), '[]')
                from waiting_plans
                where count > 0) as "plans!: Json<Vec<comments::Waiting>>",
               (select coalesce(json_agg(json_build_object(
                           'group_slug', slug, 'group_short_name', short_name,
                           'id', id, 'number', number, 'title', title, 'starts_at', starts_at,
                           'waits', (array['publish_agenda', 'schedule'])[wait])
                           order by starts_at, id), '[]')
                from waiting_meetings) as "meetings!: Json<Vec<meeting::Waiting>>",
               (select coalesce(json_agg(mail order by mail.at desc), '[]')
                from undelivered_mails mail
                where mail.asked_by = $1 and mail.at > now() - interval '7 days')
                   as "undelivered!: Json<Vec<Undelivered>>",
               (select coalesce(json_agg(listed order by listed.name, listed.slug), '[]')
                from (select mine.slug, mine.name, mine.short_name, mine.visibility, mine.role,
                             case when mine.records then (
                                 select count(*) from actions_to_hand_over
                                 where actions_to_hand_over.group_id = mine.group_id
                             ) else 0 end as to_hand_over
                      from mine
                      order by mine.name, mine.slug
                      limit $17) as listed) as "groups!: Json<Vec<GroupRow>>",
               (select groups.purpose_html
                from mine
                join groups on groups.id = mine.group_id
                where mine.group_id = $15) as purpose
        "#,
        person.id as PersonId,
        now,
        reach.as_deref(),
        &PublishSummaries::role_keys(),
        &ApproveSummaries::role_keys(),
        &SettleComments::role_keys(),
        &DraftSummaries::role_keys(),
        &Comment::role_keys(),
        &EditPlans::role_keys(),
        &LetCommentsThrough::role_keys(),
        &DraftAgendas::role_keys(),
        &RunMeetings::role_keys(),
        LYING,
        AHEAD,
        group as Option<GroupId>,
        &RecordMeetings::role_keys(),
        MOST_LISTED,
    )
    .fetch_one(db)
    .await?;
    Ok(Found {
        summaries: row.summaries.0,
        plans: row.plans.0,
        meetings: row.meetings.0,
        undelivered: row.undelivered.0,
        groups: row.groups.0,
        purpose: row.purpose,
    })
}
