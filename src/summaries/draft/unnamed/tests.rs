//! What a report says without the names of those who are not to be named.

use uuid::Uuid;

use super::*;
use base::ids::ItemId;
use base::withheld::Name;
use meetings::record::Moderator;

fn said(speaker: &str, attribution: Attribution, text: &str) -> Contribution {
    Contribution {
        id: ContributionId::new(),
        item_id: ItemId(Uuid::nil()),
        position: 1,
        speaker_id: None,
        speaker: speaker.into(),
        capacity: String::new(),
        attribution,
        text: text.into(),
        html: String::new(),
        revision: 1,
        tied: None,
    }
}

fn source(contributions: Vec<Contribution>) -> Recorded {
    Recorded::of(Record { contributions, ..Record::default() })
}

/// What somebody said who is not to be named, as the report tells it.
fn told(speaker: &str, text: &str) -> String {
    let source = source(vec![said(speaker, Attribution::Withheld, text)]);
    source.unnamed.told_by(0, text)
}

#[test]
fn the_cases_of_withheld_names_leave_none() {
    let cases = include_str!("../../../../tests/fixtures/cases/names.json");
    let cases: serde_json::Value = serde_json::from_str(cases).unwrap();
    for case in cases["withheld"].as_array().unwrap() {
        let told = told(case["speaker"].as_str().unwrap(), case["text"].as_str().unwrap());
        assert!(told.starts_with("A participant"), "{told}");
        for word in case["must_not_be_left"].as_array().unwrap() {
            let word = word.as_str().unwrap();
            assert!(!told.split(|c: char| !c.is_alphanumeric()).any(|w| w == word), "{told}");
        }
    }
}

#[test]
fn a_speaker_who_asked_not_to_be_named_is_not() {
    for (speaker, text, printed) in [
        ("Chris Buckridge", "We agree.", "A participant: We agree."),
        (
            "Chris Buckridge",
            "Chris shared it. Chris Buckridge agreed.",
            "A participant shared it. The participant agreed.",
        ),
        (
            "Chris Buckridge",
            "So Mr Buckridge said. He and Chris left.",
            "A participant: So the participant said. He and the participant left.",
        ),
        ("Chris Buckridge", "Christine agreed.", "A participant: Christine agreed."),
        (
            "Kofi Mensah",
            "Write to [Kofi](mailto:kofi@moc.example), or <kofi.mensah@moc.example>.",
            "A participant: Write to the participant, or the participant.",
        ),
        (
            "Kofi Mensah",
            "It is on https://x.example/kofi-mensah now.",
            "A participant: It is on (address withheld) now.",
        ),
        ("Mark Stone", "Mark said so.", "A participant: Mark said so."),
    ] {
        assert_eq!(told(speaker, text), printed);
    }
}

#[test]
fn the_texts_of_others_do_not_name_them_either() {
    let source = source(vec![said("Kofi Mensah", Attribution::Withheld, "We object.")]);
    let hide = |text: &str| source.unnamed.hide(SectionKind::Item, text);

    assert_eq!(hide("I agree with Kofi Mensah."), "I agree with a participant.");
    assert_eq!(
        hide("**Ana**: Kofi’s view.\n\nKofi left."),
        "**Ana**: A participant’s view.\n\nA participant left."
    );
    assert_eq!(hide("Kofi Annan agreed."), "Kofi Annan agreed.");
}

#[test]
fn who_is_named_for_something_else_is_asked_about() {
    let kofi = |attribution, text| said("Kofi Mensah", attribution, text);
    let mut record = source(vec![kofi(Attribution::Withheld, "We object.")]).record;
    record.moderators.push(Moderator { person_id: None, name: "Kofi Mensah".into() });
    record.contributions.push(kofi(Attribution::Attributed, "We agree."));
    let source = Recorded::of(record);
    let places = |kind, text: &str| -> Vec<bool> {
        source.unnamed.places(kind, text).into_iter().map(|place| place.certain).collect()
    };
    let moderated = "It was. The meeting was moderated by Ana Costa and Kofi Mensah. Kofi spoke.";

    assert_eq!(places(SectionKind::Opening, moderated), [false]);
    assert!(places(SectionKind::Item, "**Kofi Mensah**: We agree.").is_empty());
    assert_eq!(places(SectionKind::Item, "**Kofi Mensah**: We agree.\n\nKofi left."), [false]);
    assert_eq!(places(SectionKind::Actions, "- Go. *(owner: Kofi Mensah)*"), [false]);
}

#[test]
fn nor_by_a_former_name_or_the_address_of_their_account() {
    let mira = Some(base::ids::PersonId(Uuid::from_u128(1)));
    let said =
        Contribution { speaker_id: mira, ..said("Mira Rao", Attribution::Withheld, "We object.") };
    let mut record = source(vec![said]).record;
    let known =
        ["Mira Kumar", "blue77@moc.example"].map(|name| Name { id: mira, name: name.into() });
    record.withheld = known.to_vec().into();
    let source = Recorded::of(record);

    assert_eq!(
        source.unnamed.hide(
            SectionKind::Item,
            "Kumar and Rao: ask BLUE77@moc.example, not blue78@moc.example."
        ),
        "A participant and the participant: ask the participant, not blue78@moc.example."
    );
}
