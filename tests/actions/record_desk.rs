//! The desk on which a meeting is recorded, as the page's script and a browser without script use it.

use axum::http::StatusCode;
use sqlx::PgPool;
use sqlx::types::Uuid;

use support::desk::{self, key, revision};
use support::recording::{ITEM_1, ITEM_1A, ITEM_2, RECORD};
use support::{Answer, User, user, visitor};

async fn act(by: &User, path: &str, part: &str, form: &[(&str, &str)]) -> Answer {
    desk::act(by, &format!("{RECORD}/{path}"), part, form).await
}

async fn parts(by: &User, headers: &[(&str, &str)]) -> Answer {
    desk::parts(by, RECORD, headers).await
}

async fn write(by: &User, text: &str) -> Answer {
    by.post(&format!("{RECORD}/entries"), &[("text", text), ("under", ITEM_1)]).await
}

async fn edit(by: &User, entry: &str, revision: &str, text: &str) -> Answer {
    let words = format!("words.{entry}");
    let form = [("revision", revision), (words.as_str(), text)];
    act(by, &format!("entries/{entry}"), "bar", &form).await
}

/// "Mira Rao: proposed it": what is kept under an item, in order.
async fn said(db: &PgPool, item: &str) -> String {
    let said: Vec<(String, String)> = sqlx::query_as(
        "select speaker, text from contributions
         where item_id = $1 and removed_at is null order by position",
    )
    .bind(item.parse::<Uuid>().unwrap())
    .fetch_all(db)
    .await
    .unwrap();
    said.iter().map(|(who, text)| format!("{who}: {text}")).collect::<Vec<_>>().join(" | ")
}

async fn count(db: &PgPool, table: &str) -> i64 {
    let query = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
    sqlx::query_scalar(query).fetch_one(db).await.unwrap()
}

/// Of the last thing that somebody can undo.
async fn undo(by: &User) -> Answer {
    let page = by.get(RECORD).await.body;
    let change = page.split("/changes/").nth(1).unwrap().split('/').next().unwrap();
    act(by, &format!("changes/{change}/undo"), "bar", &[("key", &*key())]).await
}

const BLOCK: &str = "\
mira: proposed a form of one page.
Two reasons: cost, and time.

