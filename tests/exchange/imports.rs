//! Reading Summary Reports in, in the browser.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::uploads::{MODEL, count};
use support::user;

fn form(fields: &[(String, String)]) -> String {
    serde_html_form::to_string(fields).unwrap()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn sana_reads_a_report_in_corrects_it_and_stores_it_once(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.get("/groups/forms/imports/new").await.is(StatusCode::OK).shows("Import an old report");
    let at = sana.upload("/groups/forms/imports", "C:\\45 é.md", MODEL.as_bytes()).await;
    let at = at.location().to_owned();
    assert_eq!(count(&db, "meetings").await, 0);

    let preview = sana.get(&at).await;
    preview.is(StatusCode::OK).shows("What is unsure").shows("45 é.md").shows("Valeria Betancourt");
    let mut fields = preview.fields();
    for (name, value) in &mut fields {
        match name.as_str() {
            "agenda" => *value = value.replace("5. AoB", "5. Any other business"),
            "contribution_speaker" if value == "Jorge Cancio" => *value = "Mira Rao".into(),
            "contribution_text" if value.starts_with("Ben Wallis") => value.clear(),
            _ => {}
        }
    }
    let (first, second) =
        tokio::join!(sana.post_body(&at, form(&fields)), sana.post_body(&at, form(&fields)),);
    assert_eq!(first.location(), "/groups/forms/meetings/45");
    assert_eq!(second.location(), "/groups/forms/meetings/45");
    assert_eq!([count(&db, "meetings").await, count(&db, "contributions").await], [1, 14]);
    assert_eq!(sana.get(&at).await.location(), "/groups/forms/meetings/45");

    let meeting = sana.get("/groups/forms/meetings/45").await;
    meeting.shows("Any other business").shows("45 é.md, SHA-256").shows("meetings/45/source");
    user(&db, "").get("/groups/forms/meetings/45").await.hides("SHA-256");
    let source = sana.get("/groups/forms/meetings/45/source").await;
    assert_eq!(source.body, MODEL);
    assert!(
        source
            .header("content-disposition")
            .contains("attachment; filename*=UTF-8''45%20%C3%A9.md")
    );
    assert!(source.header("content-security-policy").contains("sandbox"));
    assert_eq!(source.header("x-content-type-options"), "nosniff");
    user(&db, "Nia").get("/groups/forms/meetings/45/source").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_preview_that_is_refused_keeps_all_that_was_typed(db: PgPool) {
    let sana = user(&db, "Sana");
    let at = sana.paste("/groups/forms/imports", MODEL).await.location().to_owned();
    let mut fields = sana.get(&at).await.fields();
    for (name, value) in &mut fields {
        match name.as_str() {
            "number" => *value = "forty-five".into(),
            "starts_date" => value.clear(),
            "agenda" => *value = value.replace("2. WSIS+20", "7. WSIS+20"),
            "contribution_speaker" if value.is_empty() => *value = "Somebody <else>".into(),
            _ => {}
        }
    }
    let answer = sana.post_body(&at, form(&fields)).await;

    answer.is(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Give the meeting’s number, such as 45.").shows("href=\"#number\"");
    answer.shows("Item 2 is not on the agenda. Choose another.");
    answer.shows("href=\"#contribution-2-contribution_item\"");
    answer.shows("id=\"contribution-2-contribution_item\"").shows("Somebody &#60;else&#62;");
    assert_eq!(answer.fields(), fields);
    assert_eq!(count(&db, "meetings").await, 0);

    fields.push(("then".into(), "look".into()));
    sana.post_body(&at, form(&fields)).await.is(StatusCode::OK).shows("7 WSIS+20 action plan");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_cannot_be_understood_comes_back(db: PgPool) {
    let sana = user(&db, "Sana");
    let pasted = sana.paste("/groups/forms/imports", "We met. <b>Then</b> left.").await;
    pasted.is(StatusCode::UNPROCESSABLE_ENTITY).shows("There is no agenda.");
    pasted.shows("We met. &#60;b&#62;Then&#60;/b&#62; left.");
    let file = sana.upload("/groups/forms/imports", "a.md", b"caf\xe9").await;
    file.is(StatusCode::UNPROCESSABLE_ENTITY).shows("not text in UTF-8").shows("href=\"#file\"");
    let nothing = sana.paste("/groups/forms/imports", "").await;
    nothing.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Paste the report, or choose a file.");
    let large = vec![b'a'; 5 * 1024 * 1024 + 1];
    let large = sana.upload("/groups/forms/imports", "a.md", &large).await;
    large.is(StatusCode::PAYLOAD_TOO_LARGE).shows("5 MiB");
    let larger = vec![b'a'; 6 * 1024 * 1024];
    let larger = sana.upload("/groups/forms/imports", "a.md", &larger).await;
    larger.is(StatusCode::PAYLOAD_TOO_LARGE).shows("5 MiB");
    assert_eq!(count(&db, "imports").await, 0);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn only_those_who_record_read_reports_in(db: PgPool) {
    let sana = user(&db, "Sana");
    let at = sana.paste("/groups/forms/imports", MODEL).await.location().to_owned();
    let pages = ["/groups/forms/imports/new", &at];
    for (name, status) in [("Mira", StatusCode::FORBIDDEN), ("Nia", StatusCode::NOT_FOUND)] {
        for page in pages {
            user(&db, name).get(page).await.is(status);
        }
        user(&db, name).post(&at, &[]).await.is(status);
    }
    let elsewhere = at.replace("/forms/", "/quiet/");
    user(&db, "Nia").get(&elsewhere).await.is(StatusCode::NOT_FOUND);

    let done = sana.post(&format!("{at}/removal"), &[]).await;
    assert_eq!(done.location(), "/groups/forms/meetings");
    sana.get(&at).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_report_too_long_for_a_form_is_stored_as_it_was_understood(db: PgPool) {
    let sana = user(&db, "Sana");
    let said = "Mira Rao said that forms are needed.\n\n".repeat(600);
    let document = MODEL.replace("Ben Wallis suggested", &format!("{said}Ben Wallis suggested"));
    let at = sana.paste("/groups/forms/imports", &document).await.location().to_owned();
    let preview = sana.get(&at).await;
    preview
        .is(StatusCode::OK)
        .shows("too long to be corrected on one page")
        .shows("615 contributions");
    let answer = sana.post_body(&at, form(&preview.fields())).await;

    assert_eq!(answer.location(), "/groups/forms/meetings/45");
    assert_eq!(count(&db, "contributions").await, 615);
}
