//! What people find when they search, and what they do not.

use axum::http::StatusCode;
use serde_json::Value;
use sqlx::{AssertSqlSafe, PgPool};

use support::states::reach;
use support::{Answer, User, user, visitor};

const MEETING: &str = "/groups/forms/meetings/12";

pub async fn sql(db: &PgPool, statement: &str) {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(db).await.unwrap();
}

/// One more contribution to the first item of meeting 12.
pub async fn said(db: &PgPool, speaker: &str, html: &str) {
    let statement = format!(
        "insert into contributions (id, meeting_id, item_id, position, speaker, text, html)
         values (gen_random_uuid(), '00000000-0000-7000-8000-000000000012',
                 '00000000-0000-7000-8000-0000000012a1', 9, '{speaker}', '{html}', '{html}')"
    );
    sql(db, &statement).await;
}

/// The page, and its links to what was found.
pub async fn look(user: &User, address: &str) -> (Answer, Vec<String>) {
    let answer = user.get(address).await;
    answer.is(StatusCode::OK);
    let found = answer.body.split("class=\"what\" href=\"").skip(1);
    let found = found.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    (answer, found)
}

pub async fn found(user: &User, address: &str) -> Vec<String> {
    look(user, address).await.1
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn members_find_what_was_said_and_agreed(db: PgPool) {
    let mira = user(&db, "Mira");
    let (page, links) = look(&mira, "/search?q=forms").await;
    page.shows("<mark>form</mark>").shows("4 results").shows("Contribution of Mira Rao");
    for link in [
        "/groups/forms/meetings/12/agenda#item-00000000-0000-7000-8000-0000000012a1",
        "/groups/forms/meetings/12/record?entry=00000000-0000-7000-8000-0000000012c1#entry-00000000-0000-7000-8000-0000000012c1",
        "/groups/forms/meetings/12/record?entry=00000000-0000-7000-8000-0000000012d1#entry-00000000-0000-7000-8000-0000000012d1",
        "/groups/forms/actions/00000000-0000-7000-8000-0000000012e1",
    ] {
        assert!(links.iter().any(|found| found == link), "{link} is not in {links:?}");
    }
    for link in &links {
        mira.get(link.split('#').next().unwrap()).await.is(StatusCode::OK);
    }
    assert_eq!(found(&mira, "/groups/forms/search?q=form").await, links);
    assert_eq!(found(&mira, "/search?q=form&kind=decision").await.len(), 1);
    assert_eq!(found(&mira, "/search?q=form+-page+-new&kind=").await.len(), 2);
    assert_eq!(found(&mira, "/search?q=%22shorter+form%22").await.len(), 1);
    assert!(found(&mira, "/search?q=%22form+shorter%22").await.is_empty());
    assert_eq!(found(&mira, "/search?q=meeting+12").await, [MEETING]);
    assert_eq!(
        found(&mira, "/search?q=form&from=2026-03-05&to=2026-03-05&kind=item").await.len(),
        1
    );
    assert!(found(&mira, "/search?q=form&from=2026-03-06&kind=item").await.is_empty());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn plans_and_what_is_said_of_them_are_found(db: PgPool) {
    let (mira, visitor) = (user(&db, "Mira"), visitor(&db));
    let plan = "/groups/forms/plans/wsis20";
    let objective = format!(
        "{plan}?at=00000000-0000-7000-8000-0000000012a1#i-00000000-0000-7000-8000-0000000012a1"
    );
    for reader in [&mira, &visitor] {
        let links = found(reader, "/search?q=review&kind=plan").await;
        assert_eq!(links.len(), 2, "{links:?}");
        assert!(links.contains(&plan.to_owned()) && links.contains(&objective));
    }
    let comment = format!("{plan}/comments/00000000-0000-7000-8000-0000000012b1");
    assert_eq!(found(&mira, "/search?q=plainer").await, std::slice::from_ref(&comment));
    assert_eq!(found(&mira, "/search?q=is:open&kind=comment").await, [comment]);
    assert!(found(&visitor, "/search?q=plainer").await.is_empty());

    sql(&db, "update plans set state = 'draft'").await;
    assert!(found(&visitor, "/search?q=review").await.is_empty());
    assert_eq!(found(&mira, "/search?q=review&kind=plan").await.len(), 2);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn the_public_finds_what_is_published_and_nothing_more(db: PgPool) {
    for reader in ["", "Nia", "Ada"] {
        let (page, links) = look(&user(&db, reader), "/search?q=form").await;
        assert_eq!(
            links,
            ["/groups/forms/meetings/12/agenda#item-00000000-0000-7000-8000-0000000012a1"]
        );
        page.hides("shorter").hides("Print the").hides("Decision 1");
        assert!(found(&user(&db, reader), "/search?q=is:open").await.is_empty());
        assert!(found(&user(&db, reader), "/search?kind=contribution").await.is_empty());
    }
    sql(&db, "update meetings set agenda_published_at = null").await;
    assert!(found(&visitor(&db), "/search?q=form").await.is_empty());
    assert_eq!(found(&visitor(&db), "/search?q=meeting").await, [MEETING]);
    sql(&db, "update groups set visibility = 'members_only'").await;
    assert!(found(&visitor(&db), "/search?q=meeting").await.is_empty());
    assert_eq!(found(&user(&db, "Omar"), "/search?q=form&kind=item").await.len(), 1);
    visitor(&db).get("/groups/forms/search?q=form").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_one_may_not_see_changes_no_count_order_or_snippet(db: PgPool) {
    let addresses = [
        "/search?q=form",
        "/search?q=form+or+agenda",
        "/search?q=form&kind=item",
        "/search?q=speaker:Mira",
        "/search?q=speaker:Zebedy",
        "/search?q=form+speaker:Myra",
        "/search?q=is:open",
        "/search?kind=meeting",
        "/search?kind=plan",
        "/search?kind=summary",
        "/search?kind=comment",
        "/groups/forms/search?q=form",
        "/search?q=form&group=quiet",
    ];
    let pages = async |readers: &[&str]| {
        let mut pages = Vec::new();
        for reader in readers {
            for address in addresses {
                let body = user(&db, reader).get(address).await.body;
                pages.push((format!("{reader} {address}"), body));
            }
        }
        pages
    };
    let same = |before: &[(String, String)], after: &[(String, String)]| {
        for (before, after) in before.iter().zip(after) {
            assert_eq!(before, after);
        }
    };

    // What the members of another group do, and what is removed or waits, is nobody's.
    let all = ["", "Nia", "Ada", "Omar", "Mira"];
    let before = pages(&["", "Ada", "Omar", "Mira"]).await;
    sql(&db, "
        insert into meetings (id, group_id, number, title, state, starts_at, minutes, agenda_published_at)
        select gen_random_uuid(), id, 1, 'Form form form', 'held', '2026-03-05 13:00Z', 60, '2026-03-01'
        from groups where slug = 'quiet';
        insert into agenda_items (id, meeting_id, position, label, title, presenter)
        select gen_random_uuid(), id, 1, '1', 'A form', 'Zebedee Quiet' from meetings where title like 'Form%';
        insert into contributions (id, meeting_id, item_id, position, speaker, text, html)
        select gen_random_uuid(), meeting_id, id, 1, 'Zebedee Quiet', 'form', '<p>form</p>'
        from agenda_items where title = 'A form';
        insert into action_items (id, group_id, text, html)
        select gen_random_uuid(), id, 'A form', '<p>A form</p>' from groups where slug = 'quiet';
        insert into plans (id, group_id, slug, title, visibility, state, comments_until)
        select gen_random_uuid(), id, 'form', 'A form', 'public', 'open', '2026-04-01' from groups where slug = 'quiet';
    ").await;
    said(&db, "Zebedee Removed", "form form").await;
    sql(&db, "
        update contributions set removed_at = now() where speaker = 'Zebedee Removed';
        insert into decisions (id, group_id, meeting_id, number, text, html, removed_at)
        select gen_random_uuid(), group_id, id, 77, 'form', '<p>form form</p>', now() from meetings where number = 12;
        insert into summaries (meeting_id, group_id, text_hash)
        select id, group_id, '' from meetings where number = 12;
        insert into summary_sections (id, meeting_id, kind, position, heading, text, html, composed_heading, composed)
        select gen_random_uuid(), id, 'agenda', 1, 'Form', 'form', '<p>form</p>', '', '' from meetings where number = 12;
    ").await;
    same(&before, &pages(&["", "Ada", "Omar", "Mira"]).await);

    // What is the group's is not the public's.
    let before = pages(&all[..3]).await;
    said(&db, "Zebedee Public", "form form form").await;
    sql(&db, "
        insert into meetings (id, group_id, title, state, starts_at, minutes)
        select gen_random_uuid(), id, 'Form draft', 'draft', '2026-04-05 13:00Z', 60 from groups where slug = 'forms';
        insert into agenda_items (id, meeting_id, position, label, title)
        select gen_random_uuid(), id, 1, '1', 'A form' from meetings where title = 'Form draft';
        insert into plans (id, group_id, slug, title, visibility, state, comments_until)
        select gen_random_uuid(), id, 'form', 'A form', v.visibility::visibility, v.state::plan_state, '2026-04-01'
        from groups, (values ('members_only', 'open')) as v (visibility, state) where slug = 'forms';
        insert into plan_replies (id, comment_id, person_id, text, html, made_at)
        select gen_random_uuid(), plan_comments.id, people.id, 'form', '<p>form</p>', now()
        from plan_comments, people where people.name = 'Omar Haddad';
        insert into summary_comments (id, meeting_id, section_id, edition, kind, person_id, text, html)
        select gen_random_uuid(), meeting_id, summary_sections.id, 1, 'comment', people.id, 'form', '<p>form</p>'
        from summary_sections, people where people.name = 'Mira Rao';
        update summaries set state = 'in_review', deadline = '2026-03-20';
    ").await;
    same(&before, &pages(&all[..3]).await);
    assert!(found(&user(&db, "Omar"), "/search?q=form&kind=summary").await.len() == 1);
    assert!(found(&user(&db, "Omar"), "/search?q=form&kind=comment").await.len() == 2);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_summary_is_found_once_it_is_published_section_by_section(db: PgPool) {
    let (visitor, mira, sana) = (visitor(&db), user(&db, "Mira"), user(&db, "Sana"));
    let search = "/search?q=shorter&kind=summary";
    sql(&db, "update meetings set state = 'in_session'").await;
    reach("drafting", &db).await;
    let draft = "/groups/forms/meetings/12/summary";
    assert_eq!(found(&sana, search).await, [draft]);
    assert!(found(&mira, search).await.is_empty() && found(&visitor, search).await.is_empty());
    reach("in review", &db).await;
    assert_eq!(found(&mira, search).await, [draft]);
    assert!(found(&visitor, search).await.is_empty());
    reach("approved", &db).await;
    reach("published", &db).await;

    let edition = "/groups/forms/meetings/12/summary/editions/1";
    for reader in [&visitor, &mira, &sana] {
        let (page, links) = look(reader, search).await;
        assert_eq!(links, [edition]);
        page.shows("1. The new form: summary of Online Meeting 12").shows("<mark>shorter</mark>");
        page.hides("**");
        assert_eq!(found(reader, "/search?q=speaker:Mira&kind=summary").await, [edition]);
        assert_eq!(found(reader, "/search?q=speaker:Myra+shorter&kind=summary").await, [edition]);
        assert!(found(reader, "/search?q=speaker:Myra+decisions&kind=summary").await.is_empty());
    }

    // Of a corrected summary the latest edition is found.
    sql(&db, "
        insert into editions select meeting_id, 2, group_id, 2, title, markdown, html,
            replace(document, 'shorter', 'smaller'), 'x', approved_by, published_by, published_at, sha256, chain
        from editions").await;
    assert!(found(&visitor, search).await.is_empty());
    assert_eq!(
        found(&visitor, "/search?q=smaller").await,
        [edition.replace("/1", "/2").replace("/22", "/12")]
    );
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_a_meeting_reported_is_found_by_whoever_is_told_who_spoke_there(db: PgPool) {
    let activity = "'00000000-0000-7000-8000-0000000012a5'";
    let progress = "update plan_items set progress = 'Zelda ended it.', progress_html = '<p>Zelda ended it.</p>'";
    sql(&db, &format!("
        insert into activity_reports (id, item_id, person_id, status, text, made_at, meeting_id)
        select gen_random_uuid(), {activity}, people.id, 'done', 'Zelda ended it.', now(), meetings.id
        from people, meetings where people.name = 'Mira Rao' and number = 12;
        {progress} where id = {activity}")).await;
    let finders = async |query: &str| {
        let mut finders = Vec::new();
        for who in ["", "Omar", "Mira"] {
            let found = found(&user(&db, who), &format!("/search?kind=plan&q={query}")).await;
            finders.extend((!found.is_empty()).then_some(who));
        }
        finders
    };
    assert_eq!(finders("zelda").await, ["", "Omar", "Mira"]);
    said(&db, "Zelda Quist", "<p>I ended it.</p>").await;
    sql(&db, "update contributions set attribution = 'withheld' where speaker = 'Zelda Quist'")
        .await;
    assert_eq!(finders("zelda").await, ["Mira"]);
    assert_eq!(finders("ended").await, ["Mira"]);
    // What is left out tells as much.
    assert_eq!(finders("page+-zelda").await, ["", "Omar"]);
    assert_eq!(finders("%22write+a+page%22").await, ["", "Omar", "Mira"]);
    for (who, told) in [("", false), ("Omar", false), ("Mira", true)] {
        let reader = user(&db, who);
        let (page, _) = look(&reader, "/search?kind=plan&q=page").await;
        let at = "groups/forms/plans/wsis20";
        let (plan, call) = (format!("/{at}"), format!("/api/v1/{at}/items"));
        let file = format!("/{at}.md");
        for answer in
            [page, reader.get(&plan).await, reader.get(&call).await, reader.get(&file).await]
        {
            assert_eq!(answer.body.contains("Zelda"), told, "{who}: {}", answer.body);
        }
        let plan = reader.get(&plan).await;
        if told {
            plan.shows("Zelda ended it.")
        } else {
            plan.shows("A participant ended it.")
        };
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_name_may_be_half_of_one_or_misspelt(db: PgPool) {
    let mira = user(&db, "Mira");
    said(&db, "Chengetai Masango", "<p>We need a budget.</p>").await;
    for name in ["Chengetai", "masango", "Chengetai+Masango", "chenge"] {
        let (page, links) = look(&mira, &format!("/search?kind=contribution&speaker={name}")).await;
        assert_eq!(links.len(), 1, "{name}");
        page.hides("Nobody who spoke");
    }
    let (page, links) = look(&mira, "/search?q=budget+speaker:Chengetay").await;
    assert_eq!(links.len(), 1);
    page.shows("These are of <bdi>Chengetai Masango</bdi>");
    assert!(found(&mira, "/search?q=speaker:Xqzw").await.is_empty());
    assert_eq!(found(&mira, "/search?q=speaker:Mira+is:open").await.len(), 3);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_name_is_known_by_what_is_left_of_its_words(db: PgPool) {
    let mira = user(&db, "Mira");
    said(&db, "Zelda Quist", "<p>We need a budget.</p>").await;
    let guessed = "These are of <bdi>Zelda Quist</bdi>";
    look(&mira, "/search?q=speaker:Zeldo").await.0.shows(guessed);
    sql(&db, "update contributions set speaker = 'Yolanda Quist' where speaker = 'Zelda Quist'")
        .await;
    look(&mira, "/search?q=speaker:Zeldo").await.0.hides(guessed);
    assert_eq!(found(&mira, "/search?q=speaker:Yolanda").await.len(), 1);
    sql(&db, "update contributions set removed_at = now() where speaker = 'Yolanda Quist'").await;
    look(&mira, "/search?q=speaker:Yolando").await.0.hides("Quist");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn who_is_in_many_groups_finds_the_same_and_what_others_may_not_see_stays_hidden(db: PgPool) {
    const ADDRESSES: [&str; 4] = [
        "/search?q=form",
        "/search?q=speaker:Rao+form",
        "/search?q=is:open+form",
        "/search?q=forms&kind=item",
    ];
    let people = [user(&db, "Mira"), user(&db, "Omar"), visitor(&db)];
    let mut before = Vec::new();
    for person in &people {
        for address in ADDRESSES {
            before.push(found(person, address).await);
        }
    }
    sql(
        &db,
        "insert into groups (id, slug, name, short_name, time_zone, visibility, last_meeting, last_decision)
         select gen_random_uuid(), 'other-' || n, 'Other group ' || n, 'Other-' || n, 'UTC', 'public', 0, 0
         from generate_series(1, 9) as n;
         insert into memberships (id, group_id, person_id, role, affiliation, stakeholder_group, since)
         select gen_random_uuid(), groups.id, people.id, 'member', '', 'Civil society', now()
         from groups, people
         where groups.slug like 'other-%' and people.name in ('Mira Rao', 'Omar Haddad')",
    )
    .await;
    let mut after = Vec::new();
    for person in &people {
        for address in ADDRESSES {
            after.push(found(person, address).await);
        }
    }
    assert_eq!(before, after);
    assert!(before.iter().any(|found| !found.is_empty()), "{before:?}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn actions_are_found_by_their_state(db: PgPool) {
    let mira = user(&db, "Mira");
    assert_eq!(found(&mira, "/search?q=is:open&kind=action").await.len(), 2);
    assert_eq!(found(&mira, "/search?q=is:open+printers&kind=action").await.len(), 1);
    assert!(found(&mira, "/search?q=is:done").await.is_empty());
    sql(&db, "update action_items set state = 'done' where text = 'Print the form'").await;
    assert_eq!(found(&mira, "/search?q=is:done").await.len(), 1);
    assert_eq!(found(&mira, "/search?q=is:done+is:open&kind=action").await.len(), 2);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn whatever_is_typed_is_answered(db: PgPool) {
    let mira = user(&db, "Mira");
    let typed = [
        "'",
        "\\",
        "((",
        "a:b",
        "\u{0}",
        ":*",
        "!!",
        "or",
        "or or",
        "-",
        "\"",
        "<->",
        "& | !",
        "the",
        "-x y",
        "speaker:' x",
        "speaker:\\ x",
        "speaker:\"",
        "speaker:% x",
        "speaker:the",
        "is:",
        "is:late",
        "-only",
        "é 会议 🎉",
        "a\u{E000}b\u{E001}",
        "form | drop table people; --",
        "http://a.example/?b=c",
    ];
    for typed in typed {
        for speaker in ["", "'", "\\"] {
            let query = serde_html_form::to_string([("q", typed), ("speaker", speaker)]).unwrap();
            let status = mira.get(&format!("/search?{query}")).await.status;
            assert!([200, 422].contains(&status.as_u16()), "{typed:?}, {speaker:?}: {status}");
        }
    }
    for (odd, sentence) in [
        ("q=is:late", "After is: write one of open"),
        ("q=x&kind=letter", "Choose what to look for from the list."),
        ("q=x&from=soon", "Write the day as a date"),
        ("q=x&group=nowhere", "Choose one of the groups in the list."),
        ("q=x&group=quiet", "Choose one of the groups in the list."),
        ("q=%25", "Write at least one letter or digit"),
        ("q=-x", "Say also what to look for"),
    ] {
        let answer = mira.get(&format!("/search?{odd}")).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows("There is a problem");
    }
    assert_eq!(found(&mira, "/search?q=form&after=odd").await.len(), 4);
    said(&db, "Mira Rao", "<p>&lt;script&gt;alert(1)&lt;/script&gt; a budget &amp; more</p>").await;
    let (page, _) = look(&mira, "/search?q=budget").await;
    page.shows("&#60;script&#62;").hides("<script>alert");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn pages_follow_each_other_without_a_gap(db: PgPool) {
    let mira = user(&db, "Mira");
    sql(&db, "
        insert into decisions (id, group_id, meeting_id, number, text, html)
        select gen_random_uuid(), group_id, meetings.id, 100 + n, 'x', '<p>A budget ' || repeat('word ', n % 7) || '</p>'
        from meetings, generate_series(1, 45) n where meetings.number = 12").await;
    let mut seen = Vec::new();
    let mut address = "/search?q=budget".to_owned();
    for _ in 0..3 {
        let (page, links) = look(&mira, &address).await;
        page.shows("45 results");
        seen.extend(links);
        let next =
            page.body.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
        address = next.split('"').next().unwrap().replace("&#38;", "&");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 45);

    sql(
        &db,
        "
        insert into decisions (id, group_id, meeting_id, number, text, html)
        select gen_random_uuid(), group_id, meetings.id, 200 + n, 'x', '<p>A budget</p>'
        from meetings, generate_series(1, 100) n where meetings.number = 12",
    )
    .await;
    look(&mira, "/search?q=budget").await.0.shows("More than 100 results");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn the_newest_are_found_among_many(db: PgPool) {
    let mira = user(&db, "Mira");
    // Enough to be looked through in every step, once PostgreSQL takes them for many more; old ones
    // have a word of their own.
    sql(&db, "
        insert into contributions (id, meeting_id, item_id, position, speaker, text, html)
        select (lpad(to_hex(n * 100000000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid,
               '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-0000000012a1', n, 'Guest ' || n % 7,
               'x', '<p>common ' || case when n % 12 = 0 then 'medium ' else '' end
                   || case when n < 4 then 'rare ' else '' end || '</p>'
        from generate_series(1, 15000::bigint) n;
        analyze contributions;
        update pg_class set reltuples = 300000 where relname = 'contributions'").await;
    for (words, count) in [
        ("common", "More than 100"),
        ("medium", "More than 100"),
        ("rare", "3"),
        ("common+rare", "3"),
    ] {
        let (page, links) = look(&mira, &format!("/search?q={words}")).await;
        page.shows(&format!("{count} results"));
        let newest = &links[0];
        match words {
            "common" => assert!(newest.ends_with("000000003a97"), "{newest}"),
            "medium" => assert!(newest.ends_with("000000003a98"), "{newest}"),
            _ => assert!(newest.ends_with("000000000003"), "{newest}"),
        }
    }
    let (page, _) = look(&mira, "/search?q=medium+speaker:Guest").await;
    page.shows("More than 100 results");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn no_text_is_too_long_to_be_kept(db: PgPool) {
    sql(&db, "
        insert into decisions (id, group_id, meeting_id, number, text, html)
        select gen_random_uuid(), group_id, meetings.id, 99, 'x',
               (select string_agg(chr(200 + n % 300) || chr(200 + n / 300 % 300) || '-' || chr(200 + n / 7 % 300), ' ')
                from generate_series(1, 250000) n)
        from meetings where number = 12").await;
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn programs_find_what_their_people_find(db: PgPool) {
    let items = async |who: &str, query: &str| {
        let answer = user(&db, who).get(&format!("/api/v1{query}")).await;
        answer.is(StatusCode::OK);
        let found: Value = serde_json::from_str(&answer.body).unwrap();
        found["items"].as_array().unwrap().clone()
    };
    let found = items("Mira", "/search?q=shorter").await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["kind"], "contribution");
    assert_eq!(found[0]["snippet"], "Mira Rao asked for a <mark>shorter</mark> form.");
    assert_eq!(items("Mira", "/search?q=form").await.len(), 4);
    assert_eq!(items("Mira", "/groups/forms/search?q=form").await.len(), 4);
    assert_eq!(items("", "/search?q=form").await.len(), 1);
    for (odd, field) in
        [("", "q"), ("?q=is:late", "q"), ("?q=x&kind=letter", "kind"), ("?q=x&after=odd", "after")]
    {
        let answer = user(&db, "Mira").get(&format!("/api/v1/search{odd}")).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(field);
    }

    // A token for no group of hers reads what is public.
    let narrow = "update tokens set group_ids = array(select id from groups where slug = 'quiet')";
    sql(&db, narrow).await;
    assert_eq!(items("Mira", "/search?q=form").await.len(), 1);
}
