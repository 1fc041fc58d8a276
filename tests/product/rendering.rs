//! After an upgrade that renders texts in another way, what is worked on is made again; what was published
//! keeps its bytes.

use std::time::Instant;

use base::markdown::RENDERER;
use sqlx::{AssertSqlSafe, PgPool};

use crate::program::{PATIENCE, Program, command, home, url};
use support::states::reach;

const STALE: &str = "<p>As it was written out before.</p>";

/// Of all kinds of texts one that the group has.
const TEXTS: [(&str, &str); 10] = [
    ("groups", "purpose_html"),
    ("agenda_items", "notes_html"),
    ("contributions", "html"),
    ("decisions", "html"),
    ("action_items", "html"),
    ("plans", "purpose_html"),
    ("plan_items", "html"),
    ("plan_comments", "html"),
    ("public_comments", "html"),
    ("summary_sections", "html"),
];

/// What was published or adopted, byte by byte.
const FROZEN: &str = "select coalesce(string_agg(frozen::text, E'\\n'), '')
     from (select editions::text from editions union all select plan_versions::text from plan_versions) as frozen";

async fn count(db: &PgPool, statement: String) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(statement)).fetch_one(db).await.unwrap()
}

async fn frozen(db: &PgPool) -> String {
    sqlx::query_scalar(FROZEN).fetch_one(db).await.unwrap()
}

/// A published summary, a plan with a version, and texts that a renderer of then wrote out.
async fn before_the_upgrade(db: &PgPool, renderer: i32) -> String {
    for state in
        ["draft", "scheduled", "in session", "drafting", "in review", "approved", "published"]
    {
        reach(state, db).await;
    }
    let texts = "update groups set purpose = 'Forms.', purpose_html = '<p>Forms.</p>';
         update agenda_items set notes = 'Bring pens.', notes_html = '<p>Bring pens.</p>'";
    sqlx::raw_sql(texts).execute(db).await.unwrap();
    let version = "insert into plan_versions (plan_id, number, group_id, title, visibility, markdown, html, document,
                                              decision_id, adopted_by, adopted_at, sha256, chain)
         select plans.id, 1, plans.group_id, plans.title, 'public', 'Text', '<p>As it was written out before.</p>', '{}',
                decisions.id, people.id, now(), sha256('Text'), sha256('chain')
         from plans, decisions, people where plans.slug = 'wsis20' and people.name = 'Chen Wei' limit 1";
    sqlx::raw_sql(version).execute(db).await.unwrap();
    for (table, html) in TEXTS {
        let stale = format!("update {table} set {html} = '{STALE}' where {html} <> ''");
        let done = sqlx::query(AssertSqlSafe(stale)).execute(db).await.unwrap();
        assert!(done.rows_affected() > 0, "{table} has a text");
    }
    for place in TEXTS.map(|(table, _)| table).into_iter().chain(["progress", "summaries"]) {
        let done = "insert into renderings (place, renderer, done) values ($1, $2, true)
                    on conflict (place) do update set renderer = $2, done = true, reached = null";
        sqlx::query(done).bind(place).bind(renderer).execute(db).await.unwrap();
    }
    frozen(db).await
}

async fn stale(db: &PgPool) -> Vec<&'static str> {
    let mut stale = Vec::new();
    for (table, html) in TEXTS {
        let count =
            count(db, format!("select count(*) from {table} where {html} = '{STALE}'")).await;
        stale.extend((count > 0).then_some(table));
    }
    stale
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn older_html_is_made_again_by_an_upgrade_and_editions_keep_their_bytes(db: PgPool) {
    let published = before_the_upgrade(&db, RENDERER - 1).await;
    assert!(published.contains(STALE) && published.matches('\n').count() >= 1);
    let home = home();
    let migrate = || {
        let output =
            command(home.path(), &[("DATABASE_URL", &url(&db))]).arg("migrate").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    migrate();
    assert!(stale(&db).await.is_empty(), "{:?}", stale(&db).await);
    assert_eq!(frozen(&db).await, published);

    // What the renderer of now has made is not made again.
    for (table, html) in TEXTS {
        let stale = format!("update {table} set {html} = '{STALE}' where {html} <> ''");
        sqlx::query(AssertSqlSafe(stale)).execute(&db).await.unwrap();
    }
    migrate();
    assert_eq!(stale(&db).await, TEXTS.map(|(table, _)| table));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_server_makes_older_html_again_beside_its_requests(db: PgPool) {
    let published = before_the_upgrade(&db, RENDERER - 1).await;
    let home = home();
    let mut program = Program::start(home.path(), &[("DATABASE_URL", &url(&db))]);
    let began = Instant::now();
    while !stale(&db).await.is_empty() {
        assert!(began.elapsed() < PATIENCE, "{:?}\n{}", stale(&db).await, program.log());
        assert_eq!(program.get("/readyz", "").await.unwrap().status, 200);
    }
    let plan = program.get("/groups/forms/plans/wsis20", "").await.unwrap();
    assert!(plan.body.contains("Write a page.") && !plan.body.contains(STALE), "{}", plan.body);
    assert_eq!(frozen(&db).await, published);
    program.kill().await;
}
