//! Co-chairs change what their group is called and how it works.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;

use support::{User, user, visitor};

const SETTINGS: &str = "/groups/forms/settings";
const API: &str = "/api/v1/groups/forms/settings";

const FORM: [(&str, &str); 8] = [
    ("name", "Working Group on Forms and Questions"),
    ("short_name", "WG-Forms"),
    ("purpose", "Forms that *everybody* can fill in."),
    ("time_zone", "Asia/Kolkata"),
    ("meeting_title", "Online Meeting"),
    ("approval_rule", "any_co_chair"),
    ("review_days", "10"),
    ("requests_contact", "office@example.org"),
];

async fn edited(by: &User, revision: &str, changes: &[(&str, &str)]) -> support::Answer {
    let mut form = vec![("revision", revision)];
    let changed = |name: &str| changes.iter().find(|(field, _)| *field == name);
    form.extend(FORM.map(|field| changed(field.0).copied().unwrap_or(field)));
    by.post(SETTINGS, &form).await
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_co_chair_changes_the_settings_and_history_tells(db: PgPool) {
    let chen = user(&db, "Chen");
    for other in ["Sana", "Mira", "Omar"] {
        user(&db, other).get(SETTINGS).await.is(StatusCode::FORBIDDEN);
        edited(&user(&db, other), "1", &[]).await.is(StatusCode::FORBIDDEN);
    }
    user(&db, "Nia").get(SETTINGS).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get(SETTINGS).await.is(StatusCode::SEE_OTHER);
    let page = chen.get(SETTINGS).await;
    page.shows("planned meetings stay at the same moment").hides("Changes so far");
    assert_eq!(
        (page.value("name"), page.value("review_days")),
        ("Working Group on Forms".into(), "3".into())
    );

    assert_eq!(edited(&chen, "1", &[]).await.location(), "/groups/forms");

    let page = chen.get(SETTINGS).await;
    page.shows("Changes so far")
        .shows("Chen Wei")
        .shows("Official time zone")
        .shows("Any one co-chair");
    assert_eq!(page.value("requests_contact"), "office@example.org");
    let group = "select name, time_zone, approval_rule::text, review_days, purpose_html, revision from groups where slug = 'forms'";
    let group: (String, String, String, i32, String, i32) =
        sqlx::query_as(group).fetch_one(&db).await.unwrap();
    assert_eq!((&*group.0, &*group.1), ("Working Group on Forms and Questions", "Asia/Kolkata"));
    assert_eq!((&*group.2, group.3, group.5), ("any_co_chair", 10, 2));
    assert!(group.4.contains("<em>everybody</em>"));
    edited(&chen, "2", &[]).await.location();
    let told = "select count(*) from history where subject = 'group' and event = 'changed'";
    assert_eq!(sqlx::query_scalar::<_, i64>(told).fetch_one(&db).await.unwrap(), 1);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_is_wrong_or_stale_comes_back_as_it_was_typed(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let wrong = [("name", " "), ("review_days", "99"), ("time_zone", "Mars/Base")];
    let page = edited(&chen, "1", &wrong).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Enter the group’s name.");
    page.shows("from 0 to 60").shows("Choose a time zone");
    assert_eq!(page.value("review_days"), "99");

    edited(&cleo, "1", &[]).await.location();
    let stale = edited(&chen, "1", &[("name", "Working Group on Paper")]).await;
    stale.is(StatusCode::CONFLICT).shows("Working Group on Paper").shows("Forms and Questions");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn programs_of_co_chairs_change_them_too(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    let saved = mira.get(API).await;
    assert_eq!(saved.header("etag"), "\"1\"");
    let mut body = saved.is(StatusCode::OK).json();
    body.as_object_mut().unwrap().remove("revision");
    body["approval_rule"] = json!("any_co_chair");
    body["requests_contact"] = json!("Ask the secretariat.");

    mira.call("PUT", API, body.clone()).await.is(StatusCode::FORBIDDEN);
    let without = chen.json("PUT", API).body(body.to_string().into()).unwrap();
    chen.send(without).await.is(StatusCode::PRECONDITION_REQUIRED);
    let now = chen.call("PUT", API, body.clone()).await.is(StatusCode::OK).json();
    assert_eq!((&now["approval_rule"], &now["revision"]), (&json!("any_co_chair"), &json!(2)));
    body["name"] = json!("Another");
    chen.call("PUT", API, body.clone()).await.is(StatusCode::PRECONDITION_FAILED);
    body["review_days"] = json!(-1);
    let wrong = chen.json("PUT", API).header(header::IF_MATCH, "\"2\"");
    let wrong = chen.send(wrong.body(body.to_string().into()).unwrap()).await;
    assert_eq!(
        wrong.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"],
        "review_days"
    );

    let past = chen.items(&format!("{API}/history")).await;
    assert_eq!((past.len(), &past[0]["by"]), (1, &json!("Chen Wei")));
    mira.call("GET", &format!("{API}/history"), Value::Null).await.is(StatusCode::FORBIDDEN);
}
