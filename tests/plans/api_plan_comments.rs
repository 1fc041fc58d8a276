//! What is said of a plan through the API alone: comments, suggestions, replies, settlements, and
//! comments from the public.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::api_plans::PLAN;
use support::suggestions::{AWARENESS, mails};
use support::{Answer, User, user, visitor};

const COMMENTS: &str = "/api/v1/groups/forms/plans/wsis20/comments";
const PUBLIC: &str = "/api/v1/groups/forms/plans/wsis20/public-comments";

async fn open(db: &PgPool) {
    let publish = "update plans set visibility = 'public', public_comments = true";
    sqlx::query(publish).execute(db).await.unwrap();
    let until = json!({ "deadline": "2026-03-20T12:00:00Z" });
    let opened = user(db, "Chen").call("POST", &format!("{PLAN}/opening"), until).await;
    opened.is(StatusCode::OK);
}

async fn say(by: &User, body: Value) -> String {
    by.call("POST", COMMENTS, body).await.is(StatusCode::CREATED).header("location").to_owned()
}

fn field(answer: &Answer) -> Value {
    answer.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"].clone()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_suggestion_is_made_talked_about_and_accepted_by_programs(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    let change = json!({
        "kind": "change", "on": AWARENESS, "revision": 1, "title": "Awareness",
        "proposal": "Everyone knows of the review.", "text": "It is plainer.",
    });
    mira.call("POST", COMMENTS, change.clone()).await.is(StatusCode::CONFLICT);
    open(&db).await;
    user(&db, "Omar").call("POST", COMMENTS, change.clone()).await.is(StatusCode::FORBIDDEN);
    let mut unfounded = change.clone();
    unfounded["revision"] = Value::Null;
    assert_eq!(field(&mira.call("POST", COMMENTS, unfounded).await), "revision");
    let at = say(&mira, change).await;
    let read = mira.get(&at).await.json();
    assert_eq!(read["base"]["text"], "Everybody knows of the review.");
    visitor(&db).get(&at).await.is(StatusCode::NOT_FOUND);

    let replied = chen.call("POST", &format!("{at}/replies"), json!({ "text": "True." })).await;
    let replies = mira.get(replied.is(StatusCode::CREATED).header("location")).await.json();
    assert_eq!(replies["items"], json!([replied.json()]));

    let offer = chen.get(&format!("{at}/settlement")).await.json();
    assert_eq!((&offer["seen"], &offer["revision"]), (&json!("open"), &json!(1)));
    let settlement = format!("{at}/settlement");
    let unsaid = json!({ "disposition": "not_accepted" });
    assert_eq!(field(&chen.call("POST", &settlement, unsaid).await), "reason");
    let item = format!("{PLAN}/items/{AWARENESS}");
    let edited = json!({ "title": "Awareness", "text": "Everybody knows of this review." });
    chen.call("PUT", &item, edited).await.is(StatusCode::OK);
    let mut accepted = json!({
        "disposition": "accepted", "revision": 1, "title": "Awareness",
        "proposal": "Everyone knows of the review.",
    });
    mira.call("POST", &settlement, accepted.clone()).await.is(StatusCode::FORBIDDEN);
    let stale = chen.call("POST", &settlement, accepted.clone()).await;
    let theirs = stale.is(StatusCode::PRECONDITION_FAILED).json()["theirs"].clone();
    let proposal = theirs["fields"].as_array().unwrap().iter().find(|f| f["field"] == "proposal");
    accepted["proposal"] = proposal.unwrap()["merged"].clone();
    accepted["revision"] = theirs["revision"].clone();
    let settled = chen.call("POST", &settlement, accepted).await.is(StatusCode::OK).json();
    assert_eq!((&settled["disposition"], &settled["applied"]), (&json!("accepted"), &json!(true)));
    assert_eq!(mira.get(&item).await.json()["text"], "Everyone knows of this review.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn whoever_settles_page_by_page_misses_none(db: PgPool) {
    open(&db).await;
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    for text in ["One.", "Two.", "Three."] {
        say(&mira, json!({ "kind": "comment", "on": AWARENESS, "text": text })).await;
    }
    say(&mira, json!({ "kind": "comment", "text": "On all." })).await;
    let mut next = Some(String::new());
    let mut settled = Vec::new();
    while let Some(after) = next {
        let after = if after.is_empty() { after } else { format!("&after={after}") };
        let page = chen.get(&format!("{COMMENTS}?on={AWARENESS}&state=open&limit=1{after}")).await;
        for comment in page.json()["items"].as_array().unwrap() {
            let at = format!("{COMMENTS}/{}/settlement", comment["id"].as_str().unwrap());
            chen.call("POST", &at, json!({ "disposition": "noted" })).await.is(StatusCode::OK);
            settled.push(comment["text"].clone());
        }
        next = page.json()["next"].as_str().map(str::to_owned);
    }
    assert_eq!(settled, ["One.", "Two.", "Three."]);
    let open = chen.get(&format!("{COMMENTS}?state=open")).await.json();
    assert_eq!(open["items"].as_array().unwrap().len(), 1);
    let on_all = chen.get(&format!("{COMMENTS}?on=plan")).await.json();
    assert_eq!(on_all["items"], open["items"]);
    assert_eq!(field(&chen.get(&format!("{COMMENTS}?on=nothing")).await), "on");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn somebody_without_a_token_comments_and_the_secretariat_lets_it_through(db: PgPool) {
    open(&db).await;
    let (paul, sana) = (visitor(&db), user(&db, "Sana"));
    let mut said = json!({ "name": "Paul Public", "email": "paul", "text": "A **good** plan." });
    assert_eq!(field(&paul.call("POST", PUBLIC, said.clone()).await), "email");
    said["email"] = "paul@example.net".into();
    sana.call("POST", PUBLIC, said.clone()).await.is(StatusCode::FORBIDDEN);
    paul.call("POST", PUBLIC, said.clone()).await.is(StatusCode::NO_CONTENT);
    paul.call("POST", PUBLIC, said).await.is(StatusCode::NO_CONTENT);

    for (_, _, text) in mails(&db).await {
        let from = text.find("/public-comments/").unwrap();
        let link = format!("/api/v1{}", text[from..].split_whitespace().next().unwrap());
        let shown = paul.get(&link).await.is(StatusCode::OK).json();
        assert_eq!((&shown["plan"], &shown["confirmed"]), (&json!("wsis20"), &json!(false)));
        let confirmed = paul.call("POST", &format!("{link}/confirmation"), Value::Null).await;
        confirmed.is(StatusCode::NO_CONTENT);
    }
    user(&db, "Chen").get(PUBLIC).await.is(StatusCode::FORBIDDEN);
    let first = sana.get(&format!("{PUBLIC}?limit=1")).await.json();
    let id = |page: &Value| page["items"][0]["id"].as_str().unwrap().to_owned();
    let admission = format!("{PUBLIC}/{}/admission", id(&first));
    let admitted = sana.once("one", &admission, Value::Null).await;
    let at = admitted.is(StatusCode::CREATED).header("location").to_owned();
    let again = sana.once("one", &admission, Value::Null).await;
    assert_eq!((again.header("location"), &again.body), (&*at, &admitted.body));
    sana.call("POST", &admission, Value::Null).await.is(StatusCode::NOT_FOUND);
    let next = first["next"].as_str().unwrap();
    let second = sana.get(&format!("{PUBLIC}?limit=1&after={next}")).await.json();
    let refusal = format!("{PUBLIC}/{}/refusal", id(&second));
    assert_eq!(field(&sana.call("POST", &refusal, json!({ "reason": " " })).await), "reason");
    sana.call("POST", &refusal, json!({ "reason": "Twice." })).await.is(StatusCode::NO_CONTENT);

    let read = paul.get(&at).await.json();
    assert_eq!((&read["by"], &read["from_public"]), (&json!("Paul Public"), &json!(true)));
    assert_eq!(paul.get(COMMENTS).await.json()["items"], json!([read]));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_key_counts_without_a_token_too(db: PgPool) {
    open(&db).await;
    let paul = visitor(&db);
    let send = |key: &'static str, text: &'static str| {
        let said = json!({ "name": "Paul Public", "email": "paul@example.net", "text": text });
        let request = paul.json("POST", PUBLIC).header("idempotency-key", key);
        paul.send(request.body(said.to_string().into()).unwrap())
    };
    send("one", "A good plan.").await.is(StatusCode::NO_CONTENT);
    send("one", "A good plan.").await.is(StatusCode::NO_CONTENT);
    assert_eq!(mails(&db).await.len(), 1);
    send("one", "A better plan.").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    send("two", "A better plan.").await.is(StatusCode::NO_CONTENT);
    assert_eq!(mails(&db).await.len(), 2);
    send("one two", "A plan.").await.is(StatusCode::BAD_REQUEST);
}
