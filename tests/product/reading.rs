//! Who may read what: for each thing with a rule, every address that could show it, asked by every
//! kind of reader. A route that is new is asked as well.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use sqlx::PgPool;

use platform::web::Route;
use site::routes::routes;
use support::snapshot::Snapshot;
use support::states::reach;
use support::{Answer, User};

/// An observer, a member, the secretariat and a co-chair.
const INSIDE: [&str; 4] = ["Omar", "Mira", "Sana", "Chen"];
/// A visitor, another group's co-chair, the administrator, and a program that observes.
const OUTSIDE: [&str; 4] = ["", "Nia", "Ada", "Robot"];

const GROUP: &[&str] = &["Omar", "Mira", "Sana", "Chen", "Robot"];
const SPEAKERS: &[&str] = &["Mira", "Sana", "Chen"];
const DRAFTERS: &[&str] = &["Sana", "Chen"];
const SECRETARIAT: &[&str] = &["Sana"];

/// A thing, by the words that are planted in it, and its readers.
const THINGS: [(&str, &[&str]); 34] = [
    ("corrigenda", DRAFTERS),
    ("heading", DRAFTERS),
    ("section", DRAFTERS),
    ("withheld", SPEAKERS),
    // Somebody who is not to be named, by the name of the record, and by that of the account since.
    ("former", SPEAKERS),
    // Whoever administers the platform reads the names of all accounts.
    ("renamed", &["Mira", "Sana", "Chen", "Ada"]),
    ("removed", DRAFTERS),
    ("note", DRAFTERS),
    ("earlier", DRAFTERS),
    ("attendant", GROUP),
    ("participants", GROUP),
    ("joining", GROUP),
    ("original", DRAFTERS),
    ("draft", GROUP),
    ("outcome", GROUP),
    ("agenda", GROUP),
    ("review", GROUP),
    ("remark", GROUP),
    ("plan", GROUP),
    ("objective", GROUP),
    ("version", GROUP),
    ("archived", GROUP),
    ("opinion", GROUP),
    ("spoken", GROUP),
    ("agreed", GROUP),
    ("todo", GROUP),
    ("behalf", GROUP),
    ("file", DRAFTERS),
    ("token", SECRETARIAT),
    ("waiting", SECRETARIAT),
    ("hook", SECRETARIAT),
    // Signs what is sent, and is told only once.
    ("secret", &[]),
    ("invited", &["Sana", "Chen", "Ada"]),
    // Whoever administers the platform makes groups, and so knows which there are.
    ("hidden", &["Nia", "Ada"]),
];

/// What stands for each parameter of an address, by the word before it. Words that are ids are of
/// every table that the word could mean.
const PARAMETERS: [(&str, &str); 14] = [
    ("groups", "select slug from groups"),
    (
        "meetings",
        "select coalesce(number::text, 'draft-' || id::text) from meetings
         where id::text like '00000000-%'",
    ),
    ("plans", "select slug from plans"),
    (
        "items",
        "select id::text from agenda_items where title in ('The new form', 'A budget', 'agendaalpha', 'hiddenbeta')
         union select id::text from plan_items",
    ),
    ("contributions", "select id::text from contributions"),
    ("notes", "select id::text from update_notes"),
    ("decisions", "select id::text from decisions"),
    ("actions", "select id::text from action_items"),
    (
        "history",
        "select id::text from contributions union select id::text from action_items
         union select id::text from update_notes",
    ),
    ("sections", "select id::text from summary_sections where kind in ('item', 'agenda')"),
    ("comments", "select id::text from summary_comments union select id::text from plan_comments"),
    ("members", "select id::text from memberships limit 3"),
    ("service-accounts", "select id::text from people where service_of is not null"),
    ("people", "select id::text from people where name in ('Mira Rao', 'Nia Mensah')"),
];

fn words((thing, _): &(&str, &[&str])) -> [String; 2] {
    [format!("{thing}alpha"), format!("{thing}beta")]
}

