//! Recording what people said, and correcting it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use sqlx::PgPool;

use support::recording::{ITEM_1, ITEM_1A, ITEM_2, RECORD, id_of};
use support::{Answer, User, user};

const ADD: &str = "/groups/forms/meetings/12/record/contributions";

/// Adds what a guest said, and tells where it is edited.
async fn said(by: &User, item: &str, guest: &str, text: &str) -> String {
    let form = [("item", item), ("guest", guest), ("text", text)];
    let answer = by.post(ADD, &form).await;
    assert_eq!(answer.location(), format!("{RECORD}/items/{item}#next"));
    let page = by.get(&format!("{RECORD}/items/{item}")).await.body;
    let at = page.rfind(&format!("{ADD}/")).unwrap();
    page[at..at + ADD.len() + 37].to_owned()
}

/// The form as the page has it, to be changed and sent.
fn form(page: &Answer) -> Vec<(&'static str, String)> {
    let text = page.body.split("name=\"text\"").nth(1).unwrap();
    let text = text.split_once(">\n").unwrap().1.split("</textarea>").next().unwrap();
    let item = page.body.split("name=\"item\"").nth(1).unwrap();
    let item = item[..item.find(" selected").unwrap()].rsplit('"').nth(1).unwrap();
    vec![
        ("revision", page.value("revision")),
        ("item", item.to_owned()),
        ("guest", page.value("guest")),
        ("capacity", page.value("capacity")),
        ("text", unescaped(text)),
    ]
}

fn unescaped(html: &str) -> String {
    html.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#38;", "&")
}

