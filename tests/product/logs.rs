//! The log tells what happened, and nothing by which somebody could sign in or be found out.

use std::path::Path;
use std::time::Duration;

use chrono::Timelike;
use sqlx::PgPool;

use crate::program::{Heard, Program, command, eventually, home, url};
use base::clock::Clock;
use platform::passwords::Passwords;

const PASSWORD: &str = "correct horse battery";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "now", "meeting_12", "belongings"))
)]
async fn the_log_has_numbers_and_no_secrets(db: PgPool) {
    let (home, database) = (home(), url(&db));
    let hash = Passwords::default().hash(PASSWORD).await.unwrap();
    sqlx::query("update people set password_hash = $1").bind(hash).execute(&db).await.unwrap();
    let mut program = Program::start(home.path(), &[("DATABASE_URL", &database)]);
    let post = async |path: &str, session: &str, form: &[(&str, &str)]| {
        Program::post_to(program.address, path, session, form).await.unwrap()
    };
    let mut secrets = vec!["@example.org".to_owned(), PASSWORD.replace(' ', "+"), PASSWORD.into()];

    let mira = [("email", "mira@example.org"), ("password", PASSWORD)];
    secrets.push(session(&post("/sign-in", "", &mira).await));
    let guess = [("email", "mira@example.org"), ("password", "hunter2-hunter2")];
    assert_eq!(post("/sign-in", "", &guess).await.status, 422);
    post("/sign-in/link", "", &[("email", "omar@example.org")]).await;
    let link = mailed(home.path(), "/sign-in/link/").await;
    secrets.push(session(&post(&link, "", &[]).await));
    let id = "00000000-0000-7000-8000-000000001272";
    let new = [("id", id), ("email", "newcomer@example.org"), ("role", "member")];
    assert_eq!(post("/groups/forms/invitations", "Sana", &new).await.status, 303);
    let invitation = mailed(home.path(), "/invitations/").await;
    assert_eq!(program.get(&invitation, "").await.unwrap().status, 200);
    secrets.extend([&link, &invitation].map(|link| link.rsplit('/').next().unwrap().to_owned()));
    is_morning_for_mira(&db).await;
    let reminded = command(home.path(), &[("DATABASE_URL", &database)]).arg("remind").output();
    assert!(reminded.unwrap().status.success());
    let report = mailed(home.path(), "/reports/").await;
    assert_eq!(program.get(&report, "").await.unwrap().status, 200);
    let switch = mailed(home.path(), "/reminders/").await;
    let off = [("List-Unsubscribe", "One-Click")];
    assert_eq!(post(&switch, "", &off).await.status, 200);
    secrets.extend([&report, &switch].map(|link| link.rsplit('/').next().unwrap().to_owned()));
    program.get("/sign-in?next=/groups/forms&secret=in-the-query", "").await.unwrap();
    secrets.extend(["hunter2".into(), "in-the-query".into()]);
    // What PostgreSQL says of these quotes the row, or the words of the item.
    let mut failures = Vec::new();
    for broken in [
        "alter table agenda_items add constraint nothing check (title = '') not valid",
        "alter table agenda_items drop constraint nothing, \
             add constraint a_number check (title::int > 0) not valid",
        "alter table agenda_items rename to lost_items",
    ] {
        sqlx::raw_sql(broken).execute(&db).await.unwrap();
        let item = [("title", "A private matter of nia@example.org"), ("notes", "private")];
        let answer = post("/groups/forms/meetings/12/agenda/items", "Chen", &item).await;
        assert_eq!(answer.status, 500);
        failures.push(header(&answer, "x-request-id: ").to_owned());
    }
    secrets.extend(["private".to_owned(), "nia@".to_owned()]);
    program.signal("TERM");
    program.ended().await;

    let log = program.log();
    for number in failures {
        let mut lines = log.lines().filter(|line| line.contains(&number));
        let failed = lines.find(|line| line.contains("a request failed")).expect(&log);
        assert!(failed.contains("database error "), "{failed}");
    }
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect(line);
        if line["message"] == "answered" {
            assert_eq!(line["span"]["number"].as_str().unwrap().len(), 12, "{line}");
            assert!(line["span"]["path"].is_string() && line["status"].is_number(), "{line}");
        }
    }
    assert!(log.contains(r#""path":"/sign-in/link/{token}""#), "{log}");
    assert!(log.contains("mail sent"), "{log}");
    let log = log.to_lowercase();
    for secret in secrets {
        assert!(!log.contains(&secret.to_lowercase()), "{secret:?} is in the log:\n{log}");
    }
}

/// Brings her where it is nine o'clock.
async fn is_morning_for_mira(db: &PgPool) {
    let hour = Clock::default().now().hour();
    // These names say how far behind UTC a place is.
    let behind = (hour + 24 - 9) % 24;
    let zone =
        if behind <= 12 { format!("Etc/GMT+{behind}") } else { format!("Etc/GMT-{}", 24 - behind) };
    let travel = "update people set time_zone = $1 where email = 'mira@example.org'";
    sqlx::query(travel).bind(zone).execute(db).await.unwrap();
}

fn session(answer: &Heard) -> String {
    assert_eq!(answer.status, 303, "{}", answer.head);
    header(answer, "set-cookie: session=").split(';').next().unwrap().to_owned()
}

#[track_caller]
fn header<'a>(answer: &'a Heard, name: &str) -> &'a str {
    let line = answer.head.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| panic!("no {name} in {}", answer.head))
}

/// The link in the file that a mail has become.
async fn mailed(home: &Path, path: &str) -> String {
    let mut link = None;
    eventually("a mail is written", Duration::from_secs(10), async || {
        let mails = std::fs::read_dir(home.join("var/mail")).into_iter().flatten().flatten();
        let mails = mails.filter(|mail| mail.path().extension().is_some_and(|kind| kind == "eml"));
        // Long lines are folded in a mail.
        let mut texts =
            mails.map(|mail| std::fs::read_to_string(mail.path()).unwrap().replace("=\r\n", ""));
        link = texts.find_map(|text| {
            let rest = text.split(path).nth(1)?.to_owned();
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))?;
            Some(format!("{path}{}", &rest[..end]))
        });
        link.is_some()
    })
    .await;
    link.unwrap()
}
