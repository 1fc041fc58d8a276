//! Texts rendered again after an upgrade, so that what is written today and what was written
//! before read alike. What was published keeps its bytes.
//!
//! It goes on beside the requests, a few rows at a time. Of several servers one does it at a time.

mod places;

use std::time::Duration;

use anyhow::Result;
use sqlx::{AssertSqlSafe, PgConnection, PgPool};
use tokio::task::spawn_blocking;
use tokio::time::sleep;
use uuid::Uuid;

use base::ids::MeetingId;
use base::markdown::RENDERER;
use places::{PLACES, Place, Row, SUMMARIES};
use platform::web::transaction;

const ROWS: i64 = 200;
/// So that requests come first.
const BREATH: Duration = Duration::from_millis(20);
const LATER: Duration = Duration::from_secs(10);
/// Any number that no other lock has.
const LOCK: i64 = 0x7265_6e64_6572;

enum Step {
    Went,
    AnotherServers,
    Done,
}

/// Beside a server that answers.
pub async fn watch(db: PgPool) {
    loop {
        let pause = match step(&db).await {
            Ok(Step::Done) => return,
            Ok(Step::Went) => BREATH,
            Ok(Step::AnotherServers) => LATER,
            Err(error) => {
                tracing::warn!("texts could not be rendered again: {error:#}");
                LATER
            }
        };
        sleep(pause).await;
    }
}

/// To the end, before a server is started.
pub async fn finish(db: &PgPool) -> Result<()> {
    loop {
        match step(db).await? {
            Step::Done => return Ok(()),
            Step::Went => {}
            Step::AnotherServers => sleep(LATER).await,
        }
    }
}

/// The next rows of the first place that is not done.
async fn step(db: &PgPool) -> Result<Step> {
    let mut tx = transaction(db).await?;
    let ours = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "ours!""#, LOCK);
    if !ours.fetch_one(&mut *tx).await? {
        return Ok(Step::AnotherServers);
    }
    let begun =
        sqlx::query!("select place, reached, done from renderings where renderer = $1", RENDERER);
    let begun = begun.fetch_all(&mut *tx).await?;
    let reached = |key: &str| begun.iter().find(|row| row.place == key);
    let (sections, others) = PLACES.split_at(1);
    let key = |place: &'static Place| place.key;
    // What was approved can be published again as soon as its hash is that of today's form.
    let mut keys = sections.iter().map(key).chain([SUMMARIES]).chain(others.iter().map(key));
    let Some(key) = keys.find(|key| !reached(key).is_some_and(|row| row.done)) else {
        return Ok(Step::Done);
    };
    let from = reached(key).and_then(|row| row.reached);
    let last = match PLACES.iter().find(|place| place.key == key) {
        Some(place) => render(&mut tx, place, from).await?,
        None => hash(&mut tx, from).await?,
    };
    sqlx::query!(
        "insert into renderings (place, renderer, reached, done) values ($1, $2, $3, $4)
         on conflict (place) do update
         set renderer = excluded.renderer, reached = excluded.reached, done = excluded.done",
        key,
        RENDERER,
        last,
        last.is_none(),
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Step::Went)
}

/// Where to go on, if there is more.
async fn render(
    db: &mut PgConnection,
    place: &'static Place,
    from: Option<Uuid>,
) -> Result<Option<Uuid>> {
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(place.select()))
        .bind(from)
        .bind(ROWS)
        .fetch_all(&mut *db)
        .await?;
    let last = rows.last().map(|row| row.id).filter(|_| rows.len() as i64 == ROWS);
    let rendered = spawn_blocking(move || {
        let rows = rows.into_iter().filter_map(|row| place.render(&row).map(|html| (row, html)));
        rows.filter(|(row, html)| row.html != *html).collect::<Vec<_>>()
    });
    for (row, html) in rendered.await? {
        // What was edited meanwhile was rendered with that.
        sqlx::query(AssertSqlSafe(place.update()))
            .bind(row.id)
            .bind(&html)
            .bind(&row.source)
            .execute(&mut *db)
            .await?;
    }
    Ok(last)
}

/// Drafts keep their approvals, which are of the text and not of how it is written out.
async fn hash(db: &mut PgConnection, from: Option<Uuid>) -> Result<Option<Uuid>> {
    let meetings = sqlx::query_scalar!(
        r#"
        select meeting_id as "meeting_id: MeetingId" from summaries
        where state <> 'published' and ($1::uuid is null or meeting_id > $1)
        order by meeting_id limit $2
        "#,
        from,
        ROWS,
    );
    let meetings = meetings.fetch_all(&mut *db).await?;
    for meeting in &meetings {
        summaries::draft::changes::write_out_again(db, *meeting).await?;
    }
    Ok(meetings.last().map(|last| last.0).filter(|_| meetings.len() as i64 == ROWS))
}
