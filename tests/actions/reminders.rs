//! Reminders: whom they reach, of what, and when; each once.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use actions::reminders::remind_due;
use support::recording::{ITEM_1, id_of};
use support::{app_at, user};

/// Mira is in Kolkata, five and a half hours ahead of UTC.
const EIGHT_IN_KOLKATA: &str = "02:30";

pub fn at(day: &str, utc: &str) -> DateTime<Utc> {
    format!("{day}T{utc}:00Z").parse().unwrap()
}

/// Records an action of somebody's in meeting 12.
pub async fn assign(db: &PgPool, owner: &str, text: &str, due: &str) {
    let owner = id_of(db, owner).await;
    let form = [("item", ITEM_1), ("owner", owner.as_str()), ("due", due), ("text", text)];
    user(db, "Sana").post("/groups/forms/meetings/12/record/actions", &form).await.location();
}

/// How many reminders come of looking for them then.
pub async fn remind(db: &PgPool, now: DateTime<Utc>) -> usize {
    remind_due(&app_at(db, now)).await.unwrap()
}

/// What was mailed to somebody, the latest last.
pub async fn mails(db: &PgPool, name: &str) -> Vec<(String, String)> {
    let mails = "select subject, text from mails where recipient = $1 order by id";
    let recipient = format!("{}@example.org", name.to_lowercase());
    sqlx::query_as(mails).bind(recipient).fetch_all(db).await.unwrap()
}

