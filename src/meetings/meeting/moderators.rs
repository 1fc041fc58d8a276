//! Who moderates: members, whose names are recognised, or guests.

use sqlx::{PgConnection, PgExecutor};

use access::fields::owners::named;
use access::fields::people::PersonRef;
use base::ids::{GroupId, MeetingId, PersonId};
use base::names::same_person;
use base::text::line;
use platform::web::Result;

/// One name a line; empty lines and repetitions do not count.
pub fn names(lines: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in lines.lines().map(line).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| same_person(known, &name)) {
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

/// A name that exactly one current member has, in any spelling, is that member's. Whoever moderated
/// already under the same name is still that person, member or not.
pub async fn set(
    db: &mut PgConnection,
    group: GroupId,
    meeting: MeetingId,
    names: &[String],
) -> Result<()> {
    let before = sqlx::query_as!(
        PersonRef,
        r#"select person_id as "id: PersonId", name from moderators where meeting_id = $1"#,
        meeting as MeetingId,
    )
    .fetch_all(&mut *db)
    .await?;
    let now = named(db, (group, None), names).await?.into_iter().zip(names);
    let moderators = now.map(|(now, name)| {
        let known = before.iter().find(|known| same_person(&known.name, name));
        known.map_or(now.id, |known| known.id)
    });
    let ids: Vec<Option<PersonId>> = moderators.collect();
    sqlx::query!("delete from moderators where meeting_id = $1", meeting as MeetingId)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        r#"
        insert into moderators (meeting_id, position, person_id, name)
        select $1, given.position, given.person_id, given.name
        from unnest($2::uuid[], $3::text[]) with ordinality as given (person_id, name, position)
        "#,
        meeting as MeetingId,
        ids as Vec<Option<PersonId>>,
        names,
    )
    .execute(db)
    .await?;
    Ok(())
}
