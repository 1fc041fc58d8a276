//! What the page of a meeting says comes next, to each who looks at it, from the draft to the corrigendum.

use sqlx::PgPool;

use support::states::{reach, sql};
use support::{user, visitor};

/// What stands at the page's head: the act that comes next, and its button.
struct Head {
    next: String,
    button: String,
    now: Vec<String>,
    /// As those who follow the page count its changes.
    revision: i64,
}

const NOTHING: (&str, &str) = ("", "");

fn head(page: &str) -> Head {
    let between = |text: &str, from: &str, to: &str| {
        let rest = text.split_once(from).map(|(_, rest)| rest).unwrap_or_default();
        rest.split_once(to).map(|(inner, _)| inner.to_owned()).unwrap_or_default()
    };
    let section = between(page, "<section class=\"next\"", "</section>");
    let now = page.split("aria-current=\"step\"").skip(1);
    Head {
        next: between(&section, "<h2 id=\"next\">", "</h2>"),
        button: between(&section, "class=\"button\"", "</").rsplit('>').next().unwrap().to_owned(),
        revision: between(page, "data-revision=\"", "\"").parse().unwrap_or_default(),
        now: now.map(|stage| between(stage, "stages__name\">", "</span>")).collect(),
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn each_is_told_what_comes_next_and_strangers_nothing_of_the_draft(db: PgPool) {
    let draft = "/groups/forms/meetings/draft-00000000-0000-7000-8000-000000000012";
    let meeting = "/groups/forms/meetings/12";
    let publish = ("Publish the summary", "Go to it");
    let read = ("The summary is published", "Read the summary");
    let decide = ("Decide on the comments", "Decide on the comments");
    let check = ("Review the summary", "Check the passages that name you");
    let schedule = ("Schedule the meeting", "Schedule the meeting");
    let finish = ("Finish the draft summary", "Continue the draft");
    let writing = ("The summary is being drafted", "");
    let in_session = ("The meeting is in session", "Record it");
    let join = ("Join the meeting", "Join the meeting");
    let start = ("Draft the agenda", "Draft the agenda");
    let keep = ("Keep the date", "Put it in your calendar");
    // For the co-chair, the secretariat, a member, an observer and the public; and the stage that members see.
    let ways = [
        ("draft", [schedule, schedule, NOTHING, NOTHING, NOTHING], "Agenda"),
        ("scheduled", [start, start, keep, keep, NOTHING], "Agenda"),
        ("in session", [in_session, in_session, join, join, NOTHING], "Meeting"),
        ("drafting", [finish, finish, writing, writing, NOTHING], "Summary"),
        (
            "in review",
            [decide, decide, check, ("The summary is in review", "Read the summary"), NOTHING],
            "Review",
        ),
        (
            "approved",
            [
                ("The summary is approved", ""),
                publish,
                ("The summary is approved", ""),
                ("The summary is approved", ""),
                NOTHING,
            ],
            "Publication",
        ),
        ("published", [read; 5], ""),
        ("correcting", [finish, finish, writing, writing, read], "Summary"),
    ];
    sql(&db, "update meetings set agenda_published_at = null, starts_at = '2026-03-20 14:00Z', starts_local = null").await;
    let mut revision = 0;
    for (state, acts, stage) in ways {
        if state == "in session" {
            sql(&db, "update meetings set starts_at = '2026-03-06 09:00Z'").await;
        }
        reach(state, &db).await;
        let at = if state == "draft" { draft } else { meeting };
        let seen = head(&user(&db, "Mira").get(at).await.body).revision;
        let by_hand = ["draft", "scheduled"].contains(&state);
        assert!(by_hand || seen > revision, "{state}: whoever has the page open is not told");
        revision = seen;
        let people = ["Chen", "Sana", "Mira", "Omar"].map(|name| user(&db, name));
        for (person, (next, button)) in people.iter().chain([&visitor(&db)]).zip(acts) {
            let page = person.get(at).await;
            let head = head(&page.body);
            assert_eq!((&*head.next, &*head.button), (next, button), "{state}: {}", page.body);
            let is_public = person.token.is_empty();
            match is_public {
                false => assert_eq!(head.now.join(" "), stage, "{state}: {}", page.body),
                true => drop(page.hides("Review").hides("Approval").hides("in drafting")),
            }
        }
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn the_group_says_where_each_meeting_stands_and_the_public_what_is_published(db: PgPool) {
    let ways = [
        ("scheduled", "scheduled", "scheduled"),
        ("in session", "in session", "in session"),
        ("drafting", "summary in drafting", "held"),
        ("in review", "summary in review until 13 March 2026", "held"),
        ("approved", "summary approved, not yet published", "held"),
        ("published", "summary published", "summary published"),
        ("correcting", "summary in drafting", "summary published"),
    ];
    sql(&db, "update meetings set agenda_published_at = null").await;
    for (state, for_members, for_all) in ways {
        reach(state, &db).await;
        for address in ["/groups/forms", "/groups/forms/meetings"] {
            user(&db, "Omar").get(address).await.shows(for_members);
            let public = visitor(&db).get(address).await;
            public.shows(for_all).hides("in review").hides("in drafting").hides("approved");
        }
    }
}
