//! Reports that differ from the model in what they say and how they are set.

use crate::imports::{Report, read, understand};

const MODEL: &str = include_str!("../../../../demo/wg-strategy-45.md");

fn import(text: &str) -> Report {
    understand(&read(text.as_bytes()).unwrap())
        .unwrap_or_else(|missing| panic!("{missing}\n{text}"))
}

fn refused(text: &str) -> String {
    understand(&read(text.as_bytes()).unwrap()).unwrap_err().to_string()
}

/// A report with one item, "1. Data", and this under it.
fn about_data(discussion: &str) -> Report {
    import(&format!(
        "# Working Group on Data (WG-Data)\n\nOnline Meeting 3\n\n3 May 2022 at 14:00 UTC\n\n\
         ## Agenda\n\n1. Data\n2. AoB\n\n## Discussion\n\n### 1. Data\n\n{discussion}\n\n### 2. AoB\n\nNobody.\n"
    ))
}

fn speakers(report: &Report) -> Vec<Option<&str>> {
    report.contributions.iter().map(|contribution| contribution.speaker.as_deref()).collect()
}

fn warned(report: &Report, words: &str) -> bool {
    report.warnings.iter().any(|warning| warning.contains(words))
}

#[test]
fn what_is_missing_is_said() {
    let all = "There is no heading with the meeting's number. There is no agenda. There is no discussion.";
    assert_eq!(
        refused("# Pancakes\n\n## Ingredients\n\n- 2 eggs\n- milk\n\n1. Mix.\n2. Fry."),
        all
    );
    assert_eq!(refused("Nothing of note."), all);
    assert_eq!(refused("# Meeting 4\n\n## Agenda\n\n## Discussion\n"), "There is no agenda.");
    assert_eq!(refused("# Meeting 4\n\n## Agenda\n\n1. GDC\n"), "There is no discussion.");
    let headless = MODEL
        .replace("Online Meeting 45", "Online Meeting")
        .replace("The 45th virtual", "The virtual");
    assert_eq!(refused(&headless), "There is no heading with the meeting's number.");
}

#[test]
fn a_short_name_is_completed_only_when_it_is_certain() {
    let report = about_data("Ana said A.\n\nAnabel Ruiz said B.\n\nAna Lima said C.");
    assert_eq!(speakers(&report)[..3], [Some("Ana Lima"), Some("Anabel Ruiz"), Some("Ana Lima")]);

    let report = about_data("Ana said A.\n\nAna Ruiz said B.\n\nAna Lima said C.");
    assert_eq!(speakers(&report)[0], Some("Ana"));
    assert!(warned(&report, "“Ana” may be Ana Lima or Ana Ruiz"));

    let report = about_data(
        "Ana said A, as Ben Wallis had.\n\nBen said B.\n\nLima noted C.\n\nRui Lima noted D.",
    );
    assert_eq!(speakers(&report)[..3], [Some("Ana"), Some("Ben Wallis"), Some("Rui Lima")]);
    assert!(warned(&report, "“Ana” is not named in full"));
}

#[test]
fn a_paragraph_without_speaker_is_given_to_nobody() {
    let report =
        about_data("Ana Lima said A.\n\nThis is a concern.\n\nBen Wallis said B.\n\nShe added C.");
    assert_eq!(speakers(&report)[..4], [Some("Ana Lima"), None, Some("Ben Wallis"), None]);
    assert!(warned(
        &report,
        "“This is a concern.” names no speaker. It follows the contribution of Ana Lima."
    ));
}

#[test]
fn page_breaks_are_mended_but_not_across_headings() {
    let report = about_data("Ana Lima said A\n\n\nand B\n\n2\n\nand C.\n\nvan Dijk said D\n\n- e");
    assert_eq!(report.contributions[0].text, "Ana Lima said A and B and C.");
    assert_eq!(speakers(&report)[1], Some("van Dijk"));
    assert!(warned(&report, "“2” stands alone"));

    let report = about_data("Ana Lima said A\n\n#### and b\n\nand c.");
    assert_eq!(report.contributions[0].text, "Ana Lima said A");
}

#[test]
fn update_notes_belong_to_the_contribution_before_them() {
    let report =
        about_data("Ana Lima said A. [UPDATE: B] C. [UPDATE 5 Oct 2022: D]\n\n[UPDATE: E]");
    assert_eq!(report.contributions[0].text, "Ana Lima said A. C.");
    assert_eq!(report.contributions[0].updates, ["B", "5 Oct 2022: D", "E"]);
    assert!(warned(&about_data("[UPDATE: E]\n\nAna Lima said A."), "[UPDATE: E]"));
}

#[test]
fn what_was_agreed_by_all_is_a_decision() {
    let report = about_data(
        "Jorge Cancio agreed that it is good.\n\nIt was agreed that A. The group also agreed to do B.\n\n\
         Following a discussion, it was decided to do C.\n\nAna Lima said D. It was agreed that E.",
    );
    let decisions: Vec<_> =
        report.decisions.iter().map(|decision| decision.text.as_str()).collect();
    let expected = [
        "It was agreed that A.",
        "The group also agreed to do B.",
        "Following a discussion, it was decided to do C.",
        "It was agreed that E.",
    ];
    assert_eq!(decisions, expected);
    assert!(report.decisions.iter().all(|decision| decision.item.as_deref() == Some("1")));
    assert_eq!(report.contributions[1].text, "Ana Lima said D. It was agreed that E.");
    assert!(warned(&report, "stands in Ana Lima's contribution"));
}

