//! Who may do what, as people review it: the capabilities, and every route for every kind of
//! person in every state that a meeting goes through. A new route without rows fails.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::json;
use sqlx::PgPool;

use base::policy::{POLICY, Role};
use platform::web::Route;
use site::routes::routes;
use support::snapshot::Snapshot;
use support::states::{done, reach, sql};
use support::{Answer, user};

const PEOPLE: [(&str, &str); 7] = [
    ("", "visitor"),
    ("Nia", "outsider"),
    ("Ada", "admin"),
    ("Omar", "observer"),
    ("Mira", "member"),
    ("Sana", "secretariat"),
    ("Chen", "co-chair"),
];

/// A meeting's way, in the order in which people take it.
const STATES: [&str; 9] = [
    "draft",
    "scheduled",
    "in session",
    "drafting",
    "in review",
    "approved",
    "published",
    "correcting",
    "members only",
];

/// A plan's way. A draft that follows an adopted version, and a plan that the public never saw, are told apart.
const PLAN_STATES: [&str; 8] = [
    "draft",
    "open",
    "closed",
    "adopted",
    "drafted anew",
    "archived",
    "for the group",
    "members only",
];

/// What a route's answers depend on: where a plan is for its routes, where a meeting is for all others.
struct Way {
    file: &'static str,
    states: &'static [&'static str],
    noun: &'static str,
    /// Whether it is what programs call.
    api: bool,
}

const API: &str = "/api/";
const MEETINGS: Way = Way { file: "routes.txt", states: &STATES, noun: "{meeting}", api: false };
const PLANS: Way = Way { file: "plans.txt", states: &PLAN_STATES, noun: "{plan}", api: false };
const MEETING_CALLS: Way = Way { file: "calls.txt", api: true, ..MEETINGS };
const PLAN_CALLS: Way = Way { file: "plan-calls.txt", api: true, ..PLANS };

/// Brings the plan from the state before to this one.
async fn reach_plan(state: &str, db: &PgPool) {
    let chen = user(db, "Chen");
    let step = |noun: &str| format!("/groups/forms/plans/wsis20/{noun}");
    match state {
        "draft" => sql(db, "update plans set state = 'draft'").await,
        "open" => {
            let until = [("deadline_date", "2026-03-20"), ("deadline_time", "12:00")];
            done(chen.post(&step("opening"), &until).await);
        }
        "closed" => done(chen.post(&step("closing"), &[]).await),
        "adopted" => {
            let settle = "update plan_comments set state = 'noted', settled_at = made_at,
                 settled_by = (select id from people where name = 'Sana Karimi')";
            sql(db, settle).await;
            sql(db, "delete from public_comments where state = 'waiting'").await;
            let text = chen.get(&step("adoption")).await.value("text");
            let decision = "00000000-0000-7000-8000-0000000012d1";
            let form = [("decision", decision), ("text", text.as_str())];
            done(chen.post(&step("adoption"), &form).await);
        }
        "drafted anew" => done(chen.post(&step("draft"), &[]).await),
        "archived" => done(chen.post(&step("archive"), &[]).await),
        "for the group" => {
            let hide = "update plans set visibility = 'members_only', public_comments = false, \
                 state = 'open'";
            sql(db, hide).await;
        }
        "members only" => sql(db, "update groups set visibility = 'members_only'").await,
        other => unreachable!("{other}"),
    }
}

