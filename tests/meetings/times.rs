//! When a meeting is: by the rules of today, asked where clocks go back, questioned in the past.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use meetings::zone_rules;
use platform::mail::deliver_due;
use support::mail::with_server;
use support::smtp::MailServer;
use support::{Answer, app, user};

const MEETINGS: &str = "/groups/forms/meetings";
const API: &str = "/api/v1/groups/forms/meetings";
const CASES: &str = include_str!("../fixtures/cases/zones.json");

fn cases(list: &str) -> Vec<Value> {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    cases[list].as_array().unwrap().clone()
}

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap()
}

async fn sql(db: &PgPool, statement: &str, value: &str) {
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    sqlx::query(statement).bind(value).execute(db).await.unwrap();
}

async fn schedule(db: &PgPool, local: &str, more: &[(&str, &str)]) -> Answer {
    let chen = user(db, "Chen");
    let id = chen.get(&format!("{MEETINGS}/new")).await.value("id");
    let (date, time) = local.split_once('T').unwrap();
    let plan = [("id", &*id), ("starts_date", date), ("starts_time", time), ("minutes", "60")];
    let form: Vec<_> = plan.iter().chain(more).copied().collect();
    chen.post(MEETINGS, &form).await
}

/// Everything that a browser sends of a form that nobody changed.
fn unchanged(page: &Answer) -> Vec<(String, String)> {
    let form = page.body.split("<form").find(|form| form.contains("starts_date")).unwrap();
    let controls = form.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap());
    let attribute = |tag: &str, name: &str| {
        let value = tag
            .split(&format!(" {name}=\""))
            .nth(1)
            .or_else(|| tag.strip_prefix(&format!("{name}=\"")[..]))?;
        Some(value.split('"').next().unwrap().to_owned())
    };
    let sent = controls.filter_map(|tag| {
        let chooses = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        if chooses && !tag.ends_with(" checked") {
            return None;
        }
        Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))
    });
    sent.collect()
}

