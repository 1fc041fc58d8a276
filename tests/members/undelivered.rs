//! What a group is told of mail that did not arrive: of its own, and only where a mail server said no.

use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use base::ids::GroupId;
use base::policy::{Capability, ReadGroup, Role};
use platform::mail::{self, Mail, Only, deliver_due};
use platform::web::transaction;
use support::mail::with_server;
use support::members::{MEMBERS, membership};
use support::smtp::MailServer;
use support::{User, user};

async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::query(statement).execute(db).await.unwrap();
}

async fn group(db: &PgPool, slug: &str) -> GroupId {
    let id = "select id from groups where slug = $1";
    GroupId(sqlx::query_scalar::<_, Uuid>(id).bind(slug).fetch_one(db).await.unwrap())
}

async fn enqueue(db: &PgPool, slug: &str, only: &Only) {
    let (recipient, subject) = ("mira@example.org".into(), "For Mira".into());
    let mail = Mail { recipient, subject, ..Mail::default() }.of_group(slug);
    let mut tx = transaction(db).await.unwrap();
    mail::enqueue_only(&mut tx, &mail, only).await.unwrap();
    tx.commit().await.unwrap();
}

/// Who got mail.
fn reached(server: &MailServer) -> Vec<String> {
    let mut reached: Vec<_> =
        server.received().into_iter().flat_map(|received| received.recipients).collect();
    reached.sort();
    reached
}

fn recipients(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("RCPT TO:<{name}@example.org>")).collect()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_mail_that_its_recipient_may_not_read_any_more_is_void_and_no_failure(db: PgPool) {
    let server = MailServer::start().await;
    let app = with_server(&db, &server);
    let chen = user(&db, "Chen");
    chen.give(&membership(&db, "Mira").await, "co_chair").await.location();
    // Whoever changed it is told if one does not arrive, and it is a mail of the group.
    let caused: i64 = sqlx::query_scalar(
        "select count(*) from mails join people on people.id = mails.asked_by
         where people.name = 'Chen Wei' and mails.list = 'forms'",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(caused, 3);
    server.refuse("cleo@");
    deliver_due(&app).await.unwrap();
    assert_eq!(reached(&server), recipients(&["chen", "mira"]));

    // Before the next try.
    sql(
        &db,
        "update memberships set role = 'member' from people
         where people.id = person_id and people.name = 'Cleo Diaz'",
    )
    .await;
    server.refuse("nobody");
    sql(&db, "update mails set try_at = now() where sent_at is null").await;
    deliver_due(&app).await.unwrap();

    let state = "select void_at is not null, given_up_at is null, not refused, failure || text || html, try_at::text
         from mails where recipient = 'cleo@example.org'";
    let state: (bool, bool, bool, String, String) =
        sqlx::query_as(state).fetch_one(&db).await.unwrap();
    assert_eq!(state, (true, true, true, String::new(), "infinity".into()));
    for name in ["Chen", "Sana"] {
        user(&db, name).get(MEMBERS).await.shows("Cleo Diaz").hides("did not arrive");
    }
    // It stays so, whatever role comes back.
    sql(&db, "update memberships set role = 'co_chair'").await;
    sql(&db, "update mails set try_at = now()").await;
    deliver_due(&app).await.unwrap();
    assert_eq!(reached(&server), recipients(&["chen", "mira"]));
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_group_is_told_of_its_own_mail_only(db: PgPool) {
    let server = MailServer::start().await;
    let app = with_server(&db, &server);
    server.answer("mira@", "550 5.1.1 No such user");
    let (forms, quiet) = (group(&db, "forms").await, group(&db, "quiet").await);
    sql(
        &db,
        "insert into memberships (id, group_id, person_id, role, since)
         select gen_random_uuid(), groups.id, people.id, 'member', '2026-01-01 00:00Z'
         from groups, people where slug = 'quiet' and people.name = 'Mira Rao'",
    )
    .await;
    let members = async |name: &str, slug: &str| {
        user(&db, name).get(&format!("/groups/{slug}/members")).await
    };

    // Of a group that nobody here knows of, and of a comment that somebody sent as one of the public.
    enqueue(&db, "quiet", &Only::readers(quiet, ReadGroup::ROLES)).await;
    enqueue(&db, "forms", &Only::default()).await;
    deliver_due(&app).await.unwrap();
    members("Nia", "quiet").await.shows("did not arrive. The mail server refused it");
    members("Sana", "forms").await.shows("Mira Rao").hides("did not arrive");

    enqueue(&db, "forms", &Only::readers(forms, ReadGroup::ROLES)).await;
    deliver_due(&app).await.unwrap();
    members("Sana", "forms").await.shows("did not arrive. The mail server refused it");
    members("Mira", "forms").await.hides("did not arrive");
    // What arrives from elsewhere tells nothing here either.
    server.refuse("nobody");
    enqueue(&db, "quiet", &Only::readers(quiet, &[Role::Member])).await;
    deliver_due(&app).await.unwrap();
    members("Nia", "quiet").await.hides("did not arrive");
    members("Sana", "forms").await.shows("did not arrive");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn of_a_new_visibility_only_those_are_told_who_are_in_the_group_by_then(db: PgPool) {
    let server = MailServer::start().await;
    let form = [("visibility", "members_only")];
    user(&db, "Chen").post("/groups/forms/visibility", &form).await.location();
    sql(
        &db,
        "update memberships set until = '2026-03-06 09:00Z' from people
         where people.id = person_id and people.name = 'Mira Rao'",
    )
    .await;

    deliver_due(&with_server(&db, &server)).await.unwrap();

    assert_eq!(reached(&server), recipients(&["cleo", "omar", "sana"]));
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn programs_read_it_where_those_who_keep_the_members_do(db: PgPool) {
    let server = MailServer::start().await;
    let app = with_server(&db, &server);
    server.answer("mira@", "550 5.1.1 No such user");
    server.answer("noor@", "550 5.1.1 No such user");
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    sana.invite("noor@example.org", "member").await.location();
    let forms = group(&db, "forms").await;
    enqueue(&db, "forms", &Only::readers(forms, ReadGroup::ROLES)).await;
    deliver_due(&app).await.unwrap();
    let call =
        async |by: &User, path: &str| by.get(&format!("/api/v1/groups/forms/{path}")).await.json();
    let failed = |listed: &Value| {
        let all = listed["items"].as_array().unwrap().iter();
        let failed = all.filter(|one| !one["undelivered"].is_null());
        failed.map(|one| one["email"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };

    let members = call(&sana, "members").await;
    assert_eq!(failed(&members), ["mira@example.org"]);
    let one = members["items"].as_array().unwrap().iter().find(|one| one["name"] == "Mira Rao");
    let id = one.unwrap()["id"].as_str().unwrap();
    let shown = call(&sana, &format!("members/{id}")).await;
    assert_eq!(shown["undelivered"], one.unwrap()["undelivered"]);
    let reason = shown["undelivered"]["reason"].as_str().unwrap();
    assert!(reason.starts_with("The mail server refused it ("), "{reason}");
    assert!(shown["undelivered"]["at"].is_string());
    assert_eq!(failed(&call(&sana, "invitations").await), ["noor@example.org"]);

    // Who sees no address sees no failure.
    assert_eq!(failed(&call(&mira, "members").await), [""; 0]);
    let shown = call(&mira, &format!("members/{id}")).await;
    assert_eq!((&shown["email"], &shown["undelivered"]), (&Value::Null, &Value::Null));
}
