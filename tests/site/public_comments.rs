//! The public comments on a public plan: by a confirmed address, once the secretariat lets it through.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::plans::PLAN;
use support::public_comments::{ADDRESS, PUBLIC, addresses, link, public, send, waiting};
use support::suggestions::{AWARENESS, COMMENTS, mails, say};
use support::{user, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_comment_from_the_public_is_confirmed_let_through_settled_and_told(db: PgPool) {
    public(&db).await;
    let (paul, sana, mira) = (visitor(&db), user(&db, "Sana"), user(&db, "Mira"));
    paul.get(PLAN).await.shows(&format!("{PUBLIC}/new?on={AWARENESS}")).hides("Suggest");
    send(&paul, AWARENESS, "Who **is** everybody?").await.location();
    let link = link(&db).await;
    sana.get(PUBLIC).await.shows("No comment to publish").hides("Paul");

    let page = paul.get(&link).await;
    page.shows("<strong>is</strong>").shows("Confirm the comment").hides(ADDRESS);
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    sana.get(PUBLIC).await.shows("No comment to publish.");
    paul.post(&link, &[]).await.location();
    paul.post(&link, &[]).await.location();
    paul.get(&link).await.shows("Your comment is confirmed").hides("Confirm the comment");

    // Only the secretariat sees what waits.
    sana.get("/").await.shows("Publish 1 comment from the public on WSIS+20 action plan");
    user(&db, "Chen").get("/").await.hides("Publish 1 comment");
    sana.get(PUBLIC).await.shows("Paul Public").shows("Objective 1").hides(ADDRESS);
    for place in [COMMENTS, PLAN, &format!("{PLAN}/dispositions.csv")] {
        for name in ["Chen", "Mira", "Omar", "Nia", ""] {
            user(&db, name).get(place).await.hides("everybody?").hides("Paul Public");
        }
    }
    for name in ["Chen", "Mira", "Omar"] {
        user(&db, name).get(PUBLIC).await.is(StatusCode::FORBIDDEN);
    }
    let answer = format!("{PUBLIC}/{}/admission", waiting(&db).await);
    user(&db, "Chen").post(&answer, &[]).await.is(StatusCode::FORBIDDEN);
    sana.post(&answer, &[]).await.location();
    sana.post(&answer, &[]).await.is(StatusCode::NOT_FOUND);

    say(&mira, "comment", AWARENESS, &[("text", "Among us.")]).await;
    let list = paul.get(COMMENTS).await;
    list.shows("1. Comment on Objective 1").shows("Paul Public").hides("Among us.").hides("Mira");
    paul.get(PLAN).await.shows("Comments (1, 1 open)");
    mira.get(PLAN).await.shows("Comments (2, 2 open)");
    let id: String =
        sqlx::query_scalar("select id::text from plan_comments where person_id is null")
            .fetch_one(&db)
            .await
            .unwrap();
    let thread = format!("{COMMENTS}/{id}");
    mira.post(&format!("{thread}/replies"), &[("text", "A hidden reply.")]).await.location();
    paul.get(&thread).await.shows("<strong>is</strong>").hides("A hidden reply.").hides("Mira");
    mira.get(&thread).await.shows("A hidden reply.").shows("from the public");

    assert_eq!(addresses(&db).await, [ADDRESS]);
    let form = [("disposition", "accepted"), ("reason", "We will say so.")];
    sana.post(&format!("{thread}/settlement"), &form).await.location();
    let (recipient, _, text) = mails(&db).await.pop().unwrap();
    assert_eq!(recipient, ADDRESS);
    assert!(text.contains("has a decision: accepted.\n\nWe will say so."), "{text}");
    assert_eq!(addresses(&db).await, [""]);
    paul.get(&thread).await.shows("Accepted: We will say so.").hides("Sana");
    let csv = paul.get(&format!("{PLAN}/dispositions.csv")).await;
    csv.shows("Paul Public")
        .shows("accepted,We will say so.,,2026-03-06")
        .hides("Sana")
        .hides("Among");
    let anew = [form[0], form[1], ("seen", "accepted")];
    sana.post(&format!("{thread}/settlement"), &anew).await.location();
    assert_eq!(mails(&db).await.len(), 2);
    let told: String = sqlx::query_scalar("select string_agg(history::text, ' ') from history")
        .fetch_one(&db)
        .await
        .unwrap();
    assert!(!told.contains(ADDRESS) && !told.contains("Paul"), "{told}");
}