async fn values(db: &PgPool) -> BTreeMap<&'static str, Vec<String>> {
    let mut values = BTreeMap::new();
    for (noun, statement) in PARAMETERS {
        let found = sqlx::query_scalar(statement).fetch_all(db).await.unwrap();
        values.insert(noun, found);
    }
    for (noun, table) in
        [("invitations", "invitations"), ("webhooks", "webhooks"), ("imports", "imports")]
    {
        let found = format!("select id::text from {table}");
        let found = sqlx::query_scalar(sqlx::AssertSqlSafe(found)).fetch_all(db).await.unwrap();
        values.insert(noun, found);
    }
    for noun in ["editions", "versions"] {
        values.insert(noun, vec!["1".into(), "2".into()]);
    }
    values.insert("docs", vec!["meetings".into()]);
    values
}

/// Every address of a route: each of its parameters is each of the things that it could name.
fn addresses(path: &str, values: &BTreeMap<&'static str, Vec<String>>) -> Vec<String> {
    let unknown = ["00000000-0000-7000-8000-00000000ffff".to_owned()];
    let (mut addresses, mut noun) = (vec![String::new()], "");
    for segment in path.split('/').skip(1) {
        let named = match segment.starts_with('{') {
            true => values.get(noun).map_or(&unknown[..], Vec::as_slice),
            false => &[],
        };
        addresses = addresses
            .iter()
            .flat_map(|before| match segment.starts_with('{') {
                true => named.iter().map(|value| format!("{before}/{value}")).collect::<Vec<_>>(),
                false => vec![format!("{before}/{segment}")],
            })
            .collect();
        noun = segment;
    }
    let files = match noun {
        "{group}" => &["", ".atom", ".ics"][..],
        "{meeting}" => &["", ".ics"],
        "{plan}" | "{version}" | "{edition}" => &["", ".md", ".json"],
        _ => &[""],
    };
    addresses.iter().flat_map(|one| files.iter().map(move |end| format!("{one}{end}"))).collect()
}

/// What nobody wrote anywhere.
const NOWHERE: &str = "nowhereword";

/// All that an answer tells.
fn told(answer: &Answer) -> String {
    let headers = answer.headers.values().filter_map(|value| value.to_str().ok());
    headers.chain([answer.body.as_str()]).collect::<Vec<_>>().join("\n").to_lowercase()
}

struct Walk {
    seen: BTreeSet<(&'static str, &'static str)>,
    leaks: BTreeSet<String>,
    asked: usize,
}

impl Walk {
    fn note(&mut self, reader: &'static str, address: &str, told: &str, echoed: Option<&str>) {
        for thing in &THINGS {
            let told = words(thing)
                .iter()
                .any(|word| echoed != Some(word) && told.contains(&word.to_lowercase()));
            if told && thing.1.contains(&reader) {
                self.seen.insert((thing.0, reader));
            } else if told {
                self.leaks.insert(format!("{reader:<6} {:<14} {address}", thing.0));
            }
        }
        let version = "/plans/wsis20/versions/1";
        if told.contains(version) && !address.contains(version) && !GROUP.contains(&reader) {
            self.leaks.insert(format!("{reader:<6} {:<14} {address}", "link to version"));
        }
        self.asked += 1;
    }
}

// Each asks thousands of times: beside one another they take half as long.
#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn nothing_is_shown_in_the_group_to_whom_its_rule_does_not_name(db: PgPool) {
    everything_is_asked_for(&db, INSIDE).await;
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn nothing_is_shown_outside_to_whom_its_rule_does_not_name(db: PgPool) {
    everything_is_asked_for(&db, OUTSIDE).await;
}

