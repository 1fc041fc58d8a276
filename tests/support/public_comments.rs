//! The public comments on a public plan: by a confirmed address, once the secretariat lets it through.

use sqlx::PgPool;

use crate::plans::open;
use crate::suggestions::mails;
use crate::{Answer, User, user};

pub const PUBLIC: &str = "/groups/forms/plans/wsis20/public-comments";
pub const ADDRESS: &str = "paul@example.net";

/// The plan is public, takes comments from the public, and is open.
pub async fn public(db: &PgPool) {
    let publish = "update plans set visibility = 'public', public_comments = true";
    sqlx::query(publish).execute(db).await.unwrap();
    open(&user(db, "Chen")).await;
}

pub async fn send(by: &User, on: &str, text: &str) -> Answer {
    let page = by.get(&format!("{PUBLIC}/new?on={on}")).await;
    let id = page.value("id");
    let form =
        [("id", &*id), ("on", on), ("name", "Paul Public"), ("email", ADDRESS), ("text", text)];
    by.post(PUBLIC, &form).await
}

/// The path of the link in the latest mail.
pub async fn link(db: &PgPool) -> String {
    let (recipient, _, text) = mails(db).await.pop().unwrap();
    assert_eq!(recipient, ADDRESS);
    let from = text.find("/public-comments/").unwrap();
    text[from..].split_whitespace().next().unwrap().to_owned()
}

pub async fn waiting(db: &PgPool) -> String {
    let id = "select id::text from public_comments where state = 'waiting'";
    sqlx::query_scalar(id).fetch_one(db).await.unwrap()
}

pub async fn addresses(db: &PgPool) -> Vec<String> {
    let left = "select email from public_comments order by made_at";
    sqlx::query_scalar(left).fetch_all(db).await.unwrap()
}
