use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::written::escaped;
use super::*;
use access::fields::owners::Owners;
use access::fields::people::PersonRef;

#[derive(Deserialize)]
struct Examples {
    day: NaiveDate,
    zone: String,
    people: Vec<Person>,
    items: Vec<String>,
    last: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Person {
    name: String,
    guest: bool,
    present: bool,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    acts: Option<Value>,
    asks: Option<String>,
    #[serde(default)]
    choices: BTreeMap<String, String>,
}

fn examples() -> (Context, Vec<Case>) {
    let examples = include_str!("../../../../tests/fixtures/scribing.json");
    let Examples { day, zone, people, items, last, cases } =
        serde_json::from_str(examples).unwrap();
    let people =
        people.into_iter().map(|Person { name, guest, present }| Known { name, guest, present });
    let context = Context::new(people.collect(), items, day, zone.parse().unwrap());
    (Context { last: Some(last), ..context }, cases)
}

#[test]
fn blocks_are_read_as_the_examples_say() {
    let (context, cases) = examples();
    for Case { text, acts, asks, choices } in cases {
        match read(&text, &context) {
            Ok(read) => {
                assert_eq!(serde_json::to_value(read).ok(), acts, "{text}");
            }
            Err(question) => {
                assert_eq!(Some(&question.says), asks.as_ref(), "{text}");
                let answers = question.choices.into_iter().map(|choice| {
                    let answer = choice.answer(&text).unwrap();
                    (choice.label, answer)
                });
                assert_eq!(answers.collect::<BTreeMap<_, _>>(), choices, "{text}");
            }
        }
    }
}

#[test]
fn an_entry_is_written_as_it_would_be_typed() {
    let (context, _) = examples();
    let spoken = Spoken {
        name: "Tomé Arvandil",
        guest: false,
        capacity: "for his ministry",
        withheld: true,
        text: "Yes.\nDECISION: or not",
    };
    let typed = "Tomé Arvandil (for his ministry, no name): Yes.\n\\DECISION: or not";
    let named = |name: &'static str| move |who: &Who| who.name == name && !who.guest;
    assert_eq!(said(&spoken, &context, named("Tomé Arvandil")).as_deref(), Some(typed));
    // Another who is called so, and is not there.
    assert_eq!(said(&spoken, &context, |_| false), None);
    // The name of two, and a capacity that says something else, have to be chosen in a form.
    let (name, capacity) = ("Kofi Nobody", "");
    let is = named("Kofi Nobody");
    assert_eq!(said(&Spoken { name, capacity, withheld: false, ..spoken }, &context, is), None);
    let (name, capacity) = ("Ana Costa", "guest");
    assert_eq!(said(&Spoken { name, capacity, ..spoken }, &context, named("Ana Costa")), None);

    let who = |name: &str, id| PersonRef { id, name: name.to_owned() };
    let bela = base::ids::PersonId::new();
    let owners = Owners::of([who("Bela Rao", Some(bela)), who("Dana Ruizowa", None)]);
    let person = |one: &Who| who(&one.name, Some(bela).filter(|_| !one.guest));
    let typed = action(&owners, Some(Due::NextMeeting), "write it", &context, person);
    let expected = "ACTION Bela Rao, Dana Ruizowa (guest), by next meeting: write it";
    assert_eq!(typed.as_deref(), Some(expected));
    let another = |one: &Who| who(&one.name, Some(base::ids::PersonId::new()));
    assert_eq!(action(&owners, Some(Due::NextMeeting), "write it", &context, another), None);
    assert_eq!(decision("To meet.", &context).as_deref(), Some("DECISION: To meet."));
}

/// Lines that look like entries, and lines that do not.
fn texts() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[a-zé ]{0,12}:? ?[A-Za-z\\\\ :.]{0,12}",
        "(DECISION|note|ACTION bela|=> ?|>>|SKIP 2|UPDATE|\\.\\.\\.|…|s/a/b|q\\+ bela|OFF RECORD|mira|tome \\(no name\\))(: ?[a-z]{0,6})?",
        "\\PC{0,20}",
    ];
    prop::collection::vec(line, 1..6).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn escaped_text_comes_back(text in texts()) {
        let (context, _) = examples();
        let text = text.trim();
        prop_assume!(!text.is_empty());
        let typed = format!("Mira Castellund: {}", escaped(text, &context));
        let read = read(&typed, &context);
        let Ok([Act::Said { who, text: said, .. }]) = read.as_deref() else {
            return Err(TestCaseError::fail(format!("{typed:?}: {read:?}")));
        };
        prop_assert_eq!(&*who.name, "Mira Castellund");
        prop_assert_eq!(said, text);
    }

    #[test]
    fn no_text_is_lost(text in texts()) {
        let (context, _) = examples();
        match read(&text, &context) {
            // Whatever the acts say was typed, and each of the last words of a line is in one of them.
            Ok(acts) => {
                let said = serde_json::to_string(&acts).unwrap();
                let plain = |line: &&str| lines::opening(line) == lines::Opening::Plain;
                for line in text.lines().map(str::trim).filter(plain) {
                    let line = line.strip_prefix('\\').unwrap_or(line);
                    let kept = serde_json::to_string(line).unwrap();
                    prop_assert!(said.contains(kept.trim_matches('"')), "{line:?} is not in {said}");
                }
            }
            Err(question) => {
                prop_assert!(!question.says.is_empty());
                for choice in question.choices {
                    prop_assert!(choice.answer(&text).is_some_and(|answer| answer.contains(&choice.put)));
                }
            }
        }
    }
}
