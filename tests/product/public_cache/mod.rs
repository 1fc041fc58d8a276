//! What everybody may read is kept in each server: it is what would be made, costs the database nothing,
//! and is given to nobody who has a page of their own.

mod changes;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{HeaderName, StatusCode};
use sqlx::PgPool;

use crate::operations::ask_for_figures;
use crate::policy::address;
use site::routes::routes;
use support::queries::describe;
use support::states::reach;
use support::way::{SUMMARY, later, whole_way};
use support::{Answer, User, app_at, user_of};

/// All that is kept.
const KEPT: [&str; 20] = [
    "/",
    "/groups/{group}",
    "/groups/{group}/meetings",
    "/groups/{group}/meetings/{meeting}",
    "/groups/{group}/meetings/{meeting}/agenda",
    "/groups/{group}/meetings/{meeting}/summary",
    "/groups/{group}/meetings/{meeting}/summary.json",
    "/groups/{group}/meetings/{meeting}/summary.md",
    "/groups/{group}/meetings/{meeting}/summary/editions/{edition}",
    "/groups/{group}/plans",
    "/groups/{group}/plans/{plan}",
    "/groups/{group}/plans/{plan}/changes",
    "/groups/{group}/plans/{plan}/comments",
    "/groups/{group}/plans/{plan}/comments/{comment}",
    "/groups/{group}/plans/{plan}/dispositions",
    "/groups/{group}/plans/{plan}/dispositions.csv",
    "/groups/{group}/plans/{plan}/items/{item}",
    "/groups/{group}/plans/{plan}/versions/{version}",
    "/publications.atom",
    "/sitemap.xml",
];
/// Of the same routes, in other forms.
const FORMS: [&str; 6] = [
    "/groups/forms.atom",
    "/groups/forms.ics",
    "/groups/forms/meetings/12.ics",
    "/groups/forms/meetings/12/summary/editions/1.json",
    "/groups/forms/plans/wsis20.md",
    "/groups/forms/plans?a=b",
];
/// A meeting's way until everybody may read its summary.
const STATES: [&str; 7] =
    ["draft", "scheduled", "in session", "drafting", "in review", "approved", "published"];
/// The plan was adopted, and commented on by the public.
const ADOPTED: &str = "
    insert into plan_versions (plan_id, number, group_id, title, visibility, markdown, html, document,
                               decision_id, adopted_by, adopted_at, sha256, chain)
    select plans.id, 1, plans.group_id, plans.title, 'public', 'Text', '<p>Text</p>', '{}',
           decisions.id, people.id, '2026-03-01 09:00Z', 'x', 'x'
    from plans, decisions, people
    where plans.slug = 'wsis20' and people.name = 'Chen Wei'
      and decisions.id = '00000000-0000-7000-8000-0000000012d1';
    update plans set adopted = 1 where slug = 'wsis20';
    update plan_comments set person_id = null, name = 'Paul Public', kind = 'comment', base_revision = null;";
const ENCODINGS: [&str; 3] = ["", "gzip, deflate, br, zstd", "gzip"];

/// Of somebody who brings these headers and nothing else.
async fn ask(server: &User, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = server.request(method, path).body(Body::empty()).unwrap();
    request.headers_mut().clear();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        request.headers_mut().append(name, value.parse().unwrap());
    }
    server.send(request).await
}

async fn read(server: &User, path: &str) -> Answer {
    ask(server, "GET", path, &[]).await
}

/// Whether the answer was there before it was asked for.
async fn is_kept(server: &User, path: &str) -> bool {
    let (answer, statements) = describe(read(server, path)).await;
    answer.is(StatusCode::OK);
    statements.is_empty()
}