#[test]
fn capabilities_belong_to_the_roles_that_were_reviewed() {
    let rows = POLICY.iter().map(|(capability, granted, people_only)| {
        let marks = Role::ALL.map(|role| if granted.contains(&role) { 'x' } else { '-' });
        let who = if *people_only { " people only" } else { "" };
        format!("{capability:<18}{}{who}\n", String::from_iter(marks))
    });
    assert_same(
        "capabilities.txt",
        include_str!("policy/capabilities.txt"),
        &String::from_iter(rows),
    );
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn every_route_answers_every_person_in_every_state_as_was_reviewed(db: PgPool) {
    let reviewed = include_str!("policy/routes.txt");
    assert_same(MEETINGS.file, reviewed, &walk(&db, &MEETINGS).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn every_route_of_a_plan_answers_in_its_every_state_as_was_reviewed(db: PgPool) {
    let reviewed = include_str!("policy/plans.txt");
    assert_same(PLANS.file, reviewed, &walk(&db, &PLANS).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn every_call_answers_every_person_in_every_state_as_was_reviewed(db: PgPool) {
    let reviewed = include_str!("policy/calls.txt");
    assert_same(MEETING_CALLS.file, reviewed, &walk(&db, &MEETING_CALLS).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn every_call_on_a_plan_answers_in_its_every_state_as_was_reviewed(db: PgPool) {
    let reviewed = include_str!("policy/plan-calls.txt");
    assert_same(PLAN_CALLS.file, reviewed, &walk(&db, &PLAN_CALLS).await);
}

/// Asks every route of a way for every person in every state.
async fn walk(db: &PgPool, way: &Way) -> String {
    let mut table = routes().table();
    table.retain(|route| {
        let of_plans = route.path.contains(PLANS.noun);
        of_plans == (way.noun == PLANS.noun) && route.path.starts_with(API) == way.api
    });
    table.sort_by_key(|route| (route.path, route.method));
    let mut answers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let snapshot = Snapshot::of(db).await;
    for state in way.states {
        match way.noun {
            "{plan}" => reach_plan(state, db).await,
            _ => reach(state, db).await,
        }
        snapshot.take().await;
        for (index, route) in table.iter().enumerate() {
            // What is not a meeting's does not change on its way.
            let known = answers.get(&index).and_then(|rows: &Vec<String>| rows.last().cloned());
            let settled = !route.path.contains(way.noun) && *state != "members only";
            let row = match known.filter(|_| settled) {
                Some(row) => row,
                None => row(&snapshot, route, state).await,
            };
            answers.entry(index).or_default().push(row);
        }
    }
    let answers: Vec<_> = answers.into_values().collect();
    report(way, &table, &answers)
}

/// What each person gets, in a few letters.
async fn row(snapshot: &Snapshot, route: &Route, state: &str) -> String {
    let (mut row, visitor) = (String::new(), snapshot.visitor());
    for (token, _) in PEOPLE {
        let person = visitor.beside(token);
        let path = address(route.path, state);
        let answer = match route.method {
            "GET" => person.get(&path).await,
            method if route.path.starts_with(API) => person.call(method, &path, json!({})).await,
            _ => person.post(&path, &[]).await,
        };
        if route.method != "GET" && (answer.status.is_redirection() || answer.status.is_success()) {
            snapshot.put_back().await;
        }
        write!(row, "{:<9}", word(&answer)).unwrap();
    }
    row.trim_end().to_owned()
}

/// Whether a person is let in, not how well the empty form was filled in.
fn word(answer: &Answer) -> &'static str {
    match answer.status.as_u16() {
        303 if answer.header("location").starts_with("/sign-in?next=") => "sign in",
        401 => "sign in",
        403 => "may not",
        404 => "nothing",
        200..=303 | 400 | 409 | 410 | 412 | 415 | 422 | 428 => "yes",
        other => panic!("{other}: {}", answer.body),
    }
}

/// The address of a route in the story of meeting 12: what stands for an id is told by the
/// noun before it.
pub fn address(path: &str, state: &str) -> String {
    let mut noun = "";
    let segments = path.split('/').map(|segment| {
        let value = if segment.starts_with('{') { named(noun, state) } else { segment };
        noun = segment;
        value
    });
    let address = segments.collect::<Vec<_>>().join("/");
    // Progress is reported of activities, and the plan's first item is an objective.
    if path.contains("{plan}") && path.ends_with("/reports") {
        return address.replace("0000000012a1", "0000000012a5");
    }
    // One's own, and not the service account's.
    if path.starts_with("/account/tokens/") {
        return address.replace("000000001262", "000000001263");
    }
    // An action that comes from a meeting is corrected in its record, any other apart from it.
    match path.contains("/groups/{group}/actions/") {
        true => address.replace("12e1", "12e2"),
        false => address,
    }
}

fn named(noun: &str, state: &str) -> &'static str {
    match noun {
        "docs" => "meetings",
        "groups" => "forms",
        "meetings" if state == "draft" => "draft-00000000-0000-7000-8000-000000000012",
        "meetings" => "12",
        "editions" | "versions" => "1",
        "items" => "00000000-0000-7000-8000-0000000012a1",
        "plans" => "wsis20",
        "contributions" | "entries" | "history" => "00000000-0000-7000-8000-0000000012c1",
        "decisions" => "00000000-0000-7000-8000-0000000012d1",
        "actions" => "00000000-0000-7000-8000-0000000012e1",
        "notes" => "00000000-0000-7000-8000-0000000012f1",
        "invitations" => "00000000-0000-7000-8000-000000001271",
        "members" => "00000000-0000-7000-8000-000000001281",
        "sections" => "00000000-0000-7000-8000-000000001291",
        "comments" => "00000000-0000-7000-8000-0000000012b1",
        "service-accounts" => "00000000-0000-7000-8000-000000001261",
        "tokens" => "00000000-0000-7000-8000-000000001262",
        "public-comments" => "00000000-0000-7000-8000-0000000012b2",
        "webhooks" => "00000000-0000-7000-8000-000000001261",
        _ => "00000000-0000-7000-8000-00000000ffff",
    }
}

/// One line for each run of states that a route answers alike.
fn report(way: &Way, table: &[Route], answers: &[Vec<String>]) -> String {
    let names = PEOPLE.map(|(_, name)| format!("{name:<9}"));
    let mut text = format!("{:<38}{}\n", "", String::from_iter(names).trim_end());
    for (route, rows) in table.iter().zip(answers) {
        writeln!(text, "\n{} {} {}", route.method, route.path, route.capability).unwrap();
        let mut from = 0;
        while from < rows.len() {
            let alike = rows[from..].iter().take_while(|row| **row == rows[from]).count();
            let (first, last) = (way.states[from], way.states[from + alike - 1]);
            let states = if alike == 1 { first.to_owned() } else { format!("{first} to {last}") };
            writeln!(text, "  {states:<36}{}", rows[from]).unwrap();
            from += alike;
        }
    }
    text
}

/// Compares with the reviewed file. What is written instead is in target/policy, for review.
#[track_caller]
fn assert_same(file: &str, reviewed: &str, found: &str) {
    if reviewed != found {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/policy");
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(format!("{folder}/{file}"), found).unwrap();
        panic!(
            "the policy is not what was reviewed: compare tests/product/policy/{file} with {folder}/{file}"
        );
    }
}
