//! Passwords, and links by mail.

use axum::http::header;
use sqlx::PgPool;

use crate::{Answer, User};
use platform::passwords::Passwords;

pub const PASSWORD: &str = "three quiet words";

pub async fn give_password(db: &PgPool, email: &str) {
    let hash = Passwords::default().hash(PASSWORD).await.unwrap();
    let set = "update people set password_hash = $2 where email = $1";
    sqlx::query(set).bind(email).bind(hash).execute(db).await.unwrap();
}

impl Answer {
    /// The token of the session that this answer began.
    pub fn session(&self) -> Option<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE).iter();
        let cookie = cookies.filter_map(|c| c.to_str().unwrap().strip_prefix("session=")).next();
        cookie.map(|cookie| cookie.split(';').next().unwrap().to_owned())
    }
}

impl User {
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// The same browser, with the session that an answer began.
    pub fn with(&self, answer: &Answer) -> User {
        let mut browser = self.clone();
        browser.token = answer.session().expect("a session");
        browser
    }
}

/// The path of the one link in the latest mail to somebody.
pub async fn mailed_link(db: &PgPool, recipient: &str) -> String {
    let text = "select text from mails where recipient = $1 order by id desc limit 1";
    let text: String = sqlx::query_scalar(text).bind(recipient).fetch_one(db).await.unwrap();
    let path = text.split("http://rapporteur.test").nth(1).expect("a link");
    path.split_whitespace().next().unwrap().to_owned()
}

impl User {
    pub async fn change_password(&self, current: &str, new: &str) -> crate::Answer {
        self.post("/account/password", &[("current", current), ("password", new)]).await
    }
}
