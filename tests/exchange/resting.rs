//! What somebody made for a group goes on for as long as they may make it, and not longer.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use exchange::webhooks::{Reach, deliver_due};
use support::members::membership;
use support::sign_in::mailed_link;
use support::suggestions::mails;
use support::tokens::{Program, SAID, said};
use support::{User, app, user, visitor};

const MEMBERS: &str = "/groups/forms/members";
const WEBHOOKS: &str = "/groups/forms/webhooks";
const CALLS: &str = "/api/v1/groups/forms";

/// What Sana has made for the Forms group, of which Mira is the secretariat too.
struct Made {
    account: String,
    program: Program,
    invitation: String,
}

async fn made_by_sana(db: &PgPool) -> Made {
    let (sana, chen) = (user(db, "Sana"), user(db, "Chen"));
    give(&chen, &membership(db, "Mira").await, "secretariat").await;
    let account = sana.make_account("Minutes program", "secretariat").await;
    let program = sana.program_of(db, &account).await;
    let webhook = json!({ "name": "A bridge", "url": "https://example.org/hook" });
    sana.call("POST", &format!("{CALLS}/webhooks"), webhook).await.is(StatusCode::CREATED);
    sana.invite("tariq@example.org", "member").await.location();
    let invitation = mailed_link(db, "tariq@example.org").await;
    sql(db, "delete from mails").await;
    Made { account, program, invitation }
}

async fn give(by: &User, membership: &str, role: &str) {
    by.post(membership, &[("revision", "1"), ("role", role)]).await.location();
}

async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::query(statement).execute(db).await.unwrap();
}