/// What two answers have to have in common: all but their numbers, and the length that is not told
/// of what is compressed while it is sent.
fn said(answer: &Answer) -> (StatusCode, BTreeSet<String>, usize, &str) {
    let headers = answer.headers.iter();
    let headers =
        headers.filter(|(name, _)| !["x-request-id", "content-length"].contains(&name.as_str()));
    let headers = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
    (answer.status, headers, answer.size, &answer.body)
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_kept_answer_is_the_one_that_would_be_made(db: PgPool) {
    for state in STATES {
        reach(state, &db).await;
    }
    sqlx::raw_sql(ADOPTED).execute(&db).await.unwrap();
    let server = user_of(app_at(&db, later()), "");
    let pages = routes().table().into_iter().filter(|route| route.method == "GET");
    let pages = pages.map(|route| (route.path, address(route.path, "published")));
    let mut kept_routes = BTreeSet::new();
    for (route, path) in pages.chain(FORMS.map(|form| (form, form.to_owned()))) {
        for accepted in ENCODINGS {
            // Whoever brings a session that is none is answered as everybody is, but from no cache.
            let cookie = [("accept-encoding", accepted), ("cookie", "session=none")];
            let made = ask(&server, "GET", &path, &cookie).await;
            let (first, asked) = describe(ask(&server, "GET", &path, &cookie[..1])).await;
            let (kept, asked_again) = describe(ask(&server, "GET", &path, &cookie[..1])).await;
            if asked.is_empty() || !asked_again.is_empty() {
                continue;
            }
            kept_routes.insert(route);
            assert_eq!(said(&made), said(&first), "{path} with {accepted:?}");
            assert_eq!(said(&made), said(&kept), "{path} with {accepted:?}");
            assert_ne!(first.header("x-request-id"), kept.header("x-request-id"), "{path}");
            assert_eq!(kept.header("content-length"), kept.size.to_string(), "{path}");

            let (head, asked) = describe(ask(&server, "HEAD", &path, &cookie[..1])).await;
            assert_eq!(said(&ask(&server, "HEAD", &path, &cookie).await), said(&head), "{path}");
            assert!(asked.is_empty() && head.size == 0, "{path}: {asked:?}");
        }
    }
    let all: BTreeSet<_> = KEPT.into_iter().chain(FORMS).collect();
    assert_eq!(kept_routes, all);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../../fixtures", scripts("cast", "meeting_45"))
)]
async fn whoever_has_a_kept_answer_is_told_so_without_a_question(db: PgPool) {
    whole_way(&db).await;
    let server = user_of(app_at(&db, later()), "");
    for path in ["/groups/wg-strategy.atom", SUMMARY, "/groups/wg-strategy/meetings/45.ics"] {
        let cookie = ("cookie", "session=none");
        let made = ask(&server, "GET", path, &[cookie]).await;
        let (tag, changed) = (made.header("etag"), made.header("last-modified"));
        let mut conditions = vec![("if-none-match", tag)];
        if !changed.is_empty() {
            conditions.push(("if-modified-since", changed));
        }
        for condition in conditions {
            for accepted in ENCODINGS {
                let asked = [("accept-encoding", accepted), condition, cookie];
                let made = ask(&server, "GET", path, &asked).await;
                // Who asks so first has it made and kept.
                let first = ask(&server, "GET", path, &asked[..2]).await;
                let (kept, statements) = describe(ask(&server, "GET", path, &asked[..2])).await;
                for answer in [&first, &kept] {
                    answer.is(StatusCode::NOT_MODIFIED);
                    assert_eq!((answer.size, answer.header("etag")), (0, tag), "{path}");
                    for name in ["cache-control", "last-modified", "content-security-policy"] {
                        assert_eq!(answer.header(name), made.header(name), "{path}: {name}");
                    }
                    for name in ["content-type", "content-encoding"] {
                        assert_eq!(answer.header(name), "", "{path}: {name}");
                    }
                }
                assert!(statements.is_empty(), "{path}: {statements:?}");
            }
        }
        let other = ask(&server, "GET", path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!(said(&other), said(&ask(&server, "GET", path, &[cookie]).await), "{path}");
    }
    // The figures count such answers as all others.
    let tag = read(&server, SUMMARY).await.header("etag").to_owned();
    let head = ask(&server, "HEAD", SUMMARY, &[("if-none-match", &tag)]).await;
    head.is(StatusCode::NOT_MODIFIED);
    let counted =
        r#"{method="HEAD",status="304",endpoint="/groups/{group}/meetings/{meeting}/summary"}"#;
    ask_for_figures(&server, "127.0.0.1:50000", &[]).await.shows(counted);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_is_signed_in_or_told_something_is_given_their_own_page(db: PgPool) {
    const PAGE: &str = "/groups/forms/meetings";
    let server = user_of(app_at(&db, later()), "");
    let own = [
        ("cookie", "session=Chen", "Chen Wei"),
        ("cookie", "theme=dark; session=Nia", "Nia Mensah"),
        ("cookie", "notice=It+is+done", "It is done"),
        ("authorization", "Bearer none", "WG-Forms"),
    ];
    for (name, value, _) in own {
        ask(&server, "GET", PAGE, &[(name, value)]).await.is(StatusCode::OK);
    }
    assert!(!is_kept(&server, PAGE).await, "theirs are kept for nobody");
    assert!(is_kept(&server, PAGE).await);
    for (name, value, shown) in own {
        let (page, statements) = describe(ask(&server, "GET", PAGE, &[(name, value)])).await;
        page.shows(shown);
        assert!(!statements.is_empty(), "{value}");
    }
    let page = read(&server, PAGE).await;
    page.hides("Chen Wei").hides("Nia Mensah").hides("It is done");
    assert!(is_kept(&server, PAGE).await);
    assert!(is_kept(&server, PAGE).await);
    ask(&server, "GET", PAGE, &[("cookie", "theme=dark")]).await.hides("Sign out");
}
