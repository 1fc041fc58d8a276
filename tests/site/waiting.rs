//! What waits for somebody is complete, and whoever is told to do something can do it.

use axum::http::StatusCode;
use serde_json::Value;
use sqlx::PgPool;

use support::snapshot::Snapshot;
use support::states::{reach, sql};
use support::{User, story_time, user, user_at};

const PEOPLE: [&str; 5] = ["Chen", "Cleo", "Sana", "Mira", "Omar"];
const SUMMARY: &str = "/groups/forms/meetings/12/summary";

/// What somebody is told, and where.
async fn told(by: &User) -> Vec<(String, String)> {
    let waiting = by.items("/api/v1/me/waiting").await;
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
    waiting.iter().map(|one| (text(one, "what"), text(one, "page"))).collect()
}

async fn whats(by: &User) -> Vec<String> {
    told(by).await.into_iter().map(|(what, _)| what).collect()
}

async fn waits(by: &User, what: &str) -> bool {
    whats(by).await.iter().any(|one| one == what)
}

/// The first link or form on a page that leads to where the path ends so.
fn leads(page: &str, begins: &str, ends: &str) -> String {
    let links = page.split("href=\"").chain(page.split("action=\"")).skip(1);
    let mut links = links.filter_map(|link| link.split('"').next());
    let link = links.find(|link| link.contains(begins) && link.ends_with(ends));
    link.unwrap_or_else(|| panic!("nothing leads to {begins}…{ends}")).to_owned()
}

