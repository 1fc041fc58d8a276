//! Editors settle what members said of a plan; what they accept changes it.

use sqlx::PgPool;

use crate::suggestions::{AWARENESS, say};
use crate::{Answer, User, user};

/// Settles as the form was shown, but for what is given.
pub async fn settle(by: &User, thread: &str, fields: &[(&str, &str)]) -> Answer {
    let page = by.get(&format!("{thread}/settlement")).await;
    let revision = page.value("revision");
    let proposal = textarea(&page, "proposal");
    let seen = page.value("seen");
    let mut form = vec![("revision", &*revision), ("seen", &*seen)];
    if page.body.contains("name=\"title\"") && !fields.iter().any(|field| field.0 == "title") {
        form.push(("title", "Awareness"));
    }
    if !fields.iter().any(|field| field.0 == "proposal") {
        form.push(("proposal", &*proposal));
    }
    form.extend(fields);
    by.post(&format!("{thread}/settlement"), &form).await
}

/// What stands in a field of several lines.
pub fn textarea(page: &Answer, name: &str) -> String {
    let Some((_, rest)) = page.body.split_once(&format!("name=\"{name}\" rows")) else {
        return String::new();
    };
    let text = rest.split_once(">\n").unwrap().1.split_once("</textarea>").unwrap().0;
    text.replace("&#60;", "<").replace("&#62;", ">")
}

pub async fn suggest(db: &PgPool, text: &str) -> String {
    let words = [("title", "Awareness"), ("proposal", text), ("text", "It is better.")];
    say(&user(db, "Mira"), "change", AWARENESS, &words).await
}
