//! A summary is composed from the record, and knows the record that it was composed from.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::{Answer, user};

const SUMMARY: &str = "/groups/wg-strategy/meetings/45/summary";
const SPOKEN: &str = "00000000-0000-7000-8000-0000000045c2";

async fn draft(db: &PgPool) {
    let drafted = user(db, "Sana").post(SUMMARY, &[]).await;
    assert_eq!(drafted.location(), format!("{SUMMARY}/edit"));
}

async fn sections(db: &PgPool) -> Vec<(String, String)> {
    let sections = "select heading, text from summary_sections order by position";
    sqlx::query_as(sections).fetch_all(db).await.unwrap()
}

/// The address of the section with that heading, from the list.
async fn section(db: &PgPool, heading: &str) -> String {
    let id = "select id::text from summary_sections where heading = $1";
    let id: String = sqlx::query_scalar(id).bind(heading).fetch_one(db).await.unwrap();
    format!("{SUMMARY}/sections/{id}")
}

/// The names in bold, paragraph by paragraph.
fn speakers(text: &str) -> Vec<&str> {
    text.split("**").skip(1).step_by(2).collect()
}

async fn now_it_was_said(db: &PgPool, text: &str) {
    sqlx::query("update contributions set text = $1 where id = $2::uuid")
        .bind(text)
        .bind(SPOKEN)
        .execute(db)
        .await
        .unwrap();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn meeting_45_gives_a_report_with_the_structure_of_the_model(db: PgPool) {
    draft(&db).await;

    let sections = sections(&db).await;
    let headings: Vec<_> = sections.iter().map(|(heading, _)| heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "Online Meeting 45: Summary Report",
            "Agenda",
            "1. IGF involvement in the GDC",
            "2. WSIS+20 action plan",
            "Remaining agenda items (3-5)",
            "Next meeting",
        ]
    );
    let [opening, agenda, gdc, wsis, remaining, next] = [0, 1, 2, 3, 4, 5].map(|n| &*sections[n].1);
    assert_eq!(
        opening,
        "**MAG Working Group on IGF Strengthening and Strategy**  \n\
         **30 September 2022 at 14:00 UTC**\n\n\
         The 45th meeting of the MAG Working Group on IGF Strengthening and Strategy \
         (WG-Strategy) was held on 30 September 2022 at 14:00 UTC. The meeting was moderated by \
         Chris Buckridge. The list of participants and the recording of the meeting are available \
         upon request."
    );
    assert_eq!(
        agenda,
        "1. IGF involvement in the GDC\n   \
            - a. Meeting with the Envoy on Technology\n   \
            - b. Follow up activities related to the GDC communique\n\
         2. WSIS+20 action plan\n\
         3. Update from the IGF Secretariat (IGF 2022 etc.)\n\
         4. Update on behalf of the Office of the Envoy on Technology\n\
         5. AoB"
    );
    assert_eq!(speakers(gdc), ["Chris", "Chris"]);
    assert!(gdc.contains("MAG/IGF community. [UPDATE: This is confirmed for 13 October]\n\n"));
    let spoke = [
        "Chris",
        "Mark Cavell",
        "Wolfgang Kleinwächter",
        "Valeria Betancourt",
        "Tulio Andrade",
        "Chris",
        "Wout de Natris",
        "Christine Arida",
        "Tulio",
        "Anriette",
        "Jorge Cancio",
        "Ben Wallis",
    ];
    assert_eq!(speakers(wsis), spoke);
    assert!(wsis.contains("\n\nThe procedural aspect is of huge concern"));
    assert!(remaining.starts_with("There were no representatives from the IGF Secretariat"));
    assert_eq!(next, "The next meeting will take place on 13 October 2022 at 14:00 UTC.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn the_preview_is_set_like_the_document(db: PgPool) {
    draft(&db).await;

    let page = user(&db, "Chen").get(&format!("{SUMMARY}/preview")).await;

    page.shows("<h1 dir=\"auto\">Online Meeting 45: Summary Report</h1>");
    page.shows("<h2 dir=\"auto\">Agenda</h2>").shows("<h2>Discussion</h2>");
    page.shows("<h3 dir=\"auto\">2. WSIS+20 action plan</h3>");
    page.shows("<span class=\"update\">[UPDATE: This is confirmed for 13 October]</span>");
    assert_eq!(page.body.matches("<h1").count(), 1);
    assert_eq!(page.body.matches("<h2>Discussion</h2>").count(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_speaker_who_is_not_to_be_named_is_nowhere_in_it(db: PgPool) {
    let withhold = "update contributions set attribution = 'withheld' where speaker like 'Mark %'";
    sqlx::query(withhold).execute(&db).await.unwrap();

    draft(&db).await;

    let page = user(&db, "Sana").get(&format!("{SUMMARY}/preview")).await;
    page.shows("A participant spoke to the additions").hides("Mark").hides("Cavell");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_section_whose_record_changed_offers_the_new_text_its_own_or_both(db: PgPool) {
    draft(&db).await;
    let sana = user(&db, "Sana");
    let address = section(&db, "1. IGF involvement in the GDC").await;
    sana.get(&address).await.hides("The record has changed");
    let mine = "Regarding the meeting, **Chris** informed us.\n\n**Chris** shared an update.";
    let edit = [("revision", "1"), ("heading", "1. IGF and the GDC"), ("text", mine)];
    sana.post(&address, &edit).await.location();
    sana.get(&format!("{SUMMARY}/edit")).await.hides("The record has changed since");

    now_it_was_said(&db, "Chris shared the communique.").await;

    sana.get(&format!("{SUMMARY}/edit")).await.shows("The record has changed since");
    let page = sana.get(&address).await;
    page.shows("The record has changed since this section was composed").shows("<del>");
    let renewed = page.value("renewed");

    let form = [("take", "mine"), ("revision", "2"), ("renewed", &*renewed)];
    sana.post(&format!("{address}/renewal"), &form).await.location();
    sana.get(&address).await.hides("The record has changed").shows("informed us");

    now_it_was_said(&db, "Chris shared the small communique.").await;
    let again = sana.post(&format!("{address}/renewal"), &form).await;
    again.is(StatusCode::CONFLICT).shows("The record has changed again meanwhile.");

    let renewed = sana.get(&address).await.value("renewed");
    let form = [("take", "new"), ("revision", "2"), ("renewed", &*renewed)];
    sana.post(&format!("{address}/renewal"), &form).await.location();
    let page = sana.get(&address).await;
    page.shows("shared the small communique.").hides("informed us").hides("has changed");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn both_texts_can_be_merged_without_script(db: PgPool) {
    draft(&db).await;
    let sana = user(&db, "Sana");
    let heading = "1. IGF involvement in the GDC";
    let address = section(&db, heading).await;
    let text = sections(&db).await[2].1.replace("informed that planning", "told us that planning");
    sana.post(&address, &[("revision", "1"), ("heading", heading), ("text", &text)])
        .await
        .location();
    now_it_was_said(&db, "Chris shared the communique.").await;

    let page = sana.get(&format!("{address}?merge=true")).await;

    page.shows("told us that planning").shows("shared the communique.");
    let form = |page: &Answer, text: &str| {
        let (revision, renewed) = (page.value("revision"), last_renewed(page));
        let text = text.to_owned();
        [("revision", revision), ("renewed", renewed), ("heading", heading.into()), ("text", text)]
    };
    let merged = form(&page, "**Chris** told us, and shared the communique.");
    let merged: Vec<_> = merged.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sana.post(&address, &merged).await.location();
    sana.get(&address).await.shows("told us, and shared").hides("The record has changed");
}

/// The one of the form with the text, after the one of the form with the three choices.
fn last_renewed(page: &Answer) -> String {
    let tag = page.body.rsplit("name=\"renewed\"").next().unwrap();
    tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn what_the_record_newly_gives_is_offered_and_what_it_no_longer_gives_is_said(db: PgPool) {
    draft(&db).await;
    let sana = user(&db, "Sana");
    sqlx::raw_sql(
        "update meetings set next_meeting_at = null where number = 45;
         insert into decisions (id, group_id, meeting_id, number, text, html)
         select gen_random_uuid(), group_id, id, 1, 'We go on.', '' from meetings where number = 45",
    )
    .execute(&db)
    .await
    .unwrap();

    let page = sana.get(&format!("{SUMMARY}/edit")).await;
    page.shows("The record no longer gives this section").shows("New in the record");

    let vanished = section(&db, "Next meeting").await;
    sana.post(&format!("{SUMMARY}/sections"), &[("kind", "decisions")]).await.location();
    sana.post(&format!("{vanished}/removal"), &[]).await.location();
    let page = sana.get(&format!("{SUMMARY}/preview")).await;
    page.shows("<strong>Decision 1</strong>: We go on.").hides("Next meeting");
    let twice = sana.post(&format!("{SUMMARY}/sections"), &[("kind", "decisions")]).await;
    twice.is(StatusCode::CONFLICT);

    sana.post(&format!("{vanished}/restoration"), &[]).await.location();
    sana.get(&format!("{SUMMARY}/preview")).await.shows("Next meeting");
    let headings: Vec<_> = sections(&db).await.into_iter().map(|(heading, _)| heading).collect();
    assert_eq!(headings[4..], ["Remaining agenda items (3-5)", "Decisions", "Next meeting"]);
}
