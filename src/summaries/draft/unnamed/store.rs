//! Whom a group knows, and who asked in a review not to be named.

use sqlx::PgExecutor;
use sqlx::types::Json;

use super::asked::Request;
use access::fields::people::PersonRef;
use base::ids::{GroupId, MeetingId, PersonId};
use platform::web::Result;

#[derive(Debug, serde::Deserialize)]
struct Asked {
    id: PersonId,
    name: String,
    quote: String,
}

/// The group's members, with those who only were it and spoke; and the requests that were followed.
pub async fn known(
    db: impl PgExecutor<'_>,
    group: GroupId,
    meeting: MeetingId,
) -> Result<(Vec<PersonRef>, Vec<Request>)> {
    let row = sqlx::query!(
        r#"
        select
            (select coalesce(json_agg(json_build_object('id', people.id, 'name', people.name)), '[]')
             from people
             where people.service_of is null
               and (exists (select from memberships
                            where memberships.group_id = $1 and memberships.person_id = people.id
                              and memberships.until is null)
                    or exists (select from contributions
                               where contributions.meeting_id = $2
                                 and contributions.speaker_id = people.id)))
                as "known!: Json<Vec<PersonRef>>",
            (select coalesce(json_agg(json_build_object('id', people.id, 'name', people.name,
                                                        'quote', said.quote)
                                      order by said.made_at), '[]')
             from summary_comments said
             join people on people.id = said.person_id
             where said.meeting_id = $2 and said.kind = 'do_not_attribute'
               and said.state in ('accepted', 'accepted_in_part', 'noted'))
                as "asked!: Json<Vec<Asked>>"
        "#,
        group as GroupId,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    let requests = row.asked.0.into_iter().map(|asked| Request {
        who: PersonRef { id: Some(asked.id), name: asked.name },
        quote: asked.quote,
    });
    Ok((row.known.0, requests.collect()))
}
