use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{Meeting, Resting, Schedule};
use crate::meeting::calendar::Entry;
use access::group::Group;
use base::addresses::meeting::MeetingKey;
use base::ids::{GroupId, MeetingId};
use base::states::MeetingState;
use base::time::Zone;
use platform::web::Result;

pub async fn find(db: impl PgExecutor<'_>, group: GroupId, key: MeetingKey) -> Result<Meeting> {
    let (number, draft) = parts(key);
    let meeting = sqlx::query_as!(
        Meeting,
        r#"
        select id as "id: MeetingId", group_id as "group_id: GroupId", number, title,
               state as "state: MeetingState", starts_at, starts_zone as "starts_zone: Zone", minutes,
               joining_link, participants_note, next_meeting_at, agenda_published_at,
               agenda_revised_at, revision
        from meetings
        where group_id = $1 and (number = $2 or id = $3)
        "#,
        group as GroupId,
        number,
        draft as Option<MeetingId>,
    )
    .fetch_one(db)
    .await?;
    Ok(meeting)
}

/// The meeting, held for the rest of the transaction: whoever writes in a meeting's record or
/// agenda takes it first, so that order and numbers stay right. Rows that refer to it, such as
/// history, may still be written, so that nobody waits for each other.
pub async fn lock(db: &mut PgConnection, group: GroupId, key: MeetingKey) -> Result<Meeting> {
    let (number, draft) = parts(key);
    sqlx::query!(
        r#"
        select id from meetings
        where group_id = $1 and (number = $2 or id = $3)
        for no key update
        "#,
        group as GroupId,
        number,
        draft as Option<MeetingId>,
    )
    .fetch_one(&mut *db)
    .await?;
    // A second statement, because it sees what was committed while the lock was awaited.
    find(db, group, key).await
}

/// The number by which it is known, or the id by which it was while it had none.
pub fn parts(key: MeetingKey) -> (Option<i32>, Option<MeetingId>) {
    match key {
        MeetingKey::Number(number) => (Some(number), None),
        MeetingKey::Draft(id) => (None, Some(id)),
    }
}

pub async fn find_by_id(db: &mut PgConnection, group: GroupId, id: MeetingId) -> Result<Meeting> {
    let number = sqlx::query_scalar!(
        "select number from meetings where group_id = $1 and id = $2",
        group as GroupId,
        id as MeetingId,
    )
    .fetch_one(&mut *db)
    .await?;
    find(db, group, number.map_or(MeetingKey::Draft(id), MeetingKey::Number)).await
}

/// Whether the meeting was made; false if it was before.
pub async fn insert(
    db: &mut PgConnection,
    id: MeetingId,
    group: &Group,
    schedule: &Schedule,
) -> Result<bool> {
    let made = sqlx::query!(
        r#"
        insert into meetings (id, group_id, title, starts_at, starts_local, starts_zone,
                              starts_second, minutes, joining_link)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do nothing
        "#,
        id as MeetingId,
        group.id as GroupId,
        group.meeting_title,
        schedule.starts.at,
        schedule.starts.local,
        schedule.starts.zone as Zone,
        schedule.starts.second,
        schedule.minutes,
        schedule.joining_link,
    )
    .execute(db)
    .await?;
    Ok(made.rows_affected() == 1)
}

pub async fn reschedule(db: &mut PgConnection, id: MeetingId, schedule: &Schedule) -> Result<()> {
    sqlx::query!(
        r#"
        update meetings
        set starts_at = $2, starts_local = $3, starts_zone = $4, starts_second = $5, minutes = $6,
            joining_link = $7, revision = revision + 1
        where id = $1
        "#,
        id as MeetingId,
        schedule.starts.at,
        schedule.starts.local,
        schedule.starts.zone as Zone,
        schedule.starts.second,
        schedule.minutes,
        schedule.joining_link,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn advance(db: &mut PgConnection, meeting: &Meeting, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        r#"
        update meetings
        set state = $2::meeting_state, number = $3,
            closed_at = case when $2 = 'held'::meeting_state then $4::timestamptz end
        where id = $1
        "#,
        meeting.id as MeetingId,
        meeting.state as MeetingState,
        meeting.number,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What has happened since a meeting was opened or closed.
pub async fn resting(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Resting> {
    let resting = sqlx::query_as!(
        Resting,
        r#"
        select on_opening as "on_opening!", on_closing as "on_closing!"
        from resting_meetings
        where meeting_id = $1
        "#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    Ok(resting)
}

/// The group's row stays locked until the transaction ends, so no number is drawn twice.
pub async fn draw_number(db: &mut PgConnection, group: GroupId) -> Result<i32> {
    let number = sqlx::query_scalar!(
        "update groups set last_meeting = last_meeting + 1 where id = $1 returning last_meeting",
        group as GroupId,
    )
    .fetch_one(db)
    .await?;
    Ok(number)
}

/// The numbered meetings of a group, the latest first, or one of them. These are two questions, so
/// that a plan that is made for both does not take the first for a small one.
pub async fn entries(
    db: impl PgExecutor<'_>,
    group: GroupId,
    meeting: Option<MeetingId>,
) -> Result<Vec<Entry>> {
    let entries = sqlx::query_as!(
        Entry,
        r#"
        with latest as (
            (select * from meetings
             where group_id = $1 and number is not null and $2::uuid is null
             order by starts_at desc
             limit 1000)
            union all
            select * from meetings where group_id = $1 and number is not null and id = $2
        )
        select latest.id as "id!: MeetingId", latest.number as "number!", latest.title as "title!",
               latest.state as "state!: MeetingState", latest.starts_at as "starts_at!",
               latest.minutes as "minutes!", told.changes as "changes!",
               greatest(latest.created_at, told.changed_at, latest.agenda_revised_at)
                   as "changed_at!"
        from latest
        cross join lateral (
            select count(*) filter (where history.event <> 'drafted') as changes,
                   max(history.at) as changed_at
            from history
            where history.subject_id = latest.id and history.subject = 'meeting'
        ) as told
        order by latest.starts_at desc
        "#,
        group as GroupId,
        meeting as Option<MeetingId>,
    )
    .fetch_all(db)
    .await?;
    Ok(entries)
}
