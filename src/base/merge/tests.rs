//! Two editors, many changes: nothing that either wrote is lost, and git agrees.

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use proptest::prelude::*;

use super::*;

#[test]
fn changes_in_different_sentences_of_one_line_are_merged() {
    let base = "The budget was approved. The date is open. Nobody objected.";
    let theirs = "The budget was approved by all. The date is open. Nobody objected.";
    let mine = "The budget was approved. The date is 13 October. Nobody objected.";
    let both = "The budget was approved by all. The date is 13 October. Nobody objected.";
    assert_eq!(merge(base, theirs, mine), Merged::Clean(both.into()));
}

#[test]
fn a_change_and_a_sentence_after_it_are_merged() {
    let merged = merge("The cost is high.", "The cost is low.", "The cost is high. Chen agreed.");
    assert_eq!(merged, Merged::Clean("The cost is low. Chen agreed.".into()));
}

#[test]
fn changes_in_different_lines_are_merged() {
    let merged = merge("- a\n- b\n- c\n", "- a\n- b 2\n- c\n", "- a 1\n- b\n- c\n");
    assert_eq!(merged, Merged::Clean("- a 1\n- b 2\n- c\n".into()));
}

#[test]
fn a_browsers_line_ends_are_no_change() {
    assert_eq!(
        merge("a\n\nb\n", "a\n\nb 2\n", "a\r\n\r\nb\r\n"),
        Merged::Clean("a\n\nb 2\n".into())
    );
}

#[test]
fn where_both_changed_the_same_words_both_versions_stand_as_whole_paragraphs() {
    let base = "Opening.\n\nWe meet on Monday.\n\nClosing.";
    let theirs = "Opening.\n\nWe meet on Tuesday.\n\nClosing.";
    let mine = "Opening.\n\nWe meet on Friday.\n\nClosing!";
    let expected = format!(
        "Opening.\n\n{THEIRS}\nWe meet on Tuesday.\n{MINE}\nWe meet on Friday.\n{END}\n\nClosing!"
    );
    assert_eq!(merge(base, theirs, mine), Merged::Conflicted(expected));
}

#[test]
fn what_one_removed_and_the_other_changed_is_kept_and_said() {
    let Merged::Conflicted(text) = merge("One.\n\nTwo.\n", "One.\n\n", "One.\n\nTwo and a half.\n")
    else {
        panic!("a removal hid a change");
    };
    assert_eq!(text, format!("One.\n\n{THEIRS}{REMOVED}\n{MINE}\nTwo and a half.\n{END}\n"));
    assert!(has_marks(&text));
}

#[test]
fn two_first_texts_are_both_kept() {
    let merged = merge("", "From Erin", "From Omar");
    assert_eq!(
        merged,
        Merged::Conflicted(format!("{THEIRS}\nFrom Erin\n{MINE}\nFrom Omar\n{END}\n"))
    );
}

#[test]
fn marks_are_recognised_and_likenesses_are_not() {
    for mark in [THEIRS, MINE, END] {
        assert!(has_marks(&format!("text\r\n  {mark} \r\ntext")));
    }
    for text in ["", "<<< see above", "===\n", ">>> a quoted quote", "He wrote: <<<"] {
        assert!(!has_marks(text), "{text:?}");
    }
}

#[test]
fn a_value_is_merged_unless_both_changed_it_differently() {
    assert_eq!(merge_value("a", "a", "b"), Ok("b"));
    assert_eq!(merge_value("a", "b", "a"), Ok("b"));
    assert_eq!(merge_value("a", "b", "b"), Ok("b"));
    assert_eq!(merge_value("a", "b", "c"), Err(()));
}

#[test]
fn texts_of_a_megabyte_are_merged_in_bounded_time() {
    let words = |by: u64, modulus: u64| -> String {
        (0..140_000).map(|n| format!("w{} ", n * by % modulus)).collect()
    };
    let base = words(7_919, 10_007);
    let start = Instant::now();
    let (theirs, mine) = (format!("Erin. {base}"), format!("{base}Omar."));
    assert_eq!(merge(&base, &theirs, &mine), Merged::Clean(format!("Erin. {base}Omar.")));
    merge(&base, &words(104_729, 9_973), &words(1_299_709, 9_967));
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
}

