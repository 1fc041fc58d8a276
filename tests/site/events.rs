//! What happened in a group, as programs read it: in order, whole, and only what each may see.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::events::EVENTS;
use support::{user, visitor};

const MEETING: &str = "/groups/forms/meetings/12";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn nobody_is_told_of_what_they_may_not_see(db: PgPool) {
    let sana = user(&db, "Sana");
    let invited = [
        ("id", "00000000-0000-7000-8000-0000000012ff"),
        ("email", "tariq@example.org"),
        ("role", "member"),
    ];
    sana.post("/groups/forms/invitations", &invited).await.location();
    sqlx::query("update meetings set state = 'held'").execute(&db).await.unwrap();
    sana.post(&format!("{MEETING}/summary"), &[]).await.location();
    let new = "/groups/forms/plans/wsis20/public-comments";
    let page = visitor(&db).get(&format!("{new}/new?on=plan")).await;
    let letter = [
        ("id", &*page.value("id")),
        ("on", "plan"),
        ("name", "Paul Public"),
        ("email", "paul@example.net"),
        ("text", "Good."),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    let letter = letter.iter().map(|(name, value)| (*name, &**value)).collect::<Vec<_>>();
    visitor(&db).post(new, &letter).await.location();

    let hidden = |kinds: Vec<String>| {
        ["invitation invited", "section composed", "public comment sent"]
            .map(|kind| kinds.iter().any(|told| told == kind))
    };
    assert_eq!(hidden(sana.kinds().await), [true, true, true]);
    assert_eq!(hidden(user(&db, "Chen").kinds().await), [true, true, false]);
    for name in ["Mira", "Omar"] {
        let kinds = user(&db, name).kinds().await;
        assert!(kinds.contains(&"summary drafted".to_owned()), "{kinds:?}");
        assert_eq!(hidden(kinds), [false, false, false], "{name}");
    }
    user(&db, "Nia").get(EVENTS).await.is(StatusCode::NOT_FOUND);
    user(&db, "Ada").get(EVENTS).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get(EVENTS).await.is(StatusCode::UNAUTHORIZED);
}
