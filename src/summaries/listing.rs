//! Summaries as other pages list them: what is published, and what waits for somebody.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use crate::ids::{GroupId, PersonId};
use crate::meetings::{MeetingKey, MeetingPath};
use crate::web::Result;

/// A published summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub group_slug: String,
    pub group_short_name: String,
    pub meeting_number: i32,
    pub meeting_title: String,
    /// The latest.
    pub edition: i32,
    pub published_at: DateTime<Utc>,
}

/// A summary that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub group_slug: String,
    pub group_short_name: String,
    pub meeting_number: i32,
    pub meeting_title: String,
    pub waits: Waits,
    /// Until when it is in review.
    pub deadline: Option<DateTime<Utc>>,
}

/// What it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    Publish,
    Approve,
    Settle,
    /// It was returned to drafting.
    Redraft,
    Comment,
}

impl Listed {
    pub fn name(&self) -> String {
        format!("{} {}", self.meeting_title, self.meeting_number)
    }

    pub fn path(&self) -> MeetingPath {
        let meeting = MeetingKey::Number(self.meeting_number);
        MeetingPath { group: self.group_slug.clone(), meeting }
    }
}

impl Waiting {
    pub fn name(&self) -> String {
        format!("{} {}", self.meeting_title, self.meeting_number)
    }

    pub fn path(&self) -> MeetingPath {
        let meeting = MeetingKey::Number(self.meeting_number);
        MeetingPath { group: self.group_slug.clone(), meeting }
    }
}

/// A group's published summaries, the latest first.
pub async fn published_in(db: &PgPool, group: GroupId, limit: i64) -> Result<Vec<Listed>> {
    listed(db, Some(group), limit).await
}

/// The latest published summaries of all public groups.
pub async fn latest_public(db: &PgPool, limit: i64) -> Result<Vec<Listed>> {
    listed(db, None, limit).await
}

async fn listed(db: &PgPool, group: Option<GroupId>, limit: i64) -> Result<Vec<Listed>> {
    let listed = sqlx::query_as!(
        Listed,
        r#"
        select slug as group_slug, short_name as group_short_name,
               meetings.number as "meeting_number!", meetings.title as meeting_title,
               editions.number as edition, published_at
        from editions
        join groups on groups.id = editions.group_id
        join meetings on meetings.id = meeting_id
        where (editions.group_id = $1 or $1 is null and visibility = 'public')
          and not exists (select from editions later
                          where later.meeting_id = editions.meeting_id
                            and later.number > editions.number)
        order by published_at desc
        limit $2
        "#,
        group as Option<GroupId>,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(listed)
}

/// What waits for a person in all their groups, what holds up others first.
pub async fn waiting_for(
    db: &PgPool,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Waiting>> {
    let rows = sqlx::query!(
        r#"
        with mine as (
            select summaries.*, role,
                   exists (select from summary_comments comment
                           where comment.meeting_id = summaries.meeting_id
                             and comment.edition = summaries.edition and comment.state = 'open')
                       as open,
                   exists (select from summary_comments comment
                           where comment.meeting_id = summaries.meeting_id
                             and comment.edition = summaries.edition and comment.state = 'open'
                             and kind in ('objection', 'do_not_attribute')) as blocked,
                   exists (select from approvals
                           where approvals.meeting_id = summaries.meeting_id
                             and approvals.edition = summaries.edition
                             and approvals.text_hash = summaries.text_hash
                             and approvals.person_id = $1) as approved,
                   exists (select from summary_comments comment
                           where comment.meeting_id = summaries.meeting_id
                             and comment.edition = summaries.edition
                             and comment.person_id = $1) as answered,
                   (select event from history
                    where subject_id = summaries.meeting_id and subject = 'summary'
                    order by id desc limit 1) as latest
            from memberships
            join summaries on summaries.group_id = memberships.group_id
            where memberships.person_id = $1 and until is null
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
        )
        select slug, short_name, meetings.number as "number!", meetings.title,
               waits as "waits!", deadline
        from waiting
        join groups on groups.id = waiting.group_id
        join meetings on meetings.id = meeting_id
        where waits is not null
        order by waits, deadline
        "#,
        person as PersonId,
        now,
    )
    .fetch_all(db)
    .await?;
    let waiting = rows.into_iter().map(|row| Waiting {
        group_slug: row.slug,
        group_short_name: row.short_name,
        meeting_number: row.number,
        meeting_title: row.title,
        waits: match row.waits {
            1 => Waits::Publish,
            2 => Waits::Approve,
            3 => Waits::Settle,
            4 => Waits::Redraft,
            _ => Waits::Comment,
        },
        deadline: row.deadline,
    });
    Ok(waiting.collect())
}
