//! Lines, lists, quotes and tables that people type and paste, and how they have to read.

use super::flavour::without_headings;
use super::typed::{html, text_of};
use super::{Markdown, Under};

#[test]
fn lines_that_look_like_something_else_are_lines() {
    for typed in [
        "# 2 is the venue",
        "###### x",
        "10. Mai",
        "2026. The year was good.",
        "4) Budget",
        "007. Bond",
        "+ more\n+ and more",
        "> 50 participants",
        ">= 5",
        ">5 %",
        "=> so",
        "= 5 EUR",
        "Title\n===",
        "Title\n=",
        "Name\n--",
        "Name\n-",
        "a) keep\nb) drop",
        "i. first\nii. second",
        "A. x\nB. y",
        "1.1 scope\n1.2 mandate",
        "(1) x\n(2) y",
        "– one\n– two",
        "— Yes.\n— No.",
        "§ 1\n§ 2",
        "[1]: https://a.example/x?y\nsee [1]",
        "[x] done\n[ ] open",
        "|-|",
        "a | b\nc | d",
        ":-:",
        "```\nnever closed",
        "~~~\nx\n~~~",
        "``` not code\nx\n```",
        "o one",
        "•one",
        "-1 degrees\n-2 degrees",
        "\\- a\n\\# b\n1\\. c",
        "a)\tkeep it\nb)\tdrop it",
        "1.1\tscope\n1.2\tmandate",
        "\tset in\n\tset in too",
    ] {
        let html = html(typed).replace(" rel=\"nofollow noopener noreferrer\"", "");
        assert!(html.starts_with("<p>") && html.matches("<p>").count() == 1, "{typed:?} is {html}");
        let shown = text_of(&html);
        let typed = typed.replace("\\-", "-").replace("\\#", "#").replace("1\\.", "1.");
        let flat = |text: &str| {
            text.lines().map(|line| line.trim().replace('\t', " ")).collect::<Vec<_>>()
        };
        assert_eq!(
            flat(shown.trim_end()).iter().map(|line| line.replace('\t', " ")).collect::<Vec<_>>(),
            flat(&typed),
            "{html}"
        );
        assert_eq!(html.matches("<br>").count(), typed.lines().count() - 1, "{html}");
    }
}

#[test]
fn lists_are_lists_as_they_are_typed_and_pasted() {
    let tight = |typed: &str| html(typed).replace('\n', "");
    for (typed, shown) in [
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("x\n- a\ny", "<p>x</p><ul><li>a</li></ul><p>y</p>"),
        ("- a\n  more\n- b", "<ul><li>a<br>more</li><li>b</li></ul>"),
        ("  - a\n  - b", "<ul><li>a</li><li>b</li></ul>"),
        ("\n\n  - a\n  - b\n", "<ul><li>a</li><li>b</li></ul>"),
        (
            "- a\n  - b\n    - c\n- d",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
        ),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("10. a\n11. b", "<ol start=\"10\"><li>a</li><li>b</li></ol>"),
        ("1. a\n\nx\n\n2. b", "<ol><li>a</li></ol><p>x</p><ol start=\"2\"><li>b</li></ol>"),
        (
            "1. a\n3. b\n7. c",
            "<ol><li>a</li></ol><ol start=\"3\"><li>b</li></ol><ol start=\"7\"><li>c</li></ol>",
        ),
        ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
        ("1. a\n2. b\n1. c", "<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>"),
        ("2025. a\n2026. b", "<ol start=\"2025\"><li>a</li><li>b</li></ol>"),
        ("•\u{A0}a\n·\tb\n▪ c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        (
            "•\ta\no\tb\n▪\tc\n•\td",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
        ),
        ("\u{F0B7}\ta\n\u{F0A7}\tb", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("-      a", "<ul><li>a</li></ul>"),
        ("- [ ] a\n- [x] b", "<ul><li>[ ] a</li><li>[x] b</li></ul>"),
        ("* a\n* b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    ] {
        assert_eq!(tight(typed), shown, "{typed:?}");
    }
}

#[test]
fn other_blocks_keep_to_themselves() {
    let tight = |typed: &str| html(typed).replace('\n', "");
    for (typed, shown) in [
        ("> a\n> b\nmine", "<blockquote><p>a<br>b</p></blockquote><p>mine</p>"),
        ("> 2026 was\n> good", "<blockquote><p>2026 was<br>good</p></blockquote>"),
        (">> a", "<blockquote><blockquote><p>a</p></blockquote></blockquote>"),
        ("x\n---\ny", "<p>x</p><hr><p>y</p>"),
        ("***", "<hr>"),
        ("x\n\n    not code\n\ty", "<p>x</p><p>not code<br>y</p>"),
        ("```\na  b\n    *c*\n```\nx", "<pre><code>a  b    *c*</code></pre><p>x</p>"),
        ("a  \nb", "<p>a<br>b</p>"),
        ("a\u{2028}b\u{B}c", "<p>a<br>b<br>c</p>"),
        (
            "| a | b |\n| - | - |\n| 1 | 2 | 3 |\nx",
            "<table><thead><tr><th>a</th><th>b</th><th></th></tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table><p>x</p>",
        ),
        (
            "Name\tSum\tDay\nAna\t*5*\t1\nx",
            "<table><thead><tr><th>Name</th><th>Sum</th><th>Day</th></tr></thead><tbody><tr><td>Ana</td><td><em>5</em></td><td>1</td></tr></tbody></table><p>x</p>",
        ),
    ] {
        assert_eq!(tight(typed), shown, "{typed:?}");
    }
}

#[test]
fn headings_are_in_documents_only() {
    let document = |typed: &str| Markdown::parse(typed, Under::H2).unwrap().html;
    assert!(document("# a").starts_with("<h3 dir=\"auto\">a</h3>"));
    assert!(document("# C# #").contains(">C#<"));
    for typed in ["a\n===", "a\n---", "a\n-"] {
        assert!(!document(typed).replace("<hr", "").contains("<h"), "{}", document(typed));
    }
    for (said, written) in [
        ("# a\nb", "\\# a\nb"),
        ("- # a\n> ## b", "- \\# a\n> \\## b"),
        ("```\n# code\n```\n#1", "```\n# code\n```\n#1"),
    ] {
        assert_eq!(without_headings(said), written);
        assert!(!document(written).contains("<h3"), "{}", document(written));
    }
}
