//! Words are found in every spelling of their letters, and within sentences without blanks.

use sqlx::PgPool;

use crate::search::{found, look, said, sql};
use support::user;

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    found_by: Vec<String>,
}

/// Beside those that are given: what is said, and what finds it.
const MORE: [(&str, &[&str]); 35] = [
    ("Zuerst sprach Soren Aero aus Istanbul.", &["Søren", "Æro", "İstanbul", "\"soren aero\""]),
    ("Isıtma, smörgås and Đà Nẵng", &["isitma", "smörgås", "smorgas", "da nang"]),
    ("次の会議は東京で開きます。", &["会議", "東京", "\"会議は東京\""]),
    ("위원회는 서울에서 열립니다", &["위원회", "서울"]),
    ("การประชุมครั้งต่อไปที่กรุงเทพ", &["ประชุมครั้ง", "กรุงเทพ"]),
    ("GDC报告的结果", &["GDC报告", "结果", "gdc", "ＧＤＣ"]),
    ("The Ｇｌｏｂａｌ Compact of ２０２５.", &["global", "2025", "Ｇｌｏｂａｌ", "２０２５"]),
    ("カタカナで部屋を予約", &["ｶﾀｶﾅ", "カタカナ", "部屋"]),
    ("ｶﾞｲﾄﾞﾗｲﾝ案", &["ガイドライン", "ｶﾞｲﾄﾞﾗｲﾝ"]),
    ("研讨会（线上）：２０２７年５月", &["线上", "2027年5月", "５月"]),
    ("A ﬁnal oﬀer of eﬃcient ﬂows", &["final", "offer", "efficient", "flows", "ﬁnal"]),
    ("GROSSE oder Gruß", &["große", "grosse", "gruss", "GRUSS", "gruß"]),
    ("Diyarbakır ve Iğdır", &["diyarbakir", "DİYARBAKIR", "Igdir", "ığdır"]),
    ("Ο δήμος των Αθηνών και ο λόγος", &["ΔΗΜΟΣ", "δημος", "δήμοσ", "ΛΟΓΟΣ", "αθηνων"]),
    ("Ещё о Фёдоровке и районах", &["еще", "ЕЩЁ", "Федоровке", "раи\u{306}онах"]),
    (
        "Lê Thi\u{323} Ho\u{300}a nói tiê\u{301}ng Viê\u{323}t",
        &["Hoa", "Hòa", "tiếng Việt", "tieng viet"],
    ),
    (
        "A multi-stakeholder, bottom-up process",
        &[
            "multi stakeholder",
            "multi-stakeholder",
            "stakeholder",
            "bottom-up",
            "multi\u{2011}stakeholder",
        ],
    ),
    ("For members/observers and/or guests", &["observers", "members", "members/observers"]),
    ("O’Donnell’s l’énergie d'eau", &["O'Donnell", "o’donnell", "energie", "l'energie", "eau"]),
    ("Oʻzbekiston ʿUmar", &["O'zbekiston", "Umar", "O’zbekiston"]),
    ("Item 2.b costs 1,500 francs", &["2.b", "1,500", "1500", "1’500", "1 500 francs"]),
    (
        "In all 12\u{a0}750 francs",
        &["12750", "12,750", "12 750", "12\u{a0}750", "12\u{202f}750", "\"12 750 francs\""],
    ),
    ("In 2023 100 people came", &["2023", "2023 100", "100 people"]),
    ("下次在北京开会讨论预算", &["北京", "预算", "讨论预算"]),
    ("We say สวัสดีชาวโลก today to ประชุมใหญ่", &["ประชุมใหญ่", "ชาวโลก"]),
    ("अगली बैठक हिन्दी में १५ मई को", &["बैठक", "हिन्दी", "१५", "15 मई"]),
    ("قالَ مُحَمَّدٌ إنّ الميزانيّة مهمّة", &["محمد", "مُحمد", "الميزانية", "الميزانيه"]),
    ("رئيـــس الجلسة", &["رئيس", "رئيـس"]),
    ("שָׁלוֹם לְכֻלָּם", &["שלום", "לכלם"]),
    ("طرح پیشنهادی کمیته می\u{200c}شود", &["كميته", "کمیته", "پیشنهادی"]),
    ("القرار ٤٥ في ٢٠٢٨", &["45", "2028", "٤٥", "۲۰۲۸"]),
    ("한국어회의록", &["회의록", "한국어"]),
    ("CO₂ emissions, note¹ and Rapporteur™ №7", &["CO2", "note", "Rapporteur", "7", "CO₂"]),
    ("ﻣﻴﺰﺍﻥ at 2026-03-31", &["ميزان", "2026-03-31", "31"]),
    ("Soft\u{ad}ware ＜bold＞ words", &["software", "bold"]),
];

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn words_are_found_in_every_spelling_and_within_sentences(db: PgPool) {
    let mira = user(&db, "Mira");
    let cases = include_str!("../fixtures/cases/search.json");
    let mut cases: Vec<Case> = serde_json::from_str(cases).unwrap();
    cases.extend(MORE.map(|(text, found_by)| Case {
        text: text.to_owned(),
        found_by: found_by.iter().map(|&words| words.to_owned()).collect(),
    }));
    for case in &cases {
        let html = format!("<p dir=\"auto\">{}</p>", case.text.replace('\'', "''"));
        said(&db, "Ines Guest", &html).await;
    }
    for (nth, case) in cases.iter().enumerate() {
        for words in &case.found_by {
            let typed = percent(words);
            let (page, links) = look(&mira, &format!("/search?kind=contribution&q={typed}")).await;
            assert_eq!(links.len(), 1, "{words} finds not only text {nth}: {links:?}");
            page.shows("<mark>");
            let call = format!("/api/v1/search?kind=contribution&q={typed}");
            let found = mira.get(&call).await.json();
            let snippet = found["items"][0]["snippet"].as_str().unwrap().to_owned();
            let shown = snippet.replace("<mark>", "").replace("</mark>", "");
            assert_eq!(shown.trim(), as_shown(&db, &case.text).await, "{words}");
        }
    }
    let marked = mira.get(&format!("/search?q={}", percent("会议"))).await;
    marked.shows("<mark>会议</mark>");
    mira.get("/search?q=zurich").await.shows("<mark>Zürich</mark>");
    let vowels = mira.get(&format!("/search?q={}", percent("محمد"))).await;
    vowels.shows("<mark>مُحَمَّدٌ</mark>");
    mira.get("/search?q=1500").await.shows("<mark>1</mark>,<mark>500</mark>");
    assert!(found(&mira, &format!("/search?q={}", percent("议会"))).await.is_empty());
}

