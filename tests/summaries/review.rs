//! The group reviews a draft until its deadline: comments, passages, settlements, returns.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::way::{SUMMARY, after_review, approve, draft, section, section_id, state, submit};
use support::{user, visitor};

async fn comment(db: &PgPool, name: &str, kind: &str, text: &str) -> support::Answer {
    let section = section_id(db, "Next meeting").await;
    let quote = "The next meeting will take place on 13 October 2022 at 14:00 UTC.";
    let form = [("section", &*section), ("quote", quote), ("kind", kind), ("text", text)];
    user(db, name).post(&format!("{SUMMARY}/comments"), &form).await
}

async fn comment_id(db: &PgPool) -> String {
    let id = "select id::text from summary_comments order by made_at desc, id desc limit 1";
    sqlx::query_scalar(id).fetch_one(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_draft_is_submitted_with_a_deadline_and_members_get_a_mail(db: PgPool) {
    draft(&db).await;
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    mira.get(&format!("{SUMMARY}/review")).await.is(StatusCode::FORBIDDEN);
    let page = sana.get(&format!("{SUMMARY}/review")).await;
    assert_eq!(page.value("deadline_date"), "2026-03-13");
    for (date, sentence) in [("2026-03-06", "has to be in the future"), ("soon", "Say until")] {
        let form = [("deadline_date", date), ("deadline_time", "09:00")];
        let page = sana.post(&format!("{SUMMARY}/review"), &form).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence);
        assert_eq!(page.value("deadline_time"), "09:00");
    }

    submit(&db).await;

    let page = mira.get(SUMMARY).await;
    page.shows("The review runs until").shows("Fri 13 March 2026, 09:00 UTC").shows("Wolfgang");
    page.shows("Silence until then is agreement").shows("in Kolkata");
    user(&db, "Omar").get(SUMMARY).await.shows("Wolfgang").hides("Comment on a paragraph");
    visitor(&db).get(SUMMARY).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").get(SUMMARY).await.is(StatusCode::NOT_FOUND);
    let mails = "select recipient, text from mails order by recipient";
    let mails: Vec<(String, String)> = sqlx::query_as(mails).fetch_all(&db).await.unwrap();
    let recipients: Vec<_> = mails.iter().map(|(recipient, _)| recipient.as_str()).collect();
    let others = ["chen@example.org", "cleo@example.org", "mira@example.org", "omar@example.org"];
    assert_eq!(recipients, others);
    assert!(mails[0].1.contains(&format!("http://rapporteur.test{SUMMARY}")));
    assert!(mails[0].1.contains("until Fri 13 March 2026, 09:00 UTC"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn while_it_is_in_review_its_text_stands_still(db: PgPool) {
    draft(&db).await;
    let address = section(&db, "Agenda").await;
    submit(&db).await;
    let sana = user(&db, "Sana");

    let edit = [("revision", "1"), ("heading", "Agenda"), ("text", "1. Nothing")];
    for (way, form) in [("", &edit[..]), ("/removal", &[]), ("/restoration", &[])] {
        let refused = sana.post(&format!("{address}{way}"), form).await;
        refused.is(StatusCode::CONFLICT).shows("Return the summary to drafting first");
    }
    sana.get(&address).await.is(StatusCode::CONFLICT);
    sana.get(&format!("{SUMMARY}/edit")).await.shows("Return the summary to drafting first");
    let again = [("deadline_date", "2027-01-01"), ("deadline_time", "09:00")];
    let refused = sana.post(&format!("{SUMMARY}/review"), &again).await;
    refused.is(StatusCode::CONFLICT).shows("submitted already");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn members_comment_until_the_deadline(db: PgPool) {
    draft(&db).await;
    comment(&db, "Mira", "comment", "Early").await.is(StatusCode::CONFLICT).shows("submitted for");
    submit(&db).await;

    comment(&db, "Mira", "suggestion", "It is on *14* October.").await.location();
    comment(&db, "Omar", "comment", "Me too").await.is(StatusCode::FORBIDDEN);
    comment(&db, "Nia", "comment", "Me too").await.is(StatusCode::NOT_FOUND);
    let page = comment(&db, "Mira", "", " ").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose what it is").shows("Write what you");

    let list = user(&db, "Omar").get(&format!("{SUMMARY}/comments")).await;
    list.shows("Suggested change on “Next meeting”").shows("It is on <em>14</em> October.");
    visitor(&db).get(&format!("{SUMMARY}/comments")).await.is(StatusCode::SEE_OTHER);
    user(&db, "Nia").get(&format!("{SUMMARY}/comments")).await.is(StatusCode::NOT_FOUND);

    let section = section_id(&db, "Agenda").await;
    let form = [("section", &*section), ("kind", "comment"), ("text", "Too late")];
    let late = after_review(&db, "Mira").post(&format!("{SUMMARY}/comments"), &form).await;
    late.is(StatusCode::CONFLICT).shows("The review ended on Fri 13 March 2026, 09:00 UTC.");
    after_review(&db, "Mira").get(SUMMARY).await.shows("Comments are closed.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_comment_is_sent_once_and_on_a_paragraph_that_is_there(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let mira = user(&db, "Mira");
    let section = section_id(&db, "Agenda").await;
    let page = mira.get(&format!("{SUMMARY}/comments/new?section={section}")).await;
    page.shows("IGF involvement in the GDC").shows("The whole section");
    let id = page.value("id");

    let form = [("id", &*id), ("section", &*section), ("kind", "comment"), ("text", "Twice?")];
    mira.post(&format!("{SUMMARY}/comments"), &form).await.location();
    mira.post(&format!("{SUMMARY}/comments"), &form).await.location();
    let count = "select count(*) from summary_comments";
    assert_eq!(sqlx::query_scalar::<_, i64>(count).fetch_one(&db).await.unwrap(), 1);

    let gone = [("section", &*section), ("quote", "Gone."), ("kind", "comment"), ("text", "x")];
    let refused = mira.post(&format!("{SUMMARY}/comments"), &gone).await;
    refused.is(StatusCode::CONFLICT).shows("has changed meanwhile");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn speakers_see_the_passages_that_name_them_and_answer(db: PgPool) {
    sqlx::query(
        "update contributions set speaker = 'Mira Rao', text = 'Mira spoke to the additions.',
                speaker_id = (select id from people where name = 'Mira Rao')
         where speaker = 'Mark Cavell'",
    )
    .execute(&db)
    .await
    .unwrap();
    draft(&db).await;
    submit(&db).await;
    let (mira, passages) = (user(&db, "Mira"), format!("{SUMMARY}/passages"));
    user(&db, "Cleo").get(&passages).await.shows("No passage of this draft names you.");

    let page = mira.get(&passages).await;
    page.shows("spoke to the additions.").hides("Wolfgang");
    let (section, quote) = (page.value("section"), page.value("quote"));
    assert_eq!(quote, "**Mira** spoke to the additions.");
    let answer = |kind: &'static str, text: &'static str| {
        [("section", section.clone()), ("quote", quote.clone()), ("kind", kind.into())]
            .into_iter()
            .chain([("text", text.to_owned())])
            .collect::<Vec<_>>()
    };
    let send = async |name: &str, form: Vec<(&'static str, String)>| {
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        user(&db, name).post(&passages, &form).await
    };
    send("Mira", answer("change", "")).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    send("Cleo", answer("correct", "")).await.is(StatusCode::CONFLICT);
    send("Mira", answer("correct", "")).await.location();
    send("Mira", answer("change", "**Mira** opposed the additions.")).await.location();
    send("Mira", answer("do_not_attribute", "")).await.location();

    let list = user(&db, "Sana").get(&format!("{SUMMARY}/comments")).await;
    list.shows("Confirmed by the speaker").shows("The speaker asks not to be named");
    list.shows("<del> spoke to</del><ins> opposed</ins> the additions.");
    after_review(&db, "Chen").get(SUMMARY).await.shows("request not to be named, is open");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn comments_are_settled_with_a_disposition(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    comment(&db, "Mira", "comment", "Not the 13th?").await.location();
    let (sana, settle) = (user(&db, "Sana"), comment_id(&db).await);
    let settle = format!("{SUMMARY}/comments/{settle}");
    user(&db, "Mira").post(&settle, &[("disposition", "noted")]).await.is(StatusCode::FORBIDDEN);
    let elsewhere = settle.replace("wg-strategy/meetings/45", "forms/meetings/12");
    sana.post(&elsewhere, &[("disposition", "noted")]).await.is(StatusCode::NOT_FOUND);

    sana.get(&settle).await.shows("Not the 13th?");
    let refused = sana.post(&settle, &[("disposition", "not_accepted")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why it is not accepted.");
    let form = [("disposition", "not_accepted"), ("reason", "It is on the 13th.")];
    sana.post(&settle, &form).await.location();

    let list = user(&db, "Mira").get(&format!("{SUMMARY}/comments")).await;
    list.shows("Not accepted by Sana Karimi: It is on the 13th.").hides("Decide");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn it_is_returned_with_a_reason_which_everybody_sees(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    approve(&db).await;
    let (sana, back) = (after_review(&db, "Sana"), format!("{SUMMARY}/return"));
    user(&db, "Mira").post(&back, &[("reason", "x")]).await.is(StatusCode::FORBIDDEN);
    let refused = sana.post(&back, &[("reason", " ")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why.");

    sana.post(&back, &[("reason", "The date is wrong.")]).await.location();

    assert_eq!(state(&db).await, "drafting");
    let reason = "It was returned to drafting: The date is wrong.";
    sana.get(SUMMARY).await.shows(reason);
    user(&db, "Mira").get(SUMMARY).await.shows(reason).hides("Wolfgang");
    sana.post(&back, &[("reason", "Again")]).await.is(StatusCode::CONFLICT);
    let approvals = "select count(*) from approvals";
    assert_eq!(sqlx::query_scalar::<_, i64>(approvals).fetch_one(&db).await.unwrap(), 0);
    let history = "select reason from history where event = 'returned'";
    let told: String = sqlx::query_scalar(history).fetch_one(&db).await.unwrap();
    assert_eq!(told, "The date is wrong.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn why_a_summary_was_returned_is_told_of_that_summary_alone(db: PgPool) {
    draft(&db).await;
    sqlx::query(
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes, joining_link)
         select gen_random_uuid(), id, 1, 'Quiet Meeting', 'held', '2026-03-05 13:00Z', 60, ''
         from groups where slug = 'quiet'",
    )
    .execute(&db)
    .await
    .unwrap();
    let (nia, quiet) = (user(&db, "Nia"), "/groups/quiet/meetings/1/summary");
    nia.post(quiet, &[]).await.location();
    let deadline = [("deadline_date", "2026-03-13"), ("deadline_time", "09:00")];
    nia.post(&format!("{quiet}/review"), &deadline).await.location();
    let reason = "The merger is named.";
    nia.post(&format!("{quiet}/return"), &[("reason", reason)]).await.location();

    for (name, summary, is_theirs) in [("Nia", quiet, true), ("Sana", SUMMARY, false)] {
        let theirs = |told: bool| assert_eq!(told, is_theirs, "{name}");
        let reader = user(&db, name);
        for page in [summary.to_owned(), format!("{summary}/edit")] {
            theirs(reader.get(&page).await.is(StatusCode::OK).body.contains(reason));
        }
        let told = reader.get(&format!("/api/v1{summary}")).await.is(StatusCode::OK).json();
        theirs(told["returned"] == reason);
    }
}
