//! The names that a report prints, and those that it keeps to itself.

use uuid::Uuid;

use super::*;
use base::ids::{ContributionId, ItemId};

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
        ("Chris Buckridge", "Chris's view: Chris agreed.", "**Chris**'s view: Chris agreed."),
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
        ("Li_*x*", "We agree.", "**Li\\_\\*x\\***: We agree."),
        ("", "The procedure is a concern.", "The procedure is a concern."),
    ] {
        assert_eq!(paragraph(&said(speaker, "", text)), printed);
    }
}

#[test]
fn the_capacity_is_said_with_a_name_in_front() {
    let printed = paragraph(&said("Ana Neves", "Government of X", "We agree."));
    assert_eq!(printed, "**Ana Neves** (Government of X): We agree.");
}

#[test]
fn a_speaker_who_asked_not_to_be_named_is_not() {
    for (text, printed) in [
        ("We agree.", "A participant: We agree."),
        (
            "Chris shared it. Chris Buckridge agreed.",
            "A participant shared it. The participant agreed.",
        ),
        (
            "So Mr Buckridge said. He and Chris left.",
            "So Mr a participant said. He and the participant left.",
        ),
        ("Christine agreed.", "A participant: Christine agreed."),
    ] {
        let withheld = said("Chris Buckridge", "RIPE NCC", text);
        let withheld = Contribution { attribution: Attribution::Withheld, ..withheld };
        assert_eq!(paragraph(&withheld), printed);
    }
}
