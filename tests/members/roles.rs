//! Who gives which role to whom, by every door.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use support::members::{MEMBERS, membership};
use support::sign_in::mailed_link;
use support::{Answer, User, user};

async fn role(db: &PgPool, name: &str) -> Option<String> {
    let role = "select role::text from memberships join people on people.id = person_id
         join groups on groups.id = group_id
         where split_part(people.name, ' ', 1) = $1 and slug = 'forms' and until is null";
    sqlx::query_scalar(role).bind(name).fetch_optional(db).await.unwrap()
}

/// As forms and programs send it, whatever is offered.
async fn change(by: &User, path: &str, role: &str) -> [Answer; 2] {
    let page = by.post(path, &[("revision", "1"), ("role", role)]).await;
    [page, by.call("PUT", &format!("/api/v1{path}"), json!({ "role": role })).await]
}

async fn invite(by: &User, email: &str, role: &str) -> Answer {
    by.call("POST", "/api/v1/groups/forms/invitations", json!({ "email": email, "role": role }))
        .await
}

async fn told(db: &PgPool) -> Vec<(String, String)> {
    sqlx::query_as(
        "select recipient, text from mails where subject like 'A role%' order by recipient",
    )
    .fetch_all(db)
    .await
    .unwrap()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_secretariat_neither_makes_nor_ends_a_co_chair(db: PgPool) {
    let sana = user(&db, "Sana");
    for (name, to) in
        [("Sana", "co_chair"), ("Mira", "co_chair"), ("Cleo", "member"), ("Cleo", "secretariat")]
    {
        let before = role(&db, name).await;
        for answer in change(&sana, &membership(&db, name).await, to).await {
            answer.is(StatusCode::FORBIDDEN);
        }
        assert_eq!(role(&db, name).await, before);
    }
    let cleo = membership(&db, "Cleo").await;
    sana.post(&format!("{cleo}/removal"), &[])
        .await
        .is(StatusCode::FORBIDDEN)
        .shows("Only a co-chair");
    sana.call("DELETE", &format!("/api/v1{cleo}"), json!({})).await.is(StatusCode::FORBIDDEN);
    for email in ["sana@example.org", "new@example.org", "mira@example.org"] {
        invite(&sana, email, "co_chair").await.is(StatusCode::FORBIDDEN);
    }
    // Who is a co-chair would be none, by an invitation to less.
    invite(&sana, "cleo@example.org", "member").await.is(StatusCode::FORBIDDEN);

    sana.get("/groups/forms/invitations/new").await.hides("value=\"co_chair\"");
    sana.get(&format!("{}/edit", membership(&db, "Mira").await)).await.hides("value=\"co_chair\"");
    sana.get(&format!("{cleo}/edit")).await.hides("/removal").shows("Only a co-chair");
    assert_eq!(told(&db).await, []);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_co_chair_makes_another_and_all_co_chairs_are_told(db: PgPool) {
    let chen = user(&db, "Chen");
    chen.give(&membership(&db, "Mira").await, "co_chair").await.location();
    let mails = told(&db).await;
    let recipients: Vec<_> = mails.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(recipients, ["chen@example.org", "cleo@example.org", "mira@example.org"]);
    for (_, text) in &mails {
        assert!(text.contains("Chen Wei") && text.contains("Mira Rao"), "{text}");
        assert!(text.contains("Before: member. Now: co-chair."), "{text}");
    }
    sqlx::query("delete from mails").execute(&db).await.unwrap();

    // Whoever is made none is told as well.
    user(&db, "Mira").give(&membership(&db, "Chen").await, "observer").await.location();
    assert_eq!(told(&db).await.len(), 3);
    sqlx::query("delete from mails").execute(&db).await.unwrap();

    // Of no change, and of whoever comes in as a member, nobody is.
    user(&db, "Mira").give(&membership(&db, "Omar").await, "observer").await.location();
    assert_eq!(told(&db).await, []);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_role_that_is_refused_changes_nothing_and_tells_nobody(db: PgPool) {
    let chen = user(&db, "Chen");
    // A co-chair does not publish.
    for answer in change(&chen, &membership(&db, "Chen").await, "secretariat").await {
        answer.is(StatusCode::FORBIDDEN).shows("Nobody raises their own role");
    }
    invite(&chen, "chen@example.org", "secretariat").await.is(StatusCode::FORBIDDEN);
    assert_eq!(role(&db, "Chen").await.as_deref(), Some("co_chair"));
    let mails: i64 = sqlx::query_scalar("select count(*) from mails").fetch_one(&db).await.unwrap();
    assert_eq!(mails, 0);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn an_invitation_as_co_chair_is_asked_again_when_it_is_accepted(db: PgPool) {
    let (chen, cleo, nia) = (user(&db, "Chen"), user(&db, "Cleo"), user(&db, "Nia"));
    invite(&chen, "nia@example.org", "co_chair").await.is(StatusCode::CREATED);
    let link = mailed_link(&db, "nia@example.org").await;
    nia.get(&link).await.is(StatusCode::OK);

    cleo.give(&membership(&db, "Chen").await, "secretariat").await.location();

    nia.get(&link).await.is(StatusCode::NOT_FOUND);
    nia.post(&link, &[]).await.is(StatusCode::NOT_FOUND);
    cleo.get(MEMBERS).await.hides("nia@example.org");
    assert_eq!(role(&db, "Nia").await, None);

    // Also if nobody ended it.
    sqlx::query("update invitations set void_since = null").execute(&db).await.unwrap();
    nia.post(&link, &[]).await.is(StatusCode::NOT_FOUND);
    let token = link.rsplit('/').next().unwrap();
    let call = format!("/api/v1/invitations/{token}/acceptance");
    nia.call("POST", &call, json!({})).await.is(StatusCode::NOT_FOUND);
    assert_eq!(role(&db, "Nia").await, None);

    invite(&cleo, "nia@example.org", "co_chair").await.is(StatusCode::CREATED);
    nia.post(&mailed_link(&db, "nia@example.org").await, &[]).await.location();
    assert_eq!(role(&db, "Nia").await.as_deref(), Some("co_chair"));
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_administrator_appoints_the_first_co_chair_and_never_themselves(db: PgPool) {
    let ada = user(&db, "Ada");
    let appoint = async |group: &str, email: &str, role: &str| {
        let path = format!("/administration/groups/{group}/appointments");
        let id = uuid::Uuid::now_v7().to_string();
        let page = ada.post(&path, &[("id", &id), ("email", email), ("role", role)]).await;
        let call = ada
            .call("POST", &format!("/api/v1{path}"), json!({ "email": email, "role": role }))
            .await;
        (page.status, call.status)
    };
    let refused = (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN);
    let made = (StatusCode::SEE_OTHER, StatusCode::CREATED);
    for role in ["co_chair", "secretariat"] {
        assert_eq!(appoint("forms", "ada@example.org", role).await, refused);
        assert_eq!(appoint("forms", "Ada@Example.org", role).await, refused);
    }
    // The group has co-chairs, who make the others, and whom nobody else ends.
    assert_eq!(appoint("forms", "mira@example.org", "co_chair").await, refused);
    assert_eq!(appoint("forms", "new@example.org", "co_chair").await, refused);
    assert_eq!(appoint("forms", "cleo@example.org", "secretariat").await, refused);
    assert_eq!(role(&db, "Ada").await, None);

    // Nor does one who is in the group.
    let in_group = "insert into memberships (id, group_id, person_id, role, since)
         select gen_random_uuid(), groups.id, people.id, 'secretariat', '2026-01-01'
         from groups, people where slug = 'forms' and people.name = 'Ada Byron'";
    sqlx::query(in_group).execute(&db).await.unwrap();
    assert_eq!(appoint("forms", "ada@example.org", "co_chair").await, refused);
    for answer in change(&ada, &membership(&db, "Ada").await, "co_chair").await {
        answer.is(StatusCode::FORBIDDEN);
    }
    invite(&ada, "ada@example.org", "co_chair").await.is(StatusCode::FORBIDDEN);
    invite(&ada, "new@example.org", "co_chair").await.is(StatusCode::FORBIDDEN);

    // Where no co-chair can act, there is no other way.
    let suspend = "update people set suspended_at = now() where name like 'C%'";
    sqlx::query(suspend).execute(&db).await.unwrap();
    assert_eq!(appoint("forms", "ada@example.org", "co_chair").await, refused);
    assert_eq!(appoint("forms", "mira@example.org", "co_chair").await, made);
    assert_eq!(appoint("forms", "omar@example.org", "co_chair").await, refused);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn several_may_be_invited_to_be_the_first(db: PgPool) {
    sqlx::query("update memberships set until = now() where role = 'co_chair'")
        .execute(&db)
        .await
        .unwrap();
    let ada = user(&db, "Ada");
    for email in ["one@example.org", "two@example.org", "three@example.org"] {
        let body = json!({ "email": email, "role": "co_chair" });
        let made = ada.call("POST", "/api/v1/administration/groups/forms/appointments", body).await;
        made.is(StatusCode::CREATED);
    }
    let visitor = user(&db, "");
    for (email, name) in [("one@example.org", "One Guest"), ("two@example.org", "Two Guest")] {
        let form = [("name", name), ("password", "correct horse battery")];
        visitor.post(&mailed_link(&db, email).await, &form).await.location();
    }
    assert_eq!(role(&db, "Two").await.as_deref(), Some("co_chair"));
    // Whoever is no administrator any more appointed nobody.
    sqlx::query("update people set administrator = false").execute(&db).await.unwrap();
    let late = visitor.get(&mailed_link(&db, "three@example.org").await).await;
    late.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn no_program_is_made_a_co_chair(db: PgPool) {
    let (sana, ada, chen) = (user(&db, "Sana"), user(&db, "Ada"), user(&db, "Chen"));
    let id = sana.get("/groups/forms/service-accounts").await.value("id");
    let form = [("id", id.as_str()), ("name", "Bot"), ("role", "co_chair")];
    sana.post("/groups/forms/service-accounts", &form).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    sqlx::query("update people set suspended_at = now() where name like 'Cleo%'")
        .execute(&db)
        .await
        .unwrap();
    let program = "00000000-0000-7000-8000-000000001261@service.invalid";
    let body = json!({ "email": program, "role": "co_chair" });
    let appointed =
        ada.call("POST", "/api/v1/administration/groups/forms/appointments", body).await;
    assert!(appointed.status.is_client_error(), "{}", appointed.body);
    invite(&chen, program, "co_chair").await;
    let role: String = sqlx::query_scalar(
        "select role::text from memberships join people on people.id = person_id
         where service_of is not null and until is null",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(role, "observer");
    // Of a program's role in the secretariat all co-chairs are told.
    let id = sana.get("/groups/forms/service-accounts").await.value("id");
    let form = [("id", id.as_str()), ("name", "Bot"), ("role", "secretariat")];
    sana.post("/groups/forms/service-accounts", &form).await.location();
    let mails = told(&db).await;
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].0 == "chen@example.org" && mails[0].1.contains("Bot is now secretariat"),
        "{mails:?}"
    );
}
