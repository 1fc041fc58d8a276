//! Looking for words in the database.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, PgExecutor, PgPool};
use uuid::Uuid;

use super::hits::Results;
use super::names::{self, Known};
use super::rows::{Found, Shown, hit, page};
use super::source::Source;
use super::sources::SOURCES;
use super::statement::{self, Eras, Shape};
use super::{Places, Query, Readable};
use access::person::Person;
use base::ids::{GroupId, PersonId};
use base::names::folded_words;
use base::policy::{Capability, DraftSummaries, Role};
use platform::web::Result;

/// Every group that somebody may read in, or the public if nobody is signed in. A program reads
/// as a member where its token reaches.
/// With the eras, for most searches go on with those.
pub async fn readable(
    db: impl PgExecutor<'_>,
    person: Option<&Person>,
) -> Result<(Vec<Readable>, Eras)> {
    let rows = sqlx::query!(
        r#"
        select groups.id as "id: GroupId", groups.slug, groups.short_name,
               memberships.role as "role?: Role",
               (select json_object_agg(eras."table", eras.begins) from eras) as "eras: Json<Eras>"
        from groups
        left join memberships
            on memberships.group_id = groups.id and memberships.person_id = $1
            and memberships.until is null
            and ($2::uuid[] is null or memberships.group_id = any($2))
        where groups.visibility = 'public' or memberships.role is not null
        order by memberships.role is null, lower(groups.short_name), groups.id
        "#,
        person.map(|person| person.id) as Option<PersonId>,
        person.and_then(|person| person.reach.groups()) as Option<Vec<Uuid>>,
    )
    .fetch_all(db)
    .await?;
    let eras = rows.first().and_then(|row| row.eras.as_ref());
    let eras = eras.map(|eras| eras.0.clone()).unwrap_or_default();
    let readable = rows.into_iter().map(|row| Readable {
        id: row.id,
        slug: row.slug,
        short_name: row.short_name,
        member: row.role.is_some(),
        drafts: row.role.is_some_and(|role| DraftSummaries::ROLES.contains(&role)),
        speakers: row.role.is_some_and(Role::reads_speakers),
    });
    Ok((readable.collect(), eras))
}

/// Which parts of large tables are looked through first. A table that is not large is looked
/// through at once.
pub async fn eras(db: impl PgExecutor<'_>) -> Result<Eras> {
    let rows = sqlx::query!(r#"select "table" as "table!", begins as "begins!" from eras"#);
    let rows = rows.fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.table, row.begins)).collect())
}

/// The same, and who spoke where the reader may read it: those whom what was typed names, and
/// those who are called somewhat like it. In one statement, for it goes before others.
///
/// Of those who once spoke in a group, what they said may be removed: that is looked at from the
/// likest on.
pub async fn eras_and_speakers(
    db: impl PgExecutor<'_>,
    places: &Places,
    typed: &str,
) -> Result<(Eras, Vec<Known>)> {
    let parts = names::parts(typed);
    let rows = sqlx::query!(
        r#"
        with known as (
            select name, words, bool_and(spoke) as spoke
            from (
                select name, words, true as spoke from group_speakers where group_id = any($1)
                union all
                select name, words, false from edition_speakers where group_id = any($2)
                union all
                select people.name, name_words(people.name), false from memberships
                join people on people.id = memberships.person_id
                where memberships.group_id = any($1)
                union all
                select plan_comments.name, name_words(plan_comments.name), false from plan_comments
                join plans on plans.id = plan_comments.plan_id
                where plan_comments.person_id is null
                  and (plans.group_id = any($1) or plans.group_id = any($2)
                       and plans.visibility = 'public' and plans.state not in ('draft', 'archived'))
            ) as names
            group by name, words
        ),
        likest as (
            select name, spoke,
                   not exists (
                       select from unnest($4::text[]) as part
                       where strpos(' ' || known.words, part) = 0) as named
            from known
            order by named desc, word_similarity($3, words) desc, name
            offset 0
        ),
        speakers as (
            select name, named
            from likest
            where not spoke
               or (select true from contributions
                   where contributions.group_id = any($1) and contributions.speaker = likest.name
                     and contributions.removed_at is null
                     and (contributions.attribution = 'attributed'
                          or contributions.group_id = any($5))
                   limit 1)
            limit 50
        )
        select "table", begins, null as name, false as "named!" from eras
        union all
        select null, null, name, named from speakers
        "#,
        &places.mine(),
        &places.readable(),
        folded_words(typed).join(" "),
        &parts,
        &places.speakers(),
    )
    .fetch_all(db)
    .await?;
    let (mut eras, mut speakers) = (Eras::new(), Vec::new());
    for row in rows {
        eras.extend(row.table.zip(row.begins));
        speakers.extend(row.name.map(|name| Known { name, named: row.named }));
    }
    Ok((eras, speakers))
}

