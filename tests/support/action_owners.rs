//! Several people who answer for one action, the first of them in front.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::actions::{ADD, assigned};
use crate::recording::id_of;
use crate::user;

/// Records an action of Mira's and others', and tells its id.
pub async fn shared(db: &PgPool, others: &str) -> String {
    let id = assigned(db, "Print the form.", "").await;
    let mira = id_of(db, "Mira").await;
    let form = [("revision", "1"), ("owner", &*mira), ("others", others)];
    let form = form.iter().copied().chain([("text", "Print the form.")]).collect::<Vec<_>>();
    user(db, "Sana").post(&format!("{ADD}/{id}"), &form).await.is(StatusCode::SEE_OTHER);
    id
}
