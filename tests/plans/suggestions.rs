//! Members say what they think of a plan while it is open: comments, replies, suggested texts.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::plans::{PLAN, open};
use support::suggestions::{AWARENESS, COMMENTS, WRITE, mails, say, sent};
use support::{story_time, user, user_at, visitor};

async fn count(db: &PgPool, of: &'static str) -> i64 {
    sqlx::query_scalar(of).fetch_one(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn members_comment_and_reply_until_the_deadline(db: PgPool) {
    let (chen, mira, omar) = (user(&db, "Chen"), user(&db, "Mira"), user(&db, "Omar"));
    mira.get(PLAN).await.hides(">Comment<");
    let early = [("kind", "comment"), ("on", "plan"), ("text", "Too early.")];
    mira.post(COMMENTS, &early).await.is(StatusCode::CONFLICT).shows("not open for comments");
    open(&chen).await;

    mira.get(PLAN).await.shows(">Comment<").shows("Suggest a change");
    let on_it = say(&mira, "comment", AWARENESS, &[("text", "Who is **everybody**?")]).await;
    say(&chen, "comment", "plan", &[("text", "Thank you all.")]).await;

    let page = omar.get(&on_it).await;
    page.shows("Objective 1").shows("<strong>everybody</strong>").shows("Mira Rao");
    page.hides("Send the reply").hides("Decide");
    chen.post(&format!("{on_it}/replies"), &[("text", "All of us.")]).await.location();
    omar.get(&on_it).await.shows("All of us.");
    let list = omar.get(COMMENTS).await;
    list.shows("1. Comment on Objective 1").shows("2. Comment on the plan").shows("1 reply");
    omar.get(PLAN).await.shows("Comments (1, 1 open)");
    let on_awareness = omar.get(&format!("{COMMENTS}?on={AWARENESS}")).await;
    on_awareness.shows("Who is everybody?").hides("Thank you all.");

    for (form, refused) in
        [(early.as_slice(), COMMENTS.to_owned()), (&[("text", "No.")], format!("{on_it}/replies"))]
    {
        omar.post(&refused, form).await.is(StatusCode::FORBIDDEN);
        user(&db, "Nia").post(&refused, form).await.is(StatusCode::NOT_FOUND);
        let late = user_at(&db, "Mira", story_time() + chrono::TimeDelta::days(15));
        late.post(&refused, form).await.is(StatusCode::CONFLICT);
    }
    mira.post(&format!("{on_it}/replies"), &[("text", " ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Write what you want to say.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn what_is_sent_twice_is_kept_once_and_what_is_filled_in_anew_twice(db: PgPool) {
    open(&user(&db, "Chen")).await;
    let mira = user(&db, "Mira");
    let id = mira.get(&format!("{COMMENTS}/new")).await.value("id");
    let form =
        |text: &'static str| [("id", id.clone()), ("on", "plan".into()), ("text", text.to_owned())];
    let send = async |text| {
        let form = form(text);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        mira.post(COMMENTS, &form).await.location().to_owned()
    };
    let (one, two) = tokio::join!(send("Once."), send("Once."));
    assert_eq!(one, two);
    assert_ne!(send("Another.").await, one);
    assert_eq!(count(&db, "select count(*) from plan_comments").await, 2);

    let reply = mira.get(&one).await.value("id");
    for text in ["Twice.", "Twice.", "Thrice."] {
        mira.post(&format!("{one}/replies"), &[("id", &reply), ("text", text)]).await.location();
    }
    assert_eq!(count(&db, "select count(*) from plan_replies").await, 2);
    let told = "select count(*) from history where subject in ('plan comment', 'plan reply')";
    assert_eq!(count(&db, told).await, 4);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_suggestion_is_shown_as_a_redline(db: PgPool) {
    open(&user(&db, "Chen")).await;
    let (mira, omar) = (user(&db, "Mira"), user(&db, "Omar"));
    let form = mira.get(&format!("{COMMENTS}/new?kind=change&on={AWARENESS}")).await;
    form.shows("Everybody knows of the review.").shows("Suggest a change to Objective 1");
    assert_eq!(form.value("title"), "Awareness");

    let words = [
        ("title", "Awareness"),
        ("proposal", "Everyone knows of the review."),
        ("text", "Plainer."),
    ];
    let change = say(&mira, "change", AWARENESS, &words).await;
    let page = omar.get(&change).await;
    page.shows("<del>Everybody</del><ins>Everyone</ins> knows of the review.").shows("Plainer.");
    let words = [("title", "Messages to all"), ("text", "It is missing.")];
    let objective = say(&mira, "objective", "plan", &words).await;
    omar.get(&objective).await.shows("<ins>Messages to all</ins>").shows("Suggested objective");
    let words = [("proposal", "Write *two* pages."), ("text", "One is short.")];
    let activity = say(&mira, "activity", AWARENESS, &words).await;
    omar.get(&activity).await.shows("<ins>Write *two* pages.</ins>");
    let purpose = [("proposal", "What we do."), ("text", "Shorter.")];
    let purpose = say(&mira, "change", "plan", &purpose).await;
    omar.get(&purpose).await.shows("What we do<del> for the review</del>.");
    omar.get(COMMENTS).await.shows("2. Suggested objective").shows("Messages to all");

    for (kind, on, fields, sentence) in [
        ("change", WRITE, vec![("proposal", "Write a page."), ("text", "x")], "Change the text to"),
        ("change", WRITE, vec![("proposal", ""), ("text", "x")], "Say what is to be done."),
        ("change", WRITE, vec![("proposal", "Kept words."), ("text", "")], "Say why"),
        (
            "objective",
            "plan",
            vec![("proposal", "Kept words."), ("text", "x")],
            "Say what the objective is.",
        ),
        ("activity", AWARENESS, vec![("text", "x")], "Say what is to be done."),
    ] {
        let answer = sent(&mira, kind, on, &fields).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence);
        if fields.contains(&("proposal", "Kept words.")) {
            answer.shows("Kept words.");
        }
    }
    // An activity has nothing below it, and an objective is the plan's.
    for asked in [format!("kind=activity&on={WRITE}"), format!("kind=objective&on={AWARENESS}")] {
        mira.get(&format!("{COMMENTS}/new?{asked}")).await.is(StatusCode::NOT_FOUND);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_suggestion_keeps_the_text_that_its_form_started_from(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    open(&chen).await;
    let id = mira.get(&format!("{COMMENTS}/new?kind=change&on={AWARENESS}")).await.value("id");
    let edit = [("revision", "1"), ("title", "Awareness"), ("text", "Everybody knows of it.")];
    chen.post(&format!("{PLAN}/items/{AWARENESS}"), &edit).await.location();

    let form = [
        ("id", id.as_str()),
        ("kind", "change"),
        ("on", AWARENESS),
        ("revision", "1"),
        ("title", "Awareness"),
        ("proposal", "Everyone knows of the review."),
        ("text", "Plainer."),
    ];
    let suggestion = mira.post(COMMENTS, &form).await.location().to_owned();
    mira.get(&suggestion)
        .await
        .shows("<del>Everybody</del><ins>Everyone</ins> knows of the review.");
    let mut unknown = form;
    (unknown[0].1, unknown[3].1) = ("00000000-0000-7000-8000-00000000fff1", "7");
    mira.post(COMMENTS, &unknown).await.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn whoever_is_mentioned_is_told_once_by_mail(db: PgPool) {
    open(&user(&db, "Chen")).await;
    sqlx::query("update people set suspended_at = now() where name = 'Cleo Diaz'")
        .execute(&db)
        .await
        .unwrap();
    let (mira, text) = (user(&db, "Mira"), "@Chen Wei, @chen, @Mira Rao, @Cleo and @Nia: look.");
    let comment = say(&mira, "comment", AWARENESS, &[("text", text)]).await;
    let told = mails(&db).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "chen@example.org");
    assert_eq!(told[0].1, "WG-Forms: Mira Rao mentioned you");
    assert!(
        told[0].2.contains("in a comment on objective 1 of the plan “WSIS+20 action plan”"),
        "{}",
        told[0].2
    );
    assert!(told[0].2.contains(&format!("http://rapporteur.test{comment}")));
    let page = mira.get(&comment).await;
    page.shows("<span class=\"mention\">@Chen Wei</span>").shows("@Cleo and @Nia: look.");

    mira.post(&format!("{comment}/replies"), &[("text", "Also @Omar Haddad")]).await.location();
    say(&mira, "change", WRITE, &[("proposal", "Write two."), ("text", "As @Sana says")]).await;
    let told: Vec<_> = mails(&db).await.into_iter().map(|mail| mail.0).collect();
    assert_eq!(told, ["chen@example.org", "omar@example.org", "sana@example.org"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn nobody_else_reaches_what_is_said_in_a_group(db: PgPool) {
    open(&user(&db, "Chen")).await;
    let comment = say(&user(&db, "Mira"), "comment", "plan", &[("text", "Among us.")]).await;
    let lists = [COMMENTS.to_owned(), PLAN.replace("wsis20", "wsis20/dispositions")];
    for place in lists.iter().chain([&comment, &format!("{PLAN}/dispositions.csv")]) {
        for name in ["Nia", "Ada", ""] {
            user(&db, name).get(place).await.is(StatusCode::NOT_FOUND);
        }
        let quiet = place.replace("forms", "quiet");
        user(&db, "Nia").get(&quiet).await.is(StatusCode::NOT_FOUND);
    }
    // The same comment below another plan of the group is nothing.
    let other = [("title", "Other"), ("slug", "other")];
    user(&db, "Chen").post("/groups/forms/plans", &other).await.location();
    let elsewhere = comment.replace("wsis20", "other");
    user(&db, "Mira").get(&elsewhere).await.is(StatusCode::NOT_FOUND);
    let settle = [("disposition", "noted")];
    user(&db, "Chen")
        .post(&format!("{elsewhere}/settlement"), &settle)
        .await
        .is(StatusCode::NOT_FOUND);
    // A public plan keeps its members' comments to the group.
    let publish = "update plans set visibility = 'public'";
    sqlx::query(publish).execute(&db).await.unwrap();
    visitor(&db).get(COMMENTS).await.is(StatusCode::OK).hides("Among us.").hides("Mira");
    visitor(&db).get(PLAN).await.hides("Comments (");
    visitor(&db).get(&comment).await.is(StatusCode::NOT_FOUND);
    let csv = visitor(&db).get(&format!("{PLAN}/dispositions.csv")).await;
    csv.is(StatusCode::OK).hides("Among us.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "crowd"))
)]
async fn two_thousand_comments_are_read_a_page_at_a_time(db: PgPool) {
    let (mira, on) = (user(&db, "Mira"), "00000000-0000-7000-8000-0000000012a1");
    for place in [
        COMMENTS.to_owned(),
        format!("{COMMENTS}?page=41"),
        format!("{COMMENTS}?state=open&page=2"),
        format!("{COMMENTS}?on={on}"),
        format!("{COMMENTS}/00000000-0000-7000-8000-0000000012b1?page=10"),
        format!("{PLAN}/dispositions?page=7"),
    ] {
        let page = mira.get(&place).await;
        page.is(StatusCode::OK);
        assert!(page.body.len() <= 60 * 1024, "{place} has {} bytes", page.body.len());
    }
    mira.get(COMMENTS).await.shows("Page 1 of 41").shows("comments?page=2").hides("51. Comment");
    mira.get(&format!("{COMMENTS}?page=2")).await.shows("51. Comment").shows("comments?page=1");
    for wrong in ["page=42", "page=0", "page=-1", "state=odd", "on=odd"] {
        mira.get(&format!("{COMMENTS}?{wrong}")).await.is(StatusCode::NOT_FOUND);
    }
    visitor(&db).get(COMMENTS).await.shows("Page 1 of 4").hides("Sana");
}
