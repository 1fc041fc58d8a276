//! The model report is understood to the letter, and so are those that we compose ourselves.

use crate::imports::{Report, read, understand};

const MODEL: &[u8] = include_bytes!("../../../../demo/wg-strategy-45.md");
const UNDERSTOOD: &str = include_str!("../../../../tests/fixtures/wg-strategy-45.json");
const COMPOSED: &[u8] = include_bytes!("../../../../tests/fixtures/composed-report.md");

#[test]
fn the_model_report_is_understood() {
    let report = understand(&read(MODEL).unwrap()).unwrap();
    let json = serde_json::to_string_pretty(&report).unwrap() + "\n";
    assert_same_lines(&json, UNDERSTOOD);

    let again: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(again, report);
}

#[test]
fn the_model_says_the_same_in_other_settings() {
    let model = std::str::from_utf8(MODEL).unwrap();
    let same = understand(&read(MODEL).unwrap()).unwrap();
    let unmarked = |line: &str| match line.trim_start_matches(['#', ' ']) {
        rest if rest.len() < line.len() && line.starts_with('#') => rest.to_owned(),
        _ => line.to_owned(),
    };
    for (setting, text) in [
        ("Windows line ends", format!("\u{feff}{}", model.replace('\n', "\r\n"))),
        ("no heading of the agenda", model.replace("### **Agenda:**\n", "")),
        ("no heading of the discussion", model.replace("### **Discussion:**\n", "")),
        ("headings in bold only", model.lines().map(unmarked).collect::<Vec<_>>().join("\n")),
        ("no emphasis", model.replace('*', "")),
        (
            "hard wrapped",
            model.replace(", ", ",\n").replace("engaging with\n\n", "engaging with\n"),
        ),
        (
            "another mark",
            model.replace("1. IGF", "1) IGF").replace("  - a.", "   a)").replace("  - b.", "   b)"),
        ),
        ("numbered sections", model.replace("## Agenda", "## 2. Agenda")),
    ] {
        let report = understand(&read(text.as_bytes()).unwrap());
        assert_eq!(report.as_ref(), Ok(&same), "{setting}");
    }
}

#[test]
fn our_own_reports_are_understood() {
    let report = understand(&read(COMPOSED).unwrap()).unwrap();
    assert_eq!(
        report.group.as_deref(),
        Some("MAG Working Group on IGF Strengthening and Strategy")
    );
    assert_eq!(report.group_abbreviation.as_deref(), Some("WG-Strategy"));
    assert_eq!(report.moderators, ["Chris Buckridge", "Ana Lima"]);
    let numbers: Vec<_> = report.agenda.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "4", "5"]);
    assert_eq!(report.agenda[0].children[1].title, "Follow *up* [activities]");
    let said: Vec<_> = report
        .contributions
        .iter()
        .map(|c| (c.item.as_deref().unwrap(), c.speaker.as_deref(), c.text.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "1",
                Some("Chris Buckridge"),
                "Regarding the meeting, Chris informed that it is planned."
            ),
            ("1.b", Some("Ana Lima"), "It is on its way.\n\n- soon\n- very soon"),
            ("2", None, "A participant asked for time."),
            ("2", Some("Ben Wallis"), "- one\n- two"),
        ]
    );
    assert_eq!(report.contributions[0].updates, ["5 Oct 2022: This is confirmed."]);
    let left: Vec<_> = report
        .not_addressed
        .iter()
        .map(|item| (item.number.as_str(), item.reason.as_deref()))
        .collect();
    assert_eq!(
        left,
        [
            ("1.a", None),
            ("4", Some("Time ran out.")),
            ("5", Some("Item 5 was withdrawn: Nobody came."))
        ]
    );
    assert_eq!(report.decisions[0].text, "It was agreed to go on (by 3 October 2022).");
    assert_eq!(report.decisions[0].item.as_deref(), Some("1.b"));
    let action = &report.actions[0];
    assert_eq!((action.text.as_str(), action.item.as_deref()), ("Send the letter.", Some("2")));
    assert_eq!(
        (action.owner.as_deref(), action.due.unwrap().to_string().as_str()),
        (Some("Sana Karimi"), "2022-10-13")
    );
    assert_eq!(report.next_meeting_at.unwrap().to_rfc3339(), "2022-10-13T14:00:00+00:00");
}

/// Names the first line that differs, instead of printing both reports.
fn assert_same_lines(left: &str, right: &str) {
    for (n, (left, right)) in left.lines().zip(right.lines()).enumerate() {
        assert_eq!(left, right, "line {}", n + 1);
    }
    assert_eq!(left.len(), right.len());
}
