//! The model group's own report, understood to the letter.

use crate::imports::{Report, read, understand};

const MODEL: &[u8] = include_bytes!("../../../demo/wg-strategy-45.md");
const UNDERSTOOD: &str = include_str!("../../../tests/app/fixtures/wg-strategy-45.json");

#[test]
fn the_model_report_is_understood() {
    let report = understand(&read(MODEL).unwrap()).unwrap();
    let json = serde_json::to_string_pretty(&report).unwrap() + "\n";
    assert_same_lines(&json, UNDERSTOOD);

    let again: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(again, report);
}

/// Names the first line that differs, instead of printing both reports.
fn assert_same_lines(left: &str, right: &str) {
    for (n, (left, right)) in left.lines().zip(right.lines()).enumerate() {
        assert_eq!(left, right, "line {}", n + 1);
    }
    assert_eq!(left.len(), right.len());
}
