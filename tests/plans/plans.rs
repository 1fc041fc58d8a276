//! Shared action plans: drafted together, opened for comments, carried out.

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;

use support::plans::{PLAN, make_public, open};
use support::{User, story_time, user, user_at, visitor};

pub const PLANS: &str = "/groups/forms/plans";
const AWARENESS: &str = "00000000-0000-7000-8000-0000000020a1";
const MESSAGES: &str = "00000000-0000-7000-8000-0000000020a2";
const WRITE: &str = "00000000-0000-7000-8000-0000000020b1";
const PRINT: &str = "00000000-0000-7000-8000-0000000020b2";

fn item(id: &str) -> String {
    format!("{PLAN}/items/{id}")
}

/// Where each of the texts stands in the page, in their order.
fn order(page: &str, texts: &[&str]) -> Vec<usize> {
    let mut order: Vec<_> = (0..texts.len()).collect();
    order.sort_by_key(|index| page.find(texts[*index]).expect(texts[*index]));
    order
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_co_chair_begins_a_plan_and_adds_objectives_and_activities(db: PgPool) {
    let chen = user(&db, "Chen");
    chen.get(PLANS).await.shows("There is no action plan yet.");
    let id = chen.get(&format!("{PLANS}/new")).await.value("id");
    let form = [("id", id.as_str()), ("title", "WSIS+20 action plan"), ("slug", "wsis20")];
    assert_eq!(chen.post(PLANS, &form).await.location(), PLAN);
    // Pressing twice makes one.
    assert_eq!(chen.post(PLANS, &form).await.location(), PLAN);
    chen.get(PLAN).await.shows("The plan has no objective yet.");

    let objective = chen.get(&format!("{PLAN}?edit=objective")).await.value("id");
    let form = [("id", objective.as_str()), ("title", "Awareness"), ("text", "**All** know.")];
    chen.post(&format!("{PLAN}/items"), &form).await.location();
    let asked = format!("{PLAN}?edit=activity&below={objective}");
    let activity = chen.get(&asked).await.shows("A new activity").value("id");
    let form = [
        ("id", activity.as_str()),
        ("objective", objective.as_str()),
        ("text", "Write a page."),
        ("leads", "mira rao\nInes Guest"),
        ("due", "2026-04-01"),
    ];
    chen.post(&format!("{PLAN}/items"), &form).await.location();
    chen.post(&format!("{PLAN}/items"), &form).await.location();

    let page = user(&db, "Omar").get(PLAN).await;
    page.shows("<strong>All</strong> know.").shows("Mira Rao and Ines Guest");
    page.shows("by Wed 1 April 2026").shows("The one activity is not done.").hides("Edit");
    assert_eq!(page.body.matches("Write a page.").count(), 1);
    user(&db, "Omar").get(PLANS).await.shows("WSIS+20 action plan").shows("a draft");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn what_cannot_be_saved_comes_back_with_a_sentence_and_all_that_was_typed(db: PgPool) {
    let chen = user(&db, "Chen");
    for (form, sentence, kept) in [
        (
            vec![("title", " "), ("text", "Kept words.")],
            "Say what the objective is.",
            "Kept words.",
        ),
        (
            vec![("objective", AWARENESS), ("text", ""), ("leads", "Kept Name")],
            "Say what is to be done.",
            "Kept Name",
        ),
        (
            vec![("objective", AWARENESS), ("text", "Kept words."), ("due", "soon")],
            "Give a date as year, month and day, like 2026-03-31.",
            "Kept words.",
        ),
        (
            vec![("objective", WRITE), ("text", "Kept words.")],
            "This objective is no longer in the plan.",
            "",
        ),
    ] {
        let answer = chen.post(&format!("{PLAN}/items"), &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(kept);
    }
    let form = [("revision", "1"), ("title", ""), ("text", "Kept words.")];
    let answer = chen.post(&item(AWARENESS), &form).await;
    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say what the objective is.");
    answer.shows("Kept words.");
    let taken = [("title", "Another"), ("slug", "wsis20")];
    chen.post(PLANS, &taken)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Another plan of the group has this address.");
    let asked = [("title", "A"), ("public_comments", "true")];
    chen.post(PLANS, &asked)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Only a public plan can take comments from the public.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn two_who_edit_one_objective_are_shown_both_texts(db: PgPool) {
    let (chen, sana) = (user(&db, "Chen"), user(&db, "Sana"));
    let edit = format!("{PLAN}?edit={AWARENESS}");
    chen.get(&edit).await.hides("has this form open, too");
    sana.get(&edit).await.shows("Chen Wei</bdi> has this form open, too (seen just now)");
    let later = user_at(&db, "Chen", story_time() + TimeDelta::minutes(6));
    later.get(&edit).await.hides("Sana Karimi</bdi> has this form open");

    let saved = |text| [("revision", "1"), ("title", "Awareness"), ("text", text)];
    let first = saved("Everybody everywhere knows of the review.");
    chen.post(&item(AWARENESS), &first).await.location();
    let second = saved("Everybody knows of the great review.");
    let conflict = sana.post(&item(AWARENESS), &second).await;
    conflict.is(StatusCode::CONFLICT).shows("Chen Wei</bdi> saved this while you were editing it");
    conflict.shows("Everybody everywhere knows of the great review.");
    let merged = [
        ("revision", "2"),
        ("title", "Awareness"),
        ("text", "Everybody everywhere knows of the great review."),
    ];
    sana.post(&item(AWARENESS), &merged).await.location();
    sana.get(PLAN).await.shows("Everybody everywhere knows of the great review.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn the_other_editor_is_seen_by_the_script_that_asks(db: PgPool) {
    let (chen, sana) = (user(&db, "Chen"), user(&db, "Sana"));
    chen.get(&format!("{PLAN}?edit={AWARENESS}")).await.is(StatusCode::OK);
    let asked = format!("{PLAN}/editors?subject={AWARENESS}");
    sana.get(&asked).await.shows("Chen Wei</bdi> has this form open, too").hides("<html");
    user(&db, "Mira").get(&asked).await.is(StatusCode::FORBIDDEN);
    let elsewhere = "00000000-0000-7000-8000-00000000ffff";
    let unknown = format!("{PLAN}/editors?subject={elsewhere}");
    sana.get(&unknown).await.is(StatusCode::NOT_FOUND);

    // Whoever saves has left, also who edits the plan's own words.
    chen.get(&format!("{PLAN}?edit=plan")).await.is(StatusCode::OK);
    sana.get(&format!("{PLAN}?edit=plan")).await.shows("Chen Wei</bdi> has this form open, too");
    let form = [("revision", "1"), ("title", "WSIS+20 plan")];
    chen.post(PLAN, &form).await.location();
    sana.get(&format!("{PLAN}?edit=plan")).await.hides("has this form open");
    let form = [("revision", "1"), ("title", "Awareness"), ("text", "All know.")];
    chen.post(&item(AWARENESS), &form).await.location();
    sana.get(&asked).await.hides("has this form open");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn items_are_moved_removed_and_put_back(db: PgPool) {
    let chen = user(&db, "Chen");
    let shift = async |id: &str, to| {
        let answer = chen.post(&format!("{}/position", item(id)), &[("direction", to)]).await;
        answer.location().to_owned()
    };
    let texts = ["Awareness", "Messages", "Write a page.", "Print it."];
    let seen = async || order(&chen.get(PLAN).await.body, &texts);
    assert_eq!(seen().await, [0, 2, 3, 1]);
    assert!(shift(PRINT, "up").await.ends_with(&format!("#i-{PRINT}")));
    assert_eq!(seen().await, [0, 3, 2, 1]);
    shift(WRITE, "down").await;
    assert_eq!(seen().await, [0, 3, 1, 2]);
    shift(MESSAGES, "up").await;
    assert_eq!(seen().await, [1, 2, 0, 3]);

    chen.post(&format!("{}/removal", item(AWARENESS)), &[]).await.location();
    chen.get(PLAN).await.hides("Awareness").hides("Print it.").shows("Messages");
    chen.get(&item(PRINT)).await.is(StatusCode::NOT_FOUND);
    let removed = chen.get(&format!("{PLAN}/removed")).await;
    removed.shows("Awareness").hides("Print it.");
    chen.post(&format!("{}/restoration", item(PRINT)), &[]).await.is(StatusCode::NOT_FOUND);
    chen.post(&format!("{}/restoration", item(AWARENESS)), &[]).await.location();
    assert_eq!(seen().await, [1, 2, 0, 3]);

    // An activity can be put back once its objective is there.
    chen.post(&format!("{}/removal", item(PRINT)), &[]).await.location();
    user_at(&db, "Chen", story_time() + TimeDelta::hours(1))
        .post(&format!("{}/removal", item(AWARENESS)), &[])
        .await
        .location();
    chen.post(&format!("{}/restoration", item(AWARENESS)), &[]).await.location();
    chen.get(PLAN).await.shows("Awareness").hides("Print it.");
    chen.post(&format!("{}/restoration", item(PRINT)), &[]).await.location();
    chen.get(PLAN).await.shows("Print it.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn an_activity_can_be_put_below_another_objective(db: PgPool) {
    let chen = user(&db, "Chen");
    let form = [("revision", "1"), ("objective", MESSAGES), ("text", "Print it.")];
    chen.post(&item(PRINT), &form).await.location();
    let page = chen.get(PLAN).await;
    assert_eq!(order(&page.body, &["Write a page.", "Messages", "Print it."]), [0, 1, 2]);
    let form = [("revision", "2"), ("title", "Print it."), ("text", "")];
    chen.post(&item(PRINT), &form).await.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn the_public_reads_a_public_plan_once_it_is_opened(db: PgPool) {
    let (chen, public) = (user(&db, "Chen"), visitor(&db));
    public.get(PLAN).await.is(StatusCode::NOT_FOUND);
    public.get(PLANS).await.hides("WSIS+20");
    open(&chen).await;
    public.get(PLAN).await.is(StatusCode::NOT_FOUND);
    make_public(&chen).await;
    let page = public.get(PLAN).await;
    page.shows("Everybody knows of the review.").hides("Add an objective");
    page.shows("open for comments until Fri 20 March 2026, 12:00 UTC");
    public.get(PLANS).await.shows("WSIS+20 action plan");
    public.get(&item(WRITE)).await.shows("Write a page.");
    user(&db, "Nia").get(PLAN).await.is(StatusCode::OK);

    chen.post(&format!("{PLAN}/closing"), &[]).await.location();
    public.get(PLAN).await.shows("closed for comments");
    // A new draft is the group's again.
    chen.post(&format!("{PLAN}/draft"), &[]).await.location();
    public.get(PLAN).await.is(StatusCode::NOT_FOUND);
    public.get(&item(WRITE)).await.is(StatusCode::NOT_FOUND);
    public.get(PLANS).await.hides("WSIS+20");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_plan_is_opened_until_a_deadline_that_can_be_moved(db: PgPool) {
    let chen = user(&db, "Chen");
    chen.get(&format!("{PLAN}/opening")).await.shows("value=\"2026-03-20\"");
    for (date, sentence) in [("2026-03-06", "has to be in the future"), ("soon", "Say until")] {
        let form = [("deadline_date", date), ("deadline_time", "09:00")];
        let answer = chen.post(&format!("{PLAN}/opening"), &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(date);
    }
    open(&chen).await;
    let after = user_at(&db, "Chen", story_time() + TimeDelta::days(20));
    after.get(PLAN).await.shows("closed for comments");
    let later = [("deadline_date", "2026-04-20"), ("deadline_time", "12:00")];
    chen.post(&format!("{PLAN}/opening"), &later).await.location();
    after.get(PLAN).await.shows("open for comments until Mon 20 April 2026");
    chen.post(&format!("{PLAN}/archive"), &[]).await.is(StatusCode::CONFLICT);
    chen.post(&format!("{PLAN}/closing"), &[]).await.location();
    chen.post(&format!("{PLAN}/archive"), &[]).await.location();
    chen.get(&format!("{PLAN}?edit=plan")).await.is(StatusCode::CONFLICT);
    let form = [("revision", "1"), ("objective", AWARENESS), ("text", "More.")];
    chen.post(&item(PRINT), &form).await.is(StatusCode::CONFLICT);
    chen.post(&format!("{PLAN}/restoration"), &[]).await.location();
    chen.get(&format!("{PLAN}?edit=plan")).await.is(StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn its_leads_report_on_an_activity_and_progress_is_counted(db: PgPool) {
    let (mira, sana) = (user(&db, "Mira"), user(&db, "Sana"));
    let report = async |by: &User, id: &str, status: &str, text: &str| {
        let form = [("status", status), ("progress", text)];
        by.post(&format!("{}/reports", item(id)), &form).await.status
    };
    mira.get(&item(WRITE)).await.shows("Report on it").shows("Nothing is reported yet.");
    mira.get(&item(PRINT)).await.hides("Report on it");
    assert_eq!(report(&mira, WRITE, "in_progress", "Half a page.").await, StatusCode::SEE_OTHER);
    assert_eq!(report(&mira, WRITE, "in_progress", "").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(report(&mira, WRITE, "", "More.").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(report(&mira, PRINT, "done", "").await, StatusCode::FORBIDDEN);
    assert_eq!(report(&user(&db, "Omar"), WRITE, "done", "").await, StatusCode::FORBIDDEN);
    mira.get(PLAN).await.shows("None of 2 activities is done; 1 is in progress.");
    assert_eq!(report(&sana, WRITE, "done", "").await, StatusCode::SEE_OTHER);

    let page = mira.get(&item(WRITE)).await;
    page.shows("Half a page.").shows("by <bdi>Sana Karimi</bdi>");
    page.shows("Fri 6 March 2026, 09:00 UTC");
    mira.get(PLAN).await.shows("1 of 2 activities is done.").shows("Half a page.");
    mira.get(&item(AWARENESS)).await.shows("1 of 2 activities is done.");
    mira.get(PLANS).await.shows("1 of 2 activities is done.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn the_group_reads_what_became_of_a_plan_and_how_its_words_changed(db: PgPool) {
    let chen = user(&db, "Chen");
    for (revision, purpose) in [("1", "What we do for it."), ("2", "What we all do for it.")] {
        let form = [("revision", revision), ("title", "WSIS+20 plan"), ("purpose", purpose)];
        chen.post(PLAN, &form).await.location();
    }
    open(&chen).await;
    let history = format!("{PLAN}/history");
    let page = user(&db, "Omar").get(&history).await;
    page.shows("opened for comments").shows("<ins> all</ins>").shows("by <bdi>Chen Wei</bdi>");
    user(&db, "Nia").get(&history).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").get(&history.replace("forms", "quiet")).await.is(StatusCode::NOT_FOUND);

    let form = [("revision", "1"), ("title", "Awareness"), ("text", "Everybody knows of it.")];
    chen.post(&item(AWARENESS), &form).await.location();
    let life = user(&db, "Omar").get(&item(AWARENESS)).await;
    life.shows("<del> the review</del><ins> it</ins>");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_report_that_is_sent_twice_is_kept_once(db: PgPool) {
    let mira = user(&db, "Mira");
    let id = mira.get(&item(WRITE)).await.value("id");
    let form = [("id", id.as_str()), ("status", "in_progress"), ("progress", "Half a page.")];
    let send = async || mira.post(&format!("{}/reports", item(WRITE)), &form).await.status;
    let (one, two, three) = tokio::join!(send(), send(), send());
    assert_eq!([one, two, three], [StatusCode::SEE_OTHER; 3]);
    assert_eq!(mira.get(&item(WRITE)).await.body.matches("Half a page.").count(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_plan_of_one_group_is_not_reached_through_another(db: PgPool) {
    let (nia, quiet) = (user(&db, "Nia"), PLAN.replace("forms", "quiet"));
    for path in [&quiet, &format!("{quiet}/items/{WRITE}"), &format!("{quiet}/removed")] {
        nia.get(path).await.is(StatusCode::NOT_FOUND);
    }
    nia.get(PLAN).await.is(StatusCode::NOT_FOUND);
    let items = format!("{quiet}/items/{WRITE}");
    for noun in ["", "/removal", "/position", "/reports", "/restoration"] {
        let form = [("direction", "up"), ("status", "done"), ("text", "Mine.")];
        nia.post(&format!("{items}{noun}"), &form).await.is(StatusCode::NOT_FOUND);
    }
    // Nor through another plan of her own.
    let form = [("title", "Quiet plan"), ("slug", "mine")];
    nia.post("/groups/quiet/plans", &form).await.location();
    let mine = format!("/groups/quiet/plans/mine/items/{WRITE}");
    nia.get(&mine).await.is(StatusCode::NOT_FOUND);
    nia.post(&format!("{mine}/removal"), &[]).await.is(StatusCode::NOT_FOUND);
    user(&db, "Chen").get(PLAN).await.shows("Write a page.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_form_that_is_open_does_not_take_a_moved_activity_back(db: PgPool) {
    let (chen, sana) = (user(&db, "Chen"), user(&db, "Sana"));
    let edit = chen.get(&format!("{PLAN}?edit={PRINT}")).await;
    let down = [("direction", "down")];
    sana.post(&format!("{}/position", item(PRINT)), &down).await.location();
    let revision = edit.value("revision");
    let form = [("revision", &*revision), ("objective", AWARENESS), ("text", "Print it twice.")];
    let answer = chen.post(&item(PRINT), &form).await;
    answer.is(StatusCode::CONFLICT).shows("Print it twice.").shows("Messages");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_plan_whose_address_is_corrected_is_made_at_that_address(db: PgPool) {
    let chen = user(&db, "Chen");
    let id = chen.get(&format!("{PLANS}/new")).await.value("id");
    for slug in ["langages", "languages"] {
        let form = [("id", id.as_str()), ("title", "Languages"), ("slug", slug)];
        let made = chen.post(PLANS, &form).await.location().to_owned();
        chen.get(&made).await.is(StatusCode::OK);
    }
}
