//! Published texts at their permanent addresses, and their corrections.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgPool;

use support::way::{SUMMARY, after_review, correct, draft, section, state, whole_way};
use support::{Answer, User, user, visitor};

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn get_if_changed(user: &User, path: &str, tag: &str) -> Answer {
    let request = user.request("GET", path).header("if-none-match", tag);
    user.send(request.body(Body::empty()).unwrap()).await
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn an_edition_is_a_page_and_markdown_and_json(db: PgPool) {
    whole_way(&db).await;
    let visitor = visitor(&db);

    let page = visitor.get(&format!("{SUMMARY}/editions/1")).await;
    let markdown = visitor.get(&format!("{SUMMARY}/editions/1.md")).await;
    let json = visitor.get(&format!("{SUMMARY}/editions/1.json")).await;

    page.is(StatusCode::OK).shows("<h1 dir=\"auto\">Online Meeting 45: Summary Report</h1>");
    page.shows("approved by Chen Wei and Cleo Diaz and published by the secretariat on");
    page.shows(&sha256(&markdown.body)).shows("sha256sum").hides("corrigendum");
    assert!(page.body.len() <= 14 * 1024, "{} bytes", page.body.len());
    assert_eq!(markdown.header("content-type"), "text/markdown; charset=utf-8");
    assert!(markdown.body.starts_with("# Online Meeting 45: Summary Report\n\n**MAG Working"));
    let document: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(document["sha256"], sha256(&markdown.body));
    assert_eq!(document["previous"], Value::Null);
    assert_eq!(document["agenda"][0]["children"][1]["number"], "1.b");
    assert_eq!(document["contributions"][0]["speaker"], "Chris Buckridge");
    assert_eq!(document["contributions"][6]["speaker"], Value::Null);
    assert_eq!(document["contributions"][11]["item"], "2");
    assert_eq!(document["next_meeting_at"], "2022-10-13T14:00:00Z");
    assert_eq!(document["approved_by"][1], "Cleo Diaz");

    assert_eq!(visitor.get(&format!("{SUMMARY}.md")).await.body, markdown.body);
    assert_eq!(visitor.get(&format!("{SUMMARY}.json")).await.body, json.body);
    visitor.get(SUMMARY).await.is(StatusCode::OK).shows("Online Meeting 45: Summary Report");
    for unknown in ["2", "0", "01", "1.pdf", "1.md.md", "x"] {
        let path = format!("{SUMMARY}/editions/{unknown}");
        visitor.get(&path).await.is(StatusCode::NOT_FOUND);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn the_preview_is_exactly_what_is_published(db: PgPool) {
    draft(&db).await;
    let preview = user(&db, "Chen").get(&format!("{SUMMARY}/preview")).await;
    support::way::submit(&db).await;
    support::way::approve(&db).await;
    support::way::publish(&db).await;

    let html = |page: &Answer| {
        let article = page.body.split("<article class=\"report\">").nth(1).unwrap();
        article.split("<footer").next().unwrap().to_owned()
    };
    assert_eq!(html(&preview), html(&visitor(&db).get(SUMMARY).await));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn an_unchanged_page_is_not_sent_again(db: PgPool) {
    whole_way(&db).await;
    let (visitor, path) = (visitor(&db), format!("{SUMMARY}/editions/1"));
    for path in [path.clone(), format!("{path}.md"), format!("{path}.json")] {
        let first = visitor.get(&path).await;
        assert_eq!(first.header("cache-control"), "public, max-age=60, must-revalidate");
        assert!(first.headers.get_all("vary").iter().any(|vary| vary == "cookie"));
        let second = get_if_changed(&visitor, &path, first.header("etag")).await;
        second.is(StatusCode::NOT_MODIFIED);
        assert_eq!(second.header("etag"), first.header("etag"));
        assert!(second.body.is_empty());
    }

    let mira = user(&db, "Mira").get(&path).await;
    let tag = visitor.get(&path).await.header("etag").to_owned();
    assert_eq!(mira.header("cache-control"), "private, no-cache");
    assert_ne!(mira.header("etag"), tag);

    correct(&db, "A name was misspelt.").await;
    get_if_changed(&visitor, &path, &tag).await.is(StatusCode::OK).shows("replaces it");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_members_only_groups_editions_are_its_members(db: PgPool) {
    let hide = "update groups set visibility = 'members_only' where slug = 'wg-strategy'";
    sqlx::query(hide).execute(&db).await.unwrap();
    whole_way(&db).await;

    for path in [SUMMARY.to_owned(), format!("{SUMMARY}.md"), format!("{SUMMARY}/editions/1.json")]
    {
        visitor(&db).get(&path).await.is(StatusCode::NOT_FOUND);
        user(&db, "Nia").get(&path).await.is(StatusCode::NOT_FOUND);
        let omar = user(&db, "Omar").get(&path).await;
        omar.is(StatusCode::OK);
        assert_eq!(omar.header("cache-control"), "private, no-cache");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_corrigendum_goes_the_same_way_and_the_first_edition_stays(db: PgPool) {
    whole_way(&db).await;
    let (sana, visitor) = (user(&db, "Sana"), visitor(&db));
    let first = visitor.get(&format!("{SUMMARY}/editions/1.md")).await.body;
    let corrigendum = format!("{SUMMARY}/corrigendum");
    let form = [("corrigendum", "In item 2, *names* were misspelt.")];
    user(&db, "Mira").post(&corrigendum, &form).await.is(StatusCode::FORBIDDEN);
    let refused = sana.post(&corrigendum, &[("corrigendum", " ")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say in a sentence what is corrected.");

    sana.get(SUMMARY).await.shows("Correct it by a corrigendum");
    sana.post(&corrigendum, &form).await.location();
    // Somebody else had the page open from before.
    let late = sana.post(&corrigendum, &form).await;
    late.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Meanwhile it reads: “In item 2,");
    assert_eq!(late.value("was"), form[0].1);
    sana.post(&corrigendum, &[form[0], ("was", form[0].1)]).await.location();
    assert_eq!(state(&db).await, "drafting");
    let address = section(&db, "Agenda").await;
    let edit = [("revision", "1"), ("heading", "Agenda"), ("text", "1. The agenda")];
    sana.post(&address, &edit).await.location();
    visitor.get(SUMMARY).await.shows("WSIS+20 action plan").hides("Corrigendum");
    user(&db, "Mira").get(SUMMARY).await.shows("Edition 1").hides("The agenda</li>");
    support::way::submit(&db).await;
    support::way::approve(&db).await;
    support::way::publish(&db).await;

    let second = visitor.get(&format!("{SUMMARY}/editions/2.md")).await.body;
    let notice = "# Online Meeting 45: Summary Report\n\n\
                  > **Corrigendum 1:** In item 2, \\*names\\* were misspelt.\n\n**MAG";
    assert!(second.starts_with(notice), "{second}");
    let page = visitor.get(SUMMARY).await;
    page.shows("This is edition 2.").shows("Corrigendum 1:").shows("The agenda</li>");
    let old = visitor.get(&format!("{SUMMARY}/editions/1")).await;
    old.shows("This is edition 1.").shows("replaces it").shows(&format!("{SUMMARY}/editions/2"));
    assert_eq!(visitor.get(&format!("{SUMMARY}/editions/1.md")).await.body, first);
    let document = visitor.get(&format!("{SUMMARY}.json")).await.body;
    let document: Value = serde_json::from_str(&document).unwrap();
    let before = visitor.get(&format!("{SUMMARY}/editions/1.json")).await.body;
    let before: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(document["previous"], before["chain"]);
    after_review(&db, "Sana").get(SUMMARY).await.shows("Correct it by a corrigendum");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn who_asked_not_to_be_named_is_in_no_form_of_it(db: PgPool) {
    let withhold = "update contributions set attribution = 'withheld' where speaker like 'Mark %'";
    sqlx::query(withhold).execute(&db).await.unwrap();
    whole_way(&db).await;

    for form in ["", ".md", ".json"] {
        let answer = visitor(&db).get(&format!("{SUMMARY}{form}")).await;
        answer.is(StatusCode::OK).hides("Cavell").shows("A participant spoke");
    }
}
