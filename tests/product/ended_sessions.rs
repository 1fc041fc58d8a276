//! A session that ended while somebody was writing, at every address to which a form is sent:
//! nothing typed is lost, and nobody else is shown it or sends it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::policy::address;
use site::routes::routes;
use support::forms::PageForm;
use support::snapshot::Snapshot;
use support::states::{reach, sql};
use support::{Answer, User};

const WORDS: &str = "Words that nobody else is to read";

/// Those who may send most forms. Whoever of the others signs in after them is somebody else.
const PEOPLE: [&str; 4] = ["Sana", "Chen", "Mira", "Ada"];

/// Each needs no session, but a link or a password.
const PUBLIC: &str = "public";

/// Only the script of a page sends there, and keeps by itself what was typed.
const BY_SCRIPT: [&str; 2] = ["/live/here", "/groups/{group}/meetings/{meeting}/agenda/items"];

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn nothing_that_was_typed_is_lost_at_any_address(db: PgPool) {
    let mut seen = BTreeMap::new();
    for state in ["draft", "scheduled", "in session", "drafting", "in review"] {
        reach(state, &db).await;
        walk(&db, state, &mut seen).await;
    }

    let without_form: Vec<_> =
        seen.iter().filter(|(_, form)| !**form).map(|(path, _)| *path).collect();
    let sent = routes().table().into_iter().filter(is_form).count();
    assert_eq!(seen.len(), sent);
    // Of some routes no page in these states has a form: what was typed is shown without it.
    assert!(without_form.len() * 3 < sent, "the pages lack the forms of {without_form:?}");
}

fn is_form(route: &platform::web::Route) -> bool {
    let is_form = route.method == "POST" && !BY_SCRIPT.contains(&route.path);
    is_form && !route.path.starts_with("/api/") && route.capability != PUBLIC
}

/// Sends each form that is to be found, and those of all routes that were not met yet.
async fn walk(db: &PgPool, state: &str, seen: &mut BTreeMap<&'static str, bool>) {
    let snapshot = Snapshot::of(db).await;
    let forms = forms(&snapshot.visitor(), state).await;
    for route in routes().table().into_iter().filter(is_form) {
        let action = address(route.path, state);
        let known = seen.entry(route.path).or_insert(false);
        let found = forms.get(&action);
        if *known || (found.is_none() && state != "in review") {
            continue;
        }
        *known = found.is_some();
        let (name, form) = found.cloned().unwrap_or_else(|| elsewhere(&forms, &action));
        story(&snapshot, name, &form).await;
        snapshot.put_back().await;
    }
    sql(db, "drop schema snapshot cascade").await;
}

/// Every form on a page of somebody's, by where it is sent, with who sees it.
async fn forms(visitor: &User, state: &str) -> BTreeMap<String, (&'static str, PageForm)> {
    let mut forms = BTreeMap::new();
    let pages = routes().table().into_iter().filter(|route| route.method == "GET");
    let pages = pages.map(|route| address(route.path, state));
    // Each entry of a record is edited on the record's own page.
    let record = address("/groups/{group}/meetings/{meeting}/record", state);
    let entry = address("/groups/{group}/meetings/{meeting}/record/history/{entry}", state);
    let edited = format!("{record}?edit={}", entry.rsplit('/').next().unwrap_or_default());
    for path in pages.chain([edited]) {
        for name in PEOPLE.into_iter().filter(|_| !path.starts_with("/api/")) {
            for form in visitor.beside(name).get(&path).await.forms(WORDS) {
                forms.entry(form.action.clone()).or_insert((name, form));
            }
        }
    }
    forms
}

/// A form that no page has: as if its page had changed since.
fn elsewhere(
    forms: &BTreeMap<String, (&'static str, PageForm)>,
    action: &str,
) -> (&'static str, PageForm) {
    let (name, mut form) = forms["/account"].clone();
    form.action = action.to_owned();
    (name, form)
}

async fn story(snapshot: &Snapshot, name: &'static str, form: &PageForm) {
    let told = format!("{name} sends {}", form.action);
    let typist = snapshot.visitor().beside(name);
    snapshot.sql("delete from sessions").await;

    let refused = send(&typist, form).await;

    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{told}: {}", refused.body);
    assert!(refused.body.contains("action=\"/sign-in\""), "{told}: {}", refused.body);
    assert!(!refused.body.contains(WORDS), "{told}: the text is shown to anybody");
    let next = refused.value("next").replace("&#38;", "&");
    assert!(next.contains("kept="), "{told}: nothing is kept: {}", refused.body);

    let other = typist.beside(if name == "Mira" { "Chen" } else { "Mira" });
    snapshot.sign_in(&other.token).await;
    let page = other.get(&next).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{told}: {}", page.body);
    assert!(page.body.contains("Someone else typed this"), "{told}: {}", page.body);
    assert!(!page.body.contains(WORDS), "{told}: somebody else is shown it");
    // Nor does anybody else send it.
    let sent = send(&other, form).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN, "{told}: {}", sent.body);
    assert!(!sent.body.contains(WORDS), "{told}: somebody else is shown it");

    snapshot.sign_in(name).await;
    let page = typist.get(&next).await;
    assert_eq!(page.status, StatusCode::OK, "{told}: {}", page.body);
    assert!(page.body.contains("You were signed out before this was sent"), "{told}");
    let again = page.forms("").into_iter().find(|again| again.action == form.action);
    let again = again.unwrap_or_else(|| panic!("{told}: there is no form: {}", page.body));
    assert!(form.typed.is_empty() || page.body.contains(WORDS), "{told}: {}", page.body);
    assert_eq!(names(form), names(&again), "{told}");
}

/// What is sent, but for what our layer adds.
fn names(form: &PageForm) -> Vec<&str> {
    let mut names: Vec<_> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
    names.retain(|name| *name != "typist");
    names.sort_unstable();
    names
}

async fn send(by: &User, form: &PageForm) -> Answer {
    if !form.takes_files {
        let fields: Vec<_> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        return by.post(&form.action, &fields).await;
    }
    let parts = form.fields.iter().map(|(name, value)| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    let file = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.md\"\r\n\
                Content-Type: text/markdown\r\n\r\nNot kept\r\n--edge--\r\n";
    by.multipart(&form.action, (parts.collect::<String>() + file).into_bytes()).await
}