#[test]
fn headings_that_differ_from_the_agenda_are_warned_of() {
    let report = import(&MODEL.replace("#### *2. WSIS+20 Action Plan*", "#### *2. WSIS review*"));
    assert!(warned(&report, "“2. WSIS review” is not what the agenda says for item 2"));
    assert_eq!(report.contributions[3].item.as_deref(), Some("2"));

    let report = import(&MODEL.replace("#### *2. WSIS+20 Action Plan*", "#### *Budget*"));
    assert!(warned(&report, "“Budget” matches no agenda item"));
    assert_eq!(report.contributions[3].item, None);

    let report = import(&MODEL.replace(
        "#### *2. WSIS+20 Action Plan*",
        "#### *a) Meeting with the envoy on technology*",
    ));
    assert_eq!(report.contributions[3].item.as_deref(), Some("1.a"));
    assert!(warned(&report, "Agenda item 2, “WSIS+20 action plan”, has no heading"));
}

#[test]
fn remaining_items_are_listed_in_many_ways() {
    for (heading, numbers) in [
        ("Remaining agenda items (3–5)", vec!["3", "4", "5"]),
        ("Remaining items (3, 5)", vec!["3", "5"]),
        ("Remaining agenda items: 3 and 4", vec!["3", "4"]),
        ("Remaining item 3", vec!["3"]),
        ("Items not addressed", vec!["3", "4", "5"]),
        ("Remaining agenda items (4-9)", vec!["4"]),
    ] {
        let report = import(&MODEL.replace("Remaining agenda items (3-5)", heading));
        let found: Vec<_> = report.not_addressed.iter().map(|item| item.number.as_str()).collect();
        assert_eq!(found, numbers, "{heading}");
        assert!(
            report.not_addressed.iter().all(|item| item
                .reason
                .as_ref()
                .unwrap()
                .starts_with("There were no"))
        );
    }
}

#[test]
fn the_next_meeting_is_announced_in_many_ways() {
    let announced =
        "It was agreed that the next WG-Strategy call would take place 14:00 UTC, 13 October 2022.";
    for sentence in [
        "The next meeting will be held on 13 October 2022 at 14:00 UTC.",
        "On Thursday, October 13, 2022, 14.00 UTC, the next call will take place.",
        "Next meeting: 13 Oct 2022, 14:00 UTC.",
        "The group agreed to hold its next meeting on 13 October 2022 at 2 pm UTC.",
    ] {
        let report = import(&MODEL.replace(announced, sentence));
        assert_eq!(
            report.next_meeting_at.unwrap().to_rfc3339(),
            "2022-10-13T14:00:00+00:00",
            "{sentence}"
        );
        assert_eq!(report.not_addressed[0].reason.as_ref().unwrap().matches("next").count(), 0);
    }
    for sentence in [
        "The next call would take place 14:00, 13 October 2022.",
        "The next call will be on 13 October.",
    ] {
        let report = import(&MODEL.replace(announced, sentence));
        assert_eq!(report.next_meeting_at, None);
        assert!(warned(&report, "The next meeting needs a date, a time and UTC"));
    }
}

#[test]
fn other_groups_write_other_reports() {
    let report = import(
        "Dynamic Coalition on Data - Call 12\r\nSeptember 30, 2022, 14:00 UTC\r\n\r\nWelcome to all who came.\r\n\r\n\
         Agenda\r\n\r\n1) Opening\r\n2) Data\r\n   a. Principles\r\n      i. Draft\r\n      ii. Review\r\n3) AoB\r\n\r\n\
         Discussion\r\n\r\n**1) Opening**\r\n\r\nAna Lima welcomed all.\r\n\r\n2) Data\r\n\r\nBen Wallis listed two points:\r\n\r\n\
         - one;\r\n- two.\r\n\r\n3) AoB\r\n\r\nThis item was not addressed: time ran out.\r\n\r\nNext steps\r\n\r\n\
         - Ben Wallis: send the list (by 3 October 2022)\r\n",
    );
    assert_eq!(report.group.as_deref(), Some("Dynamic Coalition on Data"));
    assert_eq!((report.meeting_number, report.moderators.len()), (12, 0));
    assert_eq!(report.starts_at.unwrap().to_rfc3339(), "2022-09-30T14:00:00+00:00");
    assert_eq!(report.agenda[1].children[0].children[1].number, "2.a.ii");
    assert_eq!(speakers(&report), [Some("Ana Lima"), Some("Ben Wallis")]);
    assert_eq!(report.contributions[1].text, "Ben Wallis listed two points:\n\n- one;\n- two.");
    assert_eq!(report.not_addressed[0].reason.as_deref(), Some("time ran out."));
    assert_eq!(report.actions[0].owner.as_deref(), Some("Ben Wallis"));
    assert_eq!(report.warnings, ["This found no place in the record: “Welcome to all who came.”"]);
}
