//! Rights hold when a change is made: whoever loses them while their request is on its way changes
//! nothing, whatever they ask for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use futures_util::stream;
use serde_json::json;
use sqlx::PgPool;

use crate::policy::address;
use base::policy::{POLICY, Role};
use platform::web::Route;
use site::routes::routes;
use support::locks::{hold_meeting, until_somebody_waits};
use support::snapshot::Snapshot;
use support::{Answer, User, user};

/// What ends the rights of the person: being taken out of the group, signed out, or suspended.
const ENDS: [&str; 3] = [
    "update memberships set until = now() from people
     where people.id = person_id and split_part(people.name, ' ', 1) = $1",
    "with gone as (delete from sessions using people
                   where people.id = person_id and split_part(people.name, ' ', 1) = $1)
     update tokens set revoked_at = now() from people
     where people.id = person_id and split_part(people.name, ' ', 1) = $1",
    "update people set suspended_at = now() where split_part(name, ' ', 1) = $1",
];

/// All that is stored.
const STORED: &str = "
    create function stored() returns text language plpgsql as $$
    declare
        one record;
        part text;
        all_of text := '';
    begin
        for one in select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('kept_answers', 'kept_forms', 'sessions', 'tokens')
                   order by 1 loop
            execute format('select md5(coalesce(string_agg(md5(t::text), '''' order by md5(t::text)), '''')) from %I t', one.name)
                into part;
            all_of := all_of || one.name || ' ' || part || E'\\n';
        end loop;
        return all_of;
    end $$;";

async fn stored(db: &PgPool) -> String {
    sqlx::query_scalar("select stored()").fetch_one(db).await.unwrap()
}

/// Sends a request whose body arrives after the sender's rights have ended. What was stored then,
/// if anybody waited for the body.
async fn slowly(
    db: &PgPool,
    by: &User,
    (method, path, body): (&str, &str, String),
    end: &'static str,
) -> (Answer, Option<String>) {
    let (db, name, arrived) = (db.clone(), by.token.clone(), Arc::new(AtomicBool::new(false)));
    let after = Arc::new(tokio::sync::Mutex::new(None));
    let body = {
        let (arrived, after) = (arrived.clone(), after.clone());
        stream::once(async move {
            // Who answers without the body hears the rest of it out in another task.
            if tokio::task::try_id().is_none() {
                sqlx::query(end).bind(name).execute(&db).await.unwrap();
                *after.lock().await = Some(stored(&db).await);
                arrived.store(true, Ordering::Relaxed);
            }
            Ok::<_, std::io::Error>(Bytes::from(body))
        })
    };
    let kind = match path.starts_with("/api/") {
        true => "application/json",
        false => "application/x-www-form-urlencoded",
    };
    let request = by
        .request(method, path)
        .header(header::CONTENT_TYPE, kind)
        .header(header::IF_MATCH, "\"1\"")
        .header("sec-fetch-site", "same-origin");
    let answer = by.send(request.body(Body::from_stream(body)).unwrap()).await;
    let stored = after.lock().await.take();
    (answer, stored.filter(|_| arrived.load(Ordering::Relaxed)))
}

