//! Who moderates: members, whose names are recognised, or guests.

use sqlx::{PgConnection, PgExecutor};

use base::ids::{GroupId, MeetingId};
use base::text::line;
use platform::web::Result;

/// One name a line; empty lines and repetitions do not count.
pub fn names(lines: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in lines.lines().map(line).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

pub async fn of(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Vec<String>> {
    let names = sqlx::query_scalar!(
        "select name from moderators where meeting_id = $1 order by position",
        meeting as MeetingId,
    )
    .fetch_all(db)
    .await?;
    Ok(names)
}

/// A name that exactly one current member has is that member's.
pub async fn set(
    db: &mut PgConnection,
    group: GroupId,
    meeting: MeetingId,
    names: &[String],
) -> Result<()> {
    sqlx::query!("delete from moderators where meeting_id = $1", meeting as MeetingId)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        r#"
        insert into moderators (meeting_id, position, person_id, name)
        select $1, given.position, known.id, given.name
        from unnest($3::text[]) with ordinality as given (name, position)
        left join (
            select people.name, min(people.id::text)::uuid as id
            from people
            join memberships on memberships.person_id = people.id and memberships.group_id = $2
                and memberships.until is null
            where people.service_of is null
            group by people.name
            having count(*) = 1
        ) as known on known.name = given.name
        "#,
        meeting as MeetingId,
        group as GroupId,
        names,
    )
    .execute(db)
    .await?;
    Ok(())
}
