//! The link in a reminder: an owner reports on one action without signing in, and nothing else.

use axum::body::Body;
use axum::http::{StatusCode, header};
use sqlx::PgPool;

use crate::reminders::{assign, at, mails, remind};
use support::recording::id_of;
use support::{Answer, User, until_slowed_down, user, visitor};

const OVER: &str = "This link is over";

/// The paths of the links to report by in the latest mail to somebody.
pub async fn links(db: &PgPool, name: &str) -> Vec<String> {
    let (_, text) = mails(db, name).await.pop().expect("a mail");
    let links = text.lines().filter_map(|line| line.strip_prefix("http://rapporteur.test"));
    links.filter(|path| path.starts_with("/reports/")).map(str::to_owned).collect()
}

/// The link that comes when an action of somebody's is due.
async fn link(db: &PgPool, owner: &str) -> String {
    assign(db, owner, "Print the form.", "2026-03-20").await;
    sqlx::query("update people set time_zone = 'UTC'").execute(db).await.unwrap();
    assert_eq!(remind(db, at("2026-03-20", "08:00")).await, 1);
    links(db, owner).await.remove(0)
}

async fn page_of_the_action(db: &PgPool) -> Answer {
    let id: sqlx::types::Uuid =
        sqlx::query_scalar("select id from action_items").fetch_one(db).await.unwrap();
    user(db, "Chen").get(&format!("/groups/forms/actions/{id}")).await
}

