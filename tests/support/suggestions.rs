//! What people say of the plan, and what is mailed of it.

use sqlx::PgPool;

use crate::{Answer, User};

pub const COMMENTS: &str = "/groups/forms/plans/wsis20/comments";
pub const AWARENESS: &str = "00000000-0000-7000-8000-0000000020a1";
pub const WRITE: &str = "00000000-0000-7000-8000-0000000020b1";

/// Sends a comment or a suggestion, as its form was shown, and tells where it is.
pub async fn say(by: &User, kind: &str, on: &str, fields: &[(&str, &str)]) -> String {
    sent(by, kind, on, fields).await.location().to_owned()
}

pub async fn sent(by: &User, kind: &str, on: &str, fields: &[(&str, &str)]) -> Answer {
    let page = by.get(&format!("{COMMENTS}/new?kind={kind}&on={on}")).await;
    let (id, revision) = (page.value("id"), page.value("revision"));
    let mut form = vec![("id", &*id), ("kind", kind), ("on", on), ("revision", &*revision)];
    form.extend(fields);
    by.post(COMMENTS, &form).await
}

pub async fn mails(db: &PgPool) -> Vec<(String, String, String)> {
    let mails = "select recipient, subject, text from mails order by made_at, recipient";
    sqlx::query_as(mails).fetch_all(db).await.unwrap()
}