/// Whoever lacks the right is turned away before their body is read, which shows nothing.
fn somebody_who_may(capability: &str) -> &'static str {
    let right = POLICY.iter().find(|(name, ..)| *name == capability);
    match capability {
        "Administer" => "Ada",
        _ if right.is_some_and(|(_, roles, _)| !roles.contains(&Role::Secretariat)) => "Chen",
        _ => "Sana",
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn no_route_stores_what_comes_from_somebody_whose_rights_ended_meanwhile(db: PgPool) {
    sqlx::raw_sql(STORED).execute(&db).await.unwrap();
    let snapshot = Snapshot::of(&db).await;
    let (mut waited, visitor) = (0, snapshot.visitor());
    let mut found = Vec::new();
    // A session may be what a request ends, and then is not asked for again.
    let writes = |route: &Route| route.method != "GET" && !route.path.contains("/sessions/");
    for route in routes().table().into_iter().filter(writes) {
        let path = address(route.path, "held");
        let name = somebody_who_may(route.capability);
        for end in ENDS {
            // Of nothing else is the place in a group a condition.
            if end == ENDS[0] && ["public", "SignedIn", "Administer"].contains(&route.capability) {
                continue;
            }
            let by = visitor.beside(name);
            let (answer, before) =
                slowly(&db, &by, (route.method, &path, String::new()), end).await;
            if let Some(before) = before {
                waited += 1;
                if before != stored(&db).await && route.capability != "public" {
                    found.push(format!("{name} {} {path}: {}", route.method, answer.status));
                }
            }
            snapshot.put_back().await;
        }
    }
    assert!(waited > 100, "{waited}");
    assert!(found.is_empty(), "of {waited}:\n{}", found.join("\n"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_would_be_stored_otherwise_is_not(db: PgPool) {
    sqlx::raw_sql(STORED).execute(&db).await.unwrap();
    sqlx::query("update groups set last_decision = 7").execute(&db).await.unwrap();
    let snapshot = Snapshot::of(&db).await;
    let visitor = snapshot.visitor();
    let record = "/groups/forms/meetings/12/record";
    let item = "00000000-0000-7000-8000-0000000012a1";
    let api = format!("/api/v1{record}");
    let form = |fields: &[(&str, &str)]| serde_html_form::to_string(fields).unwrap();
    let requests = [
        (
            "POST",
            format!("{record}/decisions"),
            form(&[
                ("text", "Slow."),
                ("item", item),
                ("revision", "0"),
                ("id", "00000000-0000-7000-8000-0000000099d1"),
            ]),
        ),
        ("POST", format!("{api}/decisions"), json!({ "text": "Slow.", "item": item }).to_string()),
        (
            "POST",
            format!("{api}/contributions"),
            json!({ "text": "Slow.", "item": item, "guest": "Somebody" }).to_string(),
        ),
        ("POST", format!("{api}/notes"), json!({ "text": "Slow.", "item": item }).to_string()),
        (
            "PUT",
            "/api/v1/me".to_owned(),
            json!({ "name": "Another", "time_zone": "UTC" }).to_string(),
        ),
        ("POST", "/account".to_owned(), form(&[("name", "Another"), ("time_zone", "UTC")])),
        (
            "POST",
            "/api/v1/groups/forms/imports/00000000-0000-7000-8000-000000001399/meeting".to_owned(),
            "{}".to_owned(),
        ),
    ];
    for (method, path, body) in requests {
        let by = visitor.beside("Sana");
        // On time, it is stored; but for the last, which is not there.
        let before = stored(&db).await;
        let (answer, _) = slowly(&db, &by, (method, &path, body.clone()), "select $1::text").await;
        let stores = before != stored(&db).await;
        assert_eq!(stores, !path.contains("imports"), "{path}: {} {}", answer.status, answer.body);
        snapshot.put_back().await;
        for end in ENDS {
            if end == ENDS[0] && !path.contains("groups") {
                continue;
            }
            let (answer, before) = slowly(&db, &by, (method, &path, body.clone()), end).await;
            assert_eq!(before.unwrap(), stored(&db).await, "{path}: {}", answer.body);
            assert!(!answer.status.is_success(), "{path}: {}", answer.status);
            snapshot.put_back().await;
        }
    }
}

/// A write that waits for a lock is refused as well, if its sender was removed before it commits.
#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn rights_that_end_while_a_write_waits_are_asked_before_it_commits(db: PgPool) {
    sqlx::query("update groups set last_decision = 7").execute(&db).await.unwrap();
    let held = hold_meeting(&db).await;
    let sana = user(&db, "Sana");
    let body = json!({ "text": "Late.", "item": "00000000-0000-7000-8000-0000000012a1" });
    let write = tokio::spawn(async move {
        sana.call("POST", "/api/v1/groups/forms/meetings/12/record/decisions", body).await.status
    });
    until_somebody_waits(&db).await;
    sqlx::query(ENDS[0]).bind("Sana").execute(&db).await.unwrap();
    held.commit().await.unwrap();

    assert_eq!(write.await.unwrap(), StatusCode::NOT_FOUND);
    let late = "select count(*) from decisions where text = 'Late.'";
    assert_eq!(sqlx::query_scalar::<_, i64>(late).fetch_one(&db).await.unwrap(), 0);
}

/// Who gives up their own place, session or role had the right to.
#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_somebody_ends_of_their_own_is_ended(db: PgPool) {
    use support::members::membership;
    let chen = user(&db, "Chen");
    let path = membership(&db, "Chen").await;
    chen.give(&path, "member").await.location();
    user(&db, "Cleo").give(&membership(&db, "Chen").await, "co_chair").await.location();
    let path = membership(&db, "Chen").await;
    chen.post(&format!("{path}/removal"), &[]).await.location();
    let session = "select sessions.id::text from sessions join people on people.id = person_id where name like 'Mira%'";
    let session: String = sqlx::query_scalar(session).fetch_one(&db).await.unwrap();
    user(&db, "Mira").post(&format!("/account/sessions/{session}/end"), &[]).await.location();
}