/// An editor's changes to a text whose words are all different: what to leave out, and
/// after which word to add how many of their own.
fn changes() -> impl Strategy<Value = Vec<(bool, usize)>> {
    let change = prop_oneof![8 => Just((true, 0)), 1 => Just((false, 0)), 1 => Just((true, 1)), 1 => Just((false, 2))];
    prop::collection::vec(change, 30)
}

fn edited(changes: &[(bool, usize)], by: &str, space: impl Fn(usize) -> &'static str) -> String {
    let mut text = String::new();
    for (n, (kept, added)) in changes.iter().enumerate() {
        if *kept {
            text.push_str(&format!("word{n}{}", space(n)));
        }
        for k in 0..*added {
            text.push_str(&format!("{by}{n}x{k}{}", space(n)));
        }
    }
    text
}

fn prose(n: usize) -> &'static str {
    [" ", " ", ". ", " ", ",\n", " ", ".\n\n"][n % 7]
}

fn vocabulary(text: &str) -> HashSet<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn in_order(text: &str, of: &HashSet<&str>) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| of.contains(word)).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_side_that_changed_nothing_leaves_the_other_as_it_is(
        base in "[ab .\n]{0,30}", other in "[ab .\n]{0,30}"
    ) {
        prop_assert_eq!(merge(&base, &other, &base), Merged::Clean(other.clone()));
        prop_assert_eq!(merge(&base, &base, &other), Merged::Clean(other.clone()));
        prop_assert_eq!(merge(&base, &other, &other), Merged::Clean(other.clone()));
    }

    #[test]
    fn a_merge_has_every_word_that_either_added_and_none_that_either_removed(
        theirs in changes(), mine in changes()
    ) {
        let base = edited(&[(true, 0); 30], "", prose);
        let (theirs, mine) = (edited(&theirs, "their", prose), edited(&mine, "my", prose));
        let (b, t, m) = (vocabulary(&base), vocabulary(&theirs), vocabulary(&mine));
        match merge(&base, &theirs, &mine) {
            Merged::Clean(text) => {
                let expected: HashSet<_> = t.union(&m).filter(|w| !b.contains(*w) || (t.contains(*w) && m.contains(*w))).copied().collect();
                prop_assert_eq!(vocabulary(&text), expected);
                prop_assert_eq!(in_order(&text, &t), in_order(&theirs, &vocabulary(&text)));
                prop_assert_eq!(in_order(&text, &m), in_order(&mine, &vocabulary(&text)));
                prop_assert!(!has_marks(&text));
            }
            Merged::Conflicted(text) => {
                let added: HashSet<_> = t.union(&m).filter(|w| !b.contains(*w)).copied().collect();
                prop_assert!(vocabulary(&text).is_superset(&added));
                prop_assert!(vocabulary(&text).is_superset(&t.intersection(&m).copied().collect()));
                prop_assert!(has_marks(&text));
            }
        }
    }

    #[test]
    fn any_two_changes_of_any_text_are_merged_or_both_shown(
        base in "[ab .\n]{0,30}", theirs in "[abt .\n]{0,30}", mine in "[abm .\n]{0,30}"
    ) {
        let count = |text: &str, letter| text.chars().filter(|c| *c == letter).count();
        let text = match merge(&base, &theirs, &mine) {
            Merged::Clean(text) => text,
            Merged::Conflicted(text) => {
                prop_assert!(has_marks(&text));
                text
            }
        };
        prop_assert!(count(&text, 't') >= count(&theirs, 't'));
        prop_assert!(count(&text, 'm') >= count(&mine, 'm'));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn where_git_merges_lines_cleanly_no_other_result_is_taken_for_clean(
        theirs in changes(), mine in changes()
    ) {
        let line = |n: usize| if n.is_multiple_of(3) { "\n\n" } else { "\n" };
        let base = edited(&[(true, 0); 30], "", line);
        let (theirs, mine) = (edited(&theirs, "their", line), edited(&mine, "my", line));
        if let Some(text) = merged_by_git(&base, &theirs, &mine) {
            // Edits that touch are a conflict here, and not always to git.
            match merge(&base, &theirs, &mine) {
                Merged::Clean(merged) => prop_assert_eq!(merged, text),
                Merged::Conflicted(both) => prop_assert!(has_marks(&both)),
            }
        }
    }
}

fn merged_by_git(base: &str, theirs: &str, mine: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let files = [("mine", mine), ("base", base), ("theirs", theirs)].map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    });
    let output = Command::new("git").args(["merge-file", "-p"]).args(files).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}
