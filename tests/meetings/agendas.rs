//! Drafting an agenda, publishing it, and revising it in the open.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::{desk, user, visitor};

const AGENDA: &str = "/groups/forms/meetings/12/agenda";
const FIRST: &str = "00000000-0000-7000-8000-0000000012a1";
const LAST: &str = "00000000-0000-7000-8000-0000000012a4";

async fn unpublish(db: &PgPool) {
    sqlx::query("update meetings set agenda_published_at = null").execute(db).await.unwrap();
}

/// The printed numbers and titles, in order.
async fn printed(db: &PgPool) -> Vec<String> {
    let page = user(db, "Omar").get(AGENDA).await.body;
    let part = |text: &str, class: &str| -> Option<String> {
        let text = text.split(&format!("{class}\">")).nth(1)?;
        Some(text.split('<').next()?.to_owned())
    };
    page.split("class=\"agenda__item\"")
        .skip(1)
        .filter_map(|item| {
            Some(format!("{} {}", part(item, "agenda__number")?, part(item, "agenda__title")?))
        })
        .collect()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_draft_is_for_members_until_it_is_published(db: PgPool) {
    unpublish(&db).await;
    visitor(&db).get(AGENDA).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get("/groups/forms/meetings/12").await.hides("The new form");
    user(&db, "Omar").get(AGENDA).await.shows("Agenda (draft)").shows("The new form");
    user(&db, "Mira").post(&format!("{AGENDA}/publication"), &[]).await.is(StatusCode::FORBIDDEN);

    user(&db, "Chen").post(&format!("{AGENDA}/publication"), &[]).await.location();

    visitor(&db).get(AGENDA).await.shows("The new form").hides("New item");
    let again = user(&db, "Cleo").post(&format!("{AGENDA}/publication"), &[]).await;
    again.is(StatusCode::CONFLICT).shows("The agenda is published already.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn items_are_added_moved_and_removed_and_numbered_anew(db: PgPool) {
    let chen = user(&db, "Chen");
    let id = chen.get(AGENDA).await.value("key");
    let form = [("key", &*id), ("title", "Its  last page"), ("parent", FIRST), ("minutes", "10")];

    chen.post(&format!("{AGENDA}/items"), &form).await.location();
    chen.post(&format!("{AGENDA}/items"), &form).await.location();
    let expected = [
        "1. The new form",
        "a. Its first page",
        "b. Its last page",
        "2. Update from the printers",
        "3. AoB",
    ];
    assert_eq!(printed(&db).await, expected);

    chen.post(&format!("{AGENDA}/items/{LAST}/position"), &[("direction", "up")]).await.location();
    let below = chen.get(&format!("{AGENDA}/items/{FIRST}/removal")).await.values("below");
    let below: Vec<_> = below.iter().map(|id| ("below", id.as_str())).collect();
    chen.post(&format!("{AGENDA}/items/{FIRST}/removal"), &below).await.location();
    assert_eq!(printed(&db).await, ["1. AoB", "2. Update from the printers"]);
    let stuck = chen.post(&format!("{AGENDA}/items/{LAST}/position"), &[("direction", "up")]).await;
    stuck.is(StatusCode::CONFLICT).shows("cannot be moved further");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_change_of_a_published_agenda_shows_as_a_revision(db: PgPool) {
    let chen = user(&db, "Chen");
    let edit = format!("{AGENDA}/items/{LAST}");
    let revision = chen.get(&edit).await.value("revision");
    visitor(&db).get(AGENDA).await.hides("Revised agenda");

    let form =
        [("revision", &*revision), ("title", "Any other business"), ("presenter", "Cleo Diaz")];
    chen.post(&edit, &form).await.location();

    let page = visitor(&db).get(AGENDA).await;
    page.shows("Revised agenda, ").shows("Any other business: changed").shows("Cleo Diaz");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_stale_edit_of_an_item_gets_both_texts(db: PgPool) {
    let edit = format!("{AGENDA}/items/{FIRST}");
    let form =
        |notes: &'static str| [("revision", "1"), ("title", "The new form"), ("notes", notes)];
    // The fixture's items have no history yet: revision 1 said nothing in the notes.
    user(&db, "Chen").post(&edit, &form("Read page one before.")).await.location();

    let stale = user(&db, "Cleo").post(&edit, &form("Bring a pencil.")).await;

    stale.is(StatusCode::CONFLICT).shows("Read page one before.").shows("Bring a pencil.");
    assert_eq!(stale.value("revision"), "2");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_item_without_a_title_comes_back_with_what_was_typed(db: PgPool) {
    let form = [("title", " "), ("presenter", "Mira"), ("minutes", "-5"), ("notes", "*Soon*")];

    let edit = format!("{AGENDA}/items/{LAST}");
    let page = user(&db, "Sana").post(&edit, &form).await;

    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say what the item is about.");
    page.shows("from 1 to 1440").shows("value=\"Mira\"").shows("*Soon*");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_item_of_another_meeting_is_not_there(db: PgPool) {
    sqlx::query(
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 1, 'Online Meeting', 'scheduled', now(), 60
         from groups where slug = 'quiet'",
    )
    .execute(&db)
    .await
    .unwrap();
    let nia = user(&db, "Nia");
    let other = format!("/groups/quiet/meetings/1/agenda/items/{FIRST}");

    nia.get(&other).await.is(StatusCode::NOT_FOUND);
    nia.post(&other, &[("title", "Mine now"), ("revision", "1")]).await.is(StatusCode::NOT_FOUND);
    nia.post(&format!("{other}/removal"), &[]).await.is(StatusCode::NOT_FOUND);
    nia.get(&format!("{AGENDA}/items/{FIRST}")).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_a_meeting_did_not_get_to_is_carried_over_once(db: PgPool) {
    let left = "update agenda_items set outcome = 'not_addressed', reason = 'No time'
                where label in ('1', 'a', '3')";
    sqlx::query(left).execute(&db).await.unwrap();
    let chen = user(&db, "Chen");
    let plan = [("starts_date", "2026-03-19"), ("starts_time", "14:00"), ("minutes", "60")];
    let at = chen.post("/groups/forms/meetings", &plan).await.location().to_owned();
    let agenda = format!("{at}/agenda");

    chen.get(&agenda).await.shows("Not reached at the previous meeting").shows("AoB");
    user(&db, "Mira").get(&agenda).await.hides("Not reached at the previous meeting");
    let mira = user(&db, "Mira").post(&format!("{agenda}/carried-over"), &[]).await;
    mira.is(StatusCode::FORBIDDEN);
    for _ in 0..2 {
        chen.post(&format!("{agenda}/carried-over"), &[]).await.location();
    }

    let page = chen.get(&agenda).await;
    page.shows("carried over").hides("Not reached at the previous meeting");
    let items: Vec<(String, String)> = sqlx::query_as(
        "select label, title from agenda_items where deferred_from is not null
         order by parent_id nulls first, position",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let items: Vec<_> = items.iter().map(|(label, title)| format!("{label} {title}")).collect();
    assert_eq!(items, ["1 The new form", "2 AoB", "a Its first page"]);
    let kept = chen.post(&format!("{AGENDA}/items/{LAST}/removal"), &[]).await;
    kept.is(StatusCode::CONFLICT);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn publishing_names_who_sees_it_and_is_asked_again_when_the_agenda_moved(db: PgPool) {
    unpublish(&db).await;
    let (chen, publication) = (user(&db, "Chen"), format!("{AGENDA}/publication"));
    let asked = chen.get(&publication).await;
    asked.shows("4 members and 1 observer can read it already").shows("It has 4 items.");
    let shown = asked.value("revision");

    let typed = [("line", "Elections"), ("parent", "")];
    desk::act(&user(&db, "Cleo"), &format!("{AGENDA}/items"), "bar", &typed).await;
    let late = [("revision", &*shown)];
    let script = desk::act(&chen, &publication, "bar", &late).await;
    script.is(StatusCode::CONFLICT).shows("The agenda changed while you were asked.");
    let again = chen.post(&publication, &late).await;
    again.is(StatusCode::CONFLICT).shows("The agenda changed").shows("It has 5 items.");
    visitor(&db).get(AGENDA).await.is(StatusCode::NOT_FOUND);

    chen.post(&publication, &[("revision", &*again.value("revision"))]).await.location();
    visitor(&db).get(AGENDA).await.shows("Elections");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn members_who_read_it_follow_what_changes_and_the_public_does_not(db: PgPool) {
    let meeting = "/groups/forms/meetings/12";
    for page in [meeting, AGENDA] {
        user(&db, "Omar").get(page).await.shows("data-page=\"").shows("<script src=");
        visitor(&db).get(page).await.hides("data-page=\"").hides("<script src");
    }
    let revision = async |page: &str| -> i64 {
        let body = user(&db, "Mira").get(page).await.body;
        let revision = body.split("data-revision=\"").nth(1).unwrap().split('"').next().unwrap();
        revision.parse().unwrap()
    };
    let before = [revision(meeting).await, revision(AGENDA).await];
    let typed = [("line", "Elections"), ("parent", "")];
    desk::act(&user(&db, "Chen"), &format!("{AGENDA}/items"), "bar", &typed).await;
    let after = [revision(meeting).await, revision(AGENDA).await];
    assert!(
        after.iter().zip(before).all(|(after, before)| *after > before),
        "{before:?} {after:?}"
    );
    // A reader's page comes whole.
    let whole = desk::parts(&user(&db, "Mira"), AGENDA, &[("since", "0")]).await;
    whole.shows("<main").shows("Elections").hides("id=\"outline\"");
}
