//! Looking for words in the database.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use sqlx::{AssertSqlSafe, PgExecutor};
use uuid::Uuid;

use super::hits::Results;
use super::names::Known;
use super::rows::{Row, page};
use super::source::Source;
use super::sources::SOURCES;
use super::statement::{Shape, statement};
use super::{Places, Query, Readable};
use crate::ids::{GroupId, PersonId};
use crate::people::Person;
use crate::roles::{Capability, DraftSummaries, Role};
use crate::web::Result;

/// Every group that somebody may read in, or the public if nobody is signed in. A program reads
/// as a member where its token reaches.
pub async fn readable(db: impl PgExecutor<'_>, person: Option<&Person>) -> Result<Vec<Readable>> {
    let rows = sqlx::query!(
        r#"
        select groups.id as "id: GroupId", slug, short_name, role as "role?: Role"
        from groups
        left join memberships
            on group_id = groups.id and person_id = $1 and until is null
            and ($2::uuid[] is null or group_id = any($2))
        where visibility = 'public' or role is not null
        order by role is null, lower(short_name), groups.id
        "#,
        person.map(|person| person.id) as Option<PersonId>,
        person.and_then(|person| person.reach.groups()) as Option<Vec<Uuid>>,
    )
    .fetch_all(db)
    .await?;
    let readable = rows.into_iter().map(|row| Readable {
        id: row.id,
        slug: row.slug,
        short_name: row.short_name,
        member: row.role.is_some(),
        drafts: row.role.is_some_and(|role| DraftSummaries::ROLES.contains(&role)),
    });
    Ok(readable.collect())
}

/// Where the newest hundredth and tenth of each large table's entries begin, by what PostgreSQL
/// knows of their ids. They need not be right: they only say where to begin to look. A table that
/// is not large is looked through at once.
pub async fn eras(db: impl PgExecutor<'_>) -> Result<HashMap<String, [Uuid; 2]>> {
    let rows = sqlx::query!(
        r#"
        select tablename as "table!", bounds[cardinality(bounds) - 1] as hundredth,
               bounds[cardinality(bounds) - 10] as tenth
        from pg_stats
        join pg_class on relnamespace = schemaname::regnamespace and relname = tablename
        cross join cast(histogram_bounds::text as uuid[]) as bounds
        where schemaname = current_schema and attname = 'id' and reltuples >= 5000
          and tablename in ('edition_parts', 'meetings', 'agenda_items', 'contributions',
                            'decisions', 'action_items', 'summary_comments')
          and cardinality(bounds) > 100
        "#,
    )
    .fetch_all(db)
    .await?;
    let eras = rows.into_iter().filter_map(|row| Some((row.table, [row.hundredth?, row.tenth?])));
    Ok(eras.collect())
}

/// Who spoke where the reader may read it: those whom what was typed names, and those who are
/// called somewhat like it.
pub async fn speakers(db: impl PgExecutor<'_>, places: &Places, typed: &str) -> Result<Vec<Known>> {
    let parts: Vec<_> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let rows = sqlx::query!(
        r#"
        with recursive said as (
            select mine.group_id, first.name
            from unnest($1::uuid[]) as mine (group_id)
            cross join lateral (
                select speaker as name from contributions
                where group_id = mine.group_id and removed_at is null and speaker > ''
                order by speaker limit 1) first
            union all
            select said.group_id, next.name
            from said
            cross join lateral (
                select speaker as name from contributions
                where group_id = said.group_id and removed_at is null and speaker > said.name
                order by speaker limit 1) next
        ),
        known as (
            select name from said
            union
            select name from edition_speakers where group_id = any($2)
            union
            select people.name from memberships
            join people on people.id = person_id
            where group_id = any($1)
            union
            select plan_comments.name from plan_comments
            join plans on plans.id = plan_id
            where person_id is null
              and (group_id = any($1) or group_id = any($2)
                   and visibility = 'public' and plans.state not in ('draft', 'archived'))
        )
        select name as "name!",
               not exists (
                   select from unnest($4::text[]) as part
                   where strpos(' ' || lower(name), ' ' || part) = 0) as "named!"
        from known
        order by 2 desc, word_similarity(lower($3), lower(name)) desc, name
        limit 50
        "#,
        &places.mine(),
        &places.readable(),
        typed,
        &parts,
    )
    .fetch_all(db)
    .await?;
    let known = rows.into_iter().map(|row| Known { name: row.name, named: row.named });
    Ok(known.collect())
}

/// One page of what was found. `names` are the speaker's.
pub async fn hits(
    db: impl PgExecutor<'_>,
    places: &Places,
    query: &Query,
    names: Option<&[String]>,
    eras: &HashMap<String, [Uuid; 2]>,
) -> Result<Results> {
    let sources: Vec<_> = SOURCES.iter().filter(|source| is_asked(source, places, query)).collect();
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
    let sql = statement(&sources, shape, &|table| eras.get(table).copied());
    let states: Vec<_> = query.states.iter().flat_map(|state| state.stored()).copied().collect();
    let begins = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let after = query.after.as_ref();
    // Not prepared, so that PostgreSQL plans for these words and these groups.
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(places.mine())
        .bind(places.readable())
        .bind(words)
        .bind(places.drafting())
        .bind(names)
        .bind(names.map(as_words))
        .bind(states)
        .bind(query.from.map(begins))
        .bind(query.to.map(|to| begins(to) + TimeDelta::days(1)))
        .bind(after.map(|after| after.rank))
        .bind(after.map(|after| after.id))
        .bind(after.map(|after| after.source.clone()))
        .persistent(false)
        .fetch_all(db)
        .await?;
    Ok(page(rows, shape.words))
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