async fn send(by: &User, place: &str, form: &[(&'static str, String)]) -> Answer {
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    by.post(place, &form).await
}

fn with(form: &[(&'static str, String)], name: &str, value: &str) -> Vec<(&'static str, String)> {
    let changed = |(n, v): &(&'static str, String)| match *n == name {
        true => (*n, value.to_owned()),
        false => (*n, v.clone()),
    };
    form.iter().map(changed).collect()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_secretariat_records_what_a_member_and_a_guest_said(db: PgPool) {
    let sana = user(&db, "Sana");
    let mira = id_of(&db, "Mira").await;
    let form = [
        ("item", ITEM_1A),
        ("speaker", &mira),
        ("capacity", "on behalf of the printers"),
        ("text", "The page is *too long*."),
    ];
    sana.post(ADD, &form).await.is(StatusCode::SEE_OTHER);
    said(&sana, ITEM_1A, "Ines Guest", "It is not.").await;

    let page = sana.get(&format!("{RECORD}/items/{ITEM_1A}")).await;
    page.shows("<em>too long</em>").shows("on behalf of the printers").shows("Ines Guest");
    assert!(page.body.find("too long") < page.body.find("It is not."));
    user(&db, "Omar").get(RECORD).await.shows("<em>too long</em>");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_contribution_has_one_speaker_and_a_text(db: PgPool) {
    let sana = user(&db, "Sana");
    let (mira, nia) = (id_of(&db, "Mira").await, id_of(&db, "Nia").await);
    let cases: [(&str, &str, &str, &str); 5] = [
        ("", "", "Words kept.", "Choose who spoke, or write a guest’s name."),
        (&mira, "Ines", "Words kept.", "Choose a member or write a guest’s name, not both."),
        (&nia, "", "Words kept.", "Choose somebody who is or was a member of this group."),
        ("x", "", "Words kept.", "Choose somebody who is or was a member of this group."),
        (&mira, "", " \n ", "Write what was said."),
    ];
    for (speaker, guest, text, sentence) in cases {
        let form = [("item", ITEM_1), ("speaker", speaker), ("guest", guest), ("text", text)];
        let answer = sana.post(ADD, &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(text.trim()).shows(guest);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn somebody_who_left_the_group_can_still_have_spoken(db: PgPool) {
    let sana = user(&db, "Sana");
    let mira = id_of(&db, "Mira").await;
    sqlx::raw_sql("update memberships set until = '2026-03-05 20:00Z' where role = 'member'")
        .execute(&db)
        .await
        .unwrap();

    let form = [("item", ITEM_1), ("speaker", mira.as_str()), ("text", "I said this.")];
    sana.post(ADD, &form).await.is(StatusCode::SEE_OTHER);
    sana.get(&format!("{RECORD}/items/{ITEM_1}")).await.shows("Mira Rao");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn pressing_twice_adds_one_and_going_back_to_write_more_adds_another(db: PgPool) {
    let sana = user(&db, "Sana");
    let id = sana.get(&format!("{RECORD}/items/{ITEM_1}")).await.value("id");
    let form = |text| {
        [("id", id.clone()), ("item", ITEM_1.into()), ("guest", "Ines".into()), ("text", text)]
    };
    let send_text = async |text: &str| {
        send(&sana, ADD, &form(text.to_owned())).await.is(StatusCode::SEE_OTHER).status
    };

    tokio::join!(send_text("First."), send_text("First."), send_text("First."));
    send_text("Second, after going back.").await;

    let texts: Vec<String> = sqlx::query_scalar("select text from contributions order by position")
        .fetch_all(&db)
        .await
        .unwrap();
    assert_eq!(texts, ["First.", "Second, after going back."]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_many_add_at_once_is_all_there_and_in_one_order(db: PgPool) {
    let people = [user(&db, "Sana"), user(&db, "Chen"), user(&db, "Cleo")];
    let adds = (0..24).map(|n| {
        let by = people[n % 3].clone();
        tokio::spawn(async move {
            let text = format!("Words {n}.");
            let form = [("item", ITEM_2), ("guest", "Ines"), ("text", text.as_str())];
            by.post(ADD, &form).await.is(StatusCode::SEE_OTHER);
        })
    });
    for add in adds.collect::<Vec<_>>() {
        add.await.unwrap();
    }

    let positions: Vec<i32> = sqlx::query_scalar("select position from contributions order by 1")
        .fetch_all(&db)
        .await
        .unwrap();
    assert_eq!(positions, (1..=24).collect::<Vec<_>>());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn contributions_change_places_and_items(db: PgPool) {
    let sana = user(&db, "Sana");
    let item = format!("{RECORD}/items/{ITEM_1}");
    let (one, two) =
        (said(&sana, ITEM_1, "Ines", "One.").await, said(&sana, ITEM_1, "Ines", "Two.").await);
    let order = async |page: &str| {
        let body = sana.get(page).await.body;
        ["One.", "Two."].map(|text| body.find(&format!(">{text}</p>")))
    };

    sana.post(&format!("{two}/position"), &[("direction", "up")]).await.is(StatusCode::SEE_OTHER);
    let [first, second] = order(&item).await;
    assert!(second < first);
    sana.post(&format!("{two}/position"), &[("direction", "up")]).await.is(StatusCode::SEE_OTHER);
    sana.post(&format!("{two}/position"), &[("direction", "sideways")])
        .await
        .is(StatusCode::BAD_REQUEST);

    let form = form(&sana.get(&one).await);
    let moved = send(&sana, &one, &with(&form, "item", ITEM_2)).await;
    assert!(moved.location().starts_with(&format!("{RECORD}/items/{ITEM_2}#entry-")));
    assert!(order(&item).await[0].is_none());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_removed_can_be_put_back_and_the_history_tells_it(db: PgPool) {
    let sana = user(&db, "Sana");
    let place = said(&sana, ITEM_1, "Ines", "The fee is ten euros.").await;
    let form = form(&sana.get(&place).await);
    send(&sana, &place, &with(&form, "text", "The fee is twelve euros."))
        .await
        .is(StatusCode::SEE_OTHER);

    sana.post(&format!("{place}/removal"), &[]).await.is(StatusCode::SEE_OTHER);
    sana.get(&place).await.is(StatusCode::NOT_FOUND);
    sana.post(&place, &[("item", ITEM_1), ("text", "x")]).await.is(StatusCode::NOT_FOUND);
    sana.get(RECORD).await.hides(">The fee is twelve euros.</p>").shows("Put back");
    sana.post(&format!("{place}/restoration"), &[]).await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.shows(">The fee is twelve euros.</p>");

    let past = place.replace("contributions", "history");
    let history = sana.get(&past).await;
    history.shows("added").shows("removed").shows("put back").shows("by <bdi>Sana Karimi</bdi>");
    history.shows("The fee is<del> ten</del><ins> twelve</ins> euros.");
    user(&db, "Mira").get(&past).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_late_edit_gets_both_texts_and_saves_them_merged(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let place = said(&sana, ITEM_1, "Ines", "The form is long.\n\nIt costs ten euros.").await;
    let form = form(&sana.get(&place).await);
    let sanas = with(&form, "text", "The form is very long.\n\nIt costs ten euros.");
    send(&sana, &place, &sanas).await.is(StatusCode::SEE_OTHER);

    let chens = with(&form, "text", "The form is long.\n\nIt costs twelve euros.");
    let conflict = send(&chen, &place, &with(&chens, "capacity", "as an expert")).await;
    conflict.is(StatusCode::CONFLICT).shows("Sana Karimi").shows("What you wrote");
    conflict.shows("<ins> very</ins>").shows("<ins> twelve</ins>").shows("Yours: as an expert");
    conflict.shows("The form is very long.\n\nIt costs twelve euros.</textarea>");

    let merged = [
        ("revision", conflict.value("revision")),
        ("item", conflict.value("item")),
        ("guest", conflict.value("guest")),
        ("capacity", "as an expert".into()),
        ("text", "The form is very long.\n\nIt costs twelve euros.".into()),
    ];
    send(&chen, &place, &merged).await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.shows("very long").shows("twelve euros").shows("as an expert");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_conflict_has_to_be_decided_before_it_is_saved(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let mira = id_of(&db, "Mira").await;
    let place = said(&sana, ITEM_1, "Ines", "It costs ten euros.").await;
    let form = form(&sana.get(&place).await);
    let sanas = with(&form, "text", "It costs eleven euros.");
    let mut sanas = with(&sanas, "guest", "");
    sanas.push(("speaker", mira));
    send(&sana, &place, &sanas).await.is(StatusCode::SEE_OTHER);

    let conflict = send(&chen, &place, &with(&form, "text", "It costs twelve euros.")).await;
    conflict.is(StatusCode::CONFLICT).shows("needs your choice").shows("Saved: Mira Rao");
    let proposal = conflict.body.split("<textarea").nth(1).unwrap();
    let proposal = proposal.split_once(">\n").unwrap().1.split("</textarea>").next().unwrap();
    let proposal = unescaped(proposal);
    assert!(proposal.contains("eleven") && proposal.contains("twelve"), "{proposal}");

    let undecided = with(&with(&form, "text", &proposal), "revision", &conflict.value("revision"));
    let refused = send(&chen, &place, &undecided).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("stand side by side").shows("twelve");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn two_editors_who_save_all_the_time_lose_no_word(db: PgPool) {
    let sana = user(&db, "Sana");
    let place = said(&sana, ITEM_1, "Ines", "Start.").await;
    let editors = ["Sana", "Chen"].map(|name| {
        let (by, place) = (user(&db, name), place.clone());
        tokio::spawn(async move {
            for n in 0..12 {
                add_a_word(&by, &place, &format!("{name}{n}")).await;
            }
        })
    });
    for editor in editors {
        editor.await.unwrap();
    }

    let text: String =
        sqlx::query_scalar("select text from contributions").fetch_one(&db).await.unwrap();
    let words: BTreeSet<_> = text.split_whitespace().collect();
    for name in ["Sana", "Chen"] {
        for n in 0..12 {
            assert!(words.contains(format!("{name}{n}").as_str()), "{name}{n} is lost:\n{text}");
        }
    }
}

/// Adds a paragraph, and takes every merged proposal as it comes, without its marks.
async fn add_a_word(by: &User, place: &str, word: &str) {
    let mut form = form(&by.get(place).await);
    let text = format!("{}\n\n{word}", form[4].1);
    form = with(&form, "text", &text);
    loop {
        let answer = send(by, place, &form).await;
        if answer.status == StatusCode::SEE_OTHER {
            return;
        }
        answer.is(StatusCode::CONFLICT);
        let proposal = answer.body.split("<textarea").nth(1).unwrap();
        let proposal = proposal.split_once(">\n").unwrap().1.split("</textarea>").next().unwrap();
        let decided = unescaped(proposal);
        let marked = |line: &&str| ["<<<", "===", ">>>"].iter().any(|mark| line.starts_with(mark));
        let decided: Vec<_> = decided.lines().filter(|line| !marked(line)).collect();
        form = with(&form, "text", &decided.join("\n"));
        form = with(&form, "revision", &answer.value("revision"));
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn odd_texts_are_kept_as_they_are(db: PgPool) {
    let sana = user(&db, "Sana");
    for text in ["تحية للجميع e\u{301} \u{202E}xyz", "a\0b", "<script>alert(1)</script> & \"x\""]
    {
        let place = said(&sana, ITEM_1, "Ines", text).await;
        let kept = form(&sana.get(&place).await)[4].1.clone();
        assert_eq!(kept, text.replace('\0', "\u{FFFD}"));
    }
    sana.get(RECORD).await.is(StatusCode::OK).hides("<script>alert");

    let long = "word ".repeat(199_000);
    let answer = sana.post(ADD, &[("item", ITEM_1), ("guest", "Ines"), ("text", &long)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let name = "x".repeat(400);
    let answer = sana.post(ADD, &[("item", ITEM_1), ("guest", &name), ("text", "Words.")]).await;
    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Shorten this to 300 characters.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn ids_of_another_meeting_lead_nowhere(db: PgPool) {
    let sana = user(&db, "Sana");
    let place = said(&sana, ITEM_1, "Ines", "Ours.").await;
    sqlx::raw_sql(
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 1, 'Meeting', 'held', now(), 60 from groups where slug = 'quiet';
         insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 11, 'Meeting', 'held', now(), 60 from groups where slug = 'forms'",
    )
    .execute(&db)
    .await
    .unwrap();
    let (nia, other) = (user(&db, "Nia"), place.replace("/12/", "/11/"));
    let quiet = place.replace("/forms/meetings/12/", "/quiet/meetings/1/");
    let form = [("item", ITEM_1), ("guest", "Nia"), ("text", "Theirs.")];

    for (by, place) in [(&nia, &quiet), (&sana, &other)] {
        by.get(place).await.is(StatusCode::NOT_FOUND);
        by.get(&place.replace("contributions", "history")).await.is(StatusCode::NOT_FOUND);
        by.post(place, &form).await.is(StatusCode::NOT_FOUND);
        by.post(&format!("{place}/removal"), &[]).await.is(StatusCode::NOT_FOUND);
        by.post(&format!("{place}/position"), &[("direction", "up")])
            .await
            .is(StatusCode::NOT_FOUND);
        by.post(place.rsplit_once('/').unwrap().0, &form).await.is(StatusCode::NOT_FOUND);
    }
    user(&db, "Mira").post(&place, &form).await.is(StatusCode::FORBIDDEN);
    nia.post(&place, &form).await.is(StatusCode::NOT_FOUND);
}
