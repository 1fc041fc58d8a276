//! What a service account of the secretariat may not do.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::tokens::{SAID, said};
use support::user;

const CALLS: &str = "/api/v1/groups/forms";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_service_account_manages_no_members(db: PgPool) {
    let sana = user(&db, "Sana");
    let account = sana.make_account("Minutes program", "secretariat").await;
    let program = sana.program_of(&db, &account).await;
    sana.invite("tariq@example.org", "member").await.location();
    let (invitations, members) = (format!("{CALLS}/invitations"), format!("{CALLS}/members"));
    let mira = format!("{members}/00000000-0000-7000-8000-000000001281");

    let chair = json!({ "email": "sana@example.org", "role": "co_chair" });
    for (method, path, body) in [
        ("GET", &invitations, Value::Null),
        ("POST", &invitations, chair),
        ("PUT", &mira, json!({ "role": "co_chair" })),
        ("DELETE", &mira, Value::Null),
    ] {
        let answer = program.send(method, path, body).await;
        assert_eq!(answer, StatusCode::FORBIDDEN, "{method} {path}");
    }
    let listed = program.read(&members).await;
    listed.is(StatusCode::OK).shows("Mira Rao").hides("@example.org");
    let events = program.read(&format!("{CALLS}/events")).await;
    events.is(StatusCode::OK).shows("service account").hides("invitation");
    sana.get(&format!("{CALLS}/events")).await.shows("invitation");
    assert_eq!(program.send("POST", SAID, said("By a program.")).await, StatusCode::CREATED);
}