... And a second paragraph.
cw (for the printers, no name): warned of it
Ines Vale (guest, Example Press): asked who prints it
DECISION: The form has one page.
ACTION chen and mira by 1 April: print it
=> fold it
NOTE: The slides were shown.
UPDATE 5 March: The printers agreed.
>> 2
sana: reported on the printers
SKIP 3: There was no time.
PRESENT: mira, chen, Ines Vale
REGRETS: cleo
NEXT CALL 26 March 14:00";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_block_is_recorded_at_once(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = sana.get(RECORD).await;
    page.shows("id=\"box\"").shows("<option value=\"Mira Rao\">");
    let to = write(&sana, BLOCK).await.location().to_owned();
    assert!(to.starts_with(&format!("{RECORD}?item={ITEM_2}&entry=")), "{to}");

    assert_eq!(
        said(&db, ITEM_1).await,
        "Mira Rao: proposed a form of one page.\nTwo reasons: cost, and time.\n\n\
         And a second paragraph. | Chen Wei: warned of it | Ines Vale: asked who prints it | \
         : The slides were shown."
    );
    assert_eq!(said(&db, ITEM_2).await, "Sana Karimi: reported on the printers");
    let page = sana.get(&to).await;
    page.shows("Decision 1").shows("The form has one page.").shows("for the printers");
    page.shows("(not to be named in the report)").shows("Chen Wei and Mira Rao, by Wed 1 April");
    page.shows("Nobody yet").shows("[UPDATE 5 Mar 2026: The printers agreed.]");
    page.shows("There was no time.").shows("3: Chen Wei, Ines Vale, Mira Rao");
    page.shows("Regrets: Cleo Diaz.").shows("Thu 26 March 2026, 13:00 UTC");
    page.shows(&format!("<option value=\"{ITEM_2}\" selected"));
    page.shows("<option value=\"Ines Vale\" data-present data-guest>");

    // Members read it, without who is not to be named.
    let mira = user(&db, "Mira").get(RECORD).await;
    mira.shows("asked who prints it").hides("id=\"box\"").hides("data-undo");
    user(&db, "Omar").get(RECORD).await.shows("asked who prints it").shows("Speaker not named");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_not_clear_is_asked_and_nothing_is_stored(db: PgPool) {
    let sana = user(&db, "Sana");
    for (text, question) in [
        ("mira: one\nDECISION: two\nACTION zed: three", "“zed” is not in the group."),
        ("Nobody said this.", "Who said this?"),
        ("c: hello", "“c” is not in the group."),
        ("ACTION mira by 1 Marhc: print it", "“1 Marhc” is not a date."),
        ("NEXT CALL 29 March 2026 02:30", "Clocks skip this time on that day."),
        ("NEXT CALL 1 March 2026 14:00", "The next meeting comes after this one."),
        ("mira: one\n>> 9", "There is no item 9."),
        ("mira: one\nSKIP 1: no time", "Somebody spoke under one of these items"),
        ("OFF RECORD", "The box does not know OFF RECORD and ON RECORD yet."),
        ("q+ mira", "The box does not know q+ and q- yet."),
        ("s/one/two/", "You have not added an entry to this record."),
        ("", "Write an entry first."),
        ("UPDATE 1 Aprli: later", "“1 Aprli” is not a date."),
    ] {
        let answer = write(&sana, text).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(question);
        if let Some(last) = text.lines().last() {
            answer.shows(&last.replace('>', "&#62;"));
        }
        assert_eq!(count(&db, "contributions").await, 0, "{text}");
        assert_eq!(count(&db, "decisions").await, 0, "{text}");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_question_is_answered_with_a_button(db: PgPool) {
    let sana = user(&db, "Sana");
    write(&sana, "mira: proposed it.").await.is(StatusCode::SEE_OTHER);
    // A later line with an unknown name is text.
    let text = "chen: agreed.\nDana Ruizowa (Example Press): asked";
    write(&sana, text).await.is(StatusCode::SEE_OTHER);

    let text = "Dana Ruizowa (Example Press): asked";
    let asked = write(&sana, text).await;
    asked.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Add Dana Ruizowa as a guest");
    asked.shows("Add it to what Chen Wei said").shows("Keep it without a speaker");
    let answer = asked.value("answer");
    assert!(answer.ends_with("guest, "), "{answer}");
    let key = asked.value("key");
    let form = [
        ("key", key.as_str()),
        ("text", text),
        ("under", ITEM_1),
        ("asked", text),
        ("answer", &answer),
    ];
    // Of other words it is no answer.
    let other = [("text", "Hello."), ("under", ITEM_1), ("asked", text), ("answer", &answer)];
    let again = sana.post(&format!("{RECORD}/entries"), &other).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Who said this?");
    sana.post(&format!("{RECORD}/entries"), &form).await.is(StatusCode::SEE_OTHER);
    let said = said(&db, ITEM_1).await;
    assert!(said.ends_with("| Dana Ruizowa: asked"), "{said}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn only_those_who_record_write_and_once_it_has_begun(db: PgPool) {
    write(&user(&db, "Mira"), "mira: one").await.is(StatusCode::FORBIDDEN);
    write(&user(&db, "Omar"), "mira: one").await.is(StatusCode::FORBIDDEN);
    write(&user(&db, "Nia"), "mira: one").await.is(StatusCode::NOT_FOUND);
    visitor(&db).post(&format!("{RECORD}/entries"), &[("text", "mira: one")]).await;
    sqlx::raw_sql("update meetings set state = 'scheduled'").execute(&db).await.unwrap();
    let sana = user(&db, "Sana");
    sana.get(RECORD).await.hides("id=\"box\"");
    write(&sana, "mira: one").await.is(StatusCode::CONFLICT).shows("once it has begun");
    assert_eq!(count(&db, "contributions").await, 0);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_block_that_is_sent_twice_is_recorded_once(db: PgPool) {
    let sana = user(&db, "Sana");
    let key = key();
    let form = [("key", key.as_str()), ("text", "mira: one\nchen: two"), ("under", ITEM_1)];
    let first = act(&sana, "entries", "bar", &form).await;
    first.is(StatusCode::OK).shows(&format!("id=\"entry-{key}\"")).shows("Undo");
    first.shows(&format!("id=\"item-{ITEM_1}\"")).hides("<main").hides("id=\"sheet\"");
    assert_eq!(first.header("cache-control"), "no-store");
    let again = act(&sana, "entries", "bar", &form).await;
    assert_eq!(revision(again.is(StatusCode::OK)), revision(&first));
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: one | Chen Wei: two");
    let other = [("key", key.as_str()), ("text", "mira: three"), ("under", ITEM_1)];
    act(&sana, "entries", "bar", &other).await.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn others_are_given_the_parts_that_changed(db: PgPool) {
    let (sana, omar) = (user(&db, "Sana"), user(&db, "Omar"));
    let before = revision(&parts(&omar, &[("part", "bar")]).await);
    let form = [("text", "chen (no name): warned\nDECISION: Yes."), ("under", ITEM_1A)];
    act(&sana, "entries", "bar", &form).await.is(StatusCode::OK);

    let since = before.to_string();
    let news = parts(&omar, &[("since", &since)]).await;
    news.is(StatusCode::OK).shows(&format!("id=\"item-{ITEM_1A}\"")).shows("warned");
    news.shows("Speaker not named").hides("Chen Wei").hides(&format!("id=\"item-{ITEM_2}\""));
    assert_eq!(news.header("vary"), "Part, Since");
    assert_eq!(revision(&news), before + 1);
    assert_eq!(parts(&omar, &[("since", &(before + 1).to_string())]).await.body.trim(), "");

    // Forms and calls tell it as well.
    let form = [("item", ITEM_2), ("guest", "Ines"), ("text", "Hello.")];
    sana.post(&format!("{RECORD}/contributions"), &form).await.is(StatusCode::SEE_OTHER);
    let news = parts(&omar, &[("since", &(before + 1).to_string())]).await;
    news.shows(&format!("id=\"item-{ITEM_2}\"")).shows("Hello.");
    parts(&user(&db, "Nia"), &[("since", "0")]).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_entry_is_edited_in_the_words_in_which_it_is_typed(db: PgPool) {
    let (sana, cleo) = (user(&db, "Sana"), user(&db, "Cleo"));
    let key = key();
    let form = [("key", key.as_str()), ("text", "mira: proposed it"), ("under", ITEM_1)];
    act(&sana, "entries", "bar", &form).await.is(StatusCode::OK);
    let page = sana.get(&format!("{RECORD}?edit={key}")).await;
    page.shows("Mira Rao: proposed it");
    user(&db, "Mira").get(&format!("{RECORD}?edit={key}")).await.hides("words.");

    let refused = edit(&sana, &key, "1", "Nobody said it").await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Who said this?").shows("Nobody said it");
    let page = format!("{RECORD}/entries/{key}");
    let words = format!("words.{key}");
    let other = [("revision", "1"), (words.as_str(), "DECISION: it is")];
    let refused = sana.post(&page, &other).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Begin with a name and a colon");

    let saved = edit(&sana, &key, "1", "mira (no name): proposed a form").await;
    saved.is(StatusCode::OK).shows(&format!("id=\"entry-{key}\"")).shows("proposed a form");
    let clash = edit(&cleo, &key, "1", "mira: proposed a page").await;
    clash.is(StatusCode::CONFLICT).shows("Sana Karimi").shows("id=\"clash-").shows("a page");
    let late = [("revision", "1"), (words.as_str(), "mira: proposed a page")];
    cleo.post(&page, &late).await.is(StatusCode::CONFLICT).shows("proposed a page");
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: proposed a form");

    // The last that one added is corrected in short.
    write(&sana, "s/a form/a page/").await.is(StatusCode::SEE_OTHER);
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: proposed a page");
    write(&sana, "s/nothing/a page/").await.shows("“nothing” is not in your last entry.");
    undo(&sana).await.is(StatusCode::OK).shows("proposed a form");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_one_did_last_is_undone_unless_another_changed_it(db: PgPool) {
    let (sana, cleo) = (user(&db, "Sana"), user(&db, "Cleo"));
    write(&sana, "mira: one\nchen: two\nDECISION: three\nACTION mira: four\nUPDATE: five").await;
    let first = "select id from contributions where text = 'one'";
    let one: Uuid = sqlx::query_scalar(first).fetch_one(&db).await.unwrap();

    act(&sana, &format!("contributions/{one}/position"), "bar", &[("direction", "down")])
        .await
        .is(StatusCode::OK)
        .shows(&format!("id=\"item-{ITEM_1}\""));
    assert_eq!(said(&db, ITEM_1).await, "Chen Wei: two | Mira Rao: one");
    undo(&sana).await.is(StatusCode::OK);
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: one | Chen Wei: two");

    let removed = act(&sana, &format!("contributions/{one}/removal"), "bar", &[]).await;
    removed.is(StatusCode::OK).shows("id=\"removed\"").shows("Undo");
    assert_eq!(said(&db, ITEM_1).await, "Chen Wei: two");
    undo(&sana).await.is(StatusCode::OK);
    assert_eq!(said(&db, ITEM_1).await, "Chen Wei: two | Mira Rao: one");

    // All that came in one block goes with it.
    undo(&sana).await.is(StatusCode::OK);
    assert_eq!(count(&db, "recorded_entries").await, 0);
    assert_eq!(count(&db, "update_notes").await, 0);

    let key = key();
    let form = [("key", key.as_str()), ("text", "mira: six"), ("under", ITEM_1)];
    act(&sana, "entries", "bar", &form).await.is(StatusCode::OK);
    edit(&cleo, &key, "1", "mira: seven").await.is(StatusCode::OK);
    undo(&sana).await.is(StatusCode::CONFLICT).shows("Cleo Diaz changed this entry");
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: seven");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn undoing_an_edit_names_nobody_who_is_not_to_be_named(db: PgPool) {
    let sana = user(&db, "Sana");
    write(&sana, "mira: proposed a form").await;
    let entry: Uuid =
        sqlx::query_scalar("select id from contributions").fetch_one(&db).await.unwrap();
    edit(&sana, &entry.to_string(), "1", "mira: proposed a short form").await.is(StatusCode::OK);
    // As when a request not to be named is granted.
    sqlx::raw_sql("update contributions set attribution = 'withheld'").execute(&db).await.unwrap();

    undo(&sana).await.is(StatusCode::CONFLICT).shows("not to be named any more");
    let attribution: String = sqlx::query_scalar("select attribution::text from contributions")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(attribution, "withheld");
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: proposed a short form");
    // What cannot be undone does not stand before what can.
    undo(&sana).await.is(StatusCode::OK);
    assert_eq!(said(&db, ITEM_1).await, "");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_refused_stays_in_the_box(db: PgPool) {
    let sana = user(&db, "Sana");
    let key = key();
    let path = format!("{RECORD}/entries");
    let first = [("key", &*key), ("text", "mira: proposed a form"), ("under", ITEM_1)];
    sana.post(&path, &first).await.location();
    let other = [("key", &*key), ("text", "mira: proposed another"), ("under", ITEM_1)];
    let again = sana.post(&path, &other).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).shows("proposed another");

    let long = "mira: said a word\n".repeat(501);
    let refused = sana.post(&path, &[("text", &*long), ("under", ITEM_1)]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Add 500 lines or fewer at once.");
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: proposed a form");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_said_of_the_meeting_as_a_whole_is_undone_too(db: PgPool) {
    let sana = user(&db, "Sana");
    let present = async || -> Vec<String> {
        let names = "select name from attendances order by name";
        sqlx::query_scalar(names).fetch_all(&db).await.unwrap()
    };
    let meeting = async || -> (String, Option<String>) {
        let said = "select participants_note, next_meeting_at::text from meetings";
        sqlx::query_as(said).fetch_one(&db).await.unwrap()
    };
    let outcome = async || -> String {
        let outcome = "select string_agg(outcome::text, ' ' order by position) from agenda_items
                       where parent_id is null";
        sqlx::query_scalar(outcome).fetch_one(&db).await.unwrap()
    };
    write(&sana, "PRESENT: chen").await;
    let before = (present().await, meeting().await, outcome().await);

    write(&sana, "PRESENT: mira, chen, Ines Vale (guest)").await.location();
    write(&sana, "REGRETS: cleo, chen").await.location();
    write(&sana, "NEXT CALL 26 March 14:00 Europe/Zurich").await.location();
    write(&sana, "NEXT CALL 27 March 14:00 UTC").await.location();
    write(&sana, "SKIP 2-3: There was no time.").await.location();
    assert_eq!(present().await, ["Ines Vale", "Mira Rao"]);
    assert_eq!(outcome().await, "planned not_addressed not_addressed");
    for next in [Some("2026-03-27 14:00:00+00"), Some("2026-03-26 13:00:00+00"), None] {
        undo(&sana).await.is(StatusCode::OK);
        assert_eq!(meeting().await.1.as_deref(), next);
    }
    undo(&sana).await.is(StatusCode::OK);
    undo(&sana).await.is(StatusCode::OK);
    assert_eq!((present().await, meeting().await, outcome().await), before);

    // What another says of it since is not taken back.
    write(&sana, "NEXT CALL 26 March 14:00").await.location();
    write(&user(&db, "Cleo"), "NEXT CALL 28 March 14:00").await.location();
    undo(&sana).await.is(StatusCode::CONFLICT).shows("Cleo Diaz changed this");
    assert_eq!(meeting().await.1.as_deref(), Some("2026-03-28 13:00:00+00"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn undo_takes_back_only_what_still_says_what_one_made_it_say(db: PgPool) {
    let (sana, cleo) = (user(&db, "Sana"), user(&db, "Cleo"));
    write(&sana, "PRESENT: mira").await.location();
    write(&cleo, "REGRETS: mira").await.location();
    write(&cleo, "PRESENT: mira").await.location();
    undo(&sana).await.is(StatusCode::CONFLICT).shows("Cleo Diaz changed who was present");
    let present = "select name from attendances where name = 'Mira Rao'";
    let present: Vec<String> = sqlx::query_scalar(present).fetch_all(&db).await.unwrap();
    assert_eq!(present, ["Mira Rao"]);

    // Changed on another page, by oneself too.
    write(&sana, "NEXT CALL 26 March 14:00 UTC").await.location();
    let page = "update meetings set participants_note = 'Many came.'";
    sqlx::query(page).execute(&db).await.unwrap();
    undo(&sana).await.is(StatusCode::CONFLICT).shows("was changed after this");
    write(&sana, "SKIP 3: There was no time.").await.location();
    let page =
        "update agenda_items set reason = 'Nobody was prepared.' where outcome = 'not_addressed'";
    sqlx::query(page).execute(&db).await.unwrap();
    undo(&sana).await.is(StatusCode::OK);
    let kept: (String, i64) = sqlx::query_as(
        "select participants_note, (select count(*) from agenda_items where reason like 'Nobody%')
         from meetings",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(kept, ("Many came.".to_owned(), 1));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn undoing_an_entry_hides_nothing_that_another_hung_on_it(db: PgPool) {
    let (sana, cleo) = (user(&db, "Sana"), user(&db, "Cleo"));
    write(&sana, "mira: one").await.location();
    write(&cleo, "UPDATE: It is confirmed.").await.location();
    undo(&sana).await.is(StatusCode::CONFLICT).shows("Cleo Diaz changed this entry");
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: one");

    // One's own goes first, and then the entry.
    write(&sana, "mira: two").await.location();
    write(&sana, "UPDATE: It is confirmed, too.").await.location();
    undo(&sana).await.is(StatusCode::OK);
    undo(&sana).await.is(StatusCode::OK);
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: one");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn of_two_who_are_called_alike_an_edit_names_the_one_who_spoke(db: PgPool) {
    let sana = user(&db, "Sana");
    write(&sana, "mira: proposed it").await.location();
    let entry: Uuid =
        sqlx::query_scalar("select id from contributions").fetch_one(&db).await.unwrap();
    let edited = format!("{RECORD}?edit={entry}");
    sana.get(&edited).await.shows("Mira Rao: proposed it");
    let speaker = async || -> Option<Uuid> {
        sqlx::query_scalar("select speaker_id from contributions").fetch_one(&db).await.unwrap()
    };
    let mira = speaker().await;

    // Another who is called so, and is there, while the one who spoke is not on the list.
    sqlx::raw_sql(
        "update people set name = 'Mira Rao' where name = 'Cleo Diaz';
         insert into attendances (id, meeting_id, person_id, name)
         select gen_random_uuid(), meetings.id, people.id, people.name from meetings, people
         where people.email like 'cleo@%'",
    )
    .execute(&db)
    .await
    .unwrap();
    sana.get(&edited).await.hides("words.").shows("says more than can be typed here");
    edit(&sana, &entry.to_string(), "1", "Mira Rao: proposed a form").await;
    assert_eq!(speaker().await, mira);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_entry_moves_to_another_item_without_its_full_form(db: PgPool) {
    let sana = user(&db, "Sana");
    write(&sana, "mira: one\nDECISION: two\nACTION mira: three").await.location();
    for (kind, table) in [
        ("contributions", "contributions"),
        ("decisions", "decisions"),
        ("actions", "action_items"),
    ] {
        let id = sqlx::AssertSqlSafe(format!("select id from {table}"));
        let entry: Uuid = sqlx::query_scalar(id).fetch_one(&db).await.unwrap();
        let position = format!("{RECORD}/{kind}/{entry}/position");
        sana.get(&position).await.is(StatusCode::OK).shows("Move this entry to another item");
        user(&db, "Mira").get(&position).await.is(StatusCode::FORBIDDEN);
        let moved = desk::act(&sana, &position, "bar", &[("under", ITEM_2)]).await;
        moved.is(StatusCode::OK).shows(&format!("id=\"item-{ITEM_2}\""));
        let item = sqlx::AssertSqlSafe(format!("select item_id from {table}"));
        let item: Uuid = sqlx::query_scalar(item).fetch_one(&db).await.unwrap();
        assert_eq!(item.to_string(), ITEM_2);
        let nowhere = sana.post(&position, &[("under", "nowhere")]).await;
        nowhere.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    for _ in 0..3 {
        undo(&sana).await.is(StatusCode::OK);
    }
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: one");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_moved_to_another_item_goes_back_to_its_place(db: PgPool) {
    let sana = user(&db, "Sana");
    write(&sana, "mira: one\nmira: two\nmira: three").await.location();
    let middle = "select id from contributions where text = 'two'";
    let middle: Uuid = sqlx::query_scalar(middle).fetch_one(&db).await.unwrap();
    let position = format!("{RECORD}/contributions/{middle}/position");
    desk::act(&sana, &position, "bar", &[("under", ITEM_2)]).await.is(StatusCode::OK);
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: one | Mira Rao: three");
    undo(&sana).await.is(StatusCode::OK);
    assert_eq!(said(&db, ITEM_1).await, "Mira Rao: one | Mira Rao: two | Mira Rao: three");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_cannot_be_stored_any_more_is_shown_again(db: PgPool) {
    let sana = user(&db, "Sana");
    write(&sana, "mira: one").await.location();
    let entry: Uuid =
        sqlx::query_scalar("select id from contributions").fetch_one(&db).await.unwrap();
    act(&sana, &format!("contributions/{entry}/removal"), "bar", &[]).await.is(StatusCode::OK);
    let words = format!("words.{entry}");
    let form = [("revision", "1"), (words.as_str(), "mira: typed for nothing")];
    let gone = sana.post(&format!("{RECORD}/entries/{entry}"), &form).await;
    gone.is(StatusCode::CONFLICT).shows("Somebody removed this entry").shows("typed for nothing");

    sqlx::raw_sql("update meetings set state = 'scheduled'").execute(&db).await.unwrap();
    let refused = write(&sana, "mira: typed too early").await;
    refused.is(StatusCode::CONFLICT).shows("once it has begun").shows("typed too early");
}
