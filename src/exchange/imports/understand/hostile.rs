//! Whatever is pasted or uploaded is read or refused, and soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::NotUnderstood;
use crate::imports::{Report, read, understand};

const MODEL: &str = include_str!("../../../../demo/wg-strategy-45.md");

fn import(text: &str) -> Option<Result<Report, NotUnderstood>> {
    read(text.as_bytes()).ok().map(|blocks| understand(&blocks))
}

/// What Markdown, reports and their writers put together.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        Just(
            "# Online Meeting 45\n\n## Agenda\n\n1. A\n  - a. B\n2. C\n\n## Discussion\n\n"
                .to_owned()
        ),
        Just("## Remaining agenda items (2-1)\n\nItems 1-2:".to_owned()),
        "\n\n|\n|  \n|: |, |\\. |\\*\\*|\\(|\\)|\\[|\\]| – |- |> |### |\\\\|`",
        "(Chris|Ana Lima|It was agreed|that|said|de|Action|next|meeting|call|Decision) ",
        "\\[UPDATE( 5 Oct 2022)?: |[0-9ivxa]{1,3}[.):]|[0-9]{1,4}[:.-][0-9]{2}| UTC|October ",
        "(owner|due|item|by) ?:? ",
        "\\PC{0,8}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_understood_or_refused(text in scraps()) {
        import(&text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = read(&bytes);
    }

    #[test]
    fn the_model_may_lack_lines(lines in subsequence(MODEL.lines().collect::<Vec<_>>(), 40..66)) {
        import(&lines.join("\n"));
    }

    #[test]
    fn lines_of_the_model_may_move_and_repeat(moves: Vec<(Index, Index, bool)>) {
        let mut lines: Vec<_> = MODEL.lines().collect();
        for (from, to, keep) in moves {
            let (from, to) = (from.index(lines.len()), to.index(lines.len()));
            let line = if keep { lines[from] } else { lines.remove(from) };
            lines.insert(to.min(lines.len()), line);
        }
        import(&lines.join("\n"));
    }

    #[test]
    fn the_model_may_be_cut_anywhere(at: Index, drop in 0..200usize) {
        let chars: Vec<_> = MODEL.chars().collect();
        let at = at.index(chars.len());
        let cut = chars[..at].iter().chain(chars[at..].iter().skip(drop));
        import(&cut.collect::<String>());
    }
}

#[test]
fn a_megabyte_in_one_line_takes_less_than_a_second() {
    // Without optimisation a tenth of it takes as long.
    let (size, limit) = if cfg!(debug_assertions) { (100_000, 5) } else { (1_000_000, 1) };
    for scrap in [
        "a",
        "Ana said. ",
        "Ana Lima ",
        "[UPDATE: ",
        "[UPDATE: a] ",
        "(by 3 October 2022, ",
        "It was agreed, ",
        "de ",
        "1. ",
    ] {
        let line = scrap.repeat(size / scrap.len());
        let started = Instant::now();
        import(&MODEL.replace("Ben Wallis suggested", &format!("{line}\n\nBen Wallis suggested")))
            .unwrap()
            .ok();
        assert!(
            started.elapsed() < Duration::from_secs(limit),
            "{scrap:?} took {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn deep_markdown_is_read() {
    for deep in [
        ">".repeat(100_000),
        "- ".repeat(100_000),
        "[".repeat(50_000),
        "1. ".repeat(20_000),
        "- a\n".repeat(20_000),
    ] {
        let started = Instant::now();
        let report = import(&format!("{MODEL}\n\n{deep}Chris noted this.")).unwrap().unwrap();
        assert!(report.contributions.len() + report.warnings.len() + report.actions.len() > 15);
        assert!(serde_json::to_string(&report).is_ok());
        assert!(started.elapsed() < Duration::from_secs(10), "took {:?}", started.elapsed());
    }
    let nested: String = (0..300).map(|n| format!("{}- Item {n}\n", "  ".repeat(n))).collect();
    let deep_agenda =
        MODEL.replace("### **Discussion:**", &format!("{nested}\n### **Discussion:**"));
    let report = import(&deep_agenda).unwrap().unwrap();
    let json = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
}

#[test]
fn every_script_is_kept() {
    let text = "قالت سارة إن العملية مهمة. E\u{301}tienne \u{202e}said\u{202c} 👩\u{200d}💻";
    let said = format!("Wolfgang Kleinwa\u{308}chter said {text}");
    let report = import(
        &MODEL
            .replace("Ben Wallis suggested", &format!("{said}\n\n{text}\n\nBen Wallis suggested")),
    )
    .unwrap()
    .unwrap();
    let of =
        |text: &str| report.contributions.iter().find(|contribution| contribution.text == text);
    assert_eq!(of(&said).unwrap().speaker.as_deref(), Some("Wolfgang Kleinwa\u{308}chter"));
    assert_eq!(of(text).unwrap().speaker, None);
}
