//! Many who follow one group at one server, and those whose right to it ends.

use std::future::pending;

use futures_util::future::join;
use sqlx::PgPool;

use exchange::events;
use platform::notifications;
use platform::web::App;
use support::following::{Follower, user_at_server};
use support::queries::describe;
use support::{User, app, user};

/// What each save costs more for all who follow together: events are read, and then their rights.
const MOST_MORE: usize = 2;
const SAVES: usize = 10;

/// While those work who tell whoever follows.
async fn told<T>(app: &App, story: impl Future<Output = T>) -> T {
    let (db, notifications) = (app.db.clone(), app.notifications.clone());
    tokio::select! {
        done = story => done,
        () = notifications::watch(db, notifications, pending()) => unreachable!(),
        () = events::watch(app.clone(), pending()) => unreachable!(),
    }
}

async fn change(db: &PgPool, statement: &str) {
    let done = sqlx::query(sqlx::AssertSqlSafe(statement)).execute(db).await.unwrap();
    assert!(done.rows_affected() > 0, "{statement}");
}

async fn invites(sana: &User, name: &str) {
    let id = format!("00000000-0000-7000-8000-0000000012{name}");
    let email = format!("tariq{name}@example.org");
    let new = [("id", &*id), ("email", &*email), ("role", "member")];
    sana.post("/groups/forms/invitations", &new).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "followers"))
)]
async fn a_thousand_hear_each_event_once_and_the_database_is_asked_once(db: PgPool) {
    let app = app(&db);
    let sana = user_at_server(&app, "Sana");
    sana.says("First.").await;
    let ((), alone) = describe(sana.says("Before anybody follows.")).await;
    let mut followers = Vec::new();
    for n in 1..=100 {
        let person = sana.beside(&format!("Follower{n}"));
        for _ in 0..10 {
            followers.push(person.follow("").await);
        }
    }

    let (heard, statements) = describe(async {
        for n in 1..=SAVES {
            sana.says(&format!("Said {n}.")).await;
            events::look(&app).await.unwrap();
            for follower in &mut followers {
                follower.hears(n).await;
            }
        }
        followers.iter().map(Follower::ids).collect::<Vec<_>>()
    })
    .await;

    let first = &heard[0];
    assert!(first.len() == SAVES && first.is_sorted_by(|one, next| one < next), "{first:?}");
    assert!(heard.iter().all(|ids| ids == first));
    let most = SAVES * (alone.len() + MOST_MORE);
    assert!(statements.len() <= most, "{} of {most}: {statements:#?}", statements.len());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "followers"))
)]
async fn nobody_hears_what_happens_after_their_right_ended(db: PgPool) {
    let app = app(&db);
    let sana = user_at_server(&app, "Sana");
    change(
        &db,
        "update people set service_of = groups.id from groups
         where slug = 'forms' and people.name = 'Follower6'",
    )
    .await;
    change(
        &db,
        "update tokens set made_by = people.id from people
         where person_id = (select id from people where name = 'Follower6')
           and people.name = 'Sana Karimi'",
    )
    .await;
    let mut ended = Vec::new();
    for n in 1..=5 {
        ended.push(sana.beside(&format!("Follower{n}")).follow("").await);
    }
    let mut program = sana.beside("Follower6").follow("").await;
    let (mut cleo, mut mira) =
        (sana.beside("Cleo").follow("").await, sana.beside("Follower7").follow("").await);
    let whose = |n| format!("person_id = (select id from people where name = 'Follower{n}')");
    for ends in [
        format!("update tokens set revoked_at = now() where {}", whose(1)),
        "update people set suspended_at = now() where name = 'Follower2'".to_owned(),
        format!("update memberships set until = now() where {}", whose(3)),
        format!("update tokens set expires_at = made_at where {}", whose(4)),
        format!(
            "update tokens set group_ids = array(select id from groups where slug = 'quiet')
             where {}",
            whose(5)
        ),
        "update memberships set role = 'observer'
         where person_id = (select id from people where name = 'Cleo Diaz')"
            .to_owned(),
    ] {
        change(&db, &ends).await;
    }

    told(&app, async {
        invites(&sana, "f1").await;
        sana.says("Not for everybody.").await;
        for follower in &mut ended {
            let heard = follower.ends().await;
            assert!(!heard.contains("event: change"), "{heard}");
        }
        for follower in [&mut cleo, &mut mira, &mut program] {
            follower.hears(1).await;
            assert_eq!(follower.kinds(), ["contribution added"]);
        }
        // Whoever made the token of a program.
        change(
            &db,
            "update memberships set role = 'member'
             where person_id = (select id from people where name = 'Sana Karimi')",
        )
        .await;
        user(&db, "Chen").says("Not for the program either.").await;
        program.ends().await;
        assert_eq!(program.ids().len(), 1, "{}", program.heard);
        mira.hears(2).await;
    })
    .await;
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "followers"))
)]
async fn whoever_comes_in_the_middle_of_a_storm_misses_nothing_and_hears_nothing_twice(db: PgPool) {
    let app = app(&db);
    let sana = user_at_server(&app, "Sana");
    let followers: Vec<Follower> = told(&app, async {
        let mut followers = vec![sana.follow("").await];
        for n in 0..120 {
            let text = format!("Said {n}.");
            if n % 4 != 0 {
                sana.says(&text).await;
                continue;
            }
            let person = sana.beside(&format!("Follower{}", n / 4 + 1));
            let query = ["", "?after=0", "?meeting=12"][n % 3];
            let (follower, ()) = join(person.follow(query), sana.says(&text)).await;
            followers.push(follower);
        }
        let all: Vec<_> = sana.describe("limit=200").await;
        let all: Vec<_> = all.iter().map(|event| event["id"].as_i64().unwrap()).collect();
        for follower in &mut followers {
            let heard = follower.hears_of(*all.last().unwrap()).await;
            assert!(all.ends_with(&heard), "{heard:?} of {all:?}");
        }
        followers
    })
    .await;

    let whole = followers.iter().filter(|follower| follower.ids().len() == 120);
    assert!(whole.count() >= 11, "those who asked from the start, and who was there");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "followers"))
)]
async fn what_nobody_was_told_of_is_found_at_the_next_look(db: PgPool) {
    let app = app(&db);
    let sana = user_at_server(&app, "Sana");
    let (mut mira, mut omar) =
        (sana.beside("Mira").follow("").await, sana.beside("Omar").follow("").await);
    sana.says("No notice comes of it.").await;

    events::look(&app).await.unwrap();

    assert_eq!(mira.hears(1).await, omar.hears(1).await);
    change(&db, "update people set suspended_at = now() where name = 'Omar Haddad'").await;
    events::look(&app).await.unwrap();
    omar.ends().await;
    sana.says("Again.").await;
    events::look(&app).await.unwrap();
    mira.hears(2).await;
    assert!(mira.heard.contains("\n\n:\n\n"), "a line is never silent for long: {}", mira.heard);
    assert_eq!(omar.ids().len(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "followers"))
)]
async fn who_does_not_read_for_long_hears_all_of_it_later_within_their_rights_of_then(db: PgPool) {
    let app = app(&db);
    let sana = user_at_server(&app, "Sana");
    let (mut cleo, mut omar) =
        (sana.beside("Cleo").follow("").await, sana.beside("Omar").follow("").await);
    for n in 10..70 {
        match n % 20 {
            0 => invites(&sana, &n.to_string()).await,
            _ => sana.says(&format!("Said {n}.")).await,
        }
        events::look(&app).await.unwrap();
    }
    change(
        &db,
        "update memberships set role = 'observer'
         where person_id = (select id from people where name = 'Cleo Diaz')",
    )
    .await;
    events::look(&app).await.unwrap();

    let heard = cleo.hears(57).await;
    assert!(heard.is_sorted_by(|one, next| one < next), "{heard:?}");
    assert!(cleo.kinds().iter().all(|kind| kind == "contribution added"), "{:?}", cleo.kinds());
    assert_eq!(omar.hears(57).await, heard);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "followers"))
)]
async fn who_is_not_told_of_speakers_hears_no_name_that_is_withheld(db: PgPool) {
    let app = app(&db);
    let sana = user_at_server(&app, "Sana");
    sana.says("Do not name me.").await;
    change(&db, "update contributions set attribution = 'withheld' where speaker = 'Ines Guest'")
        .await;
    change(
        &db,
        "update contributions set attribution = 'withheld', speaker = people.name, speaker_id = people.id
         from people where people.name = 'Follower8' and text = 'Do not name me.'",
    )
    .await;
    sana.says("Nor me.").await;
    change(&db, "update contributions set attribution = 'withheld' where text = 'Nor me.'").await;
    events::look(&app).await.unwrap();
    let latest = sana.describe("limit=200").await.last().unwrap()["id"].as_i64().unwrap();
    let (mut omar, mut mira) =
        (sana.beside("Omar").follow("").await, sana.beside("Mira").follow("").await);
    for (by, subject, reason) in [
        ("Follower8", "comment", ""),
        ("Sana Karimi", "outcome", "Ines Guest and Follower8 wanted it."),
        ("Follower9", "comment", ""),
    ] {
        let happens = "insert into history (person_id, group_id, meeting_id, subject, subject_id, event, reason)
             select people.id, meetings.group_id, meetings.id, $2, gen_random_uuid(), 'made', $3
             from people, meetings where people.name = $1 and meetings.number = 12";
        let done =
            sqlx::query(happens).bind(by).bind(subject).bind(reason).execute(&db).await.unwrap();
        assert_eq!(done.rows_affected(), 1, "{by}");
    }
    events::look(&app).await.unwrap();

    let after = format!("?after={latest}");
    let (mut omar_later, mut mira_later) =
        (sana.beside("Omar").follow(&after).await, sana.beside("Mira").follow(&after).await);
    for follower in [&mut mira, &mut mira_later] {
        follower.hears(3).await;
        assert!(
            follower.heard.contains("Ines Guest and Follower8 wanted it."),
            "{}",
            follower.heard
        );
    }
    for follower in [&mut omar, &mut omar_later] {
        follower.hears(2).await;
        assert_eq!(follower.kinds(), ["outcome made", "comment made"]);
        assert!(
            follower.heard.contains("A participant and a participant wanted it."),
            "{}",
            follower.heard
        );
        assert!(!follower.heard.contains("Ines") && !follower.heard.contains("Follower8"));
    }
    assert_eq!(sana.beside("Omar").describe(&format!("after={latest}")).await.len(), 2);
}
