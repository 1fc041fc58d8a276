//! The agenda as one text: typed over, shown as what would change, and saved.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::agenda_desk::agenda;
use support::desk::{self, key};
use support::{Answer, User, user};

const AGENDA: &str = "/groups/forms/meetings/12/agenda";
const PAGE: &str = "/groups/forms/meetings/12/agenda/text";
const FIRST: &str = "00000000-0000-7000-8000-0000000012a1";
const SUB: &str = "00000000-0000-7000-8000-0000000012a2";
const LAST: &str = "00000000-0000-7000-8000-0000000012a4";

/// What stands in the box.
fn text_of(page: &Answer) -> String {
    let area = page.body.split("name=\"text\"").nth(1).unwrap();
    let text = area.split('>').skip(1).collect::<Vec<_>>().join(">");
    text.split("</textarea>").next().unwrap().trim_start_matches('\n').replace("&#62;", ">")
}

async fn send(by: &User, base: &str, text: &str, more: &[(&str, &str)]) -> Answer {
    let form = [&[("base", base), ("text", text)], more].concat();
    by.post(PAGE, &form).await
}

async fn ids(db: &PgPool) -> Vec<(String, String)> {
    sqlx::query_as("select id::text, title from agenda_items order by id")
        .fetch_all(db)
        .await
        .unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_text_is_shown_as_its_changes_and_saved_as_one_act(db: PgPool) {
    let chen = user(&db, "Chen");
    let notes = [("revision", "1"), ("notes", "Bring pens.\n\n- and paper")];
    desk::act(&chen, &format!("{AGENDA}/items/{FIRST}"), "bar", &notes).await.is(StatusCode::OK);
    let before = agenda(&db).await;
    let base = text_of(&chen.get(PAGE).await);
    let expected = "1. The new form\n  > Bring pens.\n  >\n  > - and paper\n  a. Its first page\n\
                    2. Update from the printers\n3. AoB\n";
    assert_eq!(base, expected);
    let known = ids(&db).await;

    let text = "1. Update from the printers\n2. The new forms — mira, 20 min\n   > Bring pens.\n   \
                > - and paper\n  b. Elections\n    Candidates, 5 min\n3. AoB, 5 min";
    let shown = send(&chen, &base, text, &[]).await;
    shown.is(StatusCode::OK).shows("Save these changes?").shows("2.a. Elections");
    shown.shows("2.a.i. Candidates").shows("<ins> forms</ins>");
    shown.shows("<ins>Mira Rao</ins>").shows("3. AoB").shows("1.a. Its first page");
    assert_eq!(agenda(&db).await, before, "nothing is changed yet");
    send(&chen, &base, text, &[("edit", "yes")]).await.shows("Candidates, 5 min");

    let save = [("key", &*key()), ("save", "yes")];
    send(&chen, &base, text, &save).await.location();
    send(&chen, &base, text, &save).await.location();
    let after = "1 Update from the printers, 2 The new forms (Mira Rao, 20), a Elections, \
                 i Candidates (5), 3 AoB (5)";
    assert_eq!(agenda(&db).await, after);
    let now = ids(&db).await;
    let stays = |id: &str| now.iter().any(|(one, _)| one == id);
    assert!(known.iter().filter(|(_, title)| title != "Its first page").all(|(id, _)| stays(id)));

    let page = chen.get(AGENDA).await;
    page.shows("Undo<span class=\"visually-hidden\">: changed the agenda as text</span>");
    page.shows("Bring pens.");
    let change = page.body.split("/changes/").nth(1).unwrap().split('/').next().unwrap();
    chen.post(&format!("{AGENDA}/changes/{change}/undo"), &[]).await.location();
    assert_eq!(agenda(&db).await, before);
    assert_eq!(ids(&db).await, known);
    assert_eq!(text_of(&chen.get(PAGE).await), base);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn items_that_change_places_across_levels_come_back_with_one_undo(db: PgPool) {
    let chen = user(&db, "Chen");
    sqlx::raw_sql("delete from agenda_items").execute(&db).await.unwrap();
    let lines = "1. One\n a. Two\n  i. Three\n2. Four\n3. Five";
    desk::act(&chen, &format!("{AGENDA}/items"), "bar", &[("line", lines)]).await;
    let (before, known) = (agenda(&db).await, ids(&db).await);
    let base = text_of(&chen.get(PAGE).await);
    // Below what stood below it, past a new one, and off what goes.
    let text = "1. Three\n  Four\n    One\n2. New\n  Two";
    let shown = send(&chen, &base, text, &[]).await;
    shown.shows("<h2>Moved</h2>").shows("1.a. Four").shows("(was 2)");
    shown.shows("<h2>Removed</h2>").shows("3. Five");
    send(&chen, &base, text, &[("save", "yes")]).await.location();
    assert_eq!(agenda(&db).await, "1 Three, a Four, i One, 2 New, a Two");

    let moved: Vec<String> = sqlx::query_scalar(
        "select reason from history where event = 'moved' and subject = 'agenda item' order by id",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(moved, ["Three", "Four", "One", "Two"]);

    let page = chen.get(AGENDA).await.body;
    let change = page.split("/changes/").nth(1).unwrap().split('/').next().unwrap();
    chen.post(&format!("{AGENDA}/changes/{change}/undo"), &[]).await.location();
    assert_eq!(agenda(&db).await, before);
    assert_eq!(ids(&db).await, known);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn nobodys_changes_and_nothing_recorded_are_overwritten(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let base = text_of(&chen.get(PAGE).await);
    // Of items that nobody is known to have changed.
    let other = send(&chen, "1. Something else\n", &base, &[]).await;
    other.is(StatusCode::CONFLICT).shows("Somebody else");
    let quicker = [("revision", "1"), ("line", "Any other business")];
    desk::act(&cleo, &format!("{AGENDA}/items/{LAST}"), "bar", &quicker).await.is(StatusCode::OK);

    // In another place: both are in the text, which is looked at before it is saved.
    let mine = base.replace("printers", "printers — 10 min");
    let late = send(&chen, &base, &mine, &[("save", "yes")]).await;
    late.is(StatusCode::CONFLICT).shows("Cleo Diaz").shows("Saved now").shows("You wrote");
    let both = text_of(&late);
    assert!(both.contains("printers — 10 min") && both.contains("Any other business"), "{both}");
    // In the same place: what was typed stays, and all that they did elsewhere.
    let other = base.replace("AoB", "All the rest");
    let first = [("key", &*key()), ("line", "Elections"), ("after", "")];
    desk::act(&cleo, &format!("{AGENDA}/items"), "bar", &first).await.is(StatusCode::OK);
    let late = send(&chen, &base, &other, &[]).await;
    late.is(StatusCode::CONFLICT).shows("Any other business</ins>");
    let both = "1. Elections\n2. The new form\n  a. Its first page\n3. Update from the printers\n\
                4. All the rest\n";
    assert_eq!(text_of(&late), both);
    assert!(agenda(&db).await.ends_with("printers, 4 Any other business"), "{}", agenda(&db).await);

    let said = format!(
        "insert into contributions (id, group_id, meeting_id, item_id, position, speaker, text, html)
         select gen_random_uuid(), group_id, id, '{FIRST}', 1, 'Mira Rao', 'x', 'x' from meetings",
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(said)).execute(&db).await.unwrap();
    let base = text_of(&chen.get(PAGE).await);
    let without = send(&chen, &base, "Candidates\nBudget", &[]).await;
    without.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Something was recorded under");
    without.shows("Candidates\nBudget");
    // What was said does not come to stand under another item, but its own can be called otherwise.
    let other = base.replace("The new form", "Budget");
    let refused = send(&chen, &base, &other, &[("save", "yes")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("recorded under “The new form”");
    let renamed = base.replace("The new form", "The newer forms");
    send(&chen, &base, &renamed, &[("save", "yes")]).await.location();
    assert!(agenda(&db).await.starts_with("1 Elections, 2 The newer forms, a Its first page"));
    let again = send(&chen, &base, &renamed, &[]).await;
    again.is(StatusCode::CONFLICT).shows("You changed the agenda in another window");

    let noted = [("revision", "1"), ("notes", "Bring pens.")];
    let page = format!("{AGENDA}/items/{SUB}");
    desk::act(&chen, &page, "bar", &noted).await.is(StatusCode::OK);
    let base = text_of(&chen.get(PAGE).await);
    let stray = send(&chen, &base, &base.replace("  a. Its first page\n", ""), &[]).await;
    stray.shows("would stand under “<bdi>2. The newer forms</bdi>”");
    let alone = send(&chen, &base, "> Bring pens.\n1. One", &[]).await;
    alone.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This note has no item above it");

    for by in ["Mira", "Omar"] {
        user(&db, by).get(PAGE).await.is(StatusCode::FORBIDDEN);
        send(&user(&db, by), &base, "Mine", &[("save", "yes")]).await.is(StatusCode::FORBIDDEN);
    }
    let nothing = text_of(&chen.get(PAGE).await);
    send(&chen, &nothing, &nothing, &[]).await.shows("Nothing changes");
    let long = send(&chen, &nothing, &"A line\n".repeat(600), &[]).await;
    long.is(StatusCode::UNPROCESSABLE_ENTITY).shows("An agenda has at most 500 items.");
}
