//! Mail: committed with its change, delivered by a real mail server or into files.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use sqlx::PgPool;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use platform::mail::{self, Mail, Worker, deliver_due};
use platform::web::{App, transaction};
use support::mail::with_server;
use support::smtp::MailServer;
use support::{app, user, visitor};

/// Sooner than the worker looks by itself, which is each 15 s.
const AT_ONCE: Duration = Duration::from_secs(10);

#[derive(Template)]
#[template(
    source = "Dear {{ name }},\n\nlook here:\n\nhttps://example.org/?a=1&b=2\n",
    ext = "txt"
)]
struct Letter<'a> {
    name: &'a str,
}

fn letter(recipient: &str) -> Mail {
    let subject = "Süd\r\nBcc: everybody@example.org";
    mail::compose(recipient, subject, &Letter { name: "<b>Mira</b>" }).unwrap()
}

async fn enqueue(db: &PgPool, mail: &Mail) {
    let mut tx = transaction(db).await.unwrap();
    mail::enqueue(&mut tx, mail).await.unwrap();
    tx.commit().await.unwrap();
}

async fn is_due(db: &PgPool) {
    sqlx::query("update mails set try_at = now()").execute(db).await.unwrap();
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_mail_arrives_as_text_and_html_for_one_recipient(db: PgPool) {
    let server = MailServer::start().await;
    enqueue(&db, &letter("mira@example.org")).await;
    enqueue(&db, &letter("omar@example.org")).await;

    deliver_due(&with_server(&db, &server)).await.unwrap();

    let received = server.received();
    assert_eq!(received.len(), 2);
    let first = &received[0];
    assert_eq!(first.recipients, ["RCPT TO:<mira@example.org>"]);
    for part in [
        "From: Rapporteur <rapporteur@localhost>",
        "To: mira@example.org",
        "Date: ",
        "Message-ID: <",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "Dear <b>Mira</b>,",
        "Dear &#60;b&#62;Mira&#60;/b&#62;,",
        "<a href=\"https://example.org/?a=1&#38;b=2\">",
    ] {
        let plain = first.message.replace("=\n", "").replace("=3D", "=");
        assert!(plain.contains(part), "{part} is not in\n{plain}");
    }
    let headers = first.message.split("\n\n").next().unwrap();
    assert!(!headers.contains("\nBcc"), "{headers}");
    // What was sent lies nowhere any more, because links in it let people in.
    let left: (i64, i64) =
        sqlx::query_as("select count(sent_at), count(nullif(text || html, '')) from mails")
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(left, (2, 0));
    deliver_due(&with_server(&db, &server)).await.unwrap();
    assert_eq!(server.received().len(), 2);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_change_that_is_rolled_back_sends_nothing(db: PgPool) {
    let server = MailServer::start().await;
    let mut tx = transaction(&db).await.unwrap();
    mail::enqueue(&mut tx, &letter("mira@example.org")).await.unwrap();
    tx.rollback().await.unwrap();

    deliver_due(&with_server(&db, &server)).await.unwrap();

    assert!(server.received().is_empty());
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_is_refused_is_tried_again_later_and_holds_up_nobody(db: PgPool) {
    let server = MailServer::start().await;
    let app = with_server(&db, &server);
    server.refuse("omar@");
    for recipient in ["omar@example.org", "no address", "mira@example.org"] {
        enqueue(&db, &letter(recipient)).await;
    }

    deliver_due(&app).await.unwrap();

    assert_eq!(server.received().len(), 1);
    let left = "select recipient, tries, given_up_at is not null, \
         round(extract(epoch from try_at - now()) / 60)::int from mails \
         where sent_at is null order by recipient";
    let left: Vec<(String, i32, bool, i32)> = sqlx::query_as(left).fetch_all(&db).await.unwrap();
    assert_eq!(left[0], ("no address".into(), 1, true, 1));
    assert_eq!(left[1], ("omar@example.org".into(), 1, false, 1));
    deliver_due(&app).await.unwrap();
    is_due(&db).await;
    server.refuse("nobody in particular");
    deliver_due(&app).await.unwrap();
    assert_eq!(server.received()[1].recipients, ["RCPT TO:<omar@example.org>"]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_mail_is_given_up_after_six_tries(db: PgPool) {
    let server = MailServer::start().await;
    server.refuse("omar@");
    enqueue(&db, &letter("omar@example.org")).await;
    let mut waits = Vec::new();

    for _ in 0..8 {
        is_due(&db).await;
        deliver_due(&with_server(&db, &server)).await.unwrap();
        let (minutes, tries): (i32, i32) = sqlx::query_as(
            "select round(extract(epoch from try_at - now()) / 60)::int, tries from mails",
        )
        .fetch_one(&db)
        .await
        .unwrap();
        waits.push((tries, minutes));
    }

    assert_eq!(waits[..5], [(1, 1), (2, 5), (3, 30), (4, 120), (5, 720)]);
    assert_eq!(waits[7].0, 6);
    let given_up: bool = sqlx::query_scalar("select given_up_at is not null from mails")
        .fetch_one(&db)
        .await
        .unwrap();
    assert!(given_up);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn two_workers_send_each_mail_once(db: PgPool) {
    let server = MailServer::start().await;
    for n in 0..20 {
        enqueue(&db, &letter(&format!("member{n}@example.org"))).await;
    }

    let (one, other) = (with_server(&db, &server), with_server(&db, &server));
    let (one, other) = tokio::join!(deliver_due(&one), deliver_due(&other));

    one.unwrap();
    other.unwrap();
    let mut recipients: Vec<_> = server.received().into_iter().flat_map(|r| r.recipients).collect();
    recipients.sort();
    recipients.dedup();
    assert_eq!((server.received().len(), recipients.len()), (20, 20));
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_worker_sends_at_once_and_stops_when_it_is_told_to(db: PgPool) {
    let server = MailServer::start().await;
    let (stop, stopped) = oneshot::channel::<()>();
    let worker = Worker::new(&with_server(&db, &server)).unwrap();
    let worker = tokio::spawn(worker.run(async { drop(stopped.await) }));

    for n in 1..=2 {
        visitor(&db).post("/sign-in/link", &[("email", "mira@example.org")]).await.location();
        let arrival = async {
            while server.received().len() < n {
                sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(AT_ONCE, arrival).await.expect("the mail at once");
    }

    stop.send(()).unwrap();
    timeout(AT_ONCE, worker).await.expect("an end").unwrap();
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn without_a_mail_server_each_mail_is_a_file(db: PgPool) {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&db);
    let mut config = (*app.config).clone();
    config.data_dir = folder.path().to_owned();
    let app = App { config: Arc::new(config), ..app };
    let id = user(&db, "Sana").get("/groups/forms/invitations/new").await.value("id");
    let typed = [("id", &*id), ("email", "tariq@example.org"), ("role", "member")];
    user(&db, "Sana").post("/groups/forms/invitations", &typed).await.location();

    deliver_due(&app).await.unwrap();

    let files: Vec<_> = std::fs::read_dir(folder.path().join("mail")).unwrap().collect();
    assert_eq!(files.len(), 1);
    let file = files[0].as_ref().unwrap();
    assert!(file.file_name().to_str().unwrap().ends_with(".eml"));
    let message = std::fs::read_to_string(file.path()).unwrap();
    assert!(message.contains("To: tariq@example.org"), "{message}");
    assert!(message.contains("http://rapporteur.test/invitations/"), "{message}");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_is_refused_for_good_is_not_tried_again_and_is_shown(db: PgPool) {
    let server = MailServer::start().await;
    let app = with_server(&db, &server);
    server.answer("tariq@", "550 5.1.1 No such user");
    server.answer("lena@", "451 4.2.1 Try later");
    let sana = user(&db, "Sana");
    for email in ["tariq@example.org", "lena@example.org", "noor@example.org"] {
        let id = sana.get("/groups/forms/invitations/new").await.value("id");
        let typed = [("id", &*id), ("email", email), ("role", "member")];
        sana.post("/groups/forms/invitations", &typed).await.location();
    }

    for _ in 0..3 {
        deliver_due(&app).await.unwrap();
        is_due(&db).await;
    }

    let states = "select recipient, tries, refused, given_up_at is not null, text = '' from mails
         order by recipient";
    let states: Vec<(String, i32, bool, bool, bool)> =
        sqlx::query_as(states).fetch_all(&db).await.unwrap();
    let state = |email: &str| states.iter().find(|state| state.0 == email).unwrap().clone();
    assert_eq!(state("tariq@example.org"), ("tariq@example.org".into(), 1, true, true, true));
    assert_eq!(state("lena@example.org"), ("lena@example.org".into(), 3, false, false, false));
    assert_eq!(server.received().len(), 1);
    // Two recipients once, and the other three times.
    assert_eq!(server.tries(), 5);

    let members = sana.get("/groups/forms/members").await;
    members.shows("did not arrive. The mail server refused it").shows("No such user");
    assert_eq!(members.body.matches("did not arrive").count(), 1);
    // Whoever does not keep the members sees no address, and no failure.
    user(&db, "Mira").get("/groups/forms/members").await.hides("did not arrive");
    // What arrives later is no failure any more.
    let arrived = "insert into mails (id, recipient, subject, text, html, sent_at, invitation_id)
         select gen_random_uuid(), 'Tariq@Example.org', '', '', '', now() + interval '1 minute', id
         from invitations where email = 'tariq@example.org'";
    sqlx::query(arrived).execute(&db).await.unwrap();
    sana.get("/groups/forms/members").await.hides("did not arrive");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_mail_server_that_refuses_us_loses_no_mail(db: PgPool) {
    let server = MailServer::start().await;
    server.answer("mira@", "530 5.7.0 Authentication required");
    enqueue(&db, &letter("mira@example.org")).await;

    deliver_due(&with_server(&db, &server)).await.unwrap();

    let given_up: bool = sqlx::query_scalar("select given_up_at is not null from mails")
        .fetch_one(&db)
        .await
        .unwrap();
    assert!(!given_up);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_mail_says_what_it_is_about_and_that_no_person_sent_it(db: PgPool) {
    let server = MailServer::start().await;
    let mail = letter("ana@b\u{fc}cher.example").of_group("forms").about("meeting", 12);
    enqueue(&db, &mail).await;
    enqueue(&db, &letter("mira@example.org")).await;

    deliver_due(&with_server(&db, &server)).await.unwrap();

    let received = server.received();
    assert_eq!(received[0].recipients, ["RCPT TO:<ana@xn--bcher-kva.example>"]);
    let headers = |at: usize| received[at].message.split("\n\n").next().unwrap().to_owned();
    for header in [
        "Auto-Submitted: auto-generated",
        "List-Id: <forms.localhost>",
        "In-Reply-To: <meeting-12@localhost>",
        "References: <meeting-12@localhost>",
    ] {
        assert!(headers(0).contains(header), "{header} is not in\n{}", headers(0));
    }
    assert!(headers(1).contains("Auto-Submitted: auto-generated"), "{}", headers(1));
    assert!(!headers(1).contains("List-Id") && !headers(1).contains("References"));
}