/// One page of what was found. `names` are the speaker's.
pub async fn hits(
    db: &PgPool,
    places: &Places,
    query: &Query,
    names: Option<&[String]>,
    eras: &Eras,
) -> Result<Results> {
    let mut sources: Vec<_> =
        SOURCES.iter().filter(|source| is_asked(source, places, query)).collect();
    if sources.is_empty() {
        return Ok(Results::default());
    }
    let words = query.words();
    let shape = Shape {
        words: words.is_some(),
        speaker: names.is_some(),
        states: !query.states.is_empty(),
        dated: query.from.is_some() || query.to.is_some(),
        mine: places.mine().len(),
        readable: places.readable().len(),
        goes_on: query.after.is_some(),
    };
    let states: Vec<_> = query.states.iter().flat_map(|state| state.stored()).collect();
    let begins = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let after = query.after.as_ref();
    let sql = statement::found(&sources, shape, eras);
    // Not prepared, so that PostgreSQL plans for these words and these groups.
    let found: Vec<Found> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(places.mine())
        .bind(places.readable())
        .bind(&words)
        .bind(places.drafting())
        .bind(names)
        .bind(names.map(as_words))
        .bind(states)
        .bind(query.from.map(begins))
        .bind(query.to.map(|to| begins(to) + TimeDelta::days(1)))
        .bind(after.map(|after| after.rank))
        .bind(after.map(|after| after.id))
        .bind(after.map(|after| after.source.clone()))
        .bind(places.speakers())
        .persistent(false)
        .fetch_all(db)
        .await?;
    let (found, results) = page(found);
    sources.retain(|source| found.iter().any(|one| one.source == source.key));
    if sources.is_empty() {
        return Ok(results);
    }
    let sql = statement::shown(&sources, shape);
    let shown: Vec<Shown> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(places.mine())
        .bind(places.readable())
        .bind(&words)
        .bind(places.drafting())
        .bind(found.iter().map(|one| one.source.as_str()).collect::<Vec<_>>())
        .bind(found.iter().map(|one| one.id).collect::<Vec<_>>())
        .bind(places.speakers())
        .persistent(false)
        .fetch_all(db)
        .await?;
    let hits = shown.iter().filter_map(|row| hit(row, shape.words)).collect();
    Ok(Results { hits, ..results })
}

/// Whether a source can have what is looked for, for this reader.
fn is_asked(source: &Source, places: &Places, query: &Query) -> bool {
    query.kind.is_none_or(|kind| kind == source.kind)
        && (!source.internal || !places.mine().is_empty())
        && (!source.external || places.mine().len() < places.readable().len())
        && (query.speaker.is_none() || source.speaker.is_some())
        && (query.states.is_empty() || source.stateful)
}

/// Names as to_tsquery reads them: each word among the names of an entry, and in this order.
fn as_words(names: &[String]) -> String {
    let name = |name: &String| format!("'{}':C", name.replace(['\'', '\\'], " "));
    names.iter().map(name).collect::<Vec<_>>().join(" | ")
}
