//! Programs that carry a plan out.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use support::api_plans::{WRITE, below, field};
use support::user;

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn its_leads_report_on_an_activity_and_its_life_comes_in_pages(db: PgPool) {
    let (mira, omar) = (user(&db, "Mira"), user(&db, "Omar"));
    let reports = below(&format!("items/{WRITE}/reports"));
    for progress in ["Begun.", "Half.", "Nearly."] {
        let report = json!({ "status": "in_progress", "progress": progress });
        let made = mira.call("POST", &reports, report).await;
        assert_eq!(made.is(StatusCode::CREATED).json()["status"], "in_progress");
    }
    assert_eq!(field(&mira.call("POST", &reports, json!({})).await), "progress");
    omar.call("POST", &reports, json!({ "progress": "Mine." })).await.is(StatusCode::FORBIDDEN);

    let actions = below(&format!("items/{WRITE}/actions"));
    let action = json!({ "text": "Find a printer.", "guest": "Ines Guest" });
    mira.call("POST", &actions, action.clone()).await.is(StatusCode::FORBIDDEN);
    let made = user(&db, "Sana").call("POST", &actions, action).await;
    assert_eq!(made.is(StatusCode::CREATED).json()["plan"], WRITE);
    assert_eq!(mira.get(made.header("location")).await.json(), made.json());

    let life = below(&format!("items/{WRITE}/life"));
    let told = omar.items(&format!("{life}?limit=1")).await;
    let told: Vec<_> = told.iter().map(|deed| deed["html"].clone()).collect();
    let whole = omar.get(&life).await.json();
    let whole = whole["items"].as_array().unwrap();
    assert_eq!(told, whole.iter().map(|deed| deed["html"].clone()).collect::<Vec<_>>());
    let reports = whole.iter().filter(|deed| deed["kind"] == "report").count();
    assert_eq!((reports, whole.iter().any(|deed| deed["kind"] == "action")), (3, true));
    for odd in ["1", "x.y.z", "9999999999999999999.0.x", "-99999999999999999.0.x"] {
        assert_eq!(field(&omar.get(&format!("{life}?after={odd}")).await), "after");
    }
}
