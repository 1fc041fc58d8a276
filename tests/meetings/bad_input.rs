//! Whatever somebody sends is kept as it is or refused with a sentence; nothing breaks.

use axum::body::Body;
use axum::http::{StatusCode, header};
use sqlx::PgPool;

use support::{Answer, user, visitor};

const AGENDA: &str = "/groups/forms/meetings/12/agenda";
const ITEMS: &str = "/groups/forms/meetings/12/agenda/items";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_megabyte_in_one_line_is_kept(db: PgPool) {
    let notes = "word ".repeat(200_000);
    let chen = user(&db, "Chen");

    chen.post(ITEMS, &[("title", "Long"), ("notes", &notes)]).await.location();

    let kept = "select notes from agenda_items where title = 'Long'";
    let kept: String = sqlx::query_scalar(kept).fetch_one(&db).await.unwrap();
    assert!(kept == notes.trim());
    chen.get(AGENDA).await.is(StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn more_than_a_form_may_have_is_refused_as_a_page(db: PgPool) {
    let chen = user(&db, "Chen");
    for form in [
        format!("title={}", "x".repeat(1 << 20)),
        "title=x&".repeat(10_000),
        (0..10_000).map(|n| format!("field{n}=x&")).collect(),
    ] {
        let answer = chen.post_body(ITEMS, form).await;
        answer.is(StatusCode::PAYLOAD_TOO_LARGE).shows("Too much at once").shows("Chen Wei");
    }
    let fields: String = (0..1_000).map(|n| format!("field{n}=x&")).collect();
    chen.post_body(ITEMS, fields + "title=Many").await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn every_character_is_kept(db: PgPool) {
    let chen = user(&db, "Chen");
    for (typed, title, notes) in [
        ("النص العربي و English", "النص العربي و English", "النص العربي و English"),
        ("\u{202e}txet\u{202c} \u{200f}\u{200e}", "txet", "\u{202e}txet\u{202c} \u{200f}\u{200e}"),
        ("Z͑ͫa͖l̶g̡o", "Z͑ͫa͖l̶g̡o", "Z͑ͫa͖l̶g̡o"),
        ("👩‍👩‍👧‍👦🏴‍☠️ \u{10FFFF}", "👩‍👩‍👧‍👦🏴‍☠️ \u{10FFFF}", "👩‍👩‍👧‍👦🏴‍☠️ \u{10FFFF}"),
        ("nothing\0more", "nothing\u{FFFD}more", "nothing\u{FFFD}more"),
        (
            "\u{FFFD}\u{FEFF}\u{0001}\u{001b}[31m",
            "\u{FFFD}[31m",
            "\u{FFFD}\u{FEFF}\u{0001}\u{001b}[31m",
        ),
        (
            "<script>alert(1)</script>&amp;",
            "<script>alert(1)</script>&amp;",
            "<script>alert(1)</script>&amp;",
        ),
    ] {
        chen.post(ITEMS, &[("title", typed), ("notes", typed)]).await.location();
        let last = "select title, notes from agenda_items where meeting_id is not null \
             order by position desc limit 1";
        let kept: (String, String) = sqlx::query_as(last).fetch_one(&db).await.unwrap();
        assert_eq!((&*kept.0, &*kept.1), (title, notes));
        chen.get(AGENDA).await.is(StatusCode::OK).hides("<script>alert");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn deep_markdown_is_kept_or_refused_in_time(db: PgPool) {
    let chen = user(&db, "Chen");
    for deep in ["> ", "- ", "[", "*a ", "![", "`", "<b>", "(((", "\\", "1. ", "| a ", "#"] {
        let notes = deep.repeat(60_000 / deep.len());
        let began = std::time::Instant::now();
        let answer = chen.post(ITEMS, &[("title", "Deep"), ("notes", &notes)]).await;
        let time = began.elapsed();
        assert!(matches!(answer.status.as_u16(), 303 | 422), "{deep:?}: {}", answer.status);
        assert!(time.as_secs() < 10, "{deep:?} takes {time:?}");
        chen.get(AGENDA).await.is(StatusCode::OK);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_no_form_is_refused_with_a_sentence(db: PgPool) {
    let chen = user(&db, "Chen");
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x", "\u{1}", ""] {
        if let Ok(kind) = header::HeaderValue::from_bytes(kind.as_bytes()) {
            let request = chen.request("POST", ITEMS).header("sec-fetch-site", "same-origin");
            let request = request.header(header::CONTENT_TYPE, kind).body(Body::from("{}"));
            refused(&chen.send(request.unwrap()).await);
        }
    }
    for form in ["title=%ff%fe", "title=x&minutes=%e9", "title=x&title=y", "key=7&title=x"] {
        refused(&chen.post_body(ITEMS, form).await);
    }
    // A percent sign that begins nothing is a percent sign.
    chen.post_body(ITEMS, "title=100%&notes=%zz%4").await.location();
    for query in ["next=%ff", "next=%", "%00", "next=a&next=b", &"next=&".repeat(3_000)] {
        no_worse(&visitor(&db).get(&format!("/sign-in?{query}")).await);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn numbers_that_are_none_are_refused(db: PgPool) {
    let chen = user(&db, "Chen");
    for minutes in ["-1", "1e9", "99999999999999999999", "٣", "NaN", "1.5", "0x10", " "] {
        no_worse(&chen.post(ITEMS, &[("title", "x"), ("minutes", minutes)]).await);
    }
    for number in ["0", "-1", "2147483648", "99999999999999999999", "draft-", "draft-7", "12.0"] {
        chen.get(&format!("/groups/forms/meetings/{number}")).await.is(StatusCode::NOT_FOUND);
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn absurd_addresses_are_not_there(db: PgPool) {
    let visitor = visitor(&db);
    let long = format!("/{}", "a/".repeat(4_000));
    for path in [&*long, "//", "/%", "/%2e%2e/etc/passwd", "/sign-in/", "/SIGN-IN", "/;", "/%00"] {
        visitor.get(path).await.is(StatusCode::NOT_FOUND).shows("Nothing here");
    }
    let heavy = visitor.request("GET", "/sign-in").header("x-heavy", "x".repeat(20_000));
    visitor.send(heavy.body(Body::empty()).unwrap()).await.is(StatusCode::OK);
    for cookie in ["session", "session=; session=", "=;;;=", "session=\u{e9}", "notice=%ff%zz"] {
        let cookie = header::HeaderValue::from_bytes(cookie.as_bytes()).unwrap();
        let request = visitor.request("GET", "/sign-in").header(header::COOKIE, cookie);
        visitor.send(request.body(Body::empty()).unwrap()).await.is(StatusCode::OK);
    }
}

/// Refused with a sentence, on a page.
#[track_caller]
fn refused(answer: &Answer) {
    assert!(matches!(answer.status.as_u16(), 400 | 413 | 415 | 422), "{}", answer.status);
    answer.shows("</html>");
}

#[track_caller]
fn no_worse(answer: &Answer) {
    assert!(answer.status.as_u16() < 500, "{}: {}", answer.status, answer.body);
}
