//! What is published reaches those who look again and again by program, and nothing else does.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::Value;
use sqlx::PgPool;

use support::way::{SUMMARY, correct, whole_way};
use support::{Answer, User, user, visitor};

const GROUP: &str = "/groups/forms";
const FEED: &str = "/groups/forms.atom";
const CALENDAR: &str = "/groups/forms.ics";

/// Of the group that has published.
const STRATEGY: &str = "/groups/wg-strategy.atom";
const HOST: &str = "http://rapporteur.test";

async fn run(db: &PgPool, change: &'static str) {
    sqlx::raw_sql(change).execute(db).await.unwrap();
}

async fn get_with(user: &User, path: &str, header: &str, value: &str) -> Answer {
    let request = user.request("GET", path).header(header, value);
    user.send(request.body(Body::empty()).unwrap()).await
}

/// The lines of a calendar, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

fn value(calendar: &str, name: &str) -> String {
    let lines = lines(calendar);
    let line = lines.iter().find_map(|line| line.strip_prefix(&format!("{name}:")));
    line.unwrap_or_else(|| panic!("no {name} in {calendar}")).to_owned()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_published_summary_stands_in_the_feeds_of_its_group_and_of_all(db: PgPool) {
    let before = visitor(&db).get(STRATEGY).await;
    before.is(StatusCode::OK).hides("Summary of").shows("Publications of WG-Strategy");
    whole_way(&db).await;

    for feed in [STRATEGY, "/publications.atom"] {
        let feed = visitor(&db).get(feed).await;
        assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
        feed.is(StatusCode::OK).shows("Summary of Online Meeting 45");
        feed.shows(&format!("<id>{HOST}{SUMMARY}/editions/1</id>"));
        feed.shows("<name>WG-Strategy</name>").shows("<published>2026-");
        feed.shows("<summary>").hides("Summary Report MAG");
    }
    visitor(&db).get(STRATEGY).await.hides("WG-Strategy: Summary");
    visitor(&db).get("/publications.atom").await.shows("WG-Strategy: Summary of");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_correction_is_an_entry_of_its_own_that_says_what_it_corrects(db: PgPool) {
    whole_way(&db).await;
    correct(&db, "A name was misspelt.").await;

    let feed = visitor(&db).get(STRATEGY).await;
    feed.shows("Summary of Online Meeting 45, edition 2");
    feed.shows(&format!("<id>{HOST}{SUMMARY}/editions/1</id>"));
    feed.shows("<summary>Corrigendum: A name was misspelt.</summary>");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_feed_that_is_known_already_is_not_sent_again(db: PgPool) {
    whole_way(&db).await;
    for path in [STRATEGY, "/publications.atom", "/groups/wg-strategy.ics"] {
        let visitor = visitor(&db);
        let first = visitor.get(path).await;
        let (tag, changed) = (first.header("etag"), first.header("last-modified"));
        assert!(changed.ends_with(" GMT"), "{changed}");

        for (name, known) in [("if-none-match", tag), ("if-modified-since", changed)] {
            let again = get_with(&visitor, path, name, known).await;
            again.is(StatusCode::NOT_MODIFIED);
            assert_eq!((again.body.as_str(), again.header("etag")), ("", tag));
        }
        let old = "Thu, 01 Jan 1998 00:00:00 GMT";
        get_with(&visitor, path, "if-modified-since", old).await.is(StatusCode::OK);
        get_with(&visitor, path, "if-none-match", "\"other\"").await.is(StatusCode::OK);
        get_with(&visitor, path, "if-modified-since", "yesterday").await.is(StatusCode::OK);
    }
    let first = visitor(&db).get(STRATEGY).await.header("etag").to_owned();
    correct(&db, "A name was misspelt.").await;
    get_with(&visitor(&db), STRATEGY, "if-none-match", &first).await.is(StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45", "wsis20"))
)]
async fn what_one_may_not_see_is_in_no_feed(db: PgPool) {
    let public = [FEED, STRATEGY, CALENDAR, "/publications.atom", "/sitemap.xml"];
    let mut before = Vec::new();
    for path in public {
        before.push(visitor(&db).get(path).await.body);
    }
    // A draft meeting, a draft agenda, a joining link, a plan for members, a summary in drafting.
    run(
        &db,
        "insert into meetings (id, group_id, title, starts_at, minutes)
         select gen_random_uuid(), id, 'Secret Meeting', '2026-05-01 10:00Z', 60
         from groups where slug = 'forms';
         update meetings set joining_link = 'https://meet.example.org/very-secret'
         where number is not null;
         insert into plans (id, group_id, slug, title)
         select gen_random_uuid(), id, 'secret', 'Secret plan' from groups where slug = 'forms';
         insert into meetings (id, group_id, number, title, state, starts_at, minutes,
                               agenda_published_at)
         select gen_random_uuid(), id, 1, 'Quiet Meeting', 'scheduled', '2026-05-01 10:00Z', 60, now()
         from groups where slug = 'quiet';",
    )
    .await;
    user(&db, "Sana").post(SUMMARY, &[]).await;

    for (path, before) in public.iter().zip(before) {
        assert_eq!(visitor(&db).get(path).await.body, before, "{path}");
    }
    for path in ["/groups/quiet.atom", "/groups/quiet.ics", "/groups/quiet/meetings/1.ics"] {
        visitor(&db).get(path).await.is(StatusCode::NOT_FOUND);
        user(&db, "Mira").get(path).await.is(StatusCode::NOT_FOUND);
        user(&db, "Ada").get(path).await.is(StatusCode::NOT_FOUND);
        let read = user(&db, "Nia").get(path).await;
        read.is(StatusCode::OK).shows("Quiet Meeting");
        assert_eq!(read.header("cache-control"), "private, no-cache", "{path}");
    }
    user(&db, "Mira").get(CALENDAR).await.hides("Secret").hides("very-secret");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_published_agenda_is_told_and_told_again_when_it_is_revised(db: PgPool) {
    let feed = visitor(&db).get(FEED).await;
    feed.shows("Agenda of Online Meeting 12").shows("<updated>2026-03-01T09:00:00+00:00</updated>");
    feed.shows(&format!("<id>{HOST}{GROUP}/meetings/12/agenda</id>"));

    run(&db, "update meetings set agenda_revised_at = '2026-03-03 10:00Z'").await;
    let feed = visitor(&db).get(FEED).await;
    feed.shows("Revised agenda of Online Meeting 12").shows("2026-03-03T10:00:00");
    feed.shows(&format!("<id>{HOST}{GROUP}/meetings/12/agenda</id>"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_meeting_keeps_its_place_in_calendars_when_it_moves_or_is_cancelled(db: PgPool) {
    let chen = user(&db, "Chen");
    let plan = [
        ("starts_date", "2026-04-02"),
        ("starts_time", "15:00"),
        ("minutes", "90"),
        ("joining_link", "https://meet.example.org/thirteen"),
    ];
    chen.post(&format!("{GROUP}/meetings"), &plan).await.location();
    let meeting = format!("{GROUP}/meetings/13");
    let path = format!("{meeting}.ics");
    let first = visitor(&db).get(&path).await;
    first.is(StatusCode::OK);
    assert_eq!(first.header("content-type"), "text/calendar; charset=utf-8");
    // 15:00 in Berlin.
    assert_eq!(value(&first.body, "DTSTART"), "20260402T130000Z");
    assert_eq!(value(&first.body, "DTEND"), "20260402T143000Z");
    assert_eq!(value(&first.body, "SUMMARY"), "Online Meeting 13");
    assert_eq!(value(&first.body, "URL"), format!("{HOST}{meeting}"));
    assert_eq!(value(&first.body, "STATUS"), "CONFIRMED");
    assert!(!first.body.contains("thirteen"));

    let moved = plan.into_iter().map(|(name, value)| match name {
        "starts_time" => (name, "16:00"),
        _ => (name, value),
    });
    let moved: Vec<_> = moved.into_iter().chain([("revision", "1")]).collect();
    chen.post(&format!("{meeting}/edit"), &moved).await.location();
    let second = visitor(&db).get(&path).await;
    let reason = [("reason", "Too few can come.")];
    chen.post(&format!("{meeting}/cancellation"), &reason).await.location();
    let third = visitor(&db).get(&path).await;

    assert_eq!(value(&second.body, "DTSTART"), "20260402T140000Z");
    assert_eq!(value(&third.body, "STATUS"), "CANCELLED");
    let sequence = |answer: &Answer| value(&answer.body, "SEQUENCE").parse::<u32>().unwrap();
    assert!(sequence(&first) < sequence(&second) && sequence(&second) < sequence(&third));
    assert_eq!(value(&first.body, "UID"), value(&third.body, "UID"));
    assert!(value(&first.body, "DTSTAMP") <= value(&third.body, "DTSTAMP"));
    let all = visitor(&db).get(CALENDAR).await;
    let series = lines(&all.body);
    assert_eq!(series.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 2);
    assert!(series.contains(&format!("UID:{}", value(&third.body, "UID"))));
    assert!(series.contains(&"STATUS:CANCELLED".to_owned()));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_agenda_stands_in_the_calendar_once_it_is_published(db: PgPool) {
    run(&db, "update agenda_items set title = 'A; B, C' where label = '3'").await;
    let path = format!("{GROUP}/meetings/12.ics");
    let told = value(&visitor(&db).get(&path).await.body, "DESCRIPTION");
    assert_eq!(
        told,
        "1. The new form\\n  a. Its first page\\n2. Update from the printers\\n3. A\\; B\\, C"
    );
    run(&db, "update meetings set agenda_published_at = null").await;
    for name in ["", "Mira"] {
        user(&db, name).get(&path).await.hides("DESCRIPTION").hides("The new form");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45", "wsis20"))
)]
async fn the_map_of_the_site_leads_only_where_the_public_may_go(db: PgPool) {
    whole_way(&db).await;
    run(&db, "update groups set visibility = 'members_only' where slug = 'quiet'").await;
    let map = visitor(&db).get("/sitemap.xml").await;
    assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
    map.shows(&format!("<loc>{HOST}{SUMMARY}/editions/1</loc><lastmod>2026-")).hides("quiet");
    let places: Vec<_> =
        map.body.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect();
    assert!(places.len() >= 6, "{places:?}");
    for place in places {
        let path = place.strip_prefix(HOST).unwrap();
        visitor(&db).get(path).await.is(StatusCode::OK);
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn robots_are_told_of_the_map_and_kept_off_what_is_nobodys_to_find(db: PgPool) {
    let robots = visitor(&db).get("/robots.txt").await;
    robots.is(StatusCode::OK).shows(&format!("Sitemap: {HOST}/sitemap.xml"));
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    robots.shows("Disallow: /sign-in\n").hides("Disallow: /groups").hides("Disallow: /\n");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45", "wsis20"))
)]
async fn public_pages_say_what_they_are_and_where_their_feeds_are(db: PgPool) {
    whole_way(&db).await;
    run(&db, "update plans set visibility = 'public', state = 'open', comments_until = '2026-04-01 00:00Z'").await;
    let edition = format!("{SUMMARY}/editions/1");
    let pages = [
        (GROUP, "Organization", "Working Group on Forms"),
        ("/groups/wg-strategy/meetings/45", "Event", "Online Meeting 45"),
        (edition.as_str(), "Report", "Online Meeting 45: Summary Report"),
        ("/groups/forms/plans/wsis20", "Report", "WSIS+20 action plan"),
    ];
    for (path, kind, name) in pages {
        let page = visitor(&db).get(path).await;
        page.is(StatusCode::OK).shows("<meta property=\"og:title\" content=\"");
        page.shows(&format!("<meta property=\"og:url\" content=\"{HOST}{path}\">"));
        let group = path.split('/').nth(2).unwrap();
        page.shows(&format!("href=\"/groups/{group}.atom\""));
        let data = page.body.split("application/ld+json\">").nth(1).unwrap();
        let data: Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
        assert_eq!(data["@context"], "https://schema.org");
        assert_eq!((data["@type"].as_str(), data["name"].as_str()), (Some(kind), Some(name)));
        assert_eq!(data["url"], format!("{HOST}{path}"));
        // Members come to work: what is told to others is no use to them.
        user(&db, "Mira").get(path).await.is(StatusCode::OK).hides("ld+json").hides("og:title");
    }
    visitor(&db).get("/").await.shows("href=\"/publications.atom\"");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn other_endings_name_nothing(db: PgPool) {
    for path in [
        "/groups/forms.pdf",
        "/groups/forms.atom.ics",
        "/groups/forms.",
        "/groups/.atom",
        "/groups/forms.atom/meetings",
        "/groups/forms.x/meetings/12",
        "/groups/forms/meetings/12.atom",
        "/groups/forms/meetings/12.ics/agenda",
        "/groups/forms/meetings/99.ics",
        "/groups/nobody.atom",
    ] {
        visitor(&db).get(path).await.is(StatusCode::NOT_FOUND);
        user(&db, "Chen").get(path).await.is(StatusCode::NOT_FOUND);
    }
}
