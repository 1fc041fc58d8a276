//! Switching reminders off: on the account page, by the link in each, and with one click.

use axum::body::Body;
use axum::http::{StatusCode, header};
use sqlx::PgPool;

use crate::reminders::{assign, at, mails, remind};
use platform::mail::deliver_due;
use support::mail::with_server;
use support::smtp::MailServer;
use support::{Answer, user, visitor};

/// The path of the link that switches reminders off, in a mail to Mira.
async fn link(db: &PgPool) -> String {
    assign(db, "Mira", "Print the form.", "2026-03-20").await;
    assert_eq!(remind(db, at("2026-03-13", "03:00")).await, 1);
    let (_, text) = mails(db, "Mira").await.remove(0);
    let mut links = text.lines().filter_map(|line| line.strip_prefix("http://rapporteur.test"));
    links.find(|path| path.starts_with("/reminders/")).expect("a link").to_owned()
}

/// What the history says of reminders: who, what and how.
async fn history(db: &PgPool) -> Vec<(String, String, String)> {
    let rows = "select name, event, reason from history join people on people.id = person_id
         where event like 'reminders%' and subject = 'person' and subject_id = person_id
         order by history.id";
    sqlx::query_as(rows).fetch_all(db).await.unwrap()
}

/// As a mail provider asks: from nowhere, without cookies.
async fn one_click(db: &PgPool, link: &str, kind: &str, body: &'static str) -> Answer {
    let request = axum::http::Request::builder()
        .method("POST")
        .uri(link)
        .header(header::HOST, "rapporteur.test")
        .header(header::CONTENT_TYPE, kind);
    visitor(db).send(request.body(Body::from(body)).unwrap()).await
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn mira_switches_reminders_off_and_on_on_her_account(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;
    let mira = user(&db, "Mira");
    let switch = async |to: &str| mira.post("/account/reminders", &[("reminders", to)]).await;

    mira.get("/account").await.shows("They are on").shows("Switch reminders off");
    assert_eq!(switch("off").await.location(), "/account");
    switch("off").await.location();
    mira.get("/account").await.shows("They are off").shows("Switch reminders on");
    assert_eq!(remind(&db, at("2026-03-13", "03:00")).await, 0);
    switch("perhaps").await.is(StatusCode::BAD_REQUEST);
    switch("on").await.location();
    assert_eq!(remind(&db, at("2026-03-13", "03:00")).await, 1);

    let row = |event: &str| ("Mira Rao".to_owned(), event.to_owned(), String::new());
    assert_eq!(history(&db).await, [row("reminders_off"), row("reminders_on")]);
    user(&db, "Chen").get("/account").await.shows("They are on");
    let stranger = visitor(&db).post("/account/reminders", &[("reminders", "off")]).await;
    stranger.is(StatusCode::UNAUTHORIZED);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_link_switches_reminders_off_and_on_without_signing_in(db: PgPool) {
    let (link, browser) = (link(&db).await, visitor(&db));

    browser.get(&link).await.is(StatusCode::OK).shows("They are on").hides("/groups/");
    assert!(history(&db).await.is_empty(), "looking changes nothing");
    assert_eq!(browser.post(&link, &[("reminders", "off")]).await.location(), link);
    browser.get(&link).await.shows("They are off").shows("Switch reminders on");
    user(&db, "Mira").get("/account").await.shows("They are off");
    assert_eq!(remind(&db, at("2026-03-20", "03:00")).await, 0);
    let on = browser.post(&link, &[("reminders", "on")]).await;

    assert_eq!((on.location(), on.session()), (&*link, None));
    assert_eq!(remind(&db, at("2026-03-20", "03:00")).await, 1);
    let how = "by the link in a reminder";
    let told: Vec<_> = history(&db).await.into_iter().map(|(_, event, how)| (event, how)).collect();
    let row = |event: &str| (event.to_owned(), how.to_owned());
    assert_eq!(told, [row("reminders_off"), row("reminders_on")]);
    browser.post(&link, &[]).await.is(StatusCode::BAD_REQUEST);
    let other = link.replace("/reminders/", "/reports/");
    browser.get(&other).await.is(StatusCode::GONE);
    browser.get("/reminders/0123").await.is(StatusCode::GONE).shows("This link is over");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_mail_program_switches_reminders_off_with_one_click(db: PgPool) {
    let link = link(&db).await;
    let form = ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    let parts = (
        "multipart/form-data; boundary=edge",
        "--edge\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--edge--\r\n",
    );

    for (kind, body) in [form, parts] {
        sqlx::query("update people set reminders = true").execute(&db).await.unwrap();
        let answer = one_click(&db, &link, kind, body).await;
        answer.is(StatusCode::OK);
        assert!(answer.headers.get(header::LOCATION).is_none());
        assert!(answer.headers.get(header::SET_COOKIE).is_none());
        visitor(&db).get(&link).await.shows("They are off");
        // Asked again, it stays as it is.
        one_click(&db, &link, kind, body).await.is(StatusCode::OK);
    }

    assert_eq!(history(&db).await.len(), 2);
    one_click(&db, "/reminders/0123", form.0, form.1).await.is(StatusCode::GONE);
    let odd = "--edge\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--edge--\r\n";
    one_click(&db, &link, parts.0, odd).await.is(StatusCode::BAD_REQUEST);
    one_click(&db, &link, parts.0, "nothing").await.is(StatusCode::BAD_REQUEST);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_reminder_says_how_a_mail_program_stops_it_and_other_mail_does_not(db: PgPool) {
    let (link, server) = (link(&db).await, MailServer::start().await);
    visitor(&db).post("/sign-in/link", &[("email", "chen@example.org")]).await.location();

    deliver_due(&with_server(&db, &server)).await.unwrap();

    let mut received = server.received();
    received.sort_by_key(|mail| mail.recipients.clone());
    let headers = |index: usize| {
        let message: &str = &received[index].message;
        let head = message.split("\n\n").next().unwrap().replace("\n ", " ");
        head.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
    };
    let own = [
        format!("List-Unsubscribe: <http://rapporteur.test{link}>"),
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned(),
    ];
    assert!(headers(0).iter().all(|header| !header.starts_with("List-")), "{:?}", headers(0));
    for header in own {
        assert!(headers(1).contains(&header), "{header} is not in {:#?}", headers(1));
    }
    // What was sent lies nowhere any more, because the link in it works.
    let left: i64 =
        sqlx::query_scalar("select count(unsubscribe) from mails").fetch_one(&db).await.unwrap();
    assert_eq!(left, 0);
}
