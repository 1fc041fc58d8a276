//! Documents, handed over as browsers do, and the form that shows what was understood.

use axum::body::Body;
use axum::http::header;
use sqlx::PgPool;

use crate::{Answer, User};

impl User {
    /// Hands a document over as a form with a file does.
    pub async fn upload(&self, path: &str, name: &str, document: &[u8]) -> Answer {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/markdown\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(document);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        self.multipart(path, body).await
    }

    pub async fn paste(&self, path: &str, text: &str) -> Answer {
        let body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n--edge--\r\n"
        );
        self.multipart(path, body.into_bytes()).await
    }

    pub async fn multipart(&self, path: &str, body: Vec<u8>) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

impl Answer {
    /// The fields of the page's form, as a browser would send them.
    pub fn fields(&self) -> Vec<(String, String)> {
        let form = &self.body[self.body.find("novalidate").unwrap()..];
        let form = &form[..form.find("</form>").unwrap()];
        let mut fields = Vec::new();
        for control in form.split("name=\"").skip(1) {
            let (name, rest) = control.split_once('"').unwrap();
            if name == "then" {
                continue;
            }
            let tag = rest.split('>').next().unwrap();
            let value = match () {
                () if tag.contains("rows=") => between(rest, ">\n", "</textarea>"),
                () if tag.contains("value=") => between(tag, "value=\"", "\""),
                () => rest
                    .split("</select>")
                    .next()
                    .unwrap()
                    .split("<option ")
                    .find(|option| option.contains(" selected"))
                    .map_or("", |option| between(option, "value=\"", "\"")),
            };
            fields.push((name.to_owned(), unescape(value)));
        }
        fields
    }
}

pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).unwrap().1;
    rest.split_once(end).unwrap().0
}

pub fn unescape(text: &str) -> String {
    let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

pub const MODEL: &str = include_str!("../../demo/wg-strategy-45.md");

pub async fn count(db: &PgPool, table: &str) -> i64 {
    let count = format!("select count(*) from {table}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(db).await.unwrap()
}
