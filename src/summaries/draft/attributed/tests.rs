//! A paragraph names its speaker, in the text or before it.

use uuid::Uuid;

use super::*;
use base::ids::{ContributionId, ItemId};
use base::states::Attribution;

fn said(speaker: &str, capacity: &str, text: &str) -> Contribution {
    Contribution {
        id: ContributionId::new(),
        item_id: ItemId(Uuid::nil()),
        position: 1,
        speaker_id: None,
        speaker: speaker.into(),
        capacity: capacity.into(),
        attribution: Attribution::Attributed,
        text: text.into(),
        html: String::new(),
        revision: 1,
        tied: None,
    }
}

#[test]
fn a_paragraph_names_its_speaker_once() {
    for (speaker, text, printed) in [
        ("Mark Cavell", "Mark Cavell spoke to it.", "**Mark Cavell** spoke to it."),
        ("Chris Buckridge", "On the plan, Chris shared it.", "On the plan, **Chris** shared it."),
        (
            "Chris Buckridge",
            "Chris's view: Chris agreed.",
            "**Chris Buckridge**: Chris's view: Chris agreed.",
        ),
        ("Chris Buckridge", "We agree.", "**Chris Buckridge**: We agree."),
        (
            "Chris Buckridge",
            "Thanks to Chris Disspain.",
            "**Chris Buckridge**: Thanks to Chris Disspain.",
        ),
        (
            "Ana Neves",
            "Analysis goes on, Ana-Maria.",
            "**Ana Neves**: Analysis goes on, Ana-Maria.",
        ),
        (
            "Chris Buckridge",
            "See https://x.org/Chris now.",
            "**Chris Buckridge**: See https://x.org/Chris now.",
        ),
        (
            "Chris Buckridge",
            "See [it](a/Chris) `Chris`.",
            "**Chris Buckridge**: See [it](a/Chris) `Chris`.",
        ),
        ("Chris Buckridge", "**Chris** agreed.", "**Chris** agreed."),
        ("Chris Buckridge", "- one\n- two", "**Chris Buckridge**:\n\n- one\n- two"),
        ("Georgia Pappas", "Georgia announced it.", "**Georgia Pappas**: Georgia announced it."),
        ("Li_*x*", "We agree.", "**Li\\_\\*x\\***: We agree."),
        ("", "The procedure is a concern.", "The procedure is a concern."),
    ] {
        assert_eq!(attributed(&said(speaker, "", text), &Bearers::default()), printed);
    }
}

#[test]
fn the_capacity_is_said_with_a_name_in_front() {
    let printed =
        attributed(&said("Ana Neves", "Government of X", "We agree."), &Bearers::default());
    assert_eq!(printed, "**Ana Neves** (Government of X): We agree.");
}

#[test]
fn the_cases_of_attributed_texts_read_right() {
    let cases = include_str!("../../../../tests/fixtures/cases/names.json");
    let cases: serde_json::Value = serde_json::from_str(cases).unwrap();
    for case in cases["attributed"].as_array().unwrap() {
        let [speaker, text, reads] = ["speaker", "text", "reads"].map(|key| &case[key]);
        let said = said(speaker.as_str().unwrap(), "", text.as_str().unwrap());
        assert_eq!(attributed(&said, &Bearers::default()), reads.as_str().unwrap());
    }
}
