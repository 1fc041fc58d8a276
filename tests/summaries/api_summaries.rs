//! A summary on its whole way through the API alone.

use axum::http::{StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;

use support::{Answer, User, story_time, user, user_at};

const SUMMARY: &str = "/api/v1/groups/forms/meetings/12/summary";

fn at(noun: &str) -> String {
    format!("{SUMMARY}/{noun}")
}

async fn draft(db: &PgPool) -> Answer {
    let drafted = user(db, "Sana").call("POST", SUMMARY, json!({})).await;
    drafted.is(StatusCode::CREATED);
    drafted
}

async fn submit(db: &PgPool) -> DateTime<Utc> {
    let deadline = story_time() + TimeDelta::days(7) + TimeDelta::seconds(30);
    let review = json!({ "deadline": deadline });
    user(db, "Sana").call("POST", &at("review"), review).await.is(StatusCode::OK);
    deadline
}

async fn list(user: &User, noun: &str) -> Vec<Value> {
    let list = user.get(&at(noun)).await;
    list.is(StatusCode::OK).json()["items"].as_array().unwrap().clone()
}

async fn edit(user: &User, section: &str, revision: i32, body: Value) -> Answer {
    let tag = format!("\"{revision}\"");
    let request = user.json("PUT", &at(section)).header(header::IF_MATCH, tag);
    user.send(request.body(body.to_string().into()).unwrap()).await
}

fn of_kind<'a>(sections: &'a [Value], kind: &str) -> &'a Value {
    sections.iter().find(|section| section["kind"] == kind).unwrap()
}