async fn count(db: &PgPool, rows: &'static str) -> i64 {
    sqlx::query_scalar(rows).fetch_one(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn mira_reports_without_signing_in(db: PgPool) {
    let (link, browser) = (link(&db, "Mira").await, visitor(&db));

    let page = browser.get(&link).await;
    page.is(StatusCode::OK).shows("Print the form.").shows("WG-Forms").shows("Fri 20 March 2026");
    page.shows("<bdi>Mira Rao</bdi>");
    let id = page.value("id");
    let wordless = [("id", id.as_str()), ("step", "progress"), ("text", " ")];
    let refused = browser.post(&link, &wordless).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say what is new.").shows("Print the form.");
    let form = [("id", id.as_str()), ("step", "progress"), ("text", "Half of *them*.")];
    let reported = browser.post(&link, &form).await;

    assert_eq!(reported.location(), link);
    assert_eq!(reported.session(), None);
    browser.get(&link).await.is(StatusCode::OK).shows("in progress");
    let page = page_of_the_action(&db).await;
    page.shows("Half of <em>them</em>.").shows("<bdi>Mira Rao</bdi>, by the link in a reminder");
    let told = "select count(*) from history join people on people.id = person_id
         where name = 'Mira Rao' and event = 'in progress' and reason = 'by the link in a reminder'";
    assert_eq!(count(&db, told).await, 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn looking_at_the_link_changes_nothing(db: PgPool) {
    let link = link(&db, "Mira").await;
    let all = "select (select count(*) from history) + (select count(*) from action_reports)
         + (select count(*) from sessions) + (select sum(revision) from action_items)";
    let before = count(&db, all).await;

    for _ in 0..3 {
        let page = visitor(&db).get(&link).await;
        page.is(StatusCode::OK);
        assert!(page.headers.get(header::SET_COOKIE).is_none());
    }

    assert_eq!(count(&db, all).await, before);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_link_can_do_nothing_else(db: PgPool) {
    let (link, browser) = (link(&db, "Mira").await, visitor(&db));
    let chen = id_of(&db, "Chen").await;

    let page = browser.get(&link).await;
    page.hides("/groups/").hides("/account").hides("Chen Wei").hides("It is dropped");
    for step in ["dropped", "reopened", "handed_over"] {
        let form = [("step", step), ("to", chen.as_str()), ("text", "No.")];
        browser.post(&link, &form).await.is(StatusCode::FORBIDDEN);
    }
    let other = link.replace("/reports/", "/reminders/");
    browser.get(&other).await.is(StatusCode::GONE);
    browser.post(&other, &[("reminders", "off")]).await.is(StatusCode::GONE);
    for place in ["/groups/forms/actions", "/groups/forms/members", "/account"] {
        assert!(browser.get(place).await.location().starts_with("/sign-in"));
    }
    assert_eq!(count(&db, "select count(*) from action_reports").await, 0);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_may_drop_an_action_may_by_the_link(db: PgPool) {
    let (link, browser) = (link(&db, "Cleo").await, visitor(&db));

    browser.get(&link).await.shows("It is dropped");
    let form = [("step", "dropped"), ("text", "There is no paper.")];
    assert_eq!(browser.post(&link, &form).await.location(), link);

    page_of_the_action(&db).await.shows("dropped").shows("There is no paper.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_link_ends_with_the_action(db: PgPool) {
    let (link, browser) = (link(&db, "Mira").await, visitor(&db));
    let unknown = browser.get("/reports/0123").await;
    unknown.is(StatusCode::GONE).shows(OVER);
    for (over, again) in [
        ("update action_items set state = 'done'", "update action_items set state = 'open'"),
        (
            "update action_items set state = 'dropped', reason = 'No.'",
            "update action_items set state = 'in_progress', reason = ''",
        ),
        ("update action_items set removed_at = now()", "update action_items set removed_at = null"),
        (
            "update action_owners set person_id = (select id from people where name = 'Cleo Diaz')",
            "update action_owners set person_id = (select id from people where name = 'Mira Rao')",
        ),
        ("update memberships set until = now()", "update memberships set until = null"),
        (
            "update memberships set role = 'observer' where role = 'member'",
            "update memberships set role = 'member'
             where person_id = (select id from people where name = 'Mira Rao')",
        ),
        ("update people set suspended_at = now()", "update people set suspended_at = null"),
    ] {
        sqlx::query(over).execute(&db).await.unwrap();
        let gone = browser.get(&link).await;
        assert_eq!(gone.is(StatusCode::GONE).body, unknown.body, "{over}");
        let form = [("step", "progress"), ("text", "More.")];
        browser.post(&link, &form).await.is(StatusCode::GONE).shows(OVER);
        sqlx::query(again).execute(&db).await.unwrap();
        browser.get(&link).await.is(StatusCode::OK);
    }
    assert_eq!(count(&db, "select count(*) from action_reports").await, 0);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_report_that_is_sent_twice_is_kept_once_though_it_ends_the_link(db: PgPool) {
    let (link, browser) = (link(&db, "Mira").await, visitor(&db));
    let id = browser.get(&link).await.value("id");
    let form = [("id", id.as_str()), ("step", "done"), ("text", "All of them.")];

    let (one, two) = tokio::join!(browser.post(&link, &form), browser.post(&link, &form));

    assert_eq!((one.location(), two.location()), (&*link, &*link));
    assert_eq!(count(&db, "select count(*) from action_reports").await, 1);
    browser.get(&link).await.is(StatusCode::GONE).shows(OVER);
    let late = [("step", "progress"), ("text", "More.")];
    browser.post(&link, &late).await.is(StatusCode::GONE);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn each_action_of_a_mail_has_its_own_link(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;
    assign(&db, "Mira", "Fold the form.", "2026-03-19").await;
    remind(&db, at("2026-03-20", "03:00")).await;
    let [fold, print] = links(&db, "Mira").await.try_into().unwrap();
    let browser = visitor(&db);

    browser.get(&fold).await.shows("Fold the form.").hides("Print the form.");
    browser.post(&fold, &[("step", "done")]).await.location();

    browser.get(&fold).await.is(StatusCode::GONE);
    browser.get(&print).await.is(StatusCode::OK).shows("Print the form.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_link_tells_nobody_else_and_is_not_kept(db: PgPool) {
    let (link, browser) = (link(&db, "Mira").await, visitor(&db));
    let stop = link.replace("/reports/", "/reminders/");
    for answer in [
        browser.get(&link).await,
        browser.get("/reports/0123").await,
        browser.get(&stop).await,
        browser.post(&link, &[]).await,
        browser.post(&link, &[("step", "handed_over")]).await,
    ] {
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-robots-tag"), "noindex");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let kept: Vec<u8> =
        sqlx::query_scalar("select token_hash from reminded_actions").fetch_one(&db).await.unwrap();
    assert_ne!(kept, link.trim_start_matches("/reports/").as_bytes());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn older_browsers_send_the_form_and_other_sites_do_not(db: PgPool) {
    let (link, browser) = (link(&db, "Mira").await, visitor(&db));
    let send = async |name: &str, value: &str| {
        let request = browser
            .request("POST", &link)
            .header(header::HOST, "rapporteur.test")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value);
        browser.send(request.body(Body::from("step=progress&text=More.")).unwrap()).await.status
    };

    // A page that sends no referrer sends its form from nowhere.
    assert_eq!(send("origin", "null").await, StatusCode::SEE_OTHER);
    assert_eq!(send("origin", "http://rapporteur.test").await, StatusCode::SEE_OTHER);
    assert_eq!(send("origin", "https://evil.example").await, StatusCode::FORBIDDEN);
    assert_eq!(send("sec-fetch-site", "cross-site").await, StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn reports_do_not_come_without_end(db: PgPool) {
    let (link, browser) = (link(&db, "Mira").await, visitor(&db));
    let send = async |to: &str| browser.post(to, &[("step", "progress"), ("text", "More.")]).await;
    let report = async |_| send(&link).await;
    let reports = until_slowed_down(20, StatusCode::SEE_OTHER, report).await;
    assert!(reports >= 10, "{reports}");

    // Guessing is slowed down for the address that it comes from.
    let guess = async |n| send(&format!("/reports/{n}")).await;
    let guesses = until_slowed_down(200, StatusCode::GONE, guess).await;
    assert!(guesses >= 30, "{guesses}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_else_is_signed_in_reports_in_the_name_of_the_links_owner(db: PgPool) {
    let link = link(&db, "Mira").await;
    let chen: User = user(&db, "Chen");

    chen.get(&link).await.shows("<bdi>Mira Rao</bdi>");
    chen.post(&link, &[("step", "progress"), ("text", "Half of them.")]).await.location();

    page_of_the_action(&db).await.shows("by <bdi>Mira Rao</bdi>");
}
