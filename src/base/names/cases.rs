//! Which words name a person, which may, and which do not.

use std::time::{Duration, Instant};

use super::*;

/// The text with certain places in {braces} and doubtful ones in <angles>.
fn marked(names: &[&str], others: &[&str], text: &str, own: bool) -> String {
    let wanted = [names.iter().map(|name| (*name).to_owned()).collect()];
    let others: Vec<_> = others.iter().map(|name| (*name).to_owned()).collect();
    let people = People::new(&wanted, &others);
    let mut marked = String::new();
    let mut after = 0;
    for place in people.places(text, own.then_some(0)) {
        let (open, close) = if place.certain { ('{', '}') } else { ('<', '>') };
        marked.push_str(&text[after..place.range.start]);
        marked.push(open);
        marked.push_str(&text[place.range.clone()]);
        marked.push(close);
        after = place.range.end;
    }
    marked + &text[after..]
}

#[test]
fn a_name_is_found_in_every_spelling() {
    for (name, text) in [
        ("Sean O'Brien", "{Sean O’Brien}, {SEAN OBRIEN}, {O‘Brien, Sean} and {Seán}."),
        ("Bénédicte Roy", "{Benedicte}’s and {Be\u{301}ne\u{301}dicte Roy} and {ROY}."),
        (
            "Jean-Pierre Dubois",
            "{Jean‑Pierre}, {Jean Pierre Dubois}, {JeanPierre} or {Dubois} J.-P.",
        ),
        ("Özgür Ünal", "{Ozgur Unal}, {Oezguer}, {ÖZGÜR\u{a0}ÜNAL}, {Ünal}"),
        ("Łukasz Weiß", "{Lukasz Weiss} or {WEISS}"),
        ("Işık Doğan", "{Isik}, {ISIK DOGAN}, {ışık}"),
        ("Li Wu", "{Li} and {Wu Li}, not Lima or Wuhan"),
        ("王小明", "请{王小明}说。王小 小王"),
        ("王小明", "{王 小明}"),
        ("김민수", "{김민수}는"),
        ("สมชาย ใจดี", "คุณ{สมชาย ใจดี}กล่าว"),
        ("Иван Петров", "{ИВАН ПЕТРОВ} и {петров}"),
        ("محمد علي", "قال {مُحَمَّد علي} ذلك"),
        ("Ana Costa", "**{An**a} said; *{Ana Costa}*, {A\u{ad}na}, {A&#110;a}, {Ana**\n**Costa}"),
        ("Wout de Vries", "{Wout de Vries} and {De Vries}, de facto"),
        ("Kofi Mensah", "{Kofi A. Mensah}; {Mensah, Kofi}. {Kofi}. {Mensah}"),
        ("Kofi Mensah", "{kofi.mensah}@moc.example, {kmensah}@moc.example, @{KofiMensah}, kmensah"),
        (
            "Kofi Mensah",
            "https://x.example/{kofi-mensah} or [it](https://x.example/{kofi%20mensah})",
        ),
        ("José Muñoz", "https://x.example/{Mu%C3%B1oz} &amp; {Mu&ntilde;oz}"),
    ] {
        let bare = text.replace(['{', '}'], "");
        assert_eq!(marked(&[name], &[], &bare, false), text, "{name}");
    }
}

#[test]
fn what_may_be_somebody_or_something_else_is_asked() {
    for (name, text) in [
        ("April Pappas", "The <April> call in april, says {April Pappas}. {Pappas}?"),
        ("Will Turner", "<Will> the group ask? It will."),
        ("Georgia Pappas", "<Georgia> has not joined, but {Pappas} has."),
        ("Mark Stone", "Please mark this; <Mark> it on stone. I met {Mark Stone}."),
        ("Chris Berg", "<Chris> Disspain and {Chris}."),
        ("Kofi Mensah", "Adwoa <Mensah> and Mr. {Mensah}; Yesterday {Mensah} left."),
        ("Maria dos Santos", "<Maria> de Souza and {Maria dos Santos}."),
        ("Jean-Pierre Dubois", "<Jean> and <Pierre>"),
        ("王小明", "<小明>说"),
        ("Jan Novak", "In <Jan> we meet {Novak}"),
        ("An Na", "<Anna>, <An> and an offer"),
        ("Grace", "With grace, <Grace> says."),
        ("Rose Bloom", "<Rose Bloom> came; so did {Rose Bloom}; the rose bloom."),
    ] {
        let bare = text.replace(['{', '}', '<', '>'], "");
        assert_eq!(marked(&[name], &[], &bare, false), text, "{name}");
    }
}

#[test]
fn others_of_the_same_name_are_told_apart() {
    for (name, others, text) in [
        (
            "Chris Buckridge",
            &["Chris Disspain"][..],
            "Chris Disspain, <Chris>, {Chris Buckridge}, {Buckridge}",
        ),
        ("Maria Santos", &["Maria Santos Silva"], "Maria Santos Silva and {Maria Santos}"),
        ("Ana Costa", &["Ana Costa"], "{Ana Costa}"),
        ("Li Wu", &["Wu Lei"], "<Wu> and Wu Lei and {Li}"),
        ("Kofi Mensah", &["Adwoa Mensah"], "Adwoa Mensah and <Mensah> and {Kofi}"),
        ("王小", &["王小明"], "王小明和{王小}"),
    ] {
        let bare = text.replace(['{', '}', '<', '>'], "");
        assert_eq!(marked(&[name], others, &bare, false), text, "{name}");
    }
}