fn path(section: &Value) -> String {
    format!("sections/{}", section["id"].as_str().unwrap())
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_takes_a_summary_from_the_record_to_its_second_edition(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.get(SUMMARY).await.is(StatusCode::NOT_FOUND);
    let drafted = draft(&db).await;
    assert_eq!(drafted.header("location"), SUMMARY);
    assert_eq!(drafted.json()["state"], "drafting");
    sana.call("POST", SUMMARY, json!({})).await.is(StatusCode::CONFLICT);

    let deadline = submit(&db).await;
    let text = json!({ "text": sana.get(SUMMARY).await.json()["text"] });
    let early = user(&db, "Chen").call("POST", &at("approval"), text.clone()).await;
    early.is(StatusCode::CONFLICT);
    let after = |name| user_at(&db, name, deadline);
    let chen = after("Chen");
    chen.call("POST", &at("approval"), json!({ "text": "00" })).await.is(StatusCode::CONFLICT);
    let approved = chen.call("POST", &at("approval"), text.clone()).await.json();
    assert_eq!(approved["state"], "in_review");
    assert_eq!(approved["approved_by"][0]["name"], "Chen Wei");
    assert_eq!(approved["not_approved_by"][0]["name"], "Cleo Diaz");
    after("Sana").call("POST", &at("approval"), text.clone()).await.is(StatusCode::FORBIDDEN);
    after("Cleo").call("POST", &at("approval"), text.clone()).await.is(StatusCode::OK);
    chen.call("POST", &at("publication"), text.clone()).await.is(StatusCode::FORBIDDEN);

    let published = after("Sana").call("POST", &at("publication"), text.clone()).await;
    published.is(StatusCode::CREATED);
    assert_eq!(published.header("location"), at("editions/1"));
    assert_eq!(published.json()["sha256"], text["text"]);
    let public = user(&db, "");
    assert_eq!(public.get(&at("editions/latest")).await.json(), published.json());
    assert_eq!(public.get(&at("editions/1")).await.json(), published.json());
    assert_eq!(list(&public, "editions").await.len(), 1);
    public.get(&at("editions/2")).await.is(StatusCode::NOT_FOUND);
    public.get(&at("editions/1.md")).await.is(StatusCode::NOT_FOUND);
    public.get(SUMMARY).await.is(StatusCode::UNAUTHORIZED);

    let wordless = sana.call("POST", &at("corrigendum"), json!({ "corrigendum": " " })).await;
    wordless.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wordless.json()["errors"][0]["field"], "corrigendum");
    let corrigendum = json!({ "corrigendum": "A name was misspelt." });
    let correcting = sana.call("POST", &at("corrigendum"), corrigendum).await.json();
    let blind = sana.call("POST", &at("corrigendum"), json!({ "corrigendum": "Another." })).await;
    blind.is(StatusCode::UNPROCESSABLE_ENTITY).shows("A name was misspelt.");
    for (corrigendum, was) in
        [("Two were.", "A name was misspelt."), ("A name was misspelt.", "Two were.")]
    {
        let reworded = json!({ "corrigendum": corrigendum, "was": was });
        sana.call("POST", &at("corrigendum"), reworded).await.is(StatusCode::OK).shows(corrigendum);
    }
    assert_eq!((&correcting["state"], &correcting["edition"]), (&json!("drafting"), &json!(2)));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_draft_is_edited_section_by_section_and_read_by_those_who_draft(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    draft(&db).await;
    let unread = mira.get(SUMMARY).await.json();
    assert_eq!((&unread["text"], &unread["sections"]), (&Value::Null, &Value::Null));
    for noun in ["sections", "preview", "standing"] {
        mira.get(&at(noun)).await.is(StatusCode::FORBIDDEN);
    }

    let sections = list(&sana, "sections").await;
    let agenda = path(of_kind(&sections, "agenda"));
    let body = json!({ "heading": "Agenda", "text": "1. Something else" });
    let edited = edit(&sana, &agenda, 1, body).await;
    assert_eq!(edited.is(StatusCode::OK).header("etag"), "\"2\"");
    let late = json!({ "heading": "Agenda", "text": "1. Another thing" });
    let stale = edit(&user(&db, "Chen"), &agenda, 1, late).await;
    assert_eq!(stale.is(StatusCode::PRECONDITION_FAILED).json()["theirs"]["by"], "Sana Karimi");
    let empty = edit(&sana, &agenda, 2, json!({ "heading": " ", "text": "1. A" })).await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.json()["errors"][0]["field"], "heading");
    let preview = sana.get(&at("preview")).await.json();
    assert!(preview["markdown"].as_str().unwrap().contains("1. Something else"));
    let revisions = list(&sana, &format!("{agenda}/revisions")).await;
    assert_eq!(revisions[0]["text"], "1. Something else");
    assert_eq!(revisions[1]["event"], "composed");

    sana.call("DELETE", &at(&agenda), Value::Null).await.is(StatusCode::NO_CONTENT);
    assert_eq!(sana.get(&at(&agenda)).await.json()["removed"], true);
    sana.call("POST", &at(&format!("{agenda}/restoration")), Value::Null).await.is(StatusCode::OK);
    let opening = path(of_kind(&sections, "opening"));
    sana.call("DELETE", &at(&opening), Value::Null).await.is(StatusCode::CONFLICT);
    submit(&db).await;
    mira.get(&at(&agenda)).await.is(StatusCode::OK);
    let closed = json!({ "heading": "Agenda", "text": "1. Late" });
    edit(&sana, &agenda, 2, closed).await.is(StatusCode::CONFLICT);

    let returned = json!({ "reason": "The agenda is wrong." });
    mira.call("POST", &at("return"), returned.clone()).await.is(StatusCode::FORBIDDEN);
    sana.call("POST", &at("return"), returned).await.is(StatusCode::OK);
    assert_eq!(mira.get(SUMMARY).await.json()["returned"], "The agenda is wrong.");
    mira.get(&at(&agenda)).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_the_record_changed_is_taken_or_left(db: PgPool) {
    let sana = user(&db, "Sana");
    draft(&db).await;
    for change in [
        "update decisions set text = 'The form has two pages.'",
        "delete from summary_sections where kind = 'actions'",
    ] {
        sqlx::query(change).execute(&db).await.unwrap();
    }

    let standing = sana.get(&at("standing")).await.json();
    let changed = &standing["changed"][0];
    assert!(changed["text"].as_str().unwrap().contains("two pages"));
    let section = format!("sections/{}", changed["section"].as_str().unwrap());
    let renewal = json!({ "take": "new", "renewed": changed["renewed"] });
    let renew = |tag: &'static str| {
        let request = sana.json("POST", &at(&format!("{section}/renewal"))).header("if-match", tag);
        sana.send(request.body(renewal.to_string().into()).unwrap())
    };
    let overtaken = renew("\"9\"").await.is(StatusCode::PRECONDITION_FAILED).json();
    assert_eq!(overtaken["theirs"]["revision"], 1);
    let renewed = renew("\"1\"").await.is(StatusCode::OK).json();
    assert!(renewed["text"].as_str().unwrap().contains("two pages"));

    let missing = &standing["missing"][0];
    assert_eq!(missing["kind"], "actions");
    let part = json!({ "kind": missing["kind"], "item": missing["item"] });
    let added = sana.call("POST", &at("sections"), part.clone()).await;
    assert_eq!(
        sana.get(added.header("location")).await.json(),
        added.is(StatusCode::CREATED).json()
    );
    sana.call("POST", &at("sections"), part).await.is(StatusCode::CONFLICT);
    let standing = sana.get(&at("standing")).await.json();
    assert_eq!((&standing["changed"], &standing["missing"]), (&json!([]), &json!([])));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn members_comment_and_speakers_answer_until_all_is_settled(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    draft(&db).await;
    assert!(list(&mira, "passages").await.is_empty(), "it is not in review");
    submit(&db).await;
    let sections = list(&mira, "sections").await;
    let agenda = &of_kind(&sections, "agenda")["id"];

    let mut comment = json!({ "section": agenda, "kind": "objection", "text": "" });
    let refused = mira.call("POST", &at("comments"), comment.clone()).await;
    assert_eq!(refused.json()["errors"][0]["field"], "text");
    comment["text"] = "An item is missing.".into();
    user(&db, "Omar")
        .call("POST", &at("comments"), comment.clone())
        .await
        .is(StatusCode::FORBIDDEN);
    let made = mira.call("POST", &at("comments"), comment).await;
    made.is(StatusCode::CREATED);
    assert_eq!(sana.get(made.header("location")).await.json(), made.json());

    let passage = &list(&mira, "passages").await[0];
    assert_eq!(passage["answer"], Value::Null);
    let mut answer = json!({
        "section": passage["section"], "quote": passage["text"], "kind": "change",
    });
    let refused = mira.call("POST", &at("passages"), answer.clone()).await;
    assert_eq!(refused.json()["errors"][0]["field"], "text");
    answer["kind"] = "correct".into();
    mira.call("POST", &at("passages"), answer).await.is(StatusCode::CREATED);
    assert_eq!(list(&mira, "passages").await[0]["answer"]["kind"], "correct");

    let stands = sana.get(SUMMARY).await.json();
    assert_eq!((&stands["comments"], &stands["open_comments"]), (&json!(2), &json!(1)));
    let early = json!({ "reason": "Nobody objects." });
    let chen = user(&db, "Chen");
    chen.call("POST", &at("review/end"), early.clone()).await.is(StatusCode::CONFLICT);
    let settlement = format!("{}/settlement", made.header("location"));
    let mut settled = json!({ "disposition": "not_accepted" });
    mira.call("POST", &settlement, settled.clone()).await.is(StatusCode::FORBIDDEN);
    let refused = sana.call("POST", &settlement, settled.clone()).await;
    assert_eq!(refused.json()["errors"][0]["field"], "reason");
    settled["reason"] = "It is in the record.".into();
    let settled = sana.call("POST", &settlement, settled).await;
    assert_eq!(settled.is(StatusCode::OK).json()["state"], "not_accepted");
    sana.call("POST", &at("review/end"), early.clone()).await.is(StatusCode::FORBIDDEN);
    chen.call("POST", &at("review/end"), early).await.is(StatusCode::OK);
}
