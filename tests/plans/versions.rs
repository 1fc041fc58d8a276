//! What a group adopted of a plan: frozen, hashed, at its own address, and told from later drafts.

use axum::http::StatusCode;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgPool;

use plans::versions::verify;
use support::plans::{PLAN, decide};
use support::{User, user, visitor};

const DECISION: &str = "00000000-0000-7000-8000-0000000020d1";
const AWARENESS: &str = "00000000-0000-7000-8000-0000000020a1";
const PRINT: &str = "00000000-0000-7000-8000-0000000020b2";

async fn adopt(by: &User) -> String {
    let page = by.get(&format!("{PLAN}/adoption")).await;
    page.shows("Decision 7, Online Meeting 12: The plan is adopted.");
    let text = page.value("text");
    let form = [("decision", DECISION), ("text", text.as_str())];
    by.post(&format!("{PLAN}/adoption"), &form).await.location().to_owned()
}

async fn reword(by: &User, revision: &str, text: &str) {
    let form = [("revision", revision), ("title", "Awareness"), ("text", text)];
    by.post(&format!("{PLAN}/items/{AWARENESS}"), &form).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn what_is_adopted_stays_while_a_new_draft_is_written(db: PgPool) {
    decide(&db).await;
    let (chen, public) = (user(&db, "Chen"), visitor(&db));
    let version = adopt(&chen).await;
    assert_eq!(version, format!("{PLAN}/versions/1"));

    let page = public.get(&version).await;
    page.shows("adopted at <a href=\"/groups/forms/meetings/12\">Online Meeting 12</a>");
    page.shows("by decision 7").shows("Everybody knows of the review.").hides("planned");
    let text = public.get(&format!("{version}.md")).await;
    text.shows("## 1. Awareness").shows("### 1.1\n\nWrite a page.\n\n*Mira Rao*");
    let hash = Sha256::digest(&text.body)
        .iter()
        .fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    page.shows(&hash);
    public.get(&format!("{version}.json")).await.shows(&hash).shows("\"decision\": 7");
    assert_eq!(
        public.get(&format!("{version}.md")).await.header("content-type"),
        "text/markdown; charset=utf-8"
    );

    // What was adopted is never edited, but progress goes on.
    let form = [("revision", "1"), ("title", "Awareness"), ("text", "Changed.")];
    let refused = chen.post(&format!("{PLAN}/items/{AWARENESS}"), &form).await;
    refused.is(StatusCode::CONFLICT).shows("What was adopted is never edited.");
    let report = [("status", "done"), ("progress", "")];
    chen.post(&format!("{PLAN}/items/{PRINT}/reports"), &report).await.location();
    public.get(PLAN).await.shows("1 of 2 activities is done.").shows("adopted");

    chen.post(&format!("{PLAN}/draft"), &[]).await.location();
    chen.get(&format!("{PLAN}/changes")).await.shows("The text says what was adopted.");
    reword(&chen, "1", "Everybody everywhere knows of the review.").await;
    let changes = chen.get(&format!("{PLAN}/changes")).await;
    changes.shows("Objective 1").shows("<ins> everywhere</ins>").hides("Activity");
    chen.post(&format!("{PLAN}/items/{PRINT}/removal"), &[]).await.location();
    chen.get(&format!("{PLAN}/changes")).await.shows("Activity 1.2 before").shows("<del>Print it.");
    public.get(&format!("{PLAN}/changes")).await.is(StatusCode::NOT_FOUND);
    public.get(PLAN).await.is(StatusCode::NOT_FOUND);
    let form = [("revision", "1"), ("title", "A secret title"), ("visibility", "public")];
    chen.post(PLAN, &form).await.location();
    let plans = public.get("/groups/forms/plans").await;
    plans.shows(&version).shows("WSIS+20 action plan").hides("secret");
    public.get(&version).await.hides("everywhere").shows("Print it.");

    assert_eq!(adopt(&chen).await, format!("{PLAN}/versions/2"));
    public.get(&version).await.shows("Version 2</a> replaces it");
    public.get(&format!("{PLAN}/versions/2")).await.shows("everywhere").hides("Print it.");
    let verified = verify(&db).await.unwrap();
    assert_eq!((verified.versions, verified.plans, verified.off), (2, 1, vec![]));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_plan_is_adopted_by_a_decision_as_it_was_looked_at(db: PgPool) {
    let chen = user(&db, "Chen");
    chen.get(&format!("{PLAN}/adoption")).await.shows("no decision is recorded yet");
    decide(&db).await;
    let adoption = format!("{PLAN}/adoption");
    let text = chen.get(&adoption).await.value("text");
    for (decision, sentence) in [
        ("", "Choose the decision by which it was adopted."),
        (AWARENESS, "This decision is not in the record. Choose another."),
    ] {
        let form = [("decision", decision), ("text", text.as_str())];
        let answer = chen.post(&adoption, &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence);
    }
    reword(&user(&db, "Sana"), "1", "Something else.").await;
    let form = [("decision", DECISION), ("text", text.as_str())];
    let answer = chen.post(&adoption, &form).await;
    answer.is(StatusCode::CONFLICT).shows("The plan has changed since you looked at it.");
    user(&db, "Mira").post(&adoption, &form).await.is(StatusCode::FORBIDDEN);
    sqlx::query("delete from activity_leads").execute(&db).await.unwrap();
    sqlx::query("update plan_items set removed_at = now()").execute(&db).await.unwrap();
    let answer = chen.post(&adoption, &form).await;
    answer.is(StatusCode::CONFLICT).shows("There is nothing to adopt.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_version_for_the_group_is_the_groups(db: PgPool) {
    decide(&db).await;
    sqlx::query("update plans set visibility = 'members_only'").execute(&db).await.unwrap();
    let version = adopt(&user(&db, "Chen")).await;
    // It stays the group's when the plan becomes everybody's.
    sqlx::query("update plans set visibility = 'public'").execute(&db).await.unwrap();
    for path in [version.clone(), format!("{version}.md"), format!("{version}.json")] {
        visitor(&db).get(&path).await.is(StatusCode::NOT_FOUND);
        user(&db, "Nia").get(&path).await.is(StatusCode::NOT_FOUND);
        user(&db, "Omar").get(&path).await.is(StatusCode::OK);
        user(&db, "Nia").get(&path.replace("forms", "quiet")).await.is(StatusCode::NOT_FOUND);
    }
    user(&db, "Omar").get(&format!("{PLAN}/versions/2")).await.is(StatusCode::NOT_FOUND);
    user(&db, "Omar").get(&format!("{PLAN}/versions/01")).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_draft_that_everybody_reads_tells_nothing_of_what_the_group_adopted_before(db: PgPool) {
    decide(&db).await;
    sqlx::query("update plans set visibility = 'members_only'").execute(&db).await.unwrap();
    let (chen, omar) = (user(&db, "Chen"), user(&db, "Omar"));
    let version = adopt(&chen).await;
    chen.post(&format!("{PLAN}/draft"), &[]).await.location();
    reword(&chen, "1", "Nobody is left out.").await;
    support::plans::make_public(&chen).await;
    support::plans::open(&chen).await;

    let (changes, api) = (format!("{PLAN}/changes"), format!("/api/v1{PLAN}"));
    let (was, is) = ("Everybody knows of the review", "Nobody is left out");
    omar.get(&changes).await.shows(was).shows(is);
    omar.get(&format!("{api}/changes")).await.shows(was).shows(is);
    omar.get(PLAN).await.shows("Adopted version 1").shows(&changes);
    assert_eq!(omar.get(&api).await.json()["adopted"], 1);
    for stranger in [user(&db, "Nia"), visitor(&db)] {
        for path in [&changes, &version, &format!("{api}/changes"), &format!("/api/v1{version}")] {
            stranger.get(path).await.is(StatusCode::NOT_FOUND);
        }
        let page = stranger.get(PLAN).await;
        page.shows(is).hides(was).hides("Adopted version").hides(&changes);
        assert_eq!(stranger.get(&api).await.json()["adopted"], Value::Null);
        let plans = stranger.get("/api/v1/groups/forms/plans").await.json();
        assert_eq!(plans["items"][0]["adopted"], Value::Null);
    }

    // What is adopted next is everybody's.
    chen.post(&format!("{PLAN}/closing"), &[]).await.location();
    adopt(&chen).await;
    let public = visitor(&db);
    public.get(&changes).await.shows("The text says what was adopted.");
    public.get(PLAN).await.shows("Adopted version 2");
    assert_eq!(public.get(&api).await.json()["adopted"], 2);
    public.get(&version).await.is(StatusCode::NOT_FOUND);
    omar.get(&version).await.shows("Version 2</a> replaces it");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_version_that_everybody_reads_tells_nothing_of_what_only_the_group_adopted_later(
    db: PgPool,
) {
    decide(&db).await;
    let (chen, omar) = (user(&db, "Chen"), user(&db, "Omar"));
    let version = adopt(&chen).await;
    chen.post(&format!("{PLAN}/draft"), &[]).await.location();
    sqlx::query("update plans set visibility = 'members_only'").execute(&db).await.unwrap();
    adopt(&chen).await;

    let plan = format!("\"{PLAN}\"");
    omar.get(&version).await.shows("Version 2</a> replaces it").shows(&plan);
    for stranger in [user(&db, "Nia"), visitor(&db)] {
        stranger.get(&version).await.shows("Awareness").hides("replaces it").hides(&plan);
        stranger.get(&format!("{PLAN}/versions/2")).await.is(StatusCode::NOT_FOUND);
        stranger.get(&format!("{PLAN}/changes")).await.is(StatusCode::NOT_FOUND);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn nobody_changes_a_version_unnoticed(db: PgPool) {
    decide(&db).await;
    let chen = user(&db, "Chen");
    adopt(&chen).await;
    chen.post(&format!("{PLAN}/draft"), &[]).await.location();
    adopt(&chen).await;
    let frozen = sqlx::query("update plan_versions set title = 'Mine'").execute(&db).await;
    assert!(frozen.unwrap_err().to_string().contains("is frozen"));
    assert!(sqlx::query("delete from plan_versions").execute(&db).await.is_err());

    for (change, sentence) in [
        ("set markdown = markdown || ' ' where number = 1", "version 1: its text"),
        ("set html = html || ' ' where number = 2", "version 2: its HTML"),
        (
            "set document = replace(document, 'Awareness', 'Fame') where number = 2",
            "version 2: its JSON does not say what",
        ),
        ("set adopted_at = now() where number = 2", "version 2: its JSON does not say when"),
        ("set chain = sha256 where number = 2", "version 2: its link"),
        ("set number = 3 where number = 2", "a version is missing"),
    ] {
        sqlx::raw_sql("alter table plan_versions disable trigger all").execute(&db).await.unwrap();
        let statement = format!("update plan_versions {change}");
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&db).await.unwrap();
        let off = verify(&db).await.unwrap().off.join("\n");
        assert!(off.contains(sentence), "{change}: {off}");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_plan_is_read_as_markdown_and_json(db: PgPool) {
    let (mira, public) = (user(&db, "Mira"), visitor(&db));
    let text = mira.get(&format!("{PLAN}.md")).await;
    text.shows("# WSIS+20 action plan").shows("*Mira Rao; planned*");
    let json: serde_json::Value =
        serde_json::from_str(&mira.get(&format!("{PLAN}.json")).await.body).unwrap();
    assert_eq!(json["plan"]["slug"], "wsis20");
    assert_eq!(json["state"], "draft");
    assert_eq!(json["objectives"][0]["activities"][0]["leads"][0], "Mira Rao");
    assert_eq!(json["objectives"][0]["activities"][0]["status"], "planned");
    for ending in [".md", ".json"] {
        public.get(&format!("{PLAN}{ending}")).await.is(StatusCode::NOT_FOUND);
    }
    let problem = public.get(&format!("{PLAN}.json")).await;
    assert_eq!(problem.header("content-type"), "application/problem+json");
    mira.get(&format!("{PLAN}.pdf")).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_plan_is_adopted_once_every_comment_is_settled(db: PgPool) {
    decide(&db).await;
    let chen = user(&db, "Chen");
    support::plans::open(&chen).await;
    support::suggestions::say(&user(&db, "Mira"), "comment", AWARENESS, &[("text", "Who?")]).await;
    chen.post(&format!("{PLAN}/closing"), &[]).await.location();
    let text = chen.get(&format!("{PLAN}/adoption")).await.value("text");
    let form = [("decision", DECISION), ("text", text.as_str())];
    let answer = chen.post(&format!("{PLAN}/adoption"), &form).await;
    answer.is(StatusCode::CONFLICT).shows("Some comments on the plan are open");
}