async fn everything_is_asked_for(db: &PgPool, readers: [&'static str; 4]) {
    for state in ["draft", "scheduled", "in session", "drafting", "in review", "approved"] {
        reach(state, db).await;
    }
    reach("published", db).await;
    reach("correcting", db).await;
    sqlx::raw_sql(include_str!("reading.sql")).execute(db).await.unwrap();
    let visitor = Snapshot::of(db).await.visitor();
    let values = values(db).await;
    let mut table = routes().table();
    table.retain(|route: &Route| route.method == "GET");
    assert!(table.len() > 120, "{}", table.len());

    let mut walk = Walk { seen: BTreeSet::new(), leaks: BTreeSet::new(), asked: 0 };
    for reader in readers {
        let by = visitor.beside(reader);
        for route in &table {
            for address in addresses(route.path, &values) {
                let answer = by.get(&address).await;
                assert!(answer.status.as_u16() < 500, "{address}: {}", answer.body);
                walk.note(reader, &address, &told(&answer), None);
            }
        }
        searches(&by, reader, &mut walk).await;
    }

    assert!(walk.leaks.is_empty(), "of {}:\n{}", walk.asked, Vec::from_iter(walk.leaks).join("\n"));
    for (thing, named) in THINGS {
        for reader in readers.iter().filter(|reader| named.contains(reader)) {
            assert!(walk.seen.contains(&(thing, *reader)), "{reader} sees no {thing} anywhere");
        }
    }
}

/// Whoever may not read a thing finds of it what they find of words that are nowhere: no hit, no
/// count, and nothing beside it.
async fn searches(by: &User, reader: &'static str, walk: &mut Walk) {
    let places = ["/search", "/groups/forms/search", "/groups/quiet/search"];
    for place in places.into_iter().flat_map(|place| [place.to_owned(), format!("/api/v1{place}")])
    {
        let none = by.get(&format!("{place}?q={NOWHERE}")).await.body.replace(NOWHERE, "…");
        for thing in &THINGS {
            for word in words(thing) {
                for query in [format!("?q={word}"), format!("?q=speaker:{word}")] {
                    let answer = by.get(&format!("{place}{query}")).await;
                    let found = told(&answer);
                    walk.note(reader, &format!("{place}{query}"), &found, Some(&word));
                    // Whom a name was taken for is not said by what there is to find.
                    let compared = answer.status == StatusCode::OK && !query.contains("speaker");
                    if compared && !thing.1.contains(&reader) {
                        let same = answer.body.replace(&word, "…") == none;
                        let what = format!("{reader:<6} {:<14} {place}{query}", thing.0);
                        walk.leaks.extend((!same).then_some(what));
                    }
                }
            }
        }
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_became_of_items_the_public_learns_from_the_summary(db: PgPool) {
    let visitor = Snapshot::of(&db).await.visitor();
    let (page, call) =
        ("/groups/forms/meetings/12/agenda", "/api/v1/groups/forms/meetings/12/agenda/items");
    let outcomes = async |by: &User| {
        let items = by.get(call).await.json()["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    visitor.get(page).await.is(StatusCode::OK).hides("not addressed");
    assert!(outcomes(&visitor).await.iter().all(|outcome| outcome == "planned"));
    visitor.beside("Omar").get(page).await.shows("not addressed");
    assert!(outcomes(&visitor.beside("Omar")).await.contains(&"not_addressed".to_owned()));

    for state in
        ["draft", "scheduled", "in session", "drafting", "in review", "approved", "published"]
    {
        reach(state, &db).await;
    }
    visitor.get(page).await.shows("not addressed");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn no_place_in_the_list_of_groups_tells_of_a_hidden_one(db: PgPool) {
    let visitor = Snapshot::of(&db).await.visitor();
    let after = async |place: &str| {
        let answer = visitor.get(&format!("/api/v1/groups?after={place}")).await;
        let told = answer.json();
        (answer.status, told["detail"].clone(), told["items"].clone(), told["next"].clone())
    };
    assert_eq!(after("quiet").await, after("nosuch").await);
    assert_eq!(after("quiet~57").await, after("nosuch~57").await);

    let more = "insert into groups (id, slug, name, short_name, visibility, last_meeting, last_decision)
         select gen_random_uuid(), 'more' || n, 'More ' || n, 'M', 'public', 0, 0 from generate_series(1, 5) n";
    sqlx::raw_sql(more).execute(&db).await.unwrap();
    let slugs = visitor.items("/api/v1/groups?limit=2").await;
    let slugs: Vec<_> =
        slugs.iter().map(|group| group["slug"].as_str().unwrap().to_owned()).collect();
    assert_eq!(slugs, ["more1", "more2", "more3", "more4", "more5", "forms"]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn each_group_counts_its_own_events(db: PgPool) {
    let log = "insert into history (person_id, group_id, subject, subject_id, event)
         select people.id, groups.id, 'group', groups.id, 'changed' from people, groups, generate_series(1, 3)
         where people.name = 'Nia Mensah' and groups.slug = $1";
    for slug in ["quiet", "forms", "quiet", "forms"] {
        sqlx::query(log).bind(slug).execute(&db).await.unwrap();
    }
    let visitor = Snapshot::of(&db).await.visitor();
    let events = visitor.beside("Omar").items("/api/v1/groups/forms/events?limit=2").await;
    let ids: Vec<_> = events.iter().map(|event| event["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5, 6]);
}
