//! Groups, who is in them, oneself and the platform through the API alone.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;

use support::sign_in::mailed_link;
use support::{Answer, User, user};

const FORMS: &str = "/api/v1/groups/forms";

async fn put(user: &User, path: &str, revision: i64, body: Value) -> Answer {
    let tag = format!("\"{revision}\"");
    let request = user.json("PUT", path).header(header::IF_MATCH, tag);
    user.send(request.body(body.to_string().into()).unwrap()).await
}

async fn list(user: &User, path: &str) -> Vec<Value> {
    user.get(path).await.is(StatusCode::OK).json()["items"].as_array().unwrap().clone()
}

fn names(items: &[Value], field: &str) -> Vec<String> {
    items.iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}

async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::query(statement).execute(db).await.unwrap();
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn everybody_sees_their_own_groups_and_the_public_ones(db: PgPool) {
    let (public, nia) = (user(&db, ""), user(&db, "Nia"));
    assert_eq!(names(&list(&public, "/api/v1/groups").await, "slug"), ["forms"]);
    let seen = list(&nia, "/api/v1/groups").await;
    assert_eq!(names(&seen, "slug"), ["forms", "quiet"]);
    assert_eq!((&seen[0]["role"], &seen[1]["role"]), (&Value::Null, &json!("co_chair")));
    assert_eq!(names(&list(&nia, "/api/v1/me/groups").await, "slug"), ["quiet"]);
    let first = nia.get("/api/v1/groups?limit=1").await.json();
    let next = format!("/api/v1/groups?limit=1&after={}", first["next"].as_str().unwrap());
    assert_eq!(names(&list(&nia, &next).await, "slug"), ["quiet"]);

    let told = public.get(FORMS).await.json();
    assert_eq!((&told["name"], &told["role"]), (&json!("Working Group on Forms"), &Value::Null));
    assert_eq!(user(&db, "Omar").get(FORMS).await.json()["actions_to_hand_over"], Value::Null);
    let told = user(&db, "Sana").get(FORMS).await.json();
    assert_eq!((&told["role"], &told["actions_to_hand_over"]), (&json!("secretariat"), &json!(0)));
    public.get("/api/v1/groups/quiet").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_token_for_some_groups_tells_nothing_of_others(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.call("POST", &format!("{FORMS}/meetings/12/summary"), json!({})).await;
    sql(&db, "update summaries set state = 'approved'").await;
    sql(
        &db,
        "insert into memberships (id, group_id, person_id, role, since)
         select gen_random_uuid(), groups.id, people.id, 'secretariat', '2026-01-01'
         from groups, people where slug = 'quiet' and people.name = 'Sana Karimi'",
    )
    .await;
    let waiting = list(&sana, "/api/v1/me/waiting").await;
    assert!(names(&waiting, "what").contains(&"Publish the summary of Online Meeting 12".into()));

    sql(&db, "update tokens set group_ids = array(select id from groups where slug = 'quiet')")
        .await;

    assert!(!names(&list(&sana, "/api/v1/me/waiting").await, "group").contains(&"forms".into()));
    assert_eq!(names(&list(&sana, "/api/v1/me/groups").await, "slug"), ["quiet"]);
    assert_eq!(list(&sana, "/api/v1/groups").await[0]["role"], Value::Null, "of the public ones");
    let name = json!({ "name": "Sana K.", "time_zone": "UTC" });
    sana.call("PUT", "/api/v1/me", name).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn people_change_their_name_and_zone_and_switch_their_reminders(db: PgPool) {
    let mira = user(&db, "Mira");
    assert_eq!(mira.get("/api/v1/me").await.json()["time_zone"], "Asia/Kolkata");

    let body = json!({ "name": "Mira  R. Rao", "time_zone": "Asia/Mumbai" });
    let refused = mira.call("PUT", "/api/v1/me", body).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["field"], "time_zone");
    let body = json!({ "name": "Mira  R. Rao", "time_zone": "Europe/Paris" });
    let changed = mira.call("PUT", "/api/v1/me", body).await;
    assert_eq!(changed.is(StatusCode::OK).json()["name"], "Mira R. Rao");
    assert_eq!(mira.get("/api/v1/me").await.json(), changed.json());

    let off = mira.call("PUT", "/api/v1/me/reminders", json!({ "reminders": false })).await;
    assert_eq!(off.json()["reminders"], false);
    user(&db, "").get("/api/v1/me").await.is(StatusCode::UNAUTHORIZED);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn whoever_keeps_the_members_changes_their_place_and_ends_it(db: PgPool) {
    let (sana, omar) = (user(&db, "Sana"), user(&db, "Omar"));
    let members = format!("{FORMS}/members");
    let kept = list(&sana, &members).await;
    assert!(names(&kept, "email").contains(&"mira@example.org".into()));
    assert!(names(&list(&omar, &members).await, "email").iter().all(String::is_empty));

    let mira = format!("{members}/00000000-0000-7000-8000-000000001281");
    let body = json!({ "role": "member", "affiliation": "Example Press" });
    put(&omar, &mira, 1, body.clone()).await.is(StatusCode::FORBIDDEN);
    let saved = put(&sana, &mira, 1, body).await;
    assert_eq!(saved.is(StatusCode::OK).header("etag"), "\"2\"");
    let late = json!({ "role": "member", "affiliation": "Example Radio" });
    put(&sana, &mira, 1, late).await.is(StatusCode::PRECONDITION_FAILED);
    let long = json!({ "role": "member", "affiliation": "x".repeat(201) });
    let refused = put(&sana, &mira, 2, long).await;
    assert_eq!(refused.json()["errors"][0]["field"], "affiliation");

    let raised = put(&sana, &mira, 2, json!({ "role": "observer" })).await;
    let now = format!("{members}/{}", raised.is(StatusCode::OK).json()["id"].as_str().unwrap());
    assert_ne!(now, mira);
    let ended = sana.get(&mira).await.json();
    assert_eq!((ended["until"].is_null(), &ended["email"]), (false, &Value::Null));
    let long = format!("{now}?reason={}", "x".repeat(201));
    sana.call("DELETE", &long, Value::Null).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let leave = format!("{now}?reason=Moved%20on");
    sana.call("DELETE", &leave, Value::Null).await.is(StatusCode::NO_CONTENT);
    user(&db, "Mira").get(&members).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn somebody_is_invited_and_accepts_by_program(db: PgPool) {
    let (sana, nia) = (user(&db, "Sana"), user(&db, "Nia"));
    let invitations = format!("{FORMS}/invitations");
    let nobody = json!({ "email": "nia", "role": "member" });
    let refused = sana.call("POST", &invitations, nobody).await;
    assert_eq!(refused.json()["errors"][0]["field"], "email");
    let body = json!({ "email": "nia@example.org", "role": "member" });
    user(&db, "Mira").call("POST", &invitations, body.clone()).await.is(StatusCode::FORBIDDEN);
    let invited = sana.call("POST", &invitations, body.clone()).await;
    let at = invited.is(StatusCode::CREATED).header("location");
    assert_eq!(list(&sana, &invitations).await, [invited.json()]);
    sana.call("DELETE", at, Value::Null).await.is(StatusCode::NO_CONTENT);
    assert!(list(&sana, &invitations).await.is_empty());

    sana.call("POST", &invitations, body).await.is(StatusCode::CREATED);
    let link = format!("/api/v1{}", mailed_link(&db, "nia@example.org").await);
    let acceptance = format!("{link}/acceptance");
    sana.call("POST", &acceptance, Value::Null).await.is(StatusCode::FORBIDDEN);
    user(&db, "").call("POST", &acceptance, Value::Null).await.is(StatusCode::UNAUTHORIZED);
    assert_eq!(nia.get(&link).await.json()["accepted"], false);
    for _ in 0..2 {
        let accepted = nia.call("POST", &acceptance, Value::Null).await;
        assert_eq!(accepted.is(StatusCode::OK).json()["accepted"], true);
    }
    assert_eq!(nia.get(FORMS).await.json()["role"], "member");
    nia.get("/api/v1/invitations/none").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_administrator_makes_groups_and_appoints_and_suspends(db: PgPool) {
    let (ada, nia) = (user(&db, "Ada"), user(&db, "Nia"));
    let groups = "/api/v1/administration/groups";
    let mut body = json!({
        "name": "Working Group on Rules", "short_name": "WG-Rules", "slug": "WG Rules",
        "visibility": "public", "approval_rule": "any_co_chair", "meeting_title": "Meeting",
    });
    nia.call("POST", groups, body.clone()).await.is(StatusCode::NOT_FOUND);
    let refused = ada.call("POST", groups, body.clone()).await;
    assert_eq!(refused.json()["errors"][0]["field"], "slug");
    body["slug"] = "wg-rules".into();
    let made = ada.call("POST", groups, body).await;
    let at = made.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(list(&ada, groups).await.len(), 3);

    for (email, role) in [("nia@example.org", "co_chair"), ("new@example.org", "secretariat")] {
        let appointment = json!({ "email": email, "role": role });
        let path = format!("{at}/appointments");
        ada.call("POST", &path, appointment).await.is(StatusCode::CREATED);
    }
    let second = json!({ "email": "other@example.org", "role": "co_chair" });
    ada.call("POST", &format!("{at}/appointments"), second).await.is(StatusCode::FORBIDDEN);
    let staffed = ada.get(&at).await.json();
    assert_eq!(staffed["appointed"][0]["name"], "Nia Mensah");
    assert_eq!(staffed["invited"][0]["email"], "new@example.org");

    let people = list(&ada, "/api/v1/administration/people?words=nia@").await;
    let person = format!("/api/v1/administration/people/{}", people[0]["id"].as_str().unwrap());
    let why = json!({ "reason": "She asked for it." });
    let suspended = ada.call("POST", &format!("{person}/suspension"), why).await.json();
    assert!(!suspended["suspended_at"].is_null());
    nia.get("/api/v1/me").await.is(StatusCode::UNAUTHORIZED);
    let found = ada.items("/api/v1/administration/people?limit=2").await;
    let found = names(&found, "name");
    assert_eq!((found.len(), found[6].as_str()), (7, "Nia Mensah"), "who is suspended comes last");
    ada.call("POST", &format!("{person}/restoration"), Value::Null).await.is(StatusCode::OK);
    // Her tokens ended with the suspension, and do not come back.
    nia.get("/api/v1/me").await.is(StatusCode::UNAUTHORIZED);
    let ends = "update tokens set group_ids = array(select id from groups)";
    sql(&db, ends).await;
    ada.get(groups).await.is(StatusCode::NOT_FOUND);
}
