//! What a meeting says, agrees and takes on is tied to a plan, and is found in its life again.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::plans::{make_public, open};
use support::recording::{ITEM_1, RECORD, id_of};
use support::{User, user, visitor};

const PLAN: &str = "/groups/forms/plans/wsis20";
const AWARENESS: &str = "00000000-0000-7000-8000-0000000020a1";
const WRITE: &str = "00000000-0000-7000-8000-0000000020b1";
const PRINT: &str = "00000000-0000-7000-8000-0000000020b2";
const DECISION: &str = "00000000-0000-7000-8000-0000000020d1";

fn item(id: &str) -> String {
    format!("{PLAN}/items/{id}")
}

fn below(noun: &str) -> String {
    format!("{RECORD}/{noun}")
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn what_is_said_and_agreed_leads_to_the_plan(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = below(&format!("items/{ITEM_1}"));
    let option = format!("<option value=\"{PRINT}\">WSIS+20 action plan: 1.2 Print it.</option>");
    sana.get(&page).await.shows("On the plan (optional)").shows(&option);
    let said = [("item", ITEM_1), ("guest", "Ines"), ("text", "It is printed."), ("plan", PRINT)];
    sana.post(&below("contributions"), &said).await.is(StatusCode::SEE_OTHER);
    sana.get(&below("decisions/new")).await.shows(&option);
    let agreed = [("item", ITEM_1), ("text", "We print it."), ("plan", AWARENESS)];
    sana.post(&below("decisions"), &agreed).await.is(StatusCode::SEE_OTHER);

    let record = user(&db, "Omar").get(RECORD).await;
    record.shows(&format!("href=\"{}\"", item(PRINT))).shows("WSIS+20 action plan: 1.2 Print it.");
    record.shows(&format!("href=\"{}\"", item(AWARENESS)));
    sana.get(&page).await.shows("WSIS+20 action plan: 1 Awareness");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn an_update_that_was_said_is_entered_on_the_plan_in_the_same_form(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = below(&format!("items/{ITEM_1}"));
    sana.get(&page).await.shows("How far is it?").shows("What is new on the plan");
    let mira = id_of(&db, "Mira").await;
    let said = [
        ("item", ITEM_1),
        ("speaker", mira.as_str()),
        ("text", "Mira told of the page."),
        ("plan", WRITE),
        ("status", "in_progress"),
        ("progress", "Half a page is *there*."),
    ];
    sana.post(&below("contributions"), &said).await.location();

    user(&db, "Omar").get(PLAN).await.shows("Half a page is <em>there</em>.").shows("in progress");
    let life = user(&db, "Omar").get(&item(WRITE)).await;
    life.shows("Half a page is <em>there</em>.").shows("by <bdi>Sana Karimi</bdi>");
    life.shows("Mira told of the page.").shows("by <bdi>Mira Rao</bdi>");
    life.shows(&format!("at <a href=\"{RECORD}?entry=")).shows("Online Meeting 12</a>");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn an_update_needs_its_activity_and_something_new(db: PgPool) {
    let sana = user(&db, "Sana");
    for (plan, status, progress, sentence) in [
        ("", "done", "", "Choose the activity that moved on, or leave the update empty."),
        ("", "unchanged", "Kept words.", "Choose the activity that moved on"),
        (AWARENESS, "done", "", "Progress is reported of activities, not of an objective."),
        (WRITE, "planned", "", "Say what is new."),
        (WRITE, "odd", "Kept words.", "Choose how far it is."),
    ] {
        let said = [
            ("item", ITEM_1),
            ("guest", "Ines"),
            ("text", "Kept text."),
            ("plan", plan),
            ("status", status),
            ("progress", progress),
        ];
        let answer = sana.post(&below("contributions"), &said).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows("Kept text.");
        answer.shows(progress).shows("<details class=\"field\" open>");
    }
    sana.get(RECORD).await.hides("Kept text.");
    sana.get(&item(WRITE)).await.hides("Kept words.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn an_update_that_is_sent_twice_is_kept_once(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = sana.get(&below(&format!("items/{ITEM_1}"))).await;
    let (id, report) = (page.value("id"), page.value("report"));
    let said = |status: &'static str, progress: &'static str| {
        serde_html_form::to_string([
            ("id", id.as_str()),
            ("report", report.as_str()),
            ("item", ITEM_1),
            ("guest", "Ines"),
            ("text", "The page is written."),
            ("plan", WRITE),
            ("status", status),
            ("progress", progress),
        ])
        .unwrap()
    };
    for _ in 0..2 {
        let sent = sana.post_body(&below("contributions"), said("done", "")).await;
        sent.is(StatusCode::SEE_OTHER);
    }
    // Whoever goes back and says more is heard.
    sana.post_body(&below("contributions"), said("done", "It is read.")).await.location();
    let life = sana.get(&item(WRITE)).await;
    assert_eq!(life.body.matches("The page is written.").count(), 1);
    assert_eq!(life.body.matches("by <bdi>Sana Karimi</bdi>").count(), 2);
    life.shows("It is read.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_group_without_a_plan_is_not_asked_for_one(db: PgPool) {
    let sana = user(&db, "Sana");
    for page in [below(&format!("items/{ITEM_1}")), below("decisions/new")] {
        sana.get(&page).await.is(StatusCode::OK).hides("On the plan");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn of_two_editors_one_ties_and_the_other_corrects_and_both_are_kept(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let decision = below(&format!("decisions/{DECISION}"));
    let agreed = [("id", DECISION), ("item", ITEM_1), ("text", "The form has one page.")];
    sana.post(&below("decisions"), &agreed).await.is(StatusCode::SEE_OTHER);
    let text = "The form has one page.";
    let tied = [("revision", "1"), ("item", ITEM_1), ("text", text), ("plan", PRINT)];
    sana.post(&decision, &tied).await.is(StatusCode::SEE_OTHER);
    let corrected = [("revision", "1"), ("item", ITEM_1), ("text", "The form has two pages.")];
    let conflict = chen.post(&decision, &corrected).await;
    conflict.is(StatusCode::CONFLICT).shows("The form has two pages.");
    conflict.shows(&format!("value=\"{PRINT}\" checked"));

    let both =
        [("revision", "2"), ("item", ITEM_1), ("text", "The form has two pages."), ("plan", PRINT)];
    chen.post(&decision, &both).await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.shows("two pages").shows("WSIS+20 action plan: 1.2 Print it.");
    let history = below(&format!("history/{DECISION}"));
    sana.get(&history).await.shows("<p class=\"quiet\">plan</p>").shows("1.2 Print it.");
    let untied = [("revision", "3"), ("item", ITEM_1), ("text", "The form has two pages.")];
    chen.post(&decision, &untied).await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.hides("WSIS+20");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn what_is_archived_or_removed_takes_no_new_ties_and_keeps_the_old(db: PgPool) {
    let sana = user(&db, "Sana");
    let said = |plan| [("item", ITEM_1), ("guest", "Ines"), ("text", "Printed."), ("plan", plan)];
    sana.post(&below("contributions"), &said(PRINT)).await.is(StatusCode::SEE_OTHER);
    user(&db, "Chen").post(&format!("{}/removal", item(PRINT)), &[]).await.location();
    sana.get(RECORD).await.shows("WSIS+20 action plan: Print it.");

    let again = sana.post(&below("contributions"), &said(PRINT)).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This is no longer on a plan of the group.");
    again.shows("Printed.");
    let id = sqlx::query_scalar::<_, sqlx::types::Uuid>("select id from contributions");
    let entry = below(&format!("contributions/{}", id.fetch_one(&db).await.unwrap()));
    let form = sana.get(&entry).await;
    form.shows(&format!("<option value=\"{PRINT}\" selected>WSIS+20 action plan: Print it."));
    let kept = [
        ("revision", "1"),
        ("item", ITEM_1),
        ("guest", "Ines"),
        ("text", "It is printed."),
        ("plan", PRINT),
    ];
    sana.post(&entry, &kept).await.is(StatusCode::SEE_OTHER);

    user(&db, "Chen").post(&format!("{PLAN}/archive"), &[]).await.location();
    let again = sana.post(&below("contributions"), &said(AWARENESS)).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This is no longer on a plan of the group.");
}

async fn say(by: &User, noun: &str, fields: &[(&str, &str)]) {
    let mut form = vec![("item", ITEM_1), ("guest", "Ines Guest")];
    form.extend_from_slice(fields);
    by.post(&below(noun), &form).await.is(StatusCode::SEE_OTHER);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn the_page_of_an_item_tells_its_life_across_meetings(db: PgPool) {
    let (sana, omar) = (user(&db, "Sana"), user(&db, "Omar"));
    say(
        &sana,
        "contributions",
        &[("text", "Somebody doubts it."), ("plan", WRITE), ("attribution", "withheld")],
    )
    .await;
    say(&sana, "decisions", &[("text", "We write it."), ("plan", WRITE)]).await;
    say(&sana, "actions", &[("text", "Find a pen."), ("plan", WRITE)]).await;
    say(&sana, "contributions", &[("text", "Elsewhere."), ("plan", PRINT)]).await;
    let report = [("status", "in_progress"), ("progress", "Half a page.")];
    user(&db, "Mira").post(&format!("{}/reports", item(WRITE)), &report).await.location();
    let edited = [("revision", "1"), ("objective", AWARENESS), ("text", "Write two pages.")];
    user(&db, "Chen").post(&item(WRITE), &edited).await.location();

    let life = omar.get(&item(WRITE)).await;
    life.shows("Somebody doubts it.").shows("by <bdi>somebody who is not to be named</bdi>");
    life.shows("Decision 1")
        .shows("We write it.")
        .shows("Find a pen.")
        .shows("by <bdi>Ines Guest</bdi>");
    life.shows("Half a page.").shows("Chen Wei").shows("<ins>").hides("Elsewhere.");
    life.hides("Make an action of it");
    let start = format!("href=\"{RECORD}?entry=");
    let links = life.body.split(&start).skip(1);
    let links: std::collections::BTreeSet<_> =
        links.filter_map(|link| link.split('"').next()?.split_once("#entry-")).collect();
    // What was said, agreed and taken on.
    assert_eq!(links.len(), 3, "{links:?}");
    assert!(links.iter().all(|(entry, place)| entry == place), "{links:?}");
    let objective = omar.get(&item(AWARENESS)).await;
    objective.shows("We write it.").shows("Elsewhere.").shows("Half a page.").shows("Activity 1.2");
    objective.hides("Write two pages.</ins>");

    // What is taken out of the record is out of the life.
    let id = sqlx::query_scalar::<_, sqlx::types::Uuid>("select id from decisions");
    let decision = below(&format!("decisions/{}/removal", id.fetch_one(&db).await.unwrap()));
    sana.post(&decision, &[]).await.location();
    omar.get(&item(WRITE)).await.hides("We write it.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_became_of_a_suggestion_is_part_of_the_life(db: PgPool) {
    let (chen, page) = (user(&db, "Chen"), item("00000000-0000-7000-8000-0000000012a1"));
    chen.get(&page).await.hides("It is plainer.");
    let suggestion = format!("{PLAN}/comments/00000000-0000-7000-8000-0000000012b1");
    let settled = [("disposition", "not_accepted"), ("reason", "It is clear enough.")];
    chen.post(&format!("{suggestion}/settlement"), &settled).await.is(StatusCode::SEE_OTHER);
    let life = user(&db, "Omar").get(&page).await;
    life.shows("Suggestion not accepted").shows("by <bdi>Mira Rao</bdi>").shows("It is plainer.");
    life.shows("It is clear enough.").shows(&format!("href=\"{suggestion}\""));
    visitor(&db).get(&page).await.hides("It is plainer.").hides("clear enough").hides("Mira Rao");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn the_public_reads_how_far_an_activity_is_and_nothing_of_the_record(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    make_public(&chen).await;
    open(&chen).await;
    let update = [
        ("text", "Ines is angry."),
        ("plan", WRITE),
        ("status", "in_progress"),
        ("progress", "Half a page."),
    ];
    say(&sana, "contributions", &update).await;
    say(&sana, "decisions", &[("text", "We write it."), ("plan", WRITE)]).await;
    say(&sana, "actions", &[("text", "Find a pen."), ("plan", WRITE)]).await;
    for reader in [visitor(&db), user(&db, "Nia")] {
        for id in [WRITE, AWARENESS] {
            let life = reader.get(&item(id)).await;
            life.shows("Half a page.").shows("by <bdi>the group</bdi>").shows("in progress");
            life.hides("Ines").hides("Sana").hides("We write it.").hides("Find a pen.");
            life.hides("Online Meeting").hides("/record").hides("#entry-").hides("Chen Wei");
        }
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_long_life_is_read_page_by_page(db: PgPool) {
    sqlx::raw_sql(
        "insert into activity_reports (id, item_id, person_id, status, text, html, made_at)
         select gen_random_uuid(), '00000000-0000-7000-8000-0000000020b1', people.id, 'in_progress',
                '', '<p>Report ' || n || '.</p>', '2026-03-01'::timestamptz + n * interval '1 hour'
         from generate_series(1, 60) as n, people where name = 'Mira Rao'",
    )
    .execute(&db)
    .await
    .unwrap();
    let omar = user(&db, "Omar");
    let first = omar.get(&item(WRITE)).await;
    first.shows("Report 60.").shows("Report 11.").hides("Report 10.").hides("Later");
    first.shows(&format!("{}?page=2", item(WRITE)));
    let second = omar.get(&format!("{}?page=2", item(WRITE))).await;
    second.shows("Report 10.").shows("Report 1.").hides("Report 11.").hides("Earlier");
    omar.get(&format!("{}?page=-3", item(WRITE))).await.shows("Report 60.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn an_action_is_made_of_an_activity_without_a_meeting(db: PgPool) {
    let sana = user(&db, "Sana");
    let (new, actions) =
        (format!("{}/actions/new", item(PRINT)), format!("{}/actions", item(PRINT)));
    sana.get(&item(PRINT)).await.shows(&format!("href=\"{new}\"")).shows("Make an action of it");
    user(&db, "Mira").get(&new).await.is(StatusCode::FORBIDDEN);
    let form = sana.get(&new).await;
    form.shows(&format!("<option value=\"{PRINT}\" selected>"));
    let id = form.value("id");
    let refused = sana.post(&actions, &[("plan", PRINT), ("guest", "Ines Guest")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Write what is to be done.").shows("Ines");

    let made =
        [("id", id.as_str()), ("text", "Buy paper."), ("plan", PRINT), ("guest", "Ines Guest")];
    let action = sana.post(&actions, &made).await.location().to_owned();
    assert_eq!(sana.post(&actions, &made).await.location(), action);
    let page = user(&db, "Omar").get(&action).await;
    page.shows("WSIS+20 action plan: 1.2 Print it.").shows(&format!("href=\"{}\"", item(PRINT)));
    let life = user(&db, "Omar").get(&item(PRINT)).await;
    life.shows("Buy paper.").shows(&format!("href=\"{action}\""));

    // It is corrected, and may be about something else.
    let form = sana.get(&format!("{action}/edit")).await;
    form.shows(&format!("<option value=\"{PRINT}\" selected>"));
    let corrected = [("revision", "1"), ("text", "Buy paper."), ("plan", WRITE)];
    sana.post(&action, &corrected).await.location();
    user(&db, "Omar").get(&item(PRINT)).await.hides("Buy paper.");
    user(&db, "Omar").get(&item(WRITE)).await.shows("Buy paper.");
    user(&db, "Chen").post(&format!("{PLAN}/archive"), &[]).await.location();
    sana.get(&new).await.is(StatusCode::NOT_FOUND);
    sana.get(&item(WRITE)).await.hides("Make an action of it");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn actions_are_listed_by_plan(db: PgPool) {
    let (sana, omar) = (user(&db, "Sana"), user(&db, "Omar"));
    let list = "/groups/forms/actions";
    say(&sana, "actions", &[("text", "Find a pen.")]).await;
    omar.get(list).await.hides("On the plan");
    say(&sana, "actions", &[("text", "Buy paper."), ("plan", PRINT)]).await;
    omar.get(list).await.shows("<option value=\"wsis20\">WSIS+20 action plan</option>");
    omar.get(&format!("{list}?plan=wsis20")).await.shows("Buy paper.").hides("Find a pen.");
    omar.get(&format!("{list}.csv?plan=wsis20")).await.shows("Buy paper.").hides("Find a pen.");
    omar.get(&format!("{list}?plan=another")).await.shows("There are no such actions.");
}

/// The Quiet group has a plan of its own, and a meeting at which something was said.
async fn quiet(db: &PgPool) {
    sqlx::raw_sql(
        "insert into plans (id, group_id, slug, title)
         select '00000000-0000-7000-8000-000000009931', id, 'wsis20', 'A quiet plan'
         from groups where slug = 'quiet';
         insert into plan_items (id, plan_id, position, title)
         values ('00000000-0000-7000-8000-0000000099b1', '00000000-0000-7000-8000-000000009931',
                 1, 'A quiet objective');
         insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select '00000000-0000-7000-8000-000000000099', id, 1, 'Online Meeting', 'held',
                '2026-03-01', 60
         from groups where slug = 'quiet';
         insert into agenda_items (id, meeting_id, position, label, title)
         values ('00000000-0000-7000-8000-0000000099a1', '00000000-0000-7000-8000-000000000099',
                 1, '1', 'A quiet matter');
         insert into contributions (id, meeting_id, item_id, position, speaker, text, html)
         values ('00000000-0000-7000-8000-0000000099c1', '00000000-0000-7000-8000-000000000099',
                 '00000000-0000-7000-8000-0000000099a1', 1, 'Nia Mensah', 'Hush.', '<p>Hush.</p>')",
    )
    .execute(db)
    .await
    .unwrap();
}

const QUIET: &str = "00000000-0000-7000-8000-0000000099b1";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn nothing_of_one_group_is_tied_to_the_plan_of_another(db: PgPool) {
    quiet(&db).await;
    let sana = user(&db, "Sana");
    sana.get(&below(&format!("items/{ITEM_1}"))).await.hides("A quiet objective");
    for noun in ["contributions", "decisions", "actions"] {
        let said = [("item", ITEM_1), ("guest", "Ines"), ("text", "Said."), ("plan", QUIET)];
        let answer = sana.post(&below(noun), &said).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).hides("A quiet objective");
        answer.shows("This is no longer on a plan of the group.");
    }
    // Neither is it found through the address of another plan, nor what was said of it.
    sqlx::raw_sql(
        "insert into ties (group_id, plan_id, item_id, meeting_id, contribution_id)
         select id, '00000000-0000-7000-8000-000000009931', '00000000-0000-7000-8000-0000000099b1',
                '00000000-0000-7000-8000-000000000099', '00000000-0000-7000-8000-0000000099c1'
         from groups where slug = 'quiet'",
    )
    .execute(&db)
    .await
    .unwrap();
    user(&db, "Nia").get(&item(QUIET).replace("forms", "quiet")).await.shows("Hush.");
    for path in
        [item(QUIET), item(QUIET).replace("forms", "quiet"), format!("{}/actions/new", item(QUIET))]
    {
        sana.get(&path).await.is(StatusCode::NOT_FOUND);
    }
    let made = [("text", "Listen."), ("plan", QUIET)];
    let actions = format!("{}/actions", item(PRINT));
    sana.post(&actions, &made).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    sana.post(&format!("{}/actions", item(QUIET)), &made).await.is(StatusCode::NOT_FOUND);
}

/// Whatever the code does, the database refuses it.
#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn the_database_keeps_ties_within_their_group(db: PgPool) {
    quiet(&db).await;
    let tie = |plan_of: &str, plan: &str, item: &str, meeting: &str| {
        format!(
            "insert into ties (group_id, plan_id, item_id, meeting_id, contribution_id)
             select id, '00000000-0000-7000-8000-{plan}', '00000000-0000-7000-8000-{item}',
                    '00000000-0000-7000-8000-{meeting}', '00000000-0000-7000-8000-0000000099c1'
             from groups where slug = '{plan_of}'"
        )
    };
    for (group, plan, item, meeting, refused) in [
        (
            "forms",
            "000000002031",
            "0000000020a1",
            "000000000099",
            Some("tied_at_a_meeting_of_the_group"),
        ),
        (
            "forms",
            "000000002031",
            "0000000020a1",
            "000000000012",
            Some("tied_contribution_to_that_meeting"),
        ),
        (
            "quiet",
            "000000002031",
            "0000000020a1",
            "000000000099",
            Some("tied_to_a_plan_of_the_group"),
        ),
        (
            "quiet",
            "000000009931",
            "0000000020a1",
            "000000000099",
            Some("tied_to_an_item_of_that_plan"),
        ),
        ("quiet", "000000009931", "0000000099b1", "000000000099", None),
    ] {
        let statement = sqlx::AssertSqlSafe(tie(group, plan, item, meeting));
        let answer = sqlx::raw_sql(statement).execute(&db).await;
        let constraint = answer.err().and_then(|error| {
            error.as_database_error().and_then(|error| error.constraint().map(str::to_owned))
        });
        assert_eq!(constraint.as_deref(), refused);
    }
}
