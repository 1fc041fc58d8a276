//! A group becomes public after somebody has read what everybody will read, and its members' at once,
//! but for the editions that everybody could read.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::plans::{PLAN, decide, open};
use support::way::{SUMMARY, correct, whole_way};
use support::{User, user, visitor};

const GROUP: &str = "/groups/wg-strategy";
const VISIBILITY: &str = "/groups/wg-strategy/visibility";
const API: &str = "/api/v1/groups/wg-strategy/visibility";

/// What everybody reads of a public group.
const READ: [&str; 12] = [
    "/groups/wg-strategy",
    "/groups/wg-strategy.atom",
    "/groups/wg-strategy.ics",
    "/groups/wg-strategy/meetings",
    "/groups/wg-strategy/meetings/45",
    "/groups/wg-strategy/meetings/45.ics",
    "/groups/wg-strategy/meetings/45/agenda",
    "/groups/wg-strategy/meetings/45/summary",
    "/groups/wg-strategy/meetings/45/summary.md",
    "/groups/wg-strategy/plans",
    "/groups/wg-strategy/search?q=strategy",
    "/api/v1/groups/wg-strategy/meetings/45/agenda",
];

/// What lists the publications of all public groups.
const LISTS: [&str; 5] =
    ["/", "/publications.atom", "/sitemap.xml", "/search?q=Envoy", "/api/v1/groups"];

fn edition(number: i32) -> [String; 4] {
    let page = format!("{SUMMARY}/editions/{number}");
    [page.clone(), format!("{page}.md"), format!("{page}.json"), format!("/api/v1{page}")]
}

async fn hide(db: &PgPool) {
    let form = [("visibility", "members_only")];
    user(db, "Chen").post(VISIBILITY, &form).await.location();
}

