//! The desk on which an agenda is drafted, as the page's script and a browser without script use it.

use axum::body::Body;
use axum::http::{StatusCode, header};
use sqlx::PgPool;
use sqlx::types::Uuid;

use support::desk::{self, key, revision};
use support::{Answer, User, user, visitor};

const AGENDA: &str = "/groups/forms/meetings/12/agenda";
const FIRST: &str = "00000000-0000-7000-8000-0000000012a1";
const SUB: &str = "00000000-0000-7000-8000-0000000012a2";
const LAST: &str = "00000000-0000-7000-8000-0000000012a4";

async fn act(by: &User, path: &str, part: &str, form: &[(&str, &str)]) -> Answer {
    desk::act(by, &format!("{AGENDA}/{path}"), part, form).await
}

async fn parts(by: &User, headers: &[(&str, &str)]) -> Answer {
    desk::parts(by, AGENDA, headers).await
}

/// "1 The new form (Mira Rao, 20), a Its first page": the agenda as it is kept.
pub async fn agenda(db: &PgPool) -> String {
    let items: Vec<(String, String, String, Option<i32>)> = sqlx::query_as(
        "with recursive tree as (
             select id, array[position] as place, label, title, presenter, minutes
             from agenda_items where parent_id is null and meeting_id = (
                 select id from meetings where number = 12)
             union all
             select below.id, tree.place || below.position, below.label, below.title,
                    below.presenter, below.minutes
             from agenda_items below join tree on tree.id = below.parent_id)
         select label, title, presenter, minutes from tree order by place",
    )
    .fetch_all(db)
    .await
    .unwrap();
    let shown = items.into_iter().map(|(label, title, presenter, minutes)| {
        let minutes = minutes.map(|minutes| minutes.to_string());
        let more: Vec<_> = [Some(presenter).filter(|name| !name.is_empty()), minutes]
            .into_iter()
            .flatten()
            .collect();
        match more.is_empty() {
            true => format!("{label} {title}"),
            false => format!("{label} {title} ({})", more.join(", ")),
        }
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_line_is_added_once_and_comes_back_as_its_part(db: PgPool) {
    sqlx::raw_sql("delete from agenda_items").execute(&db).await.unwrap();
    let chen = user(&db, "Chen");
    let key = key();
    let form = [("key", key.as_str()), ("line", "The new form — mira, 20 min")];

    let row = format!("row-{key},sums,bar");
    let added = act(&chen, "items", &row, &form).await;
    added.is(StatusCode::OK).shows(&format!("id=\"row-{key}\"")).shows("value=\"Mira Rao\"");
    added.shows("id=\"sums\"").shows("20 of 60").shows("Undo").hides("<main").hides("id=\"items\"");
    assert_eq!(added.header("cache-control"), "no-store");

    let again = act(&chen, "items", &row, &form).await;
    again.is(StatusCode::OK).shows("value=\"Mira Rao\"");
    assert_eq!(revision(&again), revision(&added));
    assert_eq!(agenda(&db).await, "1 The new form (Mira Rao, 20)");

    let other = [("key", key.as_str()), ("line", "Something else")];
    let refused = act(&chen, "items", &row, &other).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Something else was sent under this key.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_pasted_outline_is_one_act_and_one_undo(db: PgPool) {
    let chen = user(&db, "Chen");
    let before = agenda(&db).await;
    let text = "1. One\n  a. First\n  b. Second\n2. Two, 5 min";
    let form = [("key", &*key()), ("line", text), ("parent", ""), ("after", FIRST)];

    let pasted = act(&chen, "items", "items,sums,bar", &form).await;
    pasted.shows("id=\"items\"").shows("added 4 items");
    let expected = "1 The new form, a Its first page, 2 One, a First, b Second, 3 Two (5), \
                    4 Update from the printers, 5 AoB";
    assert_eq!(agenda(&db).await, expected);

    let page = chen.get(AGENDA).await.body;
    let undo = page.split("/changes/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let cleo = user(&db, "Cleo");
    act(&cleo, &format!("changes/{undo}/undo"), "bar", &[]).await.is(StatusCode::CONFLICT);
    act(&chen, &format!("changes/{undo}/undo"), "bar", &[]).await.is(StatusCode::OK);
    assert_eq!(agenda(&db).await, before);

    // After none is before all others.
    act(&chen, "items", "bar", &[("line", "Welcome"), ("parent", ""), ("after", "")]).await;
    act(&chen, "items", "bar", &[("line", "Thanks"), ("parent", "")]).await;
    let all = agenda(&db).await;
    assert!(all.starts_with("1 Welcome, 2 The new form") && all.ends_with("5 Thanks"), "{all}");
    act(&chen, &format!("changes/{undo}/undo"), "bar", &[]).await.is(StatusCode::CONFLICT);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn two_who_change_different_fields_do_not_meet(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let line = format!("items/{LAST}");
    let row = format!("row-{LAST}");

    let first = [("key", &*key()), ("revision", "1"), ("line", "Any other business")];
    act(&chen, &line, &row, &first).await.is(StatusCode::OK).shows("Any other business");
    let second = [("key", &*key()), ("revision", "1"), ("minutes", "5")];
    act(&cleo, &line, &row, &second).await.is(StatusCode::OK).shows("Any other business");
    assert!(agenda(&db).await.ends_with("Any other business (5)"), "{}", agenda(&db).await);

    let emptied = [("revision", "3"), ("minutes", ""), ("presenter", "")];
    act(&cleo, &line, &row, &emptied).await.is(StatusCode::OK);
    assert!(agenda(&db).await.ends_with("Any other business"), "{}", agenda(&db).await);
    let nothing = [("revision", "4"), ("line", "")];
    act(&cleo, &line, &row, &nothing).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let again = [("revision", "4"), ("minutes", "5")];
    act(&cleo, &line, &row, &again).await.is(StatusCode::OK);

    // What a pause saved becomes fields when the line is left.
    let paused = [("revision", "5"), ("line", "Any other business — 7 min")];
    act(&chen, &line, &row, &paused).await.is(StatusCode::OK).shows("— 7 min");
    let left = [("revision", "6"), ("line", "Any other business — 7 min"), ("tail", "yes")];
    act(&chen, &line, &row, &left).await.is(StatusCode::OK).hides("— 7 min");
    assert!(agenda(&db).await.ends_with("Any other business (7)"), "{}", agenda(&db).await);
    act(&chen, &line, &row, &[("revision", "7"), ("minutes", "5")]).await.is(StatusCode::OK);

    // The same words are another matter: both texts are shown, and nothing is stored.
    let third = [("key", &*key()), ("revision", "8"), ("line", "Further business")];
    act(&chen, &line, &row, &third).await.is(StatusCode::OK);
    let late = [("key", &*key()), ("revision", "8"), ("line", "Other matters")];
    let clash = act(&cleo, &line, &row, &late).await;
    clash.is(StatusCode::CONFLICT).shows("Chen Wei").shows("Other matters").shows("Further");
    assert!(agenda(&db).await.ends_with("Further business (5)"), "{}", agenda(&db).await);
    let saved = [("revision", &*clash.value("revision")), ("line", "Other matters")];
    act(&cleo, &line, &row, &saved).await.is(StatusCode::OK);
    assert!(agenda(&db).await.ends_with("Other matters (5)"), "{}", agenda(&db).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_one_did_last_is_undone_unless_another_changed_it(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let before = agenda(&db).await;
    let undo = async |by: &User| {
        let page = by.get(AGENDA).await.body;
        let change = page.split("/changes/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        act(by, &format!("changes/{change}/undo"), "bar", &[]).await
    };

    act(&chen, &format!("items/{LAST}"), "bar", &[("revision", "1"), ("line", "Late")]).await;
    act(&chen, &format!("items/{LAST}/position"), "bar", &[("to", "up")]).await;
    act(&chen, &format!("items/{SUB}/removal"), "bar", &[]).await.is(StatusCode::OK);
    for _ in 0..3 {
        undo(&chen).await.is(StatusCode::OK);
    }
    assert_eq!(agenda(&db).await, before);

    act(&chen, &format!("items/{LAST}"), "bar", &[("revision", "3"), ("line", "Late")]).await;
    act(&cleo, &format!("items/{LAST}"), "bar", &[("revision", "4"), ("minutes", "5")]).await;
    let kept = undo(&chen).await;
    kept.is(StatusCode::CONFLICT).shows("Cleo Diaz changed this item after you");
    assert!(agenda(&db).await.ends_with("Late (5)"), "{}", agenda(&db).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_was_away_is_given_what_changed_since(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let first = [("revision", "1"), ("line", "Any other business")];
    let seen = revision(&act(&chen, &format!("items/{LAST}"), "bar", &first).await);
    let since = seen.to_string();
    parts(&cleo, &[("since", &since)]).await.is(StatusCode::OK).hides("id=");

    let minutes = [("revision", "2"), ("minutes", "5")];
    act(&chen, &format!("items/{LAST}"), "bar", &minutes).await;
    let changed = parts(&cleo, &[("since", &since)]).await;
    changed.shows(&format!("id=\"row-{LAST}\"")).shows("id=\"sums\"").hides("id=\"items\"");
    assert!(revision(&changed) == seen + 1);

    act(&chen, &format!("items/{SUB}/removal"), "bar", &[]).await;
    parts(&cleo, &[("since", &since)]).await.shows("id=\"items\"");
    let gone = parts(&cleo, &[("part", &format!("row-{SUB},sums"))]).await;
    gone.shows("id=\"sums\"").hides(SUB);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_script_is_told_in_a_sentence_what_is_wrong(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    let line = format!("items/{LAST}");
    for (by, form, status, said) in [
        (&chen, [("revision", "1"), ("line", " ")], 422, "Say what the item is about."),
        (&chen, [("revision", "1"), ("minutes", "soon")], 422, "from 1 to 1440"),
        (&mira, [("revision", "1"), ("line", "Mine")], 403, "Your role in this group"),
        (&visitor(&db), [("revision", "1"), ("line", "Mine")], 401, "Please sign in."),
    ] {
        let answer = act(by, &line, "bar", &form).await;
        answer.is(StatusCode::from_u16(status).unwrap()).shows(said).hides("<");
    }
    // Typed by Mira, and sent by whoever has signed in since.
    let person: Uuid = sqlx::query_scalar("select id from people where email like 'mira@%'")
        .fetch_one(&db)
        .await
        .unwrap();
    let request = chen
        .request("POST", &format!("{AGENDA}/{line}"))
        .header("part", "bar")
        .header("person", person.to_string())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = chen.send(request.body(Body::from("revision=1&line=Hers")).unwrap()).await;
    answer.is(StatusCode::UNAUTHORIZED).shows("Please sign in.");
    assert!(agenda(&db).await.ends_with("AoB"), "{}", agenda(&db).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn without_script_all_lines_are_saved_at_once(db: PgPool) {
    let chen = user(&db, "Chen");
    let page = chen.get(AGENDA).await;
    let key = page.value("key");
    let (title, minutes) = (format!("title.{LAST}"), format!("minutes.{LAST}"));
    let revision = format!("revision.{LAST}");
    let form = [
        ("key", key.as_str()),
        (title.as_str(), "Any other business"),
        (revision.as_str(), "1"),
        (minutes.as_str(), "5"),
        ("new", "The next call\n a. Its day — Cleo Diaz, 10 min"),
    ];
    for _ in 0..2 {
        chen.post(&format!("{AGENDA}/lines"), &form).await.location();
    }
    let all = agenda(&db).await;
    assert!(
        all.ends_with("Any other business (5), 4 The next call, a Its day (Cleo Diaz, 10)"),
        "{all}"
    );

    // What cannot be saved stays in its field, and all else is saved.
    let form = [
        (title.as_str(), "Other business"),
        (revision.as_str(), "2"),
        (minutes.as_str(), "soon"),
        ("new", "One more"),
    ];
    let again = chen.post(&format!("{AGENDA}/lines"), &form).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).shows("from 1 to 1440").shows("Other business");
    again.shows("value=\"soon\"");
    assert!(agenda(&db).await.ends_with("5 One more"), "{}", agenda(&db).await);

    // Somebody else was quicker with one line.
    act(
        &user(&db, "Cleo"),
        &format!("items/{LAST}"),
        "bar",
        &[("revision", "2"), ("line", "AoB!")],
    )
    .await
    .is(StatusCode::OK);
    let form = [(title.as_str(), "Rest"), (revision.as_str(), "2"), ("new", "The last")];
    let late = chen.post(&format!("{AGENDA}/lines"), &form).await;
    late.is(StatusCode::CONFLICT).shows("Cleo Diaz").shows("AoB!").shows("Rest");
    late.shows("Saved now").shows("You wrote").shows(" UTC</span>");
    assert!(agenda(&db).await.ends_with("6 The last"), "{}", agenda(&db).await);

    // A row's button takes the lines along.
    let form = [("to", "up"), ("new", "And one more")];
    chen.post(&format!("{AGENDA}/items/{LAST}/position"), &form).await.location();
    assert!(agenda(&db).await.ends_with("7 And one more"), "{}", agenda(&db).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_form_that_is_sent_twice_tells_twice_what_it_could_not_save(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let quicker = [("revision", "1"), ("line", "AoB!")];
    act(&cleo, &format!("items/{LAST}"), "bar", &quicker).await.is(StatusCode::OK);

    let (title, revision) = (format!("title.{LAST}"), format!("revision.{LAST}"));
    let (sub, sub_revision) = (format!("title.{SUB}"), format!("revision.{SUB}"));
    let key = key();
    let form = [
        ("key", key.as_str()),
        (title.as_str(), "Any other business"),
        (revision.as_str(), "1"),
        (sub.as_str(), "Its cover\nIts back"),
        (sub_revision.as_str(), "1"),
        ("new", "One more"),
    ];
    for _ in 0..2 {
        let told = chen.post(&format!("{AGENDA}/lines"), &form).await;
        told.is(StatusCode::CONFLICT).shows("AoB!").shows("Any other business");
        let expected = "1 The new form, a Its cover, b Its back, 2 Update from the printers, 3 AoB!, 4 One more";
        assert_eq!(agenda(&db).await, expected);
    }
    let place = format!("items/{FIRST}/position");
    let moved = [("key", key.as_str()), ("to", "down")];
    let other = chen.post(&format!("{AGENDA}/{place}"), &moved).await;
    other.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn undoing_an_item_never_takes_what_others_put_below_it(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let item = key();
    let added = act(&chen, "items", "bar", &[("key", &*item), ("line", "Elections")]).await;
    let undo = added.body.split("/changes/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let below = [("key", &*key()), ("line", "Candidates"), ("parent", &*item)];
    act(&cleo, "items", "bar", &below).await.is(StatusCode::OK);

    let refused = act(&chen, &format!("changes/{undo}/undo"), "bar", &[]).await;
    refused.is(StatusCode::CONFLICT).shows("Cleo Diaz changed this item after you");
    assert!(agenda(&db).await.ends_with("4 Elections, a Candidates"), "{}", agenda(&db).await);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_cannot_be_undone_any_more_does_not_stand_before_what_can(db: PgPool) {
    let chen = user(&db, "Chen");
    let before = agenda(&db).await;
    act(&chen, "items", "bar", &[("key", &*key()), ("line", "Budget")]).await.is(StatusCode::OK);
    let item = key();
    let added = act(&chen, "items", "bar", &[("key", &*item), ("line", "Elections")]).await;
    let said = format!(
        "insert into contributions (id, group_id, meeting_id, item_id, position, speaker, text, html)
         select gen_random_uuid(), group_id, id, '{item}', 1, 'Mira Rao', 'x', 'x' from meetings",
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(said)).execute(&db).await.unwrap();

    let change = |page: &str| page.split("/changes/").nth(1).unwrap()[..36].to_owned();
    let elections = change(&added.body);
    let refused = act(&chen, &format!("changes/{elections}/undo"), "bar", &[]).await;
    refused.is(StatusCode::CONFLICT).shows("Something was recorded under this item");
    let budget = change(&chen.get(AGENDA).await.body);
    assert_ne!(budget, elections);
    act(&chen, &format!("changes/{budget}/undo"), "bar", &[]).await.is(StatusCode::OK);
    assert_eq!(agenda(&db).await, format!("{before}, 4 Elections"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_line_that_goes_on_before_it_is_stored_is_one_line(db: PgPool) {
    let chen = user(&db, "Chen");
    let item = key();
    act(&chen, "items", "bar", &[("key", &*item), ("line", "Elec")]).await.is(StatusCode::OK);
    // The browser had not heard of its first revision yet.
    let on = [("revision", ""), ("line", "Elections — Cleo Diaz"), ("tail", "yes")];
    let saved = act(&chen, &format!("items/{item}"), "bar", &on).await;
    assert_eq!((saved.status, saved.header("effect")), (StatusCode::OK, "changed"));
    assert!(agenda(&db).await.ends_with("4 Elections (Cleo Diaz)"), "{}", agenda(&db).await);
    // What is there already is nothing new: whatever else the page shows is by others.
    let again = [("revision", "2"), ("line", "Elections"), ("tail", "yes")];
    let same = act(&chen, &format!("items/{item}"), "bar", &again).await;
    assert_eq!((same.status, same.header("effect")), (StatusCode::OK, "none"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn lists_that_are_no_agenda_are_refused_at_once(db: PgPool) {
    let chen = user(&db, "Chen");
    let before = agenda(&db).await;
    let long = "One line of a book\n".repeat(201);
    let refused = act(&chen, "items", "bar", &[("line", &long)]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("At most 200 can be added at once.");
    assert_eq!(agenda(&db).await, before);

    let most = "One of many\n".repeat(200);
    for status in [StatusCode::OK, StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY] {
        act(&chen, "items", "bar", &[("line", &most)]).await.is(status);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_page_without_script_changes_only_what_was_typed(db: PgPool) {
    sqlx::raw_sql("update agenda_items set presenter = 'Mira' where parent_id is null")
        .execute(&db)
        .await
        .unwrap();
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let fields = ["title", "presenter", "minutes", "revision"].map(|name| format!("{name}.{LAST}"));
    let sent = |title: &'static str, presenter: &'static str, revision: &'static str| {
        fields.iter().map(String::as_str).zip([title, presenter, "", revision]).collect::<Vec<_>>()
    };

    // A guest who is called like a part of a member's name stays who they are.
    chen.post(&format!("{AGENDA}/lines"), &sent("Rest", "Mira", "1")).await.location();
    assert!(agenda(&db).await.ends_with("Rest (Mira)"), "{}", agenda(&db).await);

    // What another changed in a line that two changed comes back as they left it.
    let line = format!("items/{LAST}");
    let theirs = [("revision", "2"), ("line", "All the rest"), ("presenter", "Omar Haddad")];
    act(&cleo, &line, "bar", &theirs).await.is(StatusCode::OK);
    let late = chen.post(&format!("{AGENDA}/lines"), &sent("Remains", "Mira", "2")).await;
    late.is(StatusCode::CONFLICT).shows("Remains").shows("value=\"Omar Haddad\"");

    // In place of a line the script is given all that it was about to save.
    let both = [("revision", "2"), ("line", "Remains"), ("minutes", "15")];
    let clash = act(&chen, &line, "bar", &both).await;
    clash.is(StatusCode::CONFLICT).shows("Saved now");
    clash.shows("name=\"minutes\" value=\"15\"");
}