/// Does what somebody is told to do, on the page that they are led to; or opens its form.
async fn act(by: &User, what: &str, path: &str) {
    let page = by.get(path).await;
    page.is(StatusCode::OK);
    let open = async |begins: &str, ends: &str| {
        by.get(&leads(&page.body, begins, ends).replace("&amp;", "&")).await.is(StatusCode::OK);
    };
    let done = async |path: &str, form: &[(&str, &str)]| {
        let answer = by.post(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}: {}", answer.body);
    };
    let (first, _) = what.split_once(' ').unwrap();
    match first {
        "Publish" if what.contains("agenda") => done(&format!("{path}/publication"), &[]).await,
        "Publish" if path.contains("/plans/") => {
            done(&leads(&page.body, "/public-comments/", "/admission"), &[]).await;
        }
        "Publish" => done(&format!("{path}/publication"), &[("text", &page.value("text"))]).await,
        "Approve" => done(&format!("{path}/approval"), &[("text", &page.value("text"))]).await,
        "Decide" => open("/comments/", "").await,
        "Revise" | "Continue" if path.contains("/summary") => open("/summary/", "review").await,
        "Continue" => open("/plans/", "").await,
        "Draft" => done(path, &[]).await,
        "Check" => {
            let answer = |name: &str| page.value(name);
            let (section, quote) = (answer("section"), answer("quote"));
            let form = [("section", &*section), ("quote", &*quote), ("kind", "correct")];
            done(path, &form).await;
        }
        "Review" => {
            open("/summary/", "passages").await;
            open("/summary/", "comments/new").await;
        }
        "Schedule" => done(&format!("{path}/scheduling"), &[]).await,
        "Comment" => open("/comments/new", "").await,
        "Find" => {}
        "Report" => {
            let progress = [("step", "progress"), ("text", "It is half done.")];
            done(&format!("{path}/reports"), &progress).await;
        }
        other => panic!("nobody knows how to {other}: {what}"),
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn nobody_is_told_to_do_what_they_may_not(db: PgPool) {
    sql(&db, "update action_items set due = '2026-03-01' where due is not null").await;
    // Whoever owned an action and only observes now.
    sql(
        &db,
        "insert into action_owners (action_id, position, person_id, name)
         select '00000000-0000-7000-8000-0000000012e1', 3, id, name from people where name like 'Omar%'",
    )
    .await;
    let (snapshot, mut done) = (Snapshot::of(&db).await, 0);
    let states =
        ["draft", "scheduled", "in session", "drafting", "in review", "approved", "published"];
    for state in states {
        reach(state, &db).await;
        if state == "draft" {
            sql(&db, "update meetings set starts_at = '2026-03-10 13:00Z'").await;
        }
        snapshot.take().await;
        for name in PEOPLE {
            for (what, path) in told(&snapshot.visitor().beside(name)).await {
                act(&snapshot.visitor().beside(name), &what, &path).await;
                snapshot.put_back().await;
                done += 1;
            }
        }
        if state == "scheduled" {
            sql(&db, "update meetings set starts_at = '2026-03-05 13:00Z'").await;
        }
    }
    assert!(done > 30, "{done}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_agenda_and_a_draft_wait_before_the_meeting_and_a_summary_after_it(db: PgPool) {
    let plan = "update meetings set state = 'scheduled', agenda_published_at = null,
                starts_at = '2026-03-16 08:00Z'";
    sql(&db, plan).await;
    let agenda = "Publish the agenda of Online Meeting 12";
    for (name, told) in [("Chen", true), ("Sana", true), ("Mira", false), ("Omar", false)] {
        assert_eq!(waits(&user(&db, name), agenda).await, told, "{name}");
    }
    for (starts, told) in
        [("2026-03-16 09:00Z", true), ("2026-03-16 09:01Z", false), ("2026-03-06 08:59Z", false)]
    {
        sqlx::query("update meetings set starts_at = $1::text::timestamptz")
            .bind(starts)
            .execute(&db)
            .await
            .unwrap();
        assert_eq!(waits(&user(&db, "Chen"), agenda).await, told, "{starts}");
    }
    sql(&db, "update meetings set state = 'draft', number = null, starts_at = '2026-03-10 09:00Z'")
        .await;
    assert!(waits(&user(&db, "Chen"), "Schedule the next Online Meeting").await);

    sql(&db, "update meetings set state = 'held', number = 12, starts_at = '2026-03-05 13:00Z'")
        .await;
    let begin = "Draft the summary of Online Meeting 12";
    for (name, told) in [("Chen", true), ("Sana", true), ("Mira", false), ("Omar", false)] {
        assert_eq!(waits(&user(&db, name), begin).await, told, "{name}");
    }
    user(&db, "Sana").post(SUMMARY, &[]).await.location();
    assert!(!waits(&user(&db, "Sana"), begin).await);

    // History tells the real time, which the stories do not keep.
    let (real, lying) = (chrono::Utc::now(), "Continue the draft summary of Online Meeting 12");
    for (days, told) in [(6, false), (8, true)] {
        let sana = user_at(&db, "Sana", real + chrono::TimeDelta::days(days));
        sql(&db, "update sessions set expires_at = 'infinity'; ").await;
        assert_eq!(sana.get("/").await.body.contains(lying), told, "{days}");
    }
    assert!(real > story_time());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn passages_wait_until_the_last_is_answered_and_again_in_the_next_review(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    let id: uuid::Uuid = sqlx::query_scalar("select id from people where name = 'Mira Rao'")
        .fetch_one(&db)
        .await
        .unwrap();
    let item = support::recording::ITEM_1;
    for text in ["Mira Rao asked for a shorter form.", "Mira Rao asked for paper."] {
        let form = [("item", item), ("speaker", &id.to_string()), ("text", text)];
        sana.post("/groups/forms/meetings/12/record/contributions", &form).await.location();
    }
    sana.post(SUMMARY, &[]).await.location();
    let review = async || {
        let deadline = [("deadline_date", "2026-03-13"), ("deadline_time", "12:00")];
        sana.post(&format!("{SUMMARY}/review"), &deadline).await.location();
    };
    let (look, passages) =
        ("Review the summary of Online Meeting 12", format!("{SUMMARY}/passages"));
    let answer = async || {
        let page = mira.get(&passages).await;
        let (sections, quotes) = (page.values("section"), page.values("quote"));
        sections.into_iter().zip(quotes).collect::<Vec<_>>()
    };
    review().await;
    assert_eq!(whats(&mira).await, [look]);
    let both = answer().await;
    assert_eq!(both.len(), 2, "{both:?}");
    let correct = async |(section, quote): &(String, String)| {
        let form = [("section", &**section), ("quote", &**quote), ("kind", "correct")];
        mira.post(&passages, &form).await.location();
    };
    correct(&both[0]).await;
    let left = "Check 1 more passage that names you in the summary of Online Meeting 12";
    assert_eq!(told(&mira).await, [(left.to_owned(), passages.clone())]);
    correct(&both[1]).await;
    assert_eq!(whats(&mira).await, Vec::<String>::new());

    let back = [("reason", "A decision is missing.")];
    sana.post(&format!("{SUMMARY}/return"), &back).await.location();
    review().await;
    assert_eq!(whats(&mira).await, [look]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn plans_wait_for_comments_and_for_those_who_drafted_them(db: PgPool) {
    let (chen, cleo, mira, omar) =
        (user(&db, "Chen"), user(&db, "Cleo"), user(&db, "Mira"), user(&db, "Omar"));
    let at = "/groups/forms/plans/paper";
    let form = [
        ("title", "Paper"),
        ("slug", "paper"),
        ("purpose", "Less of it."),
        ("visibility", "members_only"),
    ];
    chen.post("/groups/forms/plans", &form).await.location();
    let until = [("deadline_date", "2026-03-20"), ("deadline_time", "12:00")];
    chen.post(&format!("{at}/opening"), &until).await.location();
    for (by, told) in [(&chen, false), (&cleo, true), (&mira, true), (&omar, false)] {
        assert_eq!(waits(by, "Comment on Paper").await, told);
    }

    let comment = [("kind", "comment"), ("on", "plan"), ("text", "A good plan.")];
    mira.post(&format!("{at}/comments"), &comment).await.location();

    assert!(!waits(&mira, "Comment on Paper").await);
    assert!(waits(&chen, "Decide on 1 comment on Paper").await);
    assert!(!waits(&cleo, "Decide on 1 comment on Paper").await, "Cleo did not draft it");
    assert!(
        user_at(&db, "Cleo", story_time() + chrono::TimeDelta::days(15))
            .get("/")
            .await
            .body
            .contains("Decide on 1 comment on Paper"),
        "it is closed by then"
    );
}