/// What ended of invitations, webhooks and tokens, and who did that.
async fn ended(db: &PgPool) -> Vec<String> {
    let ended = "select name || ': ' || subject || ' ' || event from history \
         join people on people.id = person_id \
         where event in ('withdrawn', 'removed', 'token_revoked') order by 1";
    sqlx::query_scalar(ended).fetch_all(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn it_ends_with_the_membership_and_the_others_are_told(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    let made = made_by_sana(&db).await;
    let of_mira = mira.program_of(&db, &made.account).await;
    let path = membership(&db, "Sana").await;
    let said_before = mira.get(&format!("{path}/edit")).await;
    said_before.shows("the invitation of tariq@example.org").shows("the webhook “A bridge”");
    said_before.shows("the token “Minutes” of the service account “Minutes program”");
    chen.get(&format!("{path}/edit")).await.shows("tariq@").hides("A bridge").hides("“Minutes”");

    chen.post(&format!("{path}/removal"), &[]).await.location();

    assert_eq!(made.program.get(SAID).await, StatusCode::UNAUTHORIZED);
    visitor(&db).get(&made.invitation).await.is(StatusCode::NOT_FOUND);
    mira.get(MEMBERS).await.hides("tariq@example.org");
    mira.get(WEBHOOKS).await.hides("A bridge");
    assert_eq!(
        ended(&db).await,
        [
            "Chen Wei: invitation withdrawn",
            "Chen Wei: service account token_revoked",
            "Chen Wei: webhook removed",
        ]
    );
    assert_eq!(of_mira.send("POST", SAID, said("Still.")).await, StatusCode::CREATED);
    mira.get(&made.account).await.is(StatusCode::OK);

    let caused = "select count(*) from mails join people on people.id = mails.asked_by
         where people.name = 'Chen Wei' and mails.list = 'forms'";
    assert_eq!(sqlx::query_scalar::<_, i64>(caused).fetch_one(&db).await.unwrap(), 5);
    let mails = mails(&db).await;
    let told: Vec<_> = mails.iter().map(|(recipient, ..)| recipient.as_str()).collect();
    let [chen, cleo] = ["chen@example.org", "cleo@example.org"];
    // The co-chairs are also told that somebody of the secretariat left.
    assert_eq!(told, [chen, chen, cleo, cleo, "mira@example.org"]);
    let (_, subject, text) = &mails[4];
    assert_eq!(subject, "What Sana Karimi made for WG-Forms has ended");
    for words in ["The membership of Sana Karimi", "tariq@", "“A bridge”", "“Minutes”"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let of_chen = |mail: &&(String, String, String)| mail.0 == chen && mail.1.contains("ended");
    let to_chen = &mails.iter().find(of_chen).unwrap().2;
    assert!(to_chen.contains("tariq@") && !to_chen.contains("bridge"), "{to_chen}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_new_role_ends_what_it_may_not_make(db: PgPool) {
    let (chen, cleo, sana) = (user(&db, "Chen"), user(&db, "Cleo"), user(&db, "Sana"));
    let made = made_by_sana(&db).await;
    give(&chen, &membership(&db, "Sana").await, "co_chair").await;

    assert_eq!(made.program.get(SAID).await, StatusCode::UNAUTHORIZED);
    user(&db, "Mira").get(WEBHOOKS).await.hides("A bridge");
    visitor(&db).get(&made.invitation).await.is(StatusCode::OK);
    let told: Vec<_> = mails(&db).await.into_iter().map(|(recipient, ..)| recipient).collect();
    let co_chairs = ["chen@example.org", "cleo@example.org", "sana@example.org"];
    assert!(co_chairs.iter().all(|one| told.contains(&(*one).to_owned())), "of a new co-chair");
    assert!(told.contains(&"mira@example.org".to_owned()), "whoever keeps webhooks");
    assert_eq!(told.len(), 4);

    // By an invitation that lowers her role, which she accepts herself.
    cleo.invite("sana@example.org", "member").await.location();
    let link = mailed_link(&db, "sana@example.org").await;
    sana.post(&link, &[]).await.location();

    visitor(&db).get(&made.invitation).await.is(StatusCode::NOT_FOUND);
    assert_eq!(ended(&db).await.last().unwrap(), "Sana Karimi: invitation withdrawn");
    let mails = mails(&db).await;
    assert!(mails.iter().any(|(_, _, text)| text.contains("Sana Karimi is now a member")));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_suspension_ends_it_and_the_way_back_does_not_bring_it_back(db: PgPool) {
    let ada = user(&db, "Ada");
    let made = made_by_sana(&db).await;
    let id = "select id::text from people where name = 'Sana Karimi'";
    let id: String = sqlx::query_scalar(id).fetch_one(&db).await.unwrap();
    let person = format!("/administration/people/{id}");

    ada.post(&format!("{person}/suspension"), &[]).await.location();
    ada.post(&format!("{person}/restoration"), &[]).await.location();

    assert_eq!(made.program.get(SAID).await, StatusCode::UNAUTHORIZED);
    visitor(&db).get(&made.invitation).await.is(StatusCode::NOT_FOUND);
    user(&db, "Mira").get(WEBHOOKS).await.hides("A bridge");
    // With what she made for the group, her own token.
    assert_eq!(ended(&db).await.len(), 4);
    let (recipient, _, text) = mails(&db).await.pop().unwrap();
    assert_eq!(recipient, "mira@example.org");
    assert!(text.contains("The account of Sana Karimi is suspended"), "{text}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn it_does_nothing_on_the_day_after_its_makers_last_one(db: PgPool) {
    let made = made_by_sana(&db).await;
    user(&db, "Mira").call("POST", SAID, said("News.")).await.is(StatusCode::CREATED);
    sql(
        &db,
        "update memberships set until = '2026-03-05 23:00Z'
         where person_id = (select id from people where name = 'Sana Karimi')",
    )
    .await;

    assert_eq!(made.program.get(SAID).await, StatusCode::UNAUTHORIZED);
    visitor(&db).get(&made.invitation).await.is(StatusCode::NOT_FOUND);
    user(&db, "Mira").get(MEMBERS).await.hides("tariq@example.org");
    deliver_due(&app(&db), Reach::public()).await.unwrap();
    let tries = "select count(*) from webhook_tries";
    let tries: i64 = sqlx::query_scalar(tries).fetch_one(&db).await.unwrap();
    assert_eq!(tries, 0);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_a_program_made_ends_with_it_and_with_whoever_made_its_token(db: PgPool) {
    let (mira, made) = (user(&db, "Mira"), made_by_sana(&db).await);
    let mirror = mira.make_account("Mirror", "secretariat").await;
    let of_mira = mira.program_of(&db, &mirror).await;
    for (program, name) in [(&made.program, "Sana’s program"), (&of_mira, "Mira’s program")] {
        let webhook = json!({ "name": name, "url": "https://example.org/hook" });
        let answer = program.send("POST", &format!("{CALLS}/webhooks"), webhook).await;
        assert_eq!(answer, StatusCode::CREATED);
    }

    mira.post(&format!("{mirror}/removal"), &[]).await.location();
    mira.get(WEBHOOKS).await.hides("Mira’s program").shows("Sana’s program").shows("A bridge");

    let path = membership(&db, "Sana").await;
    user(&db, "Chen").post(&format!("{path}/removal"), &[]).await.location();
    mira.get(WEBHOOKS).await.hides("Sana’s program").hides("A bridge");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn an_invitation_by_the_administrator_ends_with_that_account(db: PgPool) {
    sql(&db, "update people set administrator = true where name = 'Nia Mensah'").await;
    let (ada, nia) = (user(&db, "Ada"), user(&db, "Nia"));
    let form = nia.get("/administration/groups/forms").await.value("id");
    let appointment = [("id", &*form), ("email", "tariq@example.org"), ("role", "secretariat")];
    nia.post("/administration/groups/forms/appointments", &appointment).await.location();
    let link = mailed_link(&db, "tariq@example.org").await;
    visitor(&db).get(&link).await.is(StatusCode::OK);

    let id = "select id::text from people where name = 'Nia Mensah'";
    let id: String = sqlx::query_scalar(id).fetch_one(&db).await.unwrap();
    ada.post(&format!("/administration/people/{id}/suspension"), &[]).await.location();

    visitor(&db).get(&link).await.is(StatusCode::NOT_FOUND);
    let ended = ended(&db).await;
    assert_eq!(ended, ["Ada Byron: invitation withdrawn", "Ada Byron: person token_revoked"]);
}
