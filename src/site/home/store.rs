//! What waits for somebody, in the database: all in one statement, because the first page asks
//! for much else.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::types::Json;

use access::person::Person;
use base::ids::PersonId;
use plans::comments;
use platform::mail::undelivered::Undelivered;
use platform::web::Result;
use summaries::draft;

/// In all groups of theirs that they act in, what holds up others first: summaries, and comments
/// on plans. And the mail that they caused in the last week and that did not
/// arrive: to whom, by their name, or by the address if they typed it themselves.
pub async fn waiting_for(
    db: &PgPool,
    person: &Person,
    now: DateTime<Utc>,
) -> Result<(Vec<draft::Waiting>, Vec<comments::Waiting>, Vec<Undelivered>)> {
    let reach = person.reach.groups();
    let row = sqlx::query!(
        r#"
        with mine as (
            select summaries.*, memberships.role,
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
                   exists (select from summary_comments comment
                           where comment.meeting_id = summaries.meeting_id
                             and comment.edition = summaries.edition
                             and comment.person_id = $1) as answered,
                   (select history.event from history
                    where history.subject_id = summaries.meeting_id and history.subject = 'summary'
                    order by history.id desc limit 1) as latest
            from memberships
            join summaries on summaries.group_id = memberships.group_id
            where memberships.person_id = $1 and memberships.until is null
              and ($3::uuid[] is null or memberships.group_id = any($3))
        ),
        waiting as (
            select *,
                   case
                       when state = 'approved' and role = 'secretariat' then 1
                       when state = 'in_review' and deadline <= $2 and role = 'co_chair'
                           and not blocked and not approved then 2
                       when state = 'in_review' and role in ('secretariat', 'co_chair')
                           and open then 3
                       when state = 'drafting' and role in ('secretariat', 'co_chair')
                           and latest = 'returned' then 4
                       when state = 'in_review' and deadline > $2 and role <> 'observer'
                           and not answered then 5
                   end as waits
            from mine
        ),
        my_plans as (
            select plans.*, memberships.role, groups.slug as group_slug, groups.short_name
            from memberships
            join groups on groups.id = memberships.group_id
            join plans on plans.group_id = groups.id
            where memberships.person_id = $1 and memberships.until is null
              and memberships.role in ('secretariat', 'co_chair')
              and ($3::uuid[] is null or memberships.group_id = any($3))
        ),
        waiting_plans as (
            select my_plans.*, 1 as waits,
                   (select count(*) from public_comments
                    where public_comments.plan_id = my_plans.id
                      and public_comments.state = 'waiting') as count
            from my_plans
            where role = 'secretariat'
            union all
            select my_plans.*, 2,
                   (select count(*) from plan_comments
                    where plan_comments.plan_id = my_plans.id and plan_comments.state = 'open')
            from my_plans
            where state = 'closed' or state = 'open' and comments_until <= $2
        )
        select (select coalesce(json_agg(json_build_object(
                           'group_slug', groups.slug, 'group_short_name', groups.short_name,
                           'meeting_number', meetings.number, 'meeting_title', meetings.title,
                           'waits', (array['publish', 'approve', 'settle', 'redraft', 'comment'])
                               [waiting.waits],
                           'deadline', waiting.deadline)
                           order by waiting.waits, waiting.deadline), '[]')
                from waiting
                join groups on groups.id = waiting.group_id
                join meetings on meetings.id = waiting.meeting_id
                where waiting.waits is not null) as "summaries!: Json<Vec<draft::Waiting>>",
               (select coalesce(json_agg(json_build_object(
                           'group_slug', group_slug, 'group_short_name', short_name,
                           'plan', slug, 'plan_title', title, 'count', count,
                           'waits', (array['let_through', 'settle'])[waits])
                           order by waits, title), '[]')
                from waiting_plans
                where count > 0) as "plans!: Json<Vec<comments::Waiting>>",
               (select coalesce(json_agg(json_build_object(
                           'recipient', coalesce(invited.email, people.name, ''),
                           'subject', mails.subject, 'at', mails.given_up_at,
                           'refused', mails.refused,
                           'failure', case when invited.email is null then ''
                                      else mails.failure end)
                           order by mails.given_up_at desc), '[]')
                from mails
                left join people on lower(people.email) = lower(mails.recipient)
                left join lateral (
                    select invitations.email from invitations
                    where lower(invitations.email) = lower(mails.recipient)
                      and invitations.invited_by = $1
                    limit 1
                ) as invited on true
                where mails.asked_by = $1 and mails.given_up_at > now() - interval '7 days')
                   as "undelivered!: Json<Vec<Undelivered>>"
        "#,
        person.id as PersonId,
        now,
        reach.as_deref(),
    )
    .fetch_one(db)
    .await?;
    Ok((row.summaries.0, row.plans.0, row.undelivered.0))
}