/// Letters are composed, and what has no width is left out; all else is as it was typed.
async fn as_shown(db: &PgPool, text: &str) -> String {
    let shown = "select replace(replace(normalize($1), $2, ''), $3, ' ')";
    let shown = sqlx::query_scalar(shown).bind(text).bind("\u{ad}").bind("\u{a0}");
    shown.fetch_one(db).await.unwrap()
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_was_kept_before_is_folded_by_the_migration(db: PgPool) {
    let tables = "select table_name::text from information_schema.columns
                  where column_name = 'words' and udt_name = 'tsvector' order by 1";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&db).await.unwrap();
    assert_eq!(tables.len(), 13, "{tables:?}");
    let parts = "insert into edition_parts
                     (id, meeting_id, edition, position, group_id, heading, speakers, words, text)
                 select gen_random_uuid(), meetings.id, 1, 0, group_id, 'Zürich', '{}', '', 'x'
                 from meetings where number = 12";
    sql(
        &db,
        &format!("set session_replication_role = replica; {parts}; reset session_replication_role"),
    )
    .await;
    for table in tables.iter().filter(|table| *table != "edition_parts") {
        let stale = "drop column words, add column words tsvector not null default ''";
        sql(&db, &format!("alter table {table} {stale}")).await;
    }
    sql(&db, "alter table plan_items drop column if exists text_words").await;
    let migration = include_str!("../../migrations/0039_spellings.sql");
    let (_, again) = migration.split_once("-- What a generated column says").unwrap();
    sql(&db, &format!("-- {again}")).await;
    for table in &tables {
        let stale = format!("select count(*) from {table} where words = ''");
        let stale: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(stale)).fetch_one(&db).await.unwrap();
        assert_eq!(stale, 0, "{table}");
    }
}