async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::raw_sql(statement).execute(db).await.unwrap();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn mira_is_told_a_week_before_and_on_the_day(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;

    for (day, utc, mailed) in [
        ("2026-03-12", EIGHT_IN_KOLKATA, 0),
        ("2026-03-13", "02:29", 0),
        ("2026-03-13", EIGHT_IN_KOLKATA, 1),
        ("2026-03-13", "02:35", 0),
        ("2026-03-14", EIGHT_IN_KOLKATA, 0),
        ("2026-03-19", EIGHT_IN_KOLKATA, 0),
        ("2026-03-20", "01:00", 0),
        ("2026-03-20", "06:29", 1),
        ("2026-03-21", EIGHT_IN_KOLKATA, 0),
    ] {
        assert_eq!(remind(&db, at(day, utc)).await, mailed, "{day} at {utc}");
    }

    let mails = mails(&db, "Mira").await;
    let subjects: Vec<_> = mails.iter().map(|(subject, _)| subject.as_str()).collect();
    assert_eq!(
        subjects,
        [
            "Reminder: “Print the form.”, due in 7 days, on Fri 20 March 2026",
            "Reminder: “Print the form.”, due today, Fri 20 March 2026",
        ]
    );
    let text = &mails[0].1;
    for part in [
        "Hello Mira Rao,",
        "“Print the form.”\nWG-Forms: due in 7 days, on Fri 20 March 2026\n",
        "\nhttp://rapporteur.test/reports/",
        "\nhttp://rapporteur.test/reminders/",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    assert!(!text.contains("\n\n\n"), "{text}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_was_missed_is_made_up_for_on_the_next_morning(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;

    // The server is down until the afternoon of the day after it was due.
    assert_eq!(remind(&db, at("2026-03-21", "06:30")).await, 0);
    assert_eq!(remind(&db, at("2026-03-22", "03:00")).await, 1);
    assert_eq!(remind(&db, at("2026-03-23", "03:00")).await, 0);

    let mails = mails(&db, "Mira").await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].0.ends_with("overdue since Fri 20 March 2026"), "{}", mails[0].0);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn one_mail_lists_what_is_due_in_all_groups(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;
    assign(&db, "Mira", "Fold the form.", "2026-03-13").await;
    assign(&db, "Mira", "Post the form.", "2026-04-20").await;
    assign(&db, "Mira", "Read the form.", "").await;
    assign(&db, "Chen", "Sign the form.", "2026-03-13").await;
    sql(
        &db,
        "insert into memberships (id, group_id, person_id, role, since)
         select gen_random_uuid(), groups.id, people.id, 'member', '2026-01-01'
         from groups, people where slug = 'quiet' and people.name = 'Mira Rao';
         insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 3, 'Meeting', 'held', '2026-03-01', 60
         from groups where slug = 'quiet';
         insert into action_items (id, group_id, meeting_id, text, html, due_next_meeting)
         select gen_random_uuid(), group_id, id, 'Whisper.', '<p>Whisper.</p>', true
         from meetings where number = 3;
         insert into action_owners (action_id, position, person_id, name)
         select action_items.id, 1, people.id, people.name
         from action_items, people where text = 'Whisper.' and people.name = 'Mira Rao';
         insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 4, 'Meeting', 'scheduled', '2026-03-14', 60
         from groups where slug = 'quiet'",
    )
    .await;

    assert_eq!(remind(&db, at("2026-03-13", "03:00")).await, 1);

    let (subject, text) = mails(&db, "Mira").await.remove(0);
    assert_eq!(subject, "Reminder: 3 of your actions are due, or will be soon");
    let places: Vec<_> =
        ["Fold the form.", "WG-Quiet: due tomorrow, Sat 14 March 2026", "Print the form."]
            .map(|part| text.find(part).unwrap_or_else(|| panic!("{part} is not in\n{text}")))
            .to_vec();
    assert!(places.is_sorted(), "the most urgent comes first: {text}");
    assert_eq!(text.matches("/reports/").count(), 3);
    for other in ["Post", "Read", "Sign"] {
        assert!(!text.contains(other), "{text}");
    }
    // Chen, in UTC, is asleep until eight.
    assert_eq!(remind(&db, at("2026-03-13", "08:00")).await, 1);
    assert!(mails(&db, "Chen").await[0].1.contains("Sign the form."));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_comes_later_on_a_day_waits_for_the_next(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;
    assert_eq!(remind(&db, at("2026-03-13", "03:00")).await, 1);
    assign(&db, "Mira", "Fold the form.", "2026-03-14").await;

    assert_eq!(remind(&db, at("2026-03-13", "05:00")).await, 0);
    assert_eq!(remind(&db, at("2026-03-14", "03:00")).await, 1);

    let (subject, _) = mails(&db, "Mira").await.pop().unwrap();
    assert_eq!(subject, "Reminder: “Fold the form.”, due today, Sat 14 March 2026");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_is_away_or_wants_no_reminders_gets_none(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;
    let morning = at("2026-03-20", "03:00");
    for (away, back) in [
        ("update people set suspended_at = now()", "update people set suspended_at = null"),
        ("update memberships set until = now()", "update memberships set until = null"),
        ("update people set reminders = false", "update people set reminders = true"),
        ("update action_items set state = 'done'", "update action_items set state = 'in_progress'"),
        (
            "update action_items set state = 'dropped', reason = 'No.'",
            "update action_items set state = 'open', reason = ''",
        ),
        ("update action_items set removed_at = now()", "update action_items set removed_at = null"),
    ] {
        sql(&db, away).await;
        assert_eq!(remind(&db, morning).await, 0, "{away}");
        sql(&db, back).await;
    }
    assert_eq!(remind(&db, morning).await, 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn several_servers_remind_once(db: PgPool) {
    for owner in ["Mira", "Chen", "Cleo", "Sana"] {
        assign(&db, owner, "Read the form.", "2026-03-20").await;
    }
    sql(&db, "update people set time_zone = 'Asia/Kolkata'").await;
    let morning = at("2026-03-20", "03:00");

    let servers = (0..4).map(|_| {
        let db = db.clone();
        tokio::spawn(async move { remind(&db, morning).await })
    });
    let mut mailed = 0;
    for server in servers.collect::<Vec<_>>() {
        mailed += server.await.unwrap();
    }

    assert_eq!(mailed, 4);
    let mails: i64 = sqlx::query_scalar("select count(*) from mails").fetch_one(&db).await.unwrap();
    assert_eq!(mails, 4);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn another_due_date_is_told_anew(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;
    assert_eq!(remind(&db, at("2026-03-13", "03:00")).await, 1);

    sql(&db, "update action_items set due = '2026-03-25'").await;

    assert_eq!(remind(&db, at("2026-03-17", "03:00")).await, 0);
    assert_eq!(remind(&db, at("2026-03-18", "03:00")).await, 1);
    assert_eq!(remind(&db, at("2026-03-20", "03:00")).await, 0);
    assert_eq!(remind(&db, at("2026-03-25", "03:00")).await, 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_travels_gets_no_second_mail_on_a_day(db: PgPool) {
    assign(&db, "Mira", "Print the form.", "2026-03-20").await;
    assert_eq!(remind(&db, at("2026-03-13", "03:00")).await, 1);
    assign(&db, "Mira", "Fold the form.", "2026-03-13").await;

    sql(&db, "update people set time_zone = 'America/New_York'").await;
    assert_eq!(remind(&db, at("2026-03-13", "13:00")).await, 0, "the same day once more");
    sql(&db, "update people set time_zone = 'Pacific/Auckland'").await;
    assert_eq!(remind(&db, at("2026-03-13", "20:00")).await, 0, "the next day, too early");
    sql(&db, "update people set time_zone = 'Asia/Kolkata'").await;
    assert_eq!(remind(&db, at("2026-03-14", "03:00")).await, 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_observer_who_owns_an_action_is_led_to_its_page(db: PgPool) {
    assign(&db, "Omar", "Look at the form.", "2026-03-20").await;

    assert_eq!(remind(&db, at("2026-03-20", "08:00")).await, 1);

    let (_, text) = mails(&db, "Omar").await.remove(0);
    assert!(text.contains("Read it here:\nhttp://rapporteur.test/groups/forms/actions/"), "{text}");
    assert!(!text.contains("/reports/"), "{text}");
}
