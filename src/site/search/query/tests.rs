use proptest::prelude::*;

use super::*;

fn asked(q: &str) -> SearchQuery {
    SearchQuery { q: q.into(), ..SearchQuery::default() }
}

fn read(q: &str) -> Query {
    asked(q).read().unwrap_or_else(|error| panic!("{q}: {error:?}"))
}

#[test]
fn words_are_taken_apart_as_people_mean_them() {
    for (typed, words) in [
        ("digital  compact", "digital compact"),
        ("\"human rights\" -draft", "\"human rights\" -draft"),
        ("“human rights”", "\"human rights\""),
        ("budget -\"first draft\"", "budget -\"first draft\""),
        ("\"never closed", "\"never closed\""),
        ("\"one\"two", "\"one\" two"),
        ("5\" disk", "5 disk"),
        ("A/B a:b c&d | !x '", "A/B a:b c&d !x"),
        ("--twice it", "-twice it"),
        ("- budget", "budget"),
        ("＂human rights＂　－draft", "\"human rights\" -draft"),
        ("http://x.example/?a=b", "http://x.example/?a=b"),
    ] {
        assert_eq!(read(typed).words().as_deref(), Some(words), "{typed}");
    }
    for nothing in ["", "  "] {
        assert_eq!(read(nothing).words(), None, "{nothing}");
    }
}

#[test]
fn a_number_in_groups_is_looked_for_in_one_as_well() {
    for (typed, joined) in [
        ("12 750", "12750"),
        ("$12\u{a0}750\u{202f}000 budget", "$12750000 budget"),
        ("budget (12 750) 100", "budget (12750) 100"),
        ("12 750 -\"12 750\" \"in 3 400 days\"", "12750 -\"12 750\" \"in 3400 days\""),
        ("budget or 12 750", "budget or 12750"),
    ] {
        let both = format!("{} or {joined}", typed.replace(['\u{a0}', '\u{202f}'], " "));
        assert_eq!(read(typed).words(), Some(both), "{typed}");
    }
    for typed in
        ["2024 100", "12 75", "12 7500", "-12 750", "\"12\" 750", "012 750", "a1 750", "750"]
    {
        assert_eq!(read(typed).words().as_deref(), Some(typed));
    }
}

#[test]
fn speakers_and_states_are_named() {
    let query = read("speaker:\"Mira Rao\" is:open is:in-progress budget");
    assert_eq!(query.speaker.as_deref(), Some("Mira Rao"));
    assert_eq!(query.states, [State::Open, State::InProgress]);
    assert_eq!(query.words().as_deref(), Some("budget"));
    assert_eq!(read("Speaker:Mira x").speaker.as_deref(), Some("Mira"));
    assert_eq!(read("speaker:“Mira Rao” x").speaker.as_deref(), Some("Mira Rao"));
    assert_eq!(read("speaker：Mira x").speaker.as_deref(), Some("Mira"));
    assert_eq!(read("IS:Done").states, [State::Done]);
}

#[test]
fn what_cannot_be_meant_is_answered_by_a_sentence() {
    let long = "long ".repeat(100);
    let odd = |edit: fn(&mut SearchQuery)| {
        let mut asked = asked("x");
        edit(&mut asked);
        asked
    };
    for (asked, field) in [
        (asked("speaker:"), "q"),
        (asked("speaker:a speaker:b"), "q"),
        (asked("is:late"), "q"),
        (asked("-draft"), "q"),
        (asked("-"), "q"),
        (asked("\"\""), "q"),
        (asked("& | ! ( ) : *"), "q"),
        (asked("\" 😀"), "q"),
        (asked(&long), "q"),
        (odd(|it| it.kind = "letter".into()), "kind"),
        (odd(|it| it.from = "yesterday".into()), "from"),
        (odd(|it| it.to = "99999-01-01".into()), "to"),
        (odd(|it| (it.from, it.to) = ("2026-03-02".into(), "2026-03-01".into())), "to"),
        (odd(|it| (it.q, it.speaker) = ("speaker:a".into(), "b".into())), "speaker"),
    ] {
        let Err(platform::web::Error::Invalid(invalid)) = asked.read() else { panic!("{asked:?}") };
        assert!(invalid.on(field).is_some(), "{asked:?}: {invalid:?}");
    }
    assert!(asked("speaker:Mira -draft").read().is_ok());
}

#[test]
fn a_search_is_named_by_its_address() {
    let asked = SearchQuery { q: "a & b".into(), kind: "plan".into(), ..SearchQuery::default() };
    assert_eq!(asked.address(), "?q=a+%26+b&kind=plan");
    assert_eq!(SearchQuery::default().address(), "");
    assert!(SearchQuery { group: "forms".into(), ..SearchQuery::default() }.is_empty());
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(q in "\\PC*", speaker in "\\PC*", from in "\\PC*") {
        let _ = SearchQuery { q, speaker, from, ..SearchQuery::default() }.read();
    }

    #[test]
    fn what_was_understood_is_understood_again(q in "([a-z\"“” :&|!()*'-]|is:|speaker:|open){0,40}") {
        if let Ok(query) = asked(&q).read() {
            let words = query.words().unwrap_or_default();
            let again = Query { terms: query.terms.clone(), ..Query::default() };
            if let Ok(read) = (SearchQuery { q: words.clone(), kind: "plan".into(), ..SearchQuery::default() }).read() {
                prop_assert_eq!(read.words().unwrap_or_default(), again.words().unwrap_or_default(), "{}", words);
            }
        }
    }
}
