//! What all calls of the JSON API have in common: tokens, revisions, keys, pages and problems.

use axum::body::Body;
use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;

use platform::api::Document;
use site::routes::{catalogue, routes};
use support::{user, user_of_few, visitor};

const SAID: &str = "/api/v1/groups/forms/meetings/12/record/contributions";
const ONE: &str = "/api/v1/groups/forms/meetings/12/record/contributions/\
    00000000-0000-7000-8000-0000000012c1";

fn said(text: &str) -> Value {
    json!({ "item": "00000000-0000-7000-8000-0000000012a1", "guest": "Ines Guest", "text": text })
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_records_what_somebody_said_and_corrects_it(db: PgPool) {
    let sana = user(&db, "Sana");

    let made = sana.call("POST", SAID, said("Dates, please.")).await;
    made.is(StatusCode::CREATED);
    assert_eq!(made.header("etag"), "\"1\"");
    let at = made.header("location").to_owned();
    assert_eq!(sana.get(&at).await.json(), made.json());

    let corrected = sana.call("PUT", &at, said("Dates by Friday, please.")).await;
    assert_eq!(corrected.is(StatusCode::OK).header("etag"), "\"2\"");
    assert_eq!(corrected.json()["text"], "Dates by Friday, please.");

    sana.call("DELETE", &at, Value::Null).await.is(StatusCode::NO_CONTENT);
    sana.get(&at).await.is(StatusCode::NOT_FOUND);
    sana.call("POST", &format!("{at}/restoration"), Value::Null).await.is(StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn no_edit_overwrites_another_unseen(db: PgPool) {
    let sana = user(&db, "Sana");
    let first = sana.get(ONE).await;
    let revision: i32 = first.json()["revision"].to_string().parse().unwrap();
    assert_eq!(first.header("etag"), format!("\"{revision}\""));

    let mut body = json!({ "item": first.json()["item"], "guest": "Ines Guest", "text": "Mine." });
    let edit = sana.json("PUT", ONE).body(body.to_string().into()).unwrap();
    let refused = sana.send(edit).await;
    refused.is(StatusCode::PRECONDITION_REQUIRED);

    let edit = |tag: String, body: &Value| {
        let request = sana.json("PUT", ONE).header(header::IF_MATCH, tag);
        sana.send(request.body(body.to_string().into()).unwrap())
    };
    edit(format!("\"{revision}\""), &body).await.is(StatusCode::OK);
    body["text"] = "Theirs.".into();
    let stale = edit(format!("\"{revision}\""), &body).await;
    stale.is(StatusCode::PRECONDITION_FAILED);
    assert_eq!(stale.header("content-type"), "application/problem+json");
    let theirs = &stale.json()["theirs"];
    assert_eq!(theirs["revision"], revision + 1);
    let fields = theirs["fields"].as_array().unwrap();
    let text = fields.iter().find(|both| both["field"] == "text").unwrap();
    assert_eq!((&text["mine"], &text["theirs"]), (&json!("Theirs."), &json!("Mine.")));
    edit(format!("\"{}\"", revision + 1), &body).await.is(StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_request_with_a_key_is_carried_out_once(db: PgPool) {
    let sana = user(&db, "Sana");
    let send = |path: &'static str, key: &'static str, body| sana.once(key, path, body);

    let first = send(SAID, "one", said("Once.")).await;
    first.is(StatusCode::CREATED);
    let again = send(SAID, "one", said("Once.")).await;
    again.is(StatusCode::CREATED);
    assert_eq!(again.body, first.body);
    for name in ["location", "etag", "content-type"] {
        assert_eq!(again.header(name), first.header(name));
    }
    send(SAID, "one", said("Twice.")).await.is(StatusCode::UNPROCESSABLE_ENTITY);

    send(SAID, "two", said("")).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    send(SAID, "two", said("Mended.")).await.is(StatusCode::CREATED);
    send(SAID, "ü", said("Odd.")).await.is(StatusCode::BAD_REQUEST);

    let once = "select count(*) from contributions where text = 'Once.'";
    assert_eq!(sqlx::query_scalar::<_, i64>(once).fetch_one(&db).await.unwrap(), 1);

    // It was cut off after its change was committed, and comes again.
    let cut_off = "update kept_answers set status = null, body = null, \
         claimed_at = claimed_at - interval '11 seconds' where key = 'one'";
    sqlx::query(cut_off).execute(&db).await.unwrap();
    let again = send(SAID, "one", said("Once.")).await;
    assert_eq!(again.is(StatusCode::CREATED).body, first.body);
    assert_eq!(sqlx::query_scalar::<_, i64>(once).fetch_one(&db).await.unwrap(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_cannot_be_read_is_a_problem_that_says_where(db: PgPool) {
    let sana = user(&db, "Sana");
    let problem = |answer: support::Answer, status: u16| {
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        answer.json()
    };

    let mut body = said("Yes.");
    body["colour"] = "red".into();
    let unknown = problem(sana.call("POST", SAID, body).await, 422);
    assert_eq!(unknown["errors"][0]["field"], "colour");
    let missing = problem(sana.call("POST", SAID, json!({ "text": "Yes." })).await, 422);
    assert_eq!(missing["errors"][0]["detail"], "Missing field `item`.");
    let empty = problem(sana.call("POST", SAID, said("")).await, 422);
    assert_eq!(empty["errors"][0]["field"], "text");

    let odd = sana.json("POST", SAID).body("{".into()).unwrap();
    problem(sana.send(odd).await, 400);
    let form = sana.request("POST", SAID).header("content-type", "text/plain");
    problem(sana.send(form.body("{}".into()).unwrap()).await, 415);
    let large = format!("\"{}\"", "x".repeat(2 * 1024 * 1024));
    problem(sana.send(sana.json("POST", SAID).body(large.into()).unwrap()).await, 413);
    let method = problem_of_method(&sana).await;
    assert_eq!(method, ["DELETE", "GET", "HEAD", "PUT"]);
    problem(sana.get("/api/v1/nothing").await, 404);
}

async fn problem_of_method(sana: &support::User) -> Vec<String> {
    let answer = sana.call("PATCH", ONE, json!({})).await;
    answer.is(StatusCode::METHOD_NOT_ALLOWED);
    let mut allowed: Vec<_> = answer.header("allow").split(',').map(str::to_owned).collect();
    allowed.sort();
    allowed
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_token_may_no_more_than_it_says_and_no_more_than_its_owner(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    mira.call("POST", SAID, said("Mine.")).await.is(StatusCode::FORBIDDEN);
    let nobody = visitor(&db).get(SAID).await;
    assert_eq!(
        nobody.is(StatusCode::UNAUTHORIZED).header("www-authenticate"),
        "Bearer realm=\"Rapporteur\""
    );
    user(&db, "Nia").get(SAID).await.is(StatusCode::NOT_FOUND);

    for (change, reads, writes) in [
        ("may_write = false", StatusCode::OK, StatusCode::FORBIDDEN),
        ("group_ids = array[gen_random_uuid()]", StatusCode::NOT_FOUND, StatusCode::FORBIDDEN),
        (
            "group_ids = array(select id from groups where slug = 'forms')",
            StatusCode::OK,
            StatusCode::FORBIDDEN,
        ),
        ("may_write = true", StatusCode::OK, StatusCode::CREATED),
        ("expires_at = '2026-03-06 09:00Z'", StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED),
        (
            "expires_at = '2026-03-06 09:01Z', revoked_at = now()",
            StatusCode::UNAUTHORIZED,
            StatusCode::UNAUTHORIZED,
        ),
    ] {
        let change = format!("update tokens set {change}");
        sqlx::query(sqlx::AssertSqlSafe(change.clone())).execute(&db).await.unwrap();
        assert_eq!(sana.get(SAID).await.status, reads, "{change}");
        assert_eq!(sana.call("POST", SAID, said("Mine.")).await.status, writes, "{change}");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_browser_cannot_be_made_to_call_and_a_token_opens_no_page(db: PgPool) {
    let sana = user(&db, "Sana");
    let cookie = visitor(&db).request("GET", SAID).header(header::COOKIE, "session=Sana");
    sana.send(cookie.body("".into()).unwrap()).await.is(StatusCode::UNAUTHORIZED);

    let bearer = format!("Bearer {}", support::secret("Sana"));
    let page = visitor(&db).request("GET", "/account").header(header::AUTHORIZATION, bearer);
    assert!(sana.send(page.body("".into()).unwrap()).await.location().starts_with("/sign-in"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_list_comes_in_pages(db: PgPool) {
    let sana = user(&db, "Sana");
    for text in ["One.", "Two.", "Three."] {
        sana.call("POST", SAID, said(text)).await.is(StatusCode::CREATED);
    }
    let whole = sana.get(SAID).await.json();
    assert_eq!(whole["next"], Value::Null);
    let mut found = Vec::new();
    let mut next = Some(String::new());
    while let Some(after) = next {
        let after = if after.is_empty() { after } else { format!("&after={after}") };
        let page = sana.get(&format!("{SAID}?limit=2{after}")).await.json();
        let items = page["items"].as_array().unwrap();
        assert!((1..=2).contains(&items.len()));
        found.extend(items.clone());
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(&found, whole["items"].as_array().unwrap());
    for (query, refused) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("limit=", "limit"),
        ("limit=2&limt=3", "limt"),
    ] {
        let answer = sana.get(&format!("{SAID}?{query}")).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["errors"][0]["field"], refused, "{query}: {}", answer.body);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn programs_are_told_how_often_they_may_call(db: PgPool) {
    let sana = user_of_few(&db, "Sana", "2");
    let answer = sana.get(SAID).await;
    assert_eq!(answer.header("ratelimit-policy"), "\"token\";q=2;w=60");
    assert_eq!(answer.header("ratelimit"), "\"token\";r=1;t=30");

    sana.get("/api/v1/nothing").await.is(StatusCode::NOT_FOUND);
    let refused = sana.get(SAID).await;
    refused.is(StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.header("ratelimit").starts_with("\"token\";r=0;"));
    assert!(!refused.header("retry-after").is_empty());
    // However the token is written.
    let mut request = sana.request("GET", SAID).body(Body::empty()).unwrap();
    let written = request.headers()["authorization"].to_str().unwrap();
    let otherwise = written.replace("Bearer ", "bEARER   ").parse().unwrap();
    request.headers_mut().insert("authorization", otherwise);
    sana.send(request).await.is(StatusCode::TOO_MANY_REQUESTS);
    sana.beside("Mira").get(SAID).await.is(StatusCode::OK);
    sana.get("/").await.is(StatusCode::OK);
}

#[test]
fn every_call_is_described_and_every_description_is_a_call() {
    let document = serde_json::to_value(Document::of(&catalogue())).unwrap();
    let mut described = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            described.push((method.to_ascii_uppercase(), path.clone()));
            assert!(
                operation["responses"]
                    .as_object()
                    .unwrap()
                    .keys()
                    .any(|status| status.starts_with('2'))
            );
        }
    }
    let calls = routes().table().into_iter().filter(|route| route.path.starts_with("/api/v1/"));
    let calls = calls.filter(|route| !route.path.ends_with("/openapi.json"));
    let mut calls: Vec<_> =
        calls.map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
    calls.sort();
    described.sort();
    assert_eq!(calls, described);
}
