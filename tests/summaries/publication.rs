//! The secretariat publishes what was approved, once.

use axum::http::StatusCode;
use sqlx::PgPool;

use summaries::routes;
use support::way::{
    SUMMARY, after_review, approve, draft, publish, state, submit, text, whole_way,
};
use support::{user, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn nobody_publishes_what_is_not_approved(db: PgPool) {
    draft(&db).await;
    let publication = format!("{SUMMARY}/publication");
    let form = [("text", &*text(&db).await)];
    let sana = after_review(&db, "Sana");
    sana.post(&publication, &form).await.is(StatusCode::CONFLICT).shows("Only an approved");
    submit(&db).await;
    sana.post(&publication, &form).await.is(StatusCode::CONFLICT);
    approve(&db).await;
    for name in ["Chen", "Mira", "Omar"] {
        after_review(&db, name).post(&publication, &form).await.is(StatusCode::FORBIDDEN);
    }
    sana.post(&publication, &[("text", "00")]).await.is(StatusCode::CONFLICT).shows("not the text");
    visitor(&db).get(SUMMARY).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get(&format!("{SUMMARY}.md")).await.is(StatusCode::NOT_FOUND);

    let published = sana.post(&publication, &form).await;

    assert_eq!(published.location(), format!("{SUMMARY}/editions/1"));
    assert_eq!(state(&db).await, "published");
    sana.post(&publication, &form).await.is(StatusCode::CONFLICT).shows("published already");
    visitor(&db).get(SUMMARY).await.shows("Wolfgang");
    let mails = "select count(*) from mails where subject like '%is published'";
    assert_eq!(sqlx::query_scalar::<_, i64>(mails).fetch_one(&db).await.unwrap(), 4);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn fifty_publishers_at_once_make_one_edition(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    approve(&db).await;
    let text = text(&db).await;
    let presses = (0..50).map(|_| {
        let (sana, text) = (after_review(&db, "Sana"), text.clone());
        tokio::spawn(async move {
            sana.post(&format!("{SUMMARY}/publication"), &[("text", &*text)]).await.status
        })
    });

    let mut published = 0;
    for press in presses.collect::<Vec<_>>() {
        match press.await.unwrap() {
            StatusCode::SEE_OTHER => published += 1,
            status => assert!(
                matches!(status, StatusCode::CONFLICT | StatusCode::SERVICE_UNAVAILABLE),
                "{status}"
            ),
        }
    }

    assert_eq!(published, 1);
    let editions = "select count(*) from editions";
    assert_eq!(sqlx::query_scalar::<_, i64>(editions).fetch_one(&db).await.unwrap(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn what_is_published_and_the_history_are_frozen(db: PgPool) {
    whole_way(&db).await;

    for table in ["editions", "history"] {
        let set = if table == "editions" { "title = 'x'" } else { "reason = 'x'" };
        for change in [
            format!("update {table} set {set}"),
            format!("delete from {table}"),
            format!("truncate {table} cascade"),
        ] {
            let refused = sqlx::query(sqlx::AssertSqlSafe(change)).execute(&db).await.unwrap_err();
            assert!(refused.to_string().contains("rows are only ever added"), "{refused}");
        }
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn every_step_is_in_the_history(db: PgPool) {
    whole_way(&db).await;

    let events = "select event, split_part(name, ' ', 1)
                  from history join people on people.id = person_id
                  where subject = 'summary' order by history.id";
    let events: Vec<(String, String)> = sqlx::query_as(events).fetch_all(&db).await.unwrap();
    let events: Vec<_> = events.iter().map(|(event, by)| (event.as_str(), by.as_str())).collect();
    assert_eq!(
        events,
        [
            ("drafted", "Sana"),
            ("submitted for review", "Sana"),
            ("approved by a co-chair", "Chen"),
            ("approved by a co-chair", "Cleo"),
            ("approved", "Cleo"),
            ("published", "Sana"),
        ]
    );
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn every_step_needs_a_member_of_the_group(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let routes = routes::routes().merge(routes::calls().into_routes()).table();
    let posts = routes.into_iter().filter(|route| {
        route.method == "POST" && route.path.contains("/summary") && route.capability != "public"
    });
    for route in posts {
        let path = route
            .path
            .replace("{group}", "wg-strategy")
            .replace("{meeting}", "45")
            .replace("{section}", "00000000-0000-7000-8000-000000000001")
            .replace("{comment}", "00000000-0000-7000-8000-000000000001");
        visitor(&db).post(&path, &[]).await.is(StatusCode::UNAUTHORIZED);
        user(&db, "Nia").post(&path, &[]).await.is(StatusCode::NOT_FOUND);
        user(&db, "Ada").post(&path, &[]).await.is(StatusCode::NOT_FOUND);
        let omar = user(&db, "Omar").post(&path, &[]).await;
        omar.is(StatusCode::FORBIDDEN);
    }
    publish_nothing(&db).await;
}

async fn publish_nothing(db: &PgPool) {
    let editions = "select count(*) from editions";
    assert_eq!(sqlx::query_scalar::<_, i64>(editions).fetch_one(db).await.unwrap(), 0);
    approve(db).await;
    publish(db).await;
}
