//! Who is in a group, and what happens when that changes.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::members::{MEMBERS, membership};
use support::{User, user, visitor};

async fn history(db: &PgPool, subject: &str) -> Vec<String> {
    sqlx::query_scalar("select event from history where subject = $1 order by id")
        .bind(subject)
        .fetch_all(db)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn members_see_who_is_in_and_those_who_keep_them_see_addresses(db: PgPool) {
    let page = user(&db, "Omar").get(MEMBERS).await;
    page.is(StatusCode::OK).shows("Cleo Diaz").shows("co-chair").shows("Example Ministry");
    page.hides("@example.org").hides("Invite somebody").hides("Change<");

    let page = user(&db, "Sana").get(MEMBERS).await;
    page.shows("mira@example.org").shows("Invite somebody").shows("Thu 1 January 2026");

    user(&db, "Nia").get(MEMBERS).await.is(StatusCode::NOT_FOUND);
    user(&db, "Ada").get(MEMBERS).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get(MEMBERS).await.is(StatusCode::SEE_OTHER);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_new_role_is_another_membership_and_counts_at_once(db: PgPool) {
    let (sana, omar, chen) = (user(&db, "Sana"), user(&db, "Omar"), user(&db, "Chen"));
    let path = membership(&db, "Omar").await;
    omar.get(&format!("{path}/edit")).await.is(StatusCode::FORBIDDEN);
    omar.post(&path, &[("role", "co_chair")]).await.is(StatusCode::FORBIDDEN);

    sana.give(&path, "co_chair").await.is(StatusCode::FORBIDDEN).shows("Only a co-chair");
    assert_eq!(chen.give(&path, "co_chair").await.location(), MEMBERS);

    omar.get(&format!("{}/edit", membership(&db, "Mira").await)).await.is(StatusCode::OK);
    let rows: Vec<(String, bool)> = sqlx::query_as(
        "select role::text, until is null from memberships \
         where person_id = (select id from people where name like 'Omar%') order by since",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(rows, [("observer".into(), false), ("co_chair".into(), true)]);
    sana.get(MEMBERS).await.shows("Former members and roles");
    sana.give(&path, "member").await.is(StatusCode::CONFLICT).shows("has ended");

    let path = membership(&db, "Omar").await;
    sana.give(&path, "member").await.is(StatusCode::FORBIDDEN).shows("Only a co-chair");
    chen.give(&path, "member").await.location();
    omar.get(&format!("{}/edit", membership(&db, "Mira").await)).await.is(StatusCode::FORBIDDEN);
    assert_eq!(history(&db, "membership").await, ["role_changed", "role_changed"]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn whoever_is_removed_is_out_with_the_next_request(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    mira.get(MEMBERS).await.is(StatusCode::OK);
    let path = membership(&db, "Mira").await;

    let removed = chen.post(&format!("{path}/removal"), &[("reason", "Moved on")]).await;

    assert_eq!(removed.location(), MEMBERS);
    mira.get(MEMBERS).await.is(StatusCode::NOT_FOUND);
    chen.get(MEMBERS).await.shows("Former members").shows("Fri 6 March 2026");
    chen.post(&format!("{path}/removal"), &[]).await.is(StatusCode::CONFLICT);
    let reason: String = sqlx::query_scalar("select reason from history where event = 'ended'")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(reason, "Moved on");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_group_keeps_a_co_chair_and_a_secretariat(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let sana = membership(&db, "Sana").await;
    let refused = chen.post(&format!("{sana}/removal"), &[]).await;
    refused.is(StatusCode::CONFLICT).shows("is the only secretariat of this group");
    chen.give(&sana, "member").await.is(StatusCode::CONFLICT);

    let path = membership(&db, "Chen").await;
    chen.post(&format!("{path}/removal"), &[]).await.location();
    let last = membership(&db, "Cleo").await;
    cleo.post(&format!("{last}/removal"), &[]).await.is(StatusCode::CONFLICT);
    cleo.give(&last, "observer").await.is(StatusCode::CONFLICT).shows("the only co-chair");

    cleo.give(&membership(&db, "Mira").await, "co_chair").await.location();
    cleo.give(&last, "observer").await.location();
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn somebody_who_is_suspended_is_no_successor(db: PgPool) {
    sqlx::query("update people set suspended_at = now() where name like 'Cleo%'")
        .execute(&db)
        .await
        .unwrap();
    let path = membership(&db, "Chen").await;

    let refused = user(&db, "Chen").post(&format!("{path}/removal"), &[]).await;

    refused.is(StatusCode::CONFLICT).shows("the only co-chair");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn two_co_chairs_who_remove_each_other_leave_one(db: PgPool) {
    let (of_chen, of_cleo) = (membership(&db, "Chen").await, membership(&db, "Cleo").await);
    let remove = |by: &str, path: &str| {
        let (by, path) = (user(&db, by), format!("{path}/removal"));
        tokio::spawn(async move { by.post(&path, &[]).await.status })
    };
    let (one, other) = (remove("Chen", &of_cleo), remove("Cleo", &of_chen));

    let statuses = [one.await.unwrap(), other.await.unwrap()];

    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 1);
    let left = "select count(*) from memberships where role = 'co_chair' and until is null \
         and group_id = (select id from groups where slug = 'forms')";
    let left: i64 = sqlx::query_scalar(left).fetch_one(&db).await.unwrap();
    assert_eq!(left, 1);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn an_affiliation_is_corrected_in_place_and_never_overwritten_unseen(db: PgPool) {
    let (chen, sana) = (user(&db, "Chen"), user(&db, "Sana"));
    let path = membership(&db, "Mira").await;
    let affiliate = async |by: &User, revision: &str, affiliation: &str| {
        let form = [("revision", revision), ("role", "member"), ("affiliation", affiliation)];
        by.post(&path, &form).await
    };
    assert_eq!(chen.get(&format!("{path}/edit")).await.value("revision"), "1");
    affiliate(&chen, "1", "Example Institute").await.location();

    let stale = affiliate(&sana, "1", "Example Agency").await;

    stale.is(StatusCode::CONFLICT).shows("Example Agency").shows("Example Institute");
    assert_eq!(stale.value("revision"), "2");
    affiliate(&sana, "2", "Example Agency").await.location();
    sana.get(MEMBERS).await.shows("Example Agency").hides("Former members");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_membership_of_another_group_is_not_there(db: PgPool) {
    let path = membership(&db, "Mira").await.replace("/forms/", "/quiet/");
    let nia = user(&db, "Nia");

    nia.get(&format!("{path}/edit")).await.is(StatusCode::NOT_FOUND);
    nia.post(&path, &[("role", "observer")]).await.is(StatusCode::NOT_FOUND);
    nia.post(&format!("{path}/removal"), &[]).await.is(StatusCode::NOT_FOUND);
}
