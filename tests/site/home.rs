//! Where everybody arrives.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

use support::public_comments::{PUBLIC, link, public, send, waiting};
use support::{user, user_at, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_public_sees_public_groups_and_their_coming_meetings(db: PgPool) {
    let home = visitor(&db).get("/").await;
    home.is(StatusCode::OK)
        .shows("Working Group on Forms")
        .hides("Quiet")
        .hides("Online Meeting 12");

    let plan = "update meetings set state = 'scheduled', starts_at = '2026-03-12 13:00Z'";
    sqlx::query(plan).execute(&db).await.unwrap();
    let home = visitor(&db).get("/").await;
    home.shows("Online Meeting 12").shows("Thu 12 March 2026, 13:00 UTC").hides("secret-room");
    assert!(home.body.len() <= 14 * 1024);

    let hide = "update groups set visibility = 'members_only'";
    sqlx::query(hide).execute(&db).await.unwrap();
    visitor(&db).get("/").await.hides("Forms").hides("Online Meeting 12");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn everybody_sees_their_own_groups_and_meetings(db: PgPool) {
    let plan = "update meetings set state = 'scheduled', starts_at = '2026-03-12 13:00Z'";
    sqlx::query(plan).execute(&db).await.unwrap();

    let mira = user(&db, "Mira").get("/").await;
    mira.is(StatusCode::OK).shows("Working Group on Forms").shows("18:30 in Kolkata");
    let nia = user(&db, "Nia").get("/").await;
    nia.shows("Working Group on Quiet Matters").hides("Forms").hides("Online Meeting 12");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_member_finds_the_next_meeting_with_its_agenda_and_the_way_into_it(db: PgPool) {
    let plan = "update meetings set state = 'scheduled', starts_at = '2026-03-12 13:00Z'";
    sqlx::query(plan).execute(&db).await.unwrap();

    let ahead = user(&db, "Mira").get("/").await;
    ahead.shows("Next meeting").shows("<li><bdi>The new form</bdi></li>").shows("secret-room");
    ahead.hides("Later meetings").hides("Join the meeting");
    let quarter_to: DateTime<Utc> = "2026-03-12T12:45:00Z".parse().unwrap();
    user_at(&db, "Mira", quarter_to).get("/").await.shows(">Join the meeting</a>");

    // What is recorded of an item is not everybody's to read.
    sqlx::query("update meetings set state = 'in_session'").execute(&db).await.unwrap();
    let begun = user(&db, "Omar").get("/").await;
    begun.shows(">Join the meeting</a>").hides("The new form").shows("in session");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_administrator_is_led_to_make_a_group(db: PgPool) {
    user(&db, "Ada").get("/").await.shows("Make a group").shows("/administration/groups/new");

    sqlx::query("delete from memberships").execute(&db).await.unwrap();
    sqlx::query("delete from groups").execute(&db).await.unwrap();
    user(&db, "Ada").get("/").await.shows("Make the first group");
    user(&db, "Mira").get("/").await.hides("Make").shows("You are in no group yet.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_summary_waits_for_one_after_the_other(db: PgPool) {
    let at = "/groups/forms/meetings/12/summary";
    let (chen, cleo, sana) = (user(&db, "Chen"), user(&db, "Cleo"), user(&db, "Sana"));
    let waits = async |who: &str, what: &str| {
        user(&db, who).get("/").await.shows("One thing to do").shows(what);
        user(&db, who).get("/groups/forms").await.shows(what);
    };
    let nothing = async |who: &str| {
        user(&db, who).get("/").await.shows("Nothing to do");
        user(&db, who).get("/groups/forms").await.hides("thing to do");
    };

    sana.post(at, &[]).await.location();
    nothing("Mira").await;
    let deadline = [("deadline_date", "2026-03-13"), ("deadline_time", "12:00")];
    sana.post(&format!("{at}/review"), &deadline).await.location();
    waits("Mira", "Review the summary of Online Meeting 12").await;
    nothing("Omar").await;

    sana.post(&format!("{at}/return"), &[("reason", "A decision is missing.")]).await.location();
    waits("Sana", "Revise the summary of Online Meeting 12").await;
    waits("Chen", "it was returned to drafting").await;
    nothing("Mira").await;

    sana.post(&format!("{at}/review"), &deadline).await.location();
    let early = [("reason", "Nobody has anything to add.")];
    chen.post(&format!("{at}/review/end"), &early).await.location();
    waits("Chen", "Approve the summary of Online Meeting 12").await;
    waits("Cleo", "the review has ended").await;
    nothing("Sana").await;

    let text = chen.get(at).await.value("text");
    chen.post(&format!("{at}/approval"), &[("text", &text)]).await.location();
    nothing("Chen").await;
    cleo.post(&format!("{at}/approval"), &[("text", &text)]).await.location();
    waits("Sana", "Publish the summary of Online Meeting 12").await;

    sana.post(&format!("{at}/publication"), &[("text", &text)]).await.location();
    nothing("Sana").await;
    let public = visitor(&db).get("/").await;
    public.shows("Summary of Online Meeting 12").shows(&format!("{at}/editions/1"));
    let tag = public.header("etag").to_owned();
    let again = visitor(&db);
    let again = again.request("GET", "/").header("if-none-match", tag);
    let again = visitor(&db).send(again.body(axum::body::Body::empty()).unwrap()).await;
    again.is(StatusCode::NOT_MODIFIED);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn overdue_actions_wait_for_their_owner_alone(db: PgPool) {
    let record = "/groups/forms/meetings/12/record/actions";
    let mira: uuid::Uuid = sqlx::query_scalar("select id from people where name = 'Mira Rao'")
        .fetch_one(&db)
        .await
        .unwrap();
    for (text, due) in [("Print **the** forms", "2026-03-05"), ("Fold them", "2026-03-07")] {
        let form = [("text", text), ("owner", &mira.to_string()), ("due", due)];
        user(&db, "Sana").post(record, &form).await.location();
    }

    let home = user(&db, "Mira").get("/").await;
    home.shows("One thing to do").shows("Report on your action: Print the forms");
    home.shows("overdue since Thu 5 March 2026").shows("Fold them").shows("by Sat 7 March 2026");
    user(&db, "Omar").get("/").await.shows("Nothing to do").hides("Fold them");
    user(&db, "Omar").get("/groups/forms").await.shows("Fold them");
    visitor(&db).get("/groups/forms").await.hides("Fold them");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn whoever_caused_a_mail_is_told_that_it_did_not_arrive(db: PgPool) {
    let id = user(&db, "Sana").get("/groups/forms/invitations/new").await.value("id");
    let typed = [("id", &*id), ("email", "tariq@example.org"), ("role", "member")];
    user(&db, "Sana").post("/groups/forms/invitations", &typed).await.location();
    let fail = "update mails set given_up_at = now(), refused = true,
         failure = 'permanent error (550): no tariq@example.org here'";
    sqlx::query(fail).execute(&db).await.unwrap();
    // To a member, whose address is not for everybody who writes to them.
    let mention = "with mention as (
             insert into mails
                 (id, recipient, subject, text, html, list, asked_by, given_up_at, failure)
             select gen_random_uuid(), 'omar@example.org', 'WG-Forms: a mention', '', '', 'forms',
                    people.id, now(), 'omar@example.org cannot be reached'
             from people where name = 'Mira Rao'
             returning id
         )
         insert into mail_readers (mail_id, group_id, roles)
         select mention.id, groups.id, '{observer}' from mention, groups where slug = 'forms'";
    sqlx::query(mention).execute(&db).await.unwrap();

    let sana = user(&db, "Sana").get("/").await;
    sana.shows("Mail that did not arrive").shows("Invitation to WG-Forms");
    sana.shows("To <bdi>tariq@example.org</bdi>.").shows("The mail server refused it (permanent");
    let mira = user(&db, "Mira").get("/").await;
    mira.shows("WG-Forms: a mention").shows("To <bdi>Omar Haddad</bdi>.");
    mira.shows("It could not be delivered in 15 hours.").hides("omar@example.org");
    user(&db, "Chen").get("/").await.hides("did not arrive");
    let later = "update mails set given_up_at = now() - interval '8 days'";
    sqlx::query(later).execute(&db).await.unwrap();
    user(&db, "Sana").get("/").await.hides("did not arrive");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn whose_address_is_behind_a_comment_from_the_public_is_never_told(db: PgPool) {
    public(&db).await;
    let (citizen, sana) = (visitor(&db), user(&db, "Sana"));
    send(&citizen, "plan", "Who pays for it?").await.location();
    citizen.post(&link(&db).await, &[]).await.location();
    // The address is a member's, whom Sana also invited once.
    let refusal = format!("{PUBLIC}/{}/refusal", waiting(&db).await);
    sqlx::query("update public_comments set email = 'mira@example.org'")
        .execute(&db)
        .await
        .unwrap();
    sana.invite("mira@example.org", "observer").await.location();
    sana.post(&refusal, &[("reason", "It is not on the plan.")]).await.location();
    let fail = "update mails
         set given_up_at = now(), refused = true, failure = '550 no mira@example.org here'
         where subject like 'Your comment on %' and recipient = 'mira@example.org'";
    assert_eq!(sqlx::query(fail).execute(&db).await.unwrap().rows_affected(), 1);

    let home = sana.get("/").await;
    home.shows("Mail that did not arrive").shows("Your comment on WSIS+20 action plan");
    home.shows("The mail server refused it.").hides("Mira Rao").hides("mira@example.org");
    sana.get("/groups/forms/members").await.shows("Mira Rao").hides("did not arrive");
}
