//! Times to come in the database.

use chrono::{DateTime, NaiveDateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Group, Kept, Moved, Recipient, Which};
use base::ids::{GroupId, MeetingId};
use base::time::{Agreed, Zone};
use platform::web::Result;

/// Whether these rules are no older than those that were used last; they are from now on. Of rules
/// without a version that is not asked.
pub async fn claim(db: &mut PgConnection, version: &str, now: DateTime<Utc>) -> Result<bool> {
    let claimed = sqlx::query!(
        r#"
        insert into zone_rules (version, used_at) values ($1, $2)
        on conflict (only_one) do update set version = excluded.version, used_at = excluded.used_at
        where excluded.version = '' or excluded.version >= zone_rules.version
        "#,
        version,
        now,
    )
    .execute(db)
    .await?;
    Ok(claimed.rows_affected() > 0)
}

/// Starts of planned meetings, and next meetings that records name. Their meetings are held for
/// the rest of the transaction.
pub async fn to_come(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Kept>> {
    let rows = sqlx::query!(
        r#"
        select meetings.id as "id: MeetingId", meetings.group_id as "group_id: GroupId",
               meetings.number, meetings.title,
               meetings.state in ('draft', 'scheduled') and meetings.starts_at > $1
                   as "starts_later!",
               meetings.starts_at, meetings.starts_local, meetings.starts_zone as "starts_zone: Zone",
               meetings.starts_second,
               meetings.next_meeting_at, meetings.next_local, meetings.next_zone as "next_zone: Zone",
               meetings.next_second, groups.time_zone as "zone_of_record: Zone"
        from meetings
        join groups on groups.id = meetings.group_id
        where meetings.state in ('draft', 'scheduled') and meetings.starts_at > $1
           or meetings.next_meeting_at > $1
        order by meetings.id
        for no key update of meetings
        "#,
        now,
    )
    .fetch_all(db)
    .await?;
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        let of = |which, at, agreed| Kept {
            meeting: row.id,
            group: row.group_id,
            number: row.number,
            title: row.title.clone(),
            which,
            at,
            agreed,
            zone_of_record: row.zone_of_record,
        };
        if row.starts_later {
            let agreed = by_the_rules(row.starts_local, row.starts_zone, row.starts_second);
            kept.push(of(Which::Start, row.starts_at, agreed));
        }
        if let Some(at) = row.next_meeting_at.filter(|at| *at > now) {
            let agreed = by_the_rules(row.next_local, row.next_zone, row.next_second);
            kept.push(of(Which::NextMeeting, at, agreed));
        }
    }
    Ok(kept)
}

fn by_the_rules(local: Option<NaiveDateTime>, zone: Option<Zone>, second: bool) -> Option<Agreed> {
    Agreed::by_the_rules(local?, zone?, second)
}

/// Keeps what the clocks of the zone of record show, where only the instant was kept.
pub async fn keep_as_agreed(db: &mut PgConnection, kept: &[Kept]) -> Result<()> {
    for which in [Which::Start, Which::NextMeeting] {
        let all = kept.iter().filter(|kept| kept.which == which);
        let all = all.map(|kept| (kept.meeting.0, Agreed::of(kept.at, kept.zone_of_record)));
        let (ids, agreed): (Vec<Uuid>, Vec<Agreed>) = all.unzip();
        if ids.is_empty() {
            continue;
        }
        let locals: Vec<_> = agreed.iter().map(|agreed| agreed.local).collect();
        let zones: Vec<_> = agreed.iter().map(|agreed| agreed.zone.name().to_owned()).collect();
        let seconds: Vec<_> = agreed.iter().map(|agreed| agreed.second).collect();
        sqlx::query!(
            r#"
            update meetings
            set starts_local = case when $5 then agreed.local else meetings.starts_local end,
                starts_zone = case when $5 then agreed.zone else meetings.starts_zone end,
                starts_second = case when $5 then agreed.second else meetings.starts_second end,
                next_local = case when $5 then meetings.next_local else agreed.local end,
                next_zone = case when $5 then meetings.next_zone else agreed.zone end,
                next_second = case when $5 then meetings.next_second else agreed.second end
            from unnest($1::uuid[], $2::timestamp[], $3::text[], $4::boolean[])
                as agreed (id, local, zone, second)
            where meetings.id = agreed.id
            "#,
            &ids,
            &locals,
            &zones,
            &seconds,
            which == Which::Start,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// The instant follows; what was agreed stays.
pub async fn set(db: &mut PgConnection, moved: &Moved) -> Result<()> {
    match moved.kept.which {
        Which::Start => {
            sqlx::query!(
                "update meetings set starts_at = $2, revision = revision + 1 where id = $1",
                moved.kept.meeting as MeetingId,
                moved.to.at,
            )
            .execute(db)
            .await?;
        }
        Which::NextMeeting => {
            sqlx::query!(
                r#"
                update meetings
                set next_meeting_at = $2, record_revision = record_revision + 1
                where id = $1
                "#,
                moved.kept.meeting as MeetingId,
                moved.to.at,
            )
            .execute(db)
            .await?;
        }
    }
    Ok(())
}

pub async fn group(db: &mut PgConnection, id: GroupId) -> Result<Group> {
    let group = sqlx::query_as!(
        Group,
        r#"select id as "id: GroupId", slug, short_name from groups where id = $1"#,
        id as GroupId,
    )
    .fetch_one(db)
    .await?;
    Ok(group)
}

/// Everybody who is in the group now.
pub async fn recipients(db: &mut PgConnection, group: GroupId) -> Result<Vec<Recipient>> {
    let recipients = sqlx::query_as!(
        Recipient,
        r#"
        select people.email, people.time_zone as "zone: Zone"
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.until is null
          and people.suspended_at is null and people.service_of is null
        order by people.email
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(recipients)
}
