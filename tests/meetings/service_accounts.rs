//! Service accounts: programs that act for a group, kept by its secretariat.

use axum::http::StatusCode;
use sqlx::PgPool;

use platform::mail::{self, Mail};
use platform::web::transaction;
use support::members::membership;
use support::tokens::{ACCOUNTS, SAID, TOKEN, said};
use support::{user, visitor};

const MEMBERS: &str = "/groups/forms/members";

async fn address(db: &PgPool) -> String {
    let email = "select email from people where service_of is not null";
    sqlx::query_scalar(email).fetch_one(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_secretariat_lets_a_program_record_for_the_group(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.get(MEMBERS).await.shows(ACCOUNTS);
    let account = sana.make_account("Minutes program", "secretariat").await;
    sana.get(&account).await.is(StatusCode::OK).shows("There is no token yet.");

    let program = sana.program_of(&db, &account).await;

    assert_eq!(program.send("POST", SAID, said("By a program.")).await, StatusCode::CREATED);
    let by = "select people.name from history join people on people.id = person_id \
         where subject = 'contribution'";
    let by: String = sqlx::query_scalar(by).fetch_one(&db).await.unwrap();
    assert_eq!(by, "Minutes program");
    sana.get(ACCOUNTS).await.shows("1 token in use").shows("last used");
    sana.get(&account).await.shows("reads and writes in WG-Forms");
    let mails: i64 = sqlx::query_scalar("select count(*) from mails").fetch_one(&db).await.unwrap();
    assert_eq!(mails, 2, "both co-chairs are told of the secretariat's new account");
    let told =
        "select event from history where subject in ('service account', 'membership') order by id";
    let told: Vec<String> = sqlx::query_scalar(told).fetch_all(&db).await.unwrap();
    assert_eq!(told, ["made", "began", "token_made"]);

    for (name, status) in [
        ("Chen", StatusCode::FORBIDDEN),
        ("Mira", StatusCode::FORBIDDEN),
        ("Nia", StatusCode::NOT_FOUND),
    ] {
        for path in [ACCOUNTS, &account] {
            user(&db, name).get(path).await.is(status);
        }
        user(&db, name).post(&format!("{account}/tokens"), &[]).await.is(status);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_account_with_a_lesser_role_may_less(db: PgPool) {
    let sana = user(&db, "Sana");
    let account = sana.make_account("Archive", "observer").await;
    let program = sana.program_of(&db, &account).await;
    assert_eq!(program.get(SAID).await, StatusCode::OK);
    assert_eq!(program.send("POST", SAID, said("No.")).await, StatusCode::FORBIDDEN);

    let id = sana.get(ACCOUNTS).await.value("id");
    let chair = [("id", id.as_str()), ("name", "Chair"), ("role", "co_chair")];
    let refused = sana.post(ACCOUNTS, &chair).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose observer, member or secretariat.");
    sana.get(ACCOUNTS).await.hides("<bdi>Chair</bdi>");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn nobody_signs_in_with_it_or_makes_more_of_it_than_it_is(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.make_account("Archive", "member").await;
    let address = address(&db).await;

    let link = visitor(&db).post("/sign-in/link", &[("email", &address)]).await;
    link.is(StatusCode::UNPROCESSABLE_ENTITY).shows("address of a service account");
    let password = [("email", address.as_str()), ("password", "three quiet words")];
    visitor(&db).post("/sign-in", &password).await.is(StatusCode::UNPROCESSABLE_ENTITY);

    let row = membership(&db, "Archive").await;
    let chair = [("revision", "1"), ("role", "co_chair")];
    for by in ["Sana", "Chen"] {
        let by = user(&db, by);
        by.get(&format!("{row}/edit")).await.is(StatusCode::CONFLICT);
        by.post(&row, &chair).await.is(StatusCode::CONFLICT).shows("is a service account");
        by.post(&format!("{row}/removal"), &[]).await.is(StatusCode::CONFLICT);
    }
    let ada = user(&db, "Ada");
    let form = ada.get("/administration/groups/forms").await.value("id");
    let appoint = [("id", form.as_str()), ("email", &address), ("role", "co_chair")];
    let appointed = ada.post("/administration/groups/forms/appointments", &appoint).await;
    appointed.is(StatusCode::UNPROCESSABLE_ENTITY).shows("address of a service account");
    let invited = sana.get("/groups/forms/invitations/new").await.value("id");
    let invite = [("id", invited.as_str()), ("email", &address), ("role", "co_chair")];
    sana.post("/groups/forms/invitations", &invite).await.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn it_is_listed_but_is_nobody_who_speaks_or_is_written_to(db: PgPool) {
    let sana = user(&db, "Sana");
    let account = sana.make_account("Archive", "member").await;
    let id = account.rsplit('/').next().unwrap();

    let list = user(&db, "Omar").get(MEMBERS).await;
    list.shows("<bdi>Archive</bdi> (service account)").hides("service.invalid");
    user(&db, "Chen").get(MEMBERS).await.hides("service.invalid").hides(ACCOUNTS);
    let item = "/groups/forms/meetings/12/record/items/00000000-0000-7000-8000-0000000012a1";
    sana.get(item).await.shows("Mira Rao").hides(id);
    let speaker = [
        ("id", "00000000-0000-7000-8000-0000000012c9"),
        ("item", "00000000-0000-7000-8000-0000000012a1"),
        ("speaker", id),
        ("text", "I speak."),
    ];
    let spoken = sana.post("/groups/forms/meetings/12/record/contributions", &speaker).await;
    spoken.is(StatusCode::UNPROCESSABLE_ENTITY).shows("a member of this group");

    let mail = |recipient: &str| Mail {
        recipient: recipient.to_owned(),
        subject: "Hello".into(),
        text: "Hello".into(),
        html: "Hello".into(),
        ..Mail::default()
    };
    let mut tx = transaction(&db).await.unwrap();
    mail::enqueue(&mut tx, &mail(&address(&db).await)).await.unwrap();
    mail::enqueue(&mut tx, &mail("mira@example.org")).await.unwrap();
    tx.commit().await.unwrap();
    let queued: Vec<String> =
        sqlx::query_scalar("select recipient from mails").fetch_all(&db).await.unwrap();
    assert_eq!(queued, ["mira@example.org"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn it_outlasts_its_maker_and_takes_nobodys_place(db: PgPool) {
    let (chen, sana, mira) = (user(&db, "Chen"), user(&db, "Sana"), user(&db, "Mira"));
    let account = sana.make_account("Minutes program", "secretariat").await;
    let program = sana.program_of(&db, &account).await;
    let of_sana = membership(&db, "Sana").await;

    let alone = chen.post(&format!("{of_sana}/removal"), &[]).await;
    alone.is(StatusCode::CONFLICT).shows("the only secretariat");

    let of_mira = membership(&db, "Mira").await;
    chen.post(&of_mira, &[("revision", "1"), ("role", "secretariat")]).await.location();
    chen.post(&format!("{of_sana}/removal"), &[]).await.location();
    sqlx::query("update people set suspended_at = now() where name = 'Sana Karimi'")
        .execute(&db)
        .await
        .unwrap();

    assert_eq!(program.get(SAID).await, StatusCode::UNAUTHORIZED, "her token ends with her");
    mira.get(&account).await.is(StatusCode::OK).shows("Minutes");
    let of_mira = mira.program_of(&db, &account).await;
    assert_eq!(of_mira.send("POST", SAID, said("Still.")).await, StatusCode::CREATED);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn its_tokens_are_revoked_one_by_one_or_with_it(db: PgPool) {
    let sana = user(&db, "Sana");
    let account = sana.make_account("Minutes program", "secretariat").await;
    let first = sana.program_of(&db, &account).await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from tokens where name = 'Minutes'")
        .fetch_one(&db)
        .await
        .unwrap();
    let second = sana.program_of(&db, &account).await;

    let revocation = format!("{account}/tokens/{id}/revocation");
    user(&db, "Chen").post(&revocation, &[]).await.is(StatusCode::FORBIDDEN);
    assert_eq!(sana.post(&revocation, &[]).await.location(), account);
    assert_eq!(first.get(SAID).await, StatusCode::UNAUTHORIZED);
    assert_eq!(second.send("POST", SAID, said("Still.")).await, StatusCode::CREATED);

    assert_eq!(sana.post(&format!("{account}/removal"), &[]).await.location(), ACCOUNTS);

    assert_eq!(second.get(SAID).await, StatusCode::UNAUTHORIZED);
    sana.get(&account).await.is(StatusCode::NOT_FOUND);
    let id = [&[("id", "00000000-0000-7000-8000-00000000ffff")], TOKEN].concat();
    sana.post(&format!("{account}/tokens"), &id).await.is(StatusCode::NOT_FOUND);
    sana.get(ACCOUNTS).await.shows("The group has no service account.");
    sana.get(MEMBERS).await.shows("Former members").shows("Minutes program");
    let kept: i64 = sqlx::query_scalar("select count(*) from contributions where text = 'Still.'")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(kept, 1);
}
