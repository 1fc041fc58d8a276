//! Whatever somebody types is there, safe, and the same in any program.

use proptest::prelude::*;

use super::Markdown;
use super::flavour::{Headings, commonmark};
use super::html::sanitised;
use super::typed::text_of;

/// How any other program shows the text that is handed out.
fn elsewhere(typed: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    comrak::markdown_to_html(&commonmark(typed, Headings::AsTyped), &options)
}

fn bare(html: &str) -> String {
    html.replace(" dir=\"auto\"", "")
        .replace(" rel=\"nofollow noopener noreferrer\"", "")
        .replace(" />", ">")
}

/// What is written behind ``` is shown nowhere.
fn names_a_language(typed: &str) -> bool {
    let info = |part: &str| {
        part.trim_start_matches('`').lines().next().is_some_and(|info| !info.trim().is_empty())
    };
    typed.split("```").skip(1).any(info)
}

const SIGNS: [&str; 66] = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "好",
    "é",
    "\n",
    "\n",
    "\n\n",
    "\n  ",
    "\n    ",
    " ",
    " ",
    "  ",
    "\t",
    "- ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n2. ",
    "2026. ",
    "• ",
    "\n•\t",
    "\no\t",
    "– ",
    "+ ",
    "\n> ",
    ">",
    "> ",
    "\n# ",
    "#",
    "\n---\n",
    "\n===\n",
    "--",
    "\n***\n",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "\n```\n",
    "\\",
    "\\\\",
    "\\*",
    "[",
    "]",
    "](",
    ")",
    "(",
    "!",
    "<",
    "<b>",
    "</p>",
    "&amp;",
    "&",
    "|",
    "\n|",
    "\n|-|-|\n",
    "\n-|-\n",
    ":",
    ".",
    "a@b.example",
    "\u{2028}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_word_is_there_in_order(parts in prop::collection::vec(prop::sample::select(SIGNS.to_vec()), 0..40)) {
        let typed = parts.concat();
        prop_assume!(!names_a_language(&typed));
        let named = |text: &str| -> Vec<String> {
            let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty() && *word != "o");
            words.map(str::to_owned).collect()
        };
        let html = Markdown::said(&typed).unwrap().html;
        prop_assert_eq!(named(&text_of(&html)).concat(), named(&typed).concat(), "{}", html);
    }

    #[test]
    fn the_sanitiser_has_nothing_to_do_and_other_programs_show_the_same(
        parts in prop::collection::vec(prop::sample::select(SIGNS.to_vec()), 0..30),
        links in prop::collection::vec(prop::sample::select(vec!["https://a.example/x_(y)", "[x](https://a.example)", "www.a.example", "![x](/y)"]), 0..3),
    ) {
        let typed = [parts.concat(), links.concat()].concat();
        prop_assume!(!names_a_language(&typed));
        let html = Markdown::said(&typed).unwrap().html;
        prop_assert_eq!(&sanitised(&html), &html);
        let there = elsewhere(&Markdown::said(&typed).unwrap().source);
        prop_assert_eq!(bare(&html), bare(&there), "{}", commonmark(&typed, Headings::AsTyped));
    }

    #[test]
    fn anything_can_be_typed(typed in "\\PC{0,60}") {
        let html = Markdown::said(&typed).unwrap().html;
        prop_assert_eq!(&sanitised(&html), &html);
    }
}
