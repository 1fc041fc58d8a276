//! Which words name a person, which may, and which do not.

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
            "{Jean‑Pierre}, {Jean Pierre Dubois}, {JeanPierre} or {Dubois J.-P}.",
        ),
        ("Özgür Ünal", "{Ozgur Unal}, {Oezguer}, {ÖZGÜR\u{a0}ÜNAL}, {Ünal}"),
        ("Łukasz Weiß", "{Lukasz Weiss} or {WEISS}"),
        ("Işık Doğan", "{Isik}, {ISIK DOGAN}, {ışık}"),
        ("Li Wu", "{Li} and {Wu Li}, not Lima or Wuhan"),
        ("王小明", "请{王小明}说。王小 小王"),
        ("王小明", "{王 小明}"),
        ("김민수", "{김민수}는"),
        ("王 明", "{王 明}说，我同意{王明}。王说"),
        ("李 强", "{李强}和{李 强}，{强李}"),
        ("김 민", "{김 민}은 {김민}은"),
        ("Novak Đoković", "{Djokovic}; {Novak Djokovic}, {DJOKOVIĆ}, {Dokovic}, {Ðoković}"),
        ("Novak Djokovic", "{Đoković}"),
        ("Åse Kjær", "{Aase Kjaer}, {Ase}"),
        ("Þór Guðmundsson", "{Thor Gudmundsson}"),
        ("Артём Семёнов", "{Артем Семенов}"),
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
        ("Rose Bloom", "<Rose Bloom> came; so did {Rose Bloom}; the <rose bloom>; a rose."),
        ("Mark Stone", "<mark stone> objects, and we mark it."),
        ("Mark A. Stone", "So <mark stone> objects."),
        ("明", "<明>说，<明>天"),
        ("王小明", "<王>先生和王小，<王小>老师，王说"),
        ("佐藤健", "<佐藤>さんと佐藤"),
        ("佐藤 健", "<佐藤>さん"),
        ("高橋一郎", "<高橋>氏"),
        ("長谷川太郎", "<長谷川>様、長谷川"),
        ("김민수", "<김> 씨와 <김>씨, 김"),
        ("김 민수", "<김> 씨"),
        ("王 明", "<王>主席"),
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
        ("王小", &["王 小明"], "王小明和{王小}，明天见"),
        ("王 明", &["王 明华"], "王 明华和{王 明}，{王明} Ana"),
        ("王 明", &["李 强", "Ana Costa"], "李强、{王 明} Costa"),
        ("王 明", &["王明"], "{王明}"),
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
fn a_known_address_is_certain_where_it_stands_whole() {
    for text in [
        "Write to {blue77@moc.example}, or <{Blue77@MOC.example}>; blue77 said so.",
        "[it](mailto:{blue77@moc.example}) _{blue77@moc.example}_",
        "a.blue77@moc.example, 9blue77@moc.example, blue77@moc.example.org, blue77@moc",
        "blue77 @ moc.example; blue 77@moc.example",
    ] {
        let bare = text.replace(['{', '}'], "");
        assert_eq!(marked(&["Kofi Mensah", "blue77@moc.example"], &[], &bare, false), text);
    }
}