async fn instant(db: &PgPool, meeting: &str) -> String {
    let found = user(db, "Chen").get(&format!("/api/v1{meeting}")).await;
    found.is(StatusCode::OK).json()["starts_at"].as_str().unwrap().to_owned()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn people_read_what_their_clocks_will_show(db: PgPool) {
    for case in cases("shown") {
        let body = json!({ "starts_at": case["instant"], "minutes": 60 });
        let made = user(&db, "Chen").call("POST", API, body).await;
        let at = made.is(StatusCode::CREATED).header("location").replace("/api/v1", "");
        sql(&db, "update people set time_zone = $1 where name = 'Mira Rao'", text(&case, "zone"))
            .await;
        let (_, time) = text(&case, "local").split_once('T').unwrap();
        let place = text(&case, "zone").rsplit('/').next().unwrap().replace('_', " ");
        let page = user(&db, "Mira").get(&at).await;
        page.shows("Thu 10 December 2026, 14:00 UTC");
        match place.as_str() {
            "Casablanca" => page.hides("in Casablanca"),
            place => page.shows(&format!("{time} in {place}")),
        };
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_is_typed_means_the_instant_that_the_rules_give(db: PgPool) {
    for case in cases("typed") {
        sql(&db, "update groups set time_zone = $1 where slug = 'forms'", text(&case, "zone"))
            .await;
        let by_page = schedule(&db, text(&case, "local"), &[]).await;
        assert_eq!(instant(&db, by_page.location()).await, text(&case, "instant"), "{case}");

        let body = json!({ "starts_local": case["local"], "minutes": 60 });
        let by_call = user(&db, "Chen").call("POST", API, body).await;
        let made = by_call.is(StatusCode::CREATED).json();
        assert_eq!(made["starts_at"], case["instant"]);
        assert_eq!(made["starts_local"], format!("{}:00", text(&case, "local")));
        assert_eq!(made["time_zone"], case["zone"]);
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_form_saved_unchanged_keeps_the_instant_in_the_hour_that_comes_twice(db: PgPool) {
    let mut kept = cases("kept");
    kept.push(json!({ "zone": "Australia/Lord_Howe", "instant": "2027-04-03T15:15:00Z" }));
    kept.push(json!({ "zone": "Australia/Lord_Howe", "instant": "2027-04-03T14:45:00Z" }));
    for case in kept {
        sql(&db, "update groups set time_zone = $1 where slug = 'forms'", text(&case, "zone"))
            .await;
        let chen = user(&db, "Chen");
        let body = json!({ "starts_at": case["instant"], "minutes": 60 });
        let made = chen.call("POST", API, body).await;
        let at = made.is(StatusCode::CREATED).header("location").replace("/api/v1", "");

        let page = chen.get(&format!("{at}/edit")).await;
        page.is(StatusCode::OK).shows("Which ").shows(" checked");
        let body = serde_html_form::to_string(unchanged(&page)).unwrap();
        assert_eq!(chen.post_body(&format!("{at}/edit"), body).await.location(), at);
        assert_eq!(instant(&db, &at).await, text(&case, "instant"), "{case}");
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_time_that_comes_twice_is_asked_about(db: PgPool) {
    let asked = schedule(&db, "2027-10-31T02:30", &[]).await;
    asked.is(StatusCode::UNPROCESSABLE_ENTITY).shows("02:30 comes twice on Sun 31 October 2027");
    asked.shows("The first, UTC+02:00 (00:30 UTC)").shows("The second, UTC+01:00 (01:30 UTC)");
    for (offset, at) in [("+02:00", "2027-10-31T00:30:00Z"), ("+01:00", "2027-10-31T01:30:00Z")] {
        let made = schedule(&db, "2027-10-31T02:30", &[("starts_offset", offset)]).await;
        assert_eq!(instant(&db, made.location()).await, at);
    }

    let chen = user(&db, "Chen");
    let body = json!({ "starts_local": "2027-10-31T02:30", "minutes": 60 });
    let refused = chen.call("POST", API, body).await;
    let error = refused.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0].clone();
    assert_eq!(error["field"], "starts_local");
    let detail = error["detail"].as_str().unwrap();
    assert!(detail.contains("2027-10-31T00:30:00Z or 2027-10-31T01:30:00Z"), "{detail}");
    for (field, body) in [
        ("starts_local", json!({ "starts_local": "2027-03-28T02:30", "minutes": 60 })),
        ("starts_local", json!({ "starts_local": "soon", "minutes": 60 })),
        ("starts_at", json!({ "minutes": 60 })),
        (
            "starts_at",
            json!({
                "starts_local": "2027-03-28T04:30", "starts_at": "2027-03-28T02:30:00Z", "minutes": 60,
            }),
        ),
    ] {
        let refused = chen.call("POST", API, body).await;
        let error = refused.is(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(error["errors"][0]["field"], field);
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_past_date_is_questioned_and_saved_if_it_is_meant(db: PgPool) {
    let asked = schedule(&db, "2025-03-19T14:00", &[]).await;
    asked.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This date is in the past. Save it anyway?");
    asked.shows(">Save it anyway<");
    // Another past date is another question.
    let other = [("past_date", "2025-03-18")];
    schedule(&db, "2025-03-19T14:00", &other).await.is(StatusCode::UNPROCESSABLE_ENTITY);

    let chen = user(&db, "Chen");
    let body = serde_html_form::to_string(unchanged(&asked)).unwrap();
    let made = chen.post_body(MEETINGS, body).await;
    assert_eq!(instant(&db, made.location()).await, "2025-03-19T13:00:00Z");

    let mut body = json!({ "starts_at": "2025-03-19T13:00:00Z", "minutes": 60 });
    let refused = chen.call("POST", API, body.clone()).await;
    let error = refused.is(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(error["errors"][0]["field"], "starts_at");
    body["may_be_past"] = true.into();
    chen.call("POST", API, body).await.is(StatusCode::CREATED);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn instants_follow_when_the_rules_change_and_everybody_is_told(db: PgPool) {
    sql(&db, "update groups set time_zone = $1 where slug = 'forms'", "America/Vancouver").await;
    let made = schedule(&db, "2026-12-10T07:00", &[]).await;
    let at = made.location();
    let record = "/groups/forms/meetings/12/record/particulars";
    let next = [("revision", "1"), ("next_date", "2026-12-17"), ("next_time", "07:00")];
    user(&db, "Sana").post(record, &next).await.location();
    assert_eq!(zone_rules::follow(&app(&db)).await.unwrap(), 0);

    // As the rules of 2025 had it.
    sqlx::raw_sql(
        "update meetings set starts_at = '2026-12-10 15:00Z' where number = 13;
         update meetings set next_meeting_at = '2026-12-17 15:00Z', starts_at = '2026-03-05 13:00Z'
         where number = 12;
         delete from mails",
    )
    .execute(&db)
    .await
    .unwrap();
    assert_eq!(zone_rules::follow(&app(&db)).await.unwrap(), 2);
    assert_eq!(zone_rules::follow(&app(&db)).await.unwrap(), 0);

    assert_eq!(instant(&db, at).await, "2026-12-10T14:00:00Z");
    let next =
        user(&db, "Sana").get("/api/v1/groups/forms/meetings/12/record/particulars").await.json();
    assert_eq!(next["next_meeting_at"], "2026-12-17T14:00:00Z");
    let calendar = user(&db, "Mira").get(&format!("{at}.ics")).await;
    calendar.shows("DTSTART:20261210T140000Z").shows("SEQUENCE:2");
    // What was held keeps its instant.
    assert_eq!(instant(&db, "/groups/forms/meetings/12").await, "2026-03-05T13:00:00Z");

    let mails = "select recipient, text from mails order by recipient";
    let mails: Vec<(String, String)> = sqlx::query_as(mails).fetch_all(&db).await.unwrap();
    let told = ["chen", "cleo", "mira", "omar", "sana"].map(|name| format!("{name}@example.org"));
    assert_eq!(mails.iter().map(|(to, _)| to.clone()).collect::<Vec<_>>(), told);
    let to_mira = &mails[2].1;
    for sentence in [
        "Online Meeting 13 (07:00 in Vancouver)",
        "Now: Thu 10 December 2026, 14:00 UTC (19:30 in Kolkata)",
        "Before: Thu 10 December 2026, 15:00 UTC (20:30 in Kolkata)",
        "The next meeting after Online Meeting 12 (07:00 in Vancouver)",
        &format!("http://rapporteur.test{at}"),
    ] {
        assert!(to_mira.contains(sentence), "{to_mira}");
    }
    let history = "select reason from history where event = 'moved by new clock rules'";
    let reason: String = sqlx::query_scalar(history).fetch_one(&db).await.unwrap();
    assert_eq!(
        reason,
        "07:00 in Vancouver is now Thu 10 December 2026, 14:00 UTC. \
         Before: Thu 10 December 2026, 15:00 UTC."
    );

    // It goes to people only, and to those who are still in the group when it is sent.
    sqlx::raw_sql(
        "delete from mails;
         update people set service_of = (select id from groups where slug = 'forms')
         where name = 'Omar Haddad';
         update meetings set starts_at = '2026-12-10 15:00Z' where number = 13",
    )
    .execute(&db)
    .await
    .unwrap();
    assert_eq!(zone_rules::follow(&app(&db)).await.unwrap(), 1);
    sql(&db, "update memberships set until = now() from people where person_id = people.id and name = $1", "Mira Rao")
        .await;
    let server = MailServer::start().await;
    deliver_due(&with_server(&db, &server)).await.unwrap();
    let mut reached: Vec<_> =
        server.received().into_iter().flat_map(|one| one.recipients).collect();
    reached.sort();
    let told = ["chen", "cleo", "sana"].map(|name| format!("RCPT TO:<{name}@example.org>"));
    assert_eq!(reached, told);

    // A server whose rules are older leaves all as it is.
    sqlx::raw_sql("update zone_rules set version = '9999z'; update meetings set starts_at = '2026-12-10 15:00Z' where number = 13")
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(zone_rules::follow(&app(&db)).await.unwrap(), 0);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_time_of_which_only_the_instant_was_kept_is_agreed_in_the_zone_of_record(db: PgPool) {
    let made = schedule(&db, "2027-10-31T02:30", &[("starts_offset", "+01:00")]).await;
    sql(
        &db,
        "update meetings set starts_local = null, starts_zone = null, starts_second = false
         where starts_zone = $1",
        "Europe/Berlin",
    )
    .await;
    assert_eq!(zone_rules::follow(&app(&db)).await.unwrap(), 0);
    let kept =
        "select starts_local::text, starts_zone, starts_second from meetings where number = 13";
    let kept: (String, String, bool) = sqlx::query_as(kept).fetch_one(&db).await.unwrap();
    assert_eq!(kept, ("2027-10-31 02:30:00".into(), "Europe/Berlin".into(), true));
    assert_eq!(instant(&db, made.location()).await, "2027-10-31T01:30:00Z");
}
