//! What a revision changed in a text, word by word, with what went struck out and what came marked.

use std::time::{Duration, Instant};

use comrak::html::escape;

use crate::long_work;
use crate::text::{edits, words};

/// Two texts of 1 MB without a word in common would take seconds to compare.
const PATIENCE: Duration = Duration::from_millis(300);

/// Safe HTML of both texts in one; line ends stay as they are, for `white-space: pre-wrap`.
pub fn redline(old: &str, new: &str) -> String {
    long_work::of_length(old.len() + new.len(), || compare(old, new))
}

fn compare(old: &str, new: &str) -> String {
    let (old, new) = (words(old), words(new));
    let mut html = String::new();
    let mut unchanged_from = 0;
    for edit in edits(&old, &new, Instant::now() + PATIENCE) {
        push(&mut html, &old[unchanged_from..edit.old.start]);
        push_inside(&mut html, "del", &old[edit.old.clone()]);
        push_inside(&mut html, "ins", &new[edit.new]);
        unchanged_from = edit.old.end;
    }
    push(&mut html, &old[unchanged_from..]);
    html
}

fn push_inside(html: &mut String, tag: &str, words: &[&str]) {
    if !words.is_empty() {
        html.push_str(&format!("<{tag}>"));
        push(html, words);
        html.push_str(&format!("</{tag}>"));
    }
}

fn push(html: &mut String, words: &[&str]) {
    escape(html, &words.concat()).expect("a String takes whatever is written to it");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn changed_words_are_marked() {
        for (old, new, html) in [
            ("", "", ""),
            ("We met.", "We met.", "We met."),
            ("", "We met.", "<ins>We met.</ins>"),
            ("We met.", "", "<del>We met.</del>"),
            (
                "We met on Monday.",
                "We met on Tuesday.",
                "We met on<del> Monday</del><ins> Tuesday</ins>.",
            ),
            ("We met.", "We met. We left.", "We met.<ins> We left.</ins>"),
            ("A\n\nB", "A\n\nC\n\nB", "A<ins>\n\nC</ins>\n\nB"),
        ] {
            assert_eq!(redline(old, new), html, "{old:?} to {new:?}");
        }
    }

    #[test]
    fn markup_in_a_text_is_shown_not_run() {
        let html = redline("<b>\"x\"</b>", "<script>alert('x')</script> & </ins>");
        let tags = ["<ins>", "</ins>", "<del>", "</del>"];
        let text = tags.iter().fold(html.clone(), |text, tag| text.replace(tag, ""));
        assert!(!text.contains(['<', '>', '"']), "{html}");
    }

    #[test]
    fn two_unlike_texts_of_a_megabyte_are_compared_in_bounded_time() {
        let old: String = (0..140_000_u64).map(|n| format!("w{} ", n * 7919 % 10_007)).collect();
        let new: String = (0..140_000_u64).map(|n| format!("w{} ", n * 104_729 % 9_973)).collect();
        let start = Instant::now();
        redline(&old, &new);
        assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn without_the_insertions_it_is_the_old_text_without_the_deletions_the_new(
            old in "[a-c .,\n]{0,40}", new in "[a-c .,\n]{0,40}"
        ) {
            let html = redline(&old, &new);
            prop_assert_eq!(without(&html, "ins"), old);
            prop_assert_eq!(without(&html, "del"), new);
        }
    }

    fn without(html: &str, tag: &str) -> String {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let mut parts = html.split(&open);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            text.push_str(part.split_once(&close).map_or("", |(_, after)| after));
        }
        ["<ins>", "</ins>", "<del>", "</del>"].iter().fold(text, |text, tag| text.replace(tag, ""))
    }
}
