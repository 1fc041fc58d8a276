//! Whatever somebody types is there, safe, and the same in any program.

use proptest::prelude::*;

use super::flavour::{Headings, commonmark};
use super::html::sanitised;
use super::typed::text_of;
use super::{Markdown, Under};

/// How any other program that knows Chinese shows the text that is handed out.
fn elsewhere(typed: &str, headings: Headings) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.cjk_friendly_emphasis = true;
    comrak::markdown_to_html(&commonmark(typed, headings), &options)
}

fn bare(html: &str) -> String {
    html.replace(" dir=\"auto\"", "")
        .replace(" rel=\"nofollow noopener noreferrer\"", "")
        .replace(" />", ">")
}

/// A document's headings come below the page's, whatever they were; those without words are left out.
fn on_one_level(html: &str) -> String {
    let levels = ["2", "3", "4", "5", "6"]
        .iter()
        .flat_map(|level| [(format!("<h{level}"), "<h1"), (format!("</h{level}"), "</h1")]);
    let html = levels.fold(html.to_owned(), |html, (tag, one)| html.replace(&tag, one));
    html.replace("<h1></h1>\n", "").replace("<li>\n</li>", "<li></li>")
}

fn letters(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| *word != "o");
    words.collect()
}

/// What is no markup, wherever it stands behind a word.
const PLAIN: [&str; 48] = [
    "2*3*4",
    "5 * 3",
    "2 ** 3",
    "(a)*(b)",
    "~60",
    "5~6",
    "~~~",
    "snake_case",
    "__init__.py",
    "_foo_.bar",
    "x_",
    "1.",
    "2)",
    "1.1",
    "(3)",
    "-5",
    "+1",
    "- 7",
    "+ 8",
    "= 9",
    ">10",
    ">=",
    "=>",
    "<3",
    "a<b",
    "<br>",
    "#1",
    "# 2",
    "C#",
    "&",
    "&amp;",
    "&#35;",
    "10%",
    "10\\%",
    "\\d",
    "C:\\a\\*.x",
    "docs\\*.txt",
    "|",
    "a|b",
    "[4]",
    "[x]",
    "!",
    "?!",
    "€5",
    "§ 6",
    "12:30",
    "...",
    "–",
];

/// What is written behind ``` is shown nowhere.
fn names_a_language(typed: &str) -> bool {
    let info = |part: &str| {
        part.trim_start_matches('`').lines().next().is_some_and(|info| !info.trim().is_empty())
    };
    typed.split("```").skip(1).any(info)
}

const SIGNS: [&str; 68] = [
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
    "：",
    "“",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_word_is_there_in_order(parts in prop::collection::vec(prop::sample::select(SIGNS.to_vec()), 0..40)) {
        let typed = parts.concat();
        prop_assume!(!names_a_language(&typed));
        for html in [Markdown::said(&typed).unwrap().html, Markdown::parse(&typed, Under::H2).unwrap().html] {
            prop_assert_eq!(letters(&text_of(&html)), letters(&typed), "{}", html);
        }
    }

    #[test]
    fn every_digit_and_sign_is_there_where_nothing_is_markup(
        lines in prop::collection::vec(prop::collection::vec(prop::sample::select(PLAIN.to_vec()), 1..6), 1..4),
    ) {
        let lines = lines.iter().map(|signs| format!("so {} there", signs.join(" ")));
        let typed = lines.collect::<Vec<_>>().join("\n");
        for html in [Markdown::said(&typed).unwrap().html, Markdown::parse(&typed, Under::H2).unwrap().html] {
            let shown = text_of(&html);
            prop_assert_eq!(shown.trim_end(), &typed, "{}", html);
        }
    }

    #[test]
    fn the_sanitiser_has_nothing_to_do_and_other_programs_show_the_same(
        parts in prop::collection::vec(prop::sample::select(SIGNS.to_vec()), 0..30),
        links in prop::collection::vec(prop::sample::select(vec!["https://a.example/x_(y)", "[x](https://a.example)", "www.a.example", "![x](/y)"]), 0..3),
    ) {
        let typed = [parts.concat(), links.concat()].concat();
        prop_assume!(!names_a_language(&typed));
        for (text, headings) in [
            (Markdown::said(&typed).unwrap(), Headings::AsTyped),
            (Markdown::parse(&typed, Under::H2).unwrap(), Headings::Kept),
        ] {
            prop_assert_eq!(&sanitised(&text.html), &text.html);
            let there = elsewhere(&text.source, headings);
            prop_assert_eq!(on_one_level(&bare(&text.html)), on_one_level(&bare(&there)), "{}", commonmark(&typed, headings));
        }
    }

    #[test]
    fn anything_can_be_typed(typed in "\\PC{0,60}") {
        let html = Markdown::said(&typed).unwrap().html;
        prop_assert_eq!(&sanitised(&html), &html);
    }
}
