//! Several people who answer for one action, the first of them in front.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::action_owners::shared;
use support::actions::{ADD, LIST};
use support::recording::id_of;
use support::user;

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn who_is_no_member_is_kept_by_name_and_said_to_get_no_mail(db: PgPool) {
    let sana = user(&db, "Sana");
    let told = async |others: &str| {
        let answer = sana.post(ADD, &[("others", others), ("text", others)]).await;
        answer.is(StatusCode::SEE_OTHER).header("set-cookie").replace('+', " ")
    };
    for mira in ["Mira Rao", "MÍRA\u{a0}RAO", "Rao, Mira"] {
        assert!(told(mira).await.contains("notice=The action is recorded.;"), "{mira}");
    }
    let one = told("Mira Rao\nInes Guest").await;
    assert!(one.contains("Ines Guest is not a member%2C so nobody is told by mail."), "{one}");

    // Of two members of one name nobody knows who is meant.
    sqlx::raw_sql("update people set name = 'Mira Rao' where name = 'Omar Haddad'")
        .execute(&db)
        .await
        .unwrap();
    assert!(told("Mira Rao\nCleo Diaz").await.contains("Mira Rao is not a member"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_takes_a_guests_name_does_not_become_that_guest(db: PgPool) {
    let id = shared(&db, "Ines Guest").await;
    sqlx::raw_sql("update people set name = 'Ines Guest' where name = 'Omar Haddad'")
        .execute(&db)
        .await
        .unwrap();

    let mira = id_of(&db, "Mira").await;
    let form = [("revision", "2"), ("owner", &*mira), ("others", "Inès Guest")];
    let form: Vec<_> = form.into_iter().chain([("text", "Print the new form.")]).collect();
    user(&db, "Sana").post(&format!("{ADD}/{id}"), &form).await.is(StatusCode::SEE_OTHER);

    let guest = "select person_id is null from action_owners where action_id = $1::uuid
                 and name = 'Ines Guest'";
    assert!(sqlx::query_scalar::<_, bool>(guest).bind(&id).fetch_one(&db).await.unwrap());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn too_many_and_too_long_names_are_refused_and_kept_in_the_form(db: PgPool) {
    let many: Vec<_> = (1..=21).map(|n| format!("Guest {n}")).collect();
    for (others, sentence) in [
        (many.join("\n"), "Name at most 20 others."),
        ("x".repeat(301), "Shorten this to 300 characters."),
    ] {
        let answer = user(&db, "Sana").post(ADD, &[("others", &others), ("text", "Words.")]).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(&others);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn handing_over_replaces_the_first_owner_and_the_others_stay(db: PgPool) {
    let id = shared(&db, "Cleo Diaz\nInes Guest").await;
    let page = format!("{LIST}/{id}");
    let hand_over = async |from: &str, to: &str| {
        let to = id_of(&db, to).await;
        let form = [("step", "handed_over"), ("to", &*to)];
        user(&db, from).post(&format!("{page}/reports"), &form).await.is(StatusCode::SEE_OTHER);
    };
    hand_over("Mira", "Chen").await;
    user(&db, "Mira").get(&page).await.shows("Chen Wei, Cleo Diaz and Ines Guest");
    hand_over("Chen", "Cleo").await;
    user(&db, "Mira").get(&page).await.shows(">Cleo Diaz and Ines Guest<");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn two_editors_changes_of_owner_and_text_are_merged(db: PgPool) {
    let id = shared(&db, "").await;
    let (chen, mira) = (id_of(&db, "Chen").await, id_of(&db, "Mira").await);
    let edit = async |by: &str, owner: &str, others: &str, text: &str| {
        let form = [("revision", "2"), ("owner", owner), ("others", others), ("text", text)];
        user(&db, by).post(&format!("{ADD}/{id}"), &form).await
    };
    edit("Sana", &chen, "", "Print the form.").await.is(StatusCode::SEE_OTHER);
    let conflict = edit("Cleo", &mira, "Ines Guest", "Print the new form.").await;
    conflict.is(StatusCode::CONFLICT).shows("Saved: Chen Wei").shows("Yours: Mira Rao");
    // What only one of them changed is in the version made of both.
    assert_eq!(conflict.value("owner"), chen);
    conflict.shows("Ines Guest</textarea>").shows("Print the new form.</textarea>");
}
