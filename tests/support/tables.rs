//! Actions and activities brought in from tables: looked at first, then all or none.

use sqlx::PgPool;

use crate::{Answer, User};

pub const ACTIONS: &str = "/groups/forms/actions/import";

/// Sends the form as a browser does.
pub async fn send(by: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    send_bytes(by, path, &fields).await
}

/// The same with a file that need not be text.
pub async fn send_bytes(by: &User, path: &str, fields: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let file = if *name == "file" { "; filename=\"table.csv\"" } else { "" };
        let head = format!("Content-Disposition: form-data; name=\"{name}\"{file}");
        body.extend(format!("--edge\r\n{head}\r\n\r\n").bytes());
        body.extend_from_slice(value);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    let request = by
        .request("POST", path)
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    by.send(request.body(body.into()).unwrap()).await
}

pub async fn count(db: &PgPool, table: &str) -> i64 {
    let count = format!("select count(*) from {table}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(db).await.unwrap()
}
