//! Actions of meeting 12, and what is reported of them.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::recording::{ITEM_1, id_of};
use crate::{User, user};

pub const ADD: &str = "/groups/forms/meetings/12/record/actions";
pub const LIST: &str = "/groups/forms/actions";

/// Records an action of Mira's, and tells its id.
pub async fn assigned(db: &PgPool, text: &str, due: &str) -> String {
    let mira = id_of(db, "Mira").await;
    let form = [("item", ITEM_1), ("owner", mira.as_str()), ("due", due), ("text", text)];
    user(db, "Sana").post(ADD, &form).await.is(StatusCode::SEE_OTHER);
    let id =
        sqlx::query_scalar::<_, sqlx::types::Uuid>("select id from action_items where text = $1");
    id.bind(text).fetch_one(db).await.unwrap().to_string()
}

pub async fn report(by: &User, action: &str, step: &str, text: &str) -> StatusCode {
    by.post(&format!("{LIST}/{action}/reports"), &[("step", step), ("text", text)]).await.status
}