async fn read(by: &User, paths: &[String], status: StatusCode) {
    for path in paths {
        by.get(path).await.is(status);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_hidden_group_is_its_members_at_once_but_for_its_editions(db: PgPool) {
    whole_way(&db).await;
    let strangers = [visitor(&db), user(&db, "Nia")];
    let all = READ.map(str::to_owned);
    for stranger in &strangers {
        read(stranger, &all, StatusCode::OK).await;
    }
    for list in LISTS {
        assert!(visitor(&db).get(list).await.body.contains("wg-strategy"), "{list}");
    }
    for path in &READ[1..3] {
        assert_eq!(visitor(&db).get(path).await.header("cache-control"), "public, no-cache");
    }
    for other in ["Sana", "Mira"] {
        user(&db, other).get(VISIBILITY).await.is(StatusCode::FORBIDDEN);
        let form = [("visibility", "members_only")];
        user(&db, other).post(VISIBILITY, &form).await.is(StatusCode::FORBIDDEN);
    }
    let page = user(&db, "Chen").get(VISIBILITY).await;
    page.shows("Published summaries stay at their addresses").shows(&edition(1)[0]);
    sqlx::query("delete from mails").execute(&db).await.unwrap();

    hide(&db).await;

    for stranger in &strangers {
        read(stranger, &all, StatusCode::NOT_FOUND).await;
        read(stranger, &edition(1), StatusCode::OK).await;
        let page = stranger.get(&edition(1)[0]).await;
        page.hides("href=\"/groups/wg-strategy\"").hides("meetings/45\"");
        for list in LISTS {
            let list = stranger.get(list).await;
            assert!(!list.body.contains("wg-strategy"), "{}", list.body);
        }
    }
    read(&user(&db, "Mira"), &all, StatusCode::OK).await;
    let mails: i64 =
        sqlx::query_scalar("select count(*) from mails where text like '%members only%'")
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(mails, 4);
    let told: Vec<String> = sqlx::query_scalar("select event from history where subject = 'group'")
        .fetch_all(&db)
        .await
        .unwrap();
    assert_eq!(told, ["made members only"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn what_is_published_while_it_is_hidden_stays_hidden(db: PgPool) {
    whole_way(&db).await;
    hide(&db).await;
    correct(&db, "A name was misspelt.").await;
    let stranger = visitor(&db);

    read(&stranger, &edition(2), StatusCode::NOT_FOUND).await;
    stranger.get(&edition(1)[0]).await.is(StatusCode::OK).hides("Edition 2").hides("replaces it");
    assert_eq!(stranger.get(&edition(1)[3]).await.json()["latest"], 1);
    user(&db, "Mira").get(&edition(1)[0]).await.shows("Edition 2");
    read(&user(&db, "Mira"), &edition(2), StatusCode::OK).await;

    let chen = user(&db, "Chen");
    let seen = chen.get(VISIBILITY).await.value("seen");
    let public = [("visibility", "public"), ("seen", &*seen)];
    chen.post(VISIBILITY, &public).await.location();
    read(&stranger, &edition(2), StatusCode::OK).await;
    hide(&db).await;
    read(&stranger, &edition(2), StatusCode::OK).await;
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn it_becomes_public_only_for_somebody_who_read_what_everybody_will(db: PgPool) {
    whole_way(&db).await;
    hide(&db).await;
    let chen = user(&db, "Chen");
    let page = chen.get(VISIBILITY).await;
    page.shows("Make the group public?").shows("Agenda of <bdi>Online Meeting 45</bdi>");
    page.shows(&edition(1)[0]).shows("Chris Buckridge").shows("Every member gets a mail.");
    let seen = page.value("seen");

    let blind = chen.post(VISIBILITY, &[("visibility", "public")]).await;
    blind.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Read below what everybody will then read.");
    let more = "insert into meetings (id, group_id, number, title, state, starts_at, minutes, agenda_published_at)
                select gen_random_uuid(), id, 46, 'Online Meeting', 'scheduled', '2026-04-01 13:00Z', 60,
                       '2026-03-01 13:00Z' from groups where slug = 'wg-strategy'";
    sqlx::query(more).execute(&db).await.unwrap();
    let stale = chen.post(VISIBILITY, &[("visibility", "public"), ("seen", &seen)]).await;
    stale.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Agenda of <bdi>Online Meeting 46</bdi>");
    visitor(&db).get(GROUP).await.is(StatusCode::NOT_FOUND);

    let seen = stale.value("seen");
    chen.post(VISIBILITY, &[("visibility", "public"), ("seen", &seen)]).await.location();
    visitor(&db).get(GROUP).await.is(StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn programs_read_it_first_too(db: PgPool) {
    let chen = user(&db, "Chen");
    user(&db, "Mira").call("GET", API, Value::Null).await.is(StatusCode::FORBIDDEN);
    let hidden = chen.call("PUT", API, json!({ "visibility": "members_only" })).await;
    let hidden = hidden.is(StatusCode::OK).json();
    assert_eq!(hidden["visibility"], "members_only");
    let blind = chen.call("PUT", API, json!({ "visibility": "public" })).await;
    assert_eq!(blind.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"], "seen");

    let read = chen.call("GET", API, Value::Null).await.is(StatusCode::OK).json();
    assert_eq!(
        read["meetings"],
        json!([{ "number": 45, "title": "Online Meeting", "agenda": true }])
    );
    let body = json!({ "visibility": "public", "seen": read["seen"] });
    let public = chen.call("PUT", API, body).await.is(StatusCode::OK).json();
    assert_eq!(public["visibility"], "public");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn planned_meetings_stay_at_their_moment_when_the_zone_changes(db: PgPool) {
    let chen = user(&db, "Chen");
    let plan = [("starts_date", "2026-03-19"), ("starts_time", "14:00"), ("minutes", "60")];
    let berlin = chen.post("/groups/forms/meetings", &plan).await.location().to_owned();
    let settings = "/api/v1/groups/forms/settings";
    let mut body = chen.get(settings).await.json();
    body.as_object_mut().unwrap().remove("revision");
    body["time_zone"] = json!("Asia/Kolkata");
    chen.call("PUT", settings, body).await.is(StatusCode::OK);
    let kolkata = chen.post("/groups/forms/meetings", &plan).await.location().to_owned();

    for (meeting, moment) in [(&berlin, "2026-03-19T13:00:00Z"), (&kolkata, "2026-03-19T08:30:00Z")]
    {
        let read = chen.get(&format!("/api/v1{meeting}")).await.json();
        assert_eq!(read["starts_at"], moment, "{meeting}");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn whoever_leads_or_reports_in_a_public_plan_is_named_before_it_is_public(db: PgPool) {
    const PAGE: &str = "/groups/forms/visibility";
    const WRITE: &str = "00000000-0000-7000-8000-0000000020b1";
    let (chen, sana) = (user(&db, "Chen"), user(&db, "Sana"));
    chen.post(PAGE, &[("visibility", "members_only")]).await.location();
    let names = async || {
        let page = chen.get(PAGE).await;
        let names = page.body.split("<h2>Names in them</h2>").nth(1).unwrap();
        let names = names.split("</ul>").next().unwrap().split("<bdi>").skip(1);
        let names: Vec<_> = names.map(|name| name.split('<').next().unwrap().to_owned()).collect();
        (names, page.value("seen"))
    };
    // Of the first meeting's moderator everybody will read; the plan is the group's.
    assert_eq!(names().await.0, ["Chen Wei"]);

    decide(&db).await;
    open(&chen).await;
    let (named, seen) = names().await;
    assert_eq!(named, ["Chen Wei", "Mira Rao"]);
    let lead = |name: &str| {
        let lead = "insert into activity_leads (item_id, position, name)
             values ('00000000-0000-7000-8000-0000000020b1', 2, $1)
             on conflict (item_id, position) do update set name = excluded.name";
        sqlx::query(lead).bind(name.to_owned()).execute(&db)
    };
    lead("Ines Guest").await.unwrap();
    let public = [("visibility", "public"), ("seen", &*seen)];
    let stale = chen.post(PAGE, &public).await;
    stale.is(StatusCode::UNPROCESSABLE_ENTITY).shows("<bdi>Ines Guest</bdi>");
    let report = [("status", "in_progress"), ("progress", "Half of it is written.")];
    let reports = format!("{PLAN}/items/{WRITE}/reports");
    sana.post(&reports, &report).await.location();
    assert_eq!(names().await.0, ["Chen Wei", "Ines Guest", "Mira Rao", "Sana Karimi"]);

    // What was adopted for everybody names them for ever, whoever leads in what is written now.
    chen.post(&format!("{PLAN}/closing"), &[]).await.location();
    let text = chen.get(&format!("{PLAN}/adoption")).await.value("text");
    let form = [("decision", "00000000-0000-7000-8000-0000000020d1"), ("text", &*text)];
    chen.post(&format!("{PLAN}/adoption"), &form).await.location();
    chen.post(&format!("{PLAN}/draft"), &[]).await.location();
    lead("Paul Draft").await.unwrap();
    let (named, seen) = names().await;
    assert_eq!(named, ["Chen Wei", "Ines Guest", "Mira Rao"]);

    chen.post(PAGE, &[("visibility", "public"), ("seen", &*seen)]).await.location();
    let version = visitor(&db).get(&format!("{PLAN}/versions/1")).await;
    version.shows("Mira Rao").shows("Ines Guest").hides("Paul Draft").hides("Sana Karimi");
}
