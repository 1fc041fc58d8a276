//! Reading Summary Reports in: by the command, and in the browser.

use std::process::{Command, Output};

use axum::body::Body;
use axum::http::{StatusCode, header};
use serde_json::Value;
use sqlx::{ConnectOptions, PgPool};

use crate::support::{Answer, User, user};

const MODEL: &str = include_str!("../../demo/wg-strategy-45.md");
const UNDERSTOOD: &str = include_str!("fixtures/wg-strategy-45.json");

/// The program itself, on a document, as an operator runs it.
async fn import(db: Option<&PgPool>, document: &[u8], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wg-strategy-45.md");
    std::fs::write(&file, document).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    program.env_remove("DATABASE_URL").arg("import").arg(file).args(arguments);
    if let Some(db) = db {
        program.env("DATABASE_URL", db.connect_options().to_url_lossy().as_str());
    }
    tokio::task::spawn_blocking(move || program.output().unwrap()).await.unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

async fn count(db: &PgPool, table: &str) -> i64 {
    let count = format!("select count(*) from {table}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(db).await.unwrap()
}

async fn stored(db: &PgPool) -> [i64; 4] {
    let tables = ["meetings", "agenda_items", "imports", "history"];
    let mut counts = [0; 4];
    for (count, table) in counts.iter_mut().zip(tables) {
        *count = self::count(db, table).await;
    }
    counts
}

impl User {
    /// Hands a document over as a form with a file does.
    async fn upload(&self, path: &str, name: &str, document: &[u8]) -> Answer {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/markdown\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(document);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        self.multipart(path, body).await
    }

    async fn paste(&self, path: &str, text: &str) -> Answer {
        let body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n--edge--\r\n"
        );
        self.multipart(path, body.into_bytes()).await
    }

    async fn multipart(&self, path: &str, body: Vec<u8>) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

impl Answer {
    /// The fields of the page's form, as a browser would send them.
    fn fields(&self) -> Vec<(String, String)> {
        let form = &self.body[self.body.find("novalidate").unwrap()..];
        let form = &form[..form.find("</form>").unwrap()];
        let mut fields = Vec::new();
        for control in form.split("name=\"").skip(1) {
            let (name, rest) = control.split_once('"').unwrap();
            if name == "then" {
                continue;
            }
            let tag = rest.split('>').next().unwrap();
            let value = match () {
                () if tag.contains("rows=") => between(rest, ">\n", "</textarea>"),
                () if tag.contains("value=") => between(tag, "value=\"", "\""),
                () => rest
                    .split("</select>")
                    .next()
                    .unwrap()
                    .split("<option ")
                    .find(|option| option.contains(" selected"))
                    .map_or("", |option| between(option, "value=\"", "\"")),
            };
            fields.push((name.to_owned(), unescape(value)));
        }
        fields
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).unwrap().1;
    rest.split_once(end).unwrap().0
}

fn unescape(text: &str) -> String {
    let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

fn form(fields: &[(String, String)]) -> String {
    serde_html_form::to_string(fields).unwrap()
}

#[tokio::test]
async fn a_dry_run_prints_the_model_report_as_json() {
    let output =
        import(None, MODEL.as_bytes(), &["--group", "wg-strategy", "--dry-run", "--json"]).await;

    assert!(output.status.success(), "{}", text(&output.stderr));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected: Value = serde_json::from_str(UNDERSTOOD).unwrap();
    assert_eq!(printed, expected);
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
async fn the_operator_imports_the_model_report(db: PgPool) {
    let output = import(Some(&db), MODEL.as_bytes(), &["--group", "forms"]).await;

    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("Stored Online Meeting 45"), "{}", text(&output.stdout));
    let meeting: (String, i32, Option<chrono::DateTime<chrono::Utc>>) = sqlx::query_as(
        "select state::text, last_meeting, next_meeting_at from meetings
         join groups on groups.id = group_id where number = 45",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!((meeting.0.as_str(), meeting.1), ("held", 45));
    assert_eq!(meeting.2.unwrap().to_rfc3339(), "2022-10-13T14:00:00+00:00");
    let items: Vec<(String, String)> = sqlx::query_as(
        "select label, outcome::text from agenda_items order by parent_id nulls first, position",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let items: Vec<_> = items.iter().map(|(label, outcome)| format!("{label} {outcome}")).collect();
    let expected = [
        "1 discussed",
        "2 discussed",
        "3 not_addressed",
        "4 not_addressed",
        "5 not_addressed",
        "a discussed",
        "b discussed",
    ];
    assert_eq!(items, expected);
    let entries = [count(&db, "contributions").await, count(&db, "update_notes").await];
    assert_eq!(entries, [15, 1]);
    let nobody: i64 = sqlx::query_scalar("select count(*) from contributions where speaker = ''")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(nobody, 1);
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
async fn a_speaker_with_a_members_exact_name_is_that_member(db: PgPool) {
    let document = MODEL.replace("Jorge Cancio", "Mira Rao");
    import(Some(&db), document.as_bytes(), &["--group", "forms"]).await;

    let members: Vec<String> =
        sqlx::query_scalar("select name from contributions join people on people.id = speaker_id")
            .fetch_all(&db)
            .await
            .unwrap();
    assert_eq!(members, ["Mira Rao"]);
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
async fn what_cannot_be_stored_is_said_and_stores_nothing(db: PgPool) {
    let document = MODEL.as_bytes();
    assert!(import(Some(&db), document, &["--group", "forms"]).await.status.success());
    let before = stored(&db).await;
    let without_date = MODEL.replace("30 September 2022 at 14:00 UTC", "");
    let cases: [(&[u8], &[&str], &str); 6] = [
        (document, &["--group", "forms"], "WG-Forms has Online Meeting 45 already"),
        (document, &["--group", "wg"], "There is no group wg. There are: forms, quiet."),
        (
            b"# Minutes\n\nWe met.",
            &["--group", "forms"],
            "There is no heading with the meeting's number.",
        ),
        (b"caf\xe9", &["--group", "forms"], "The document is not text in UTF-8."),
        (&vec![b'a'; 5 * 1024 * 1024 + 1], &["--group", "forms"], "larger than 5 MiB"),
        (without_date.as_bytes(), &["--group", "quiet"], "does not say when"),
    ];
    for (document, arguments, sentence) in cases {
        let output = import(Some(&db), document, arguments).await;
        assert_eq!(output.status.code(), Some(1), "{sentence}");
        assert!(text(&output.stderr).contains(sentence), "{}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "");
    }
    assert_eq!(stored(&db).await, before);

    let output = import(None, document, &[]).await;
    assert_eq!(output.status.code(), Some(2));
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
async fn sana_reads_a_report_in_corrects_it_and_stores_it_once(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.get("/groups/forms/imports/new").await.is(StatusCode::OK).shows("Read a report in");
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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast"))]
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
