//! What no browser would send, at every route.

use sqlx::PgPool;

use crate::policy::address;
use platform::web::Route;
use site::routes::routes;
use support::{Answer, user};

/// Every route, with what no browser would send.
#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "links"))
)]
async fn no_route_breaks(db: PgPool) {
    let people = ["Chen", "Ada", ""].map(|name| user(&db, name));
    let text = "%00%F0%9F%8F%B4%E2%80%AE<b>'\";--".to_owned() + &"x".repeat(5_000);
    let fields = [
        "id",
        "revision",
        "title",
        "text",
        "notes",
        "name",
        "email",
        "minutes",
        "parent",
        "slug",
        "starts_date",
        "starts_time",
        "direction",
        "speaker",
        "guest",
        "item",
        "time_zone",
        "password",
        "new_password",
        "role",
        "reason",
        "heading",
        "kind",
        "affiliation",
        "zone",
    ];
    let forms = [
        String::new(),
        fields.map(|field| format!("{field}={text}")).join("&"),
        fields.map(|field| format!("{field}=-1")).join("&"),
        fields.map(|field| format!("{field}=999999999999999999999")).join("&"),
        fields.map(|field| format!("{field}=0001-01-01")).join("&"),
        fields.map(|field| format!("{field}={field}&{field}={field}")).join("&"),
    ];
    let mut broken = Vec::new();
    for route in routes().table() {
        let known = address(route.path, "in session");
        let absurd = ["%00", "%ff", "..%2f", "-1", "%F0%9F%8F%B4", &"x".repeat(3_000)];
        let paths = absurd.map(|segment| with_segments(route.path, segment));
        for person in &people {
            for path in paths.iter().chain([&known]) {
                let answer = match route.method {
                    "GET" => person.get(path).await,
                    _ => person.post(path, &[]).await,
                };
                note(&mut broken, &route, path, &answer);
            }
            for form in forms.iter().filter(|_| route.method == "POST") {
                let answer = person.post_body(&known, form.clone()).await;
                note(&mut broken, &route, form, &answer);
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

fn note(broken: &mut Vec<String>, route: &Route, sent: &str, answer: &Answer) {
    if answer.status.is_server_error() {
        let sent: String = sent.chars().take(200).collect();
        broken.push(format!("{}: {} {} given {sent}", answer.status, route.method, route.path));
    }
}

fn with_segments(path: &str, segment: &str) -> String {
    let segments = path.split('/').map(|part| if part.starts_with('{') { segment } else { part });
    segments.collect::<Vec<_>>().join("/")
}