#[test]
fn in_their_own_words_who_speaks_is_certain() {
    for (name, text) in [
        ("Jean-Pierre Dubois", "{Jean} said so."),
        ("Chris Buckridge", "{Chris} noted it; <Chris> Disspain noted it."),
        ("Mark Stone", "<Mark> said so."),
    ] {
        let bare = text.replace(['{', '}', '<', '>'], "");
        assert_eq!(marked(&[name], &["Chris Berg", "Jean Roy"], &bare, true), text, "{name}");
    }
}

#[test]
fn the_cases_of_withheld_names_are_found() {
    let cases = include_str!("../../../tests/fixtures/cases/names.json");
    let cases: serde_json::Value = serde_json::from_str(cases).unwrap();
    for case in cases["withheld"].as_array().unwrap() {
        let (name, text) = (case["speaker"].as_str().unwrap(), case["text"].as_str().unwrap());
        let people = People::new(&[vec![name.to_owned()]], &[]);
        let places = people.places(text, Some(0));
        let mut left = text.to_owned();
        for place in places.into_iter().rev() {
            assert!(place.certain, "{name}: {}", &text[place.range]);
            left.replace_range(place.range, "x");
        }
        for word in case["must_not_be_left"].as_array().unwrap() {
            let word = word.as_str().unwrap();
            assert!(!left.split(|c: char| !c.is_alphanumeric()).any(|w| w == word), "{left}");
            assert!(word.len() < 4 || !left.contains(word), "{left}");
        }
    }
}

#[test]
fn whoever_speaks_is_the_subject_of_the_text() {
    let cases = include_str!("../../../tests/fixtures/cases/names.json");
    let cases: serde_json::Value = serde_json::from_str(cases).unwrap();
    for case in cases["attributed"].as_array().unwrap() {
        let (name, text) = (case["speaker"].as_str().unwrap(), case["text"].as_str().unwrap());
        let reads = case["reads"].as_str().unwrap();
        let bold = |range: std::ops::Range<usize>| {
            format!("{}**{}**{}", &text[..range.start], &text[range.clone()], &text[range.end..])
        };
        let read = subject(text, name).map_or(format!("**{name}**: {text}"), bold);
        assert_eq!(read, reads);
    }
    for (name, text, named) in [
        ("Mark Cavell", "Mark Cavell spoke to it.", Some("Mark Cavell")),
        ("Will Turner", "Will asked for more time.", Some("Will")),
        ("April Jones", "April: the call is too early.", None),
        ("April Jones", "April Jones: the call is too early.", Some("April Jones")),
        ("Kofi Mensah", "Kofi: it is early.", Some("Kofi")),
        ("Kofi Mensah", "Kofi Mensah (MoC) asked for it.", Some("Kofi Mensah")),
        ("Kofi Mensah", "Kofi Mensah, co-chair, then asked for it.", None),
        ("Kofi Mensah", "Kofi Mensah, of the ministry, asked for it.", Some("Kofi Mensah")),
        ("Kofi Mensah", "Kofi Mensah and Ana agreed.", None),
        ("Kofi Mensah", "Kofi Mensah's paper is good.", None),
        ("Kofi Mensah", "Then Kofi added it.", Some("Kofi")),
        ("Kofi Mensah", "For me, Kofi said it all.", None),
        ("Kofi Mensah", "As Ana said. Kofi asked for it.", None),
        ("Kofi Mensah", "KOFI MENSAH ASKED FOR IT.", Some("KOFI MENSAH")),
        ("Wout de Vries", "Wout de Vries suggested it.", Some("Wout de Vries")),
        ("Jean-Pierre Dubois", "Jean‑Pierre also suggested it.", Some("Jean‑Pierre")),
        ("王小明", "王小明的提案很好。", None),
        ("王小明", "我同意王小明。", None),
        ("May Young", "May I ask?", None),
        ("Rose Bloom", "Rose bloom is late.", None),
        ("Chris Berg", "", None),
    ] {
        assert_eq!(subject(text, name).map(|range| &text[range]), named, "{text}");
    }
}

#[test]
fn a_megabyte_is_looked_through_in_a_second() {
    let names: Vec<_> = (0..50).map(|nth| vec![format!("Kofi{nth} Mensah{nth} Ünal")]).collect();
    let people = People::new(&names, &[]);
    let letters = [
        "Then somebody said that the group agreed. ",
        "Größe Zürich naïve. ",
        "会议推迟了。",
        "Привет, мир. ",
    ];
    for letters in letters {
        let text = letters.repeat(1_000_000 / letters.len());
        let start = Instant::now();
        assert!(people.places(&text, None).is_empty());
        assert!(start.elapsed() < Duration::from_secs(3), "{letters}: {:?}", start.elapsed());
    }
    let text = "Then Kofi1 Mensah1 said it.\n\n".repeat(1_000);
    assert_eq!(people.places(&text, None).len(), 1_000);
}
