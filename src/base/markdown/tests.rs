//! What people write comes out as they meant it, and what cannot be taken is refused with a reason.

use std::time::{Duration, Instant};

use super::*;

fn html(source: &str) -> String {
    Markdown::parse(source, Under::H2).unwrap().html
}

#[test]
fn markdown_is_set_as_html() {
    for (source, expected) in [
        ("", ""),
        (
            "a *b* **c** ~~d~~ `e`",
            "<p dir=\"auto\">a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>\n",
        ),
        ("a  \nb", "<p dir=\"auto\">a<br>\nb</p>\n"),
        ("3. a\n4. b", "<ol dir=\"auto\" start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("> - a", "<blockquote dir=\"auto\">\n<ul>\n<li>a</li>\n</ul>\n</blockquote>\n"),
        ("---", "<hr dir=\"auto\">\n"),
        ("```rust\na < b\n```", "<pre dir=\"auto\"><code>a &lt; b\n</code></pre>\n"),
        (
            "[x](https://a.example/?a=1&b=2 \"t\")",
            "<p dir=\"auto\"><a href=\"https://a.example/?a=1&amp;b=2\" rel=\"nofollow noopener noreferrer\">x</a></p>\n",
        ),
        (
            "www.a.example",
            "<p dir=\"auto\"><a href=\"http://www.a.example\" rel=\"nofollow noopener noreferrer\">www.a.example</a></p>\n",
        ),
        (
            "m@a.example",
            "<p dir=\"auto\"><a href=\"mailto:m@a.example\" rel=\"nofollow noopener noreferrer\">m@a.example</a></p>\n",
        ),
        ("مرحبا", "<p dir=\"auto\">مرحبا</p>\n"),
        ("List<String> & </p>", "<p dir=\"auto\">List&lt;String&gt; &amp; &lt;/p&gt;</p>\n"),
        (
            "<div>\n*x*\n</div>",
            "<p dir=\"auto\">&lt;div&gt;<br>\n<em>x</em><br>\n&lt;/div&gt;</p>\n",
        ),
    ] {
        assert_eq!(html(source), expected, "{source:?}");
    }
}

#[test]
fn a_table_is_aligned_without_styles() {
    let table = html("| a | b |\n| - | -: |\n| 1 | 2 |");
    assert!(table.starts_with("<table dir=\"auto\">"), "{table}");
    assert!(table.contains("<th>a</th>\n<th align=\"right\">b</th>"), "{table}");
    assert!(table.contains("<td align=\"right\">2</td>"), "{table}");
}

#[test]
fn an_image_becomes_a_link_so_that_no_page_loads_from_another_host() {
    let link = "<a href=\"https://a.example/x.png\" rel=\"nofollow noopener noreferrer\">";
    assert_eq!(
        html("![a *plan*](https://a.example/x.png)"),
        format!("<p dir=\"auto\">{link}a <em>plan</em></a></p>\n")
    );
    assert_eq!(
        html("![](https://a.example/x.png)"),
        format!("<p dir=\"auto\">{link}https://a.example/x.png</a></p>\n")
    );
    assert_eq!(
        html("[![logo](https://a.example/l.png)](https://a.example/x.png)"),
        format!("<p dir=\"auto\">{link}logo</a></p>\n")
    );
}

#[test]
fn headings_come_below_the_pages_own_and_skip_no_level() {
    let levels = |source, under| -> String {
        let html = Markdown::parse(source, under).unwrap().html;
        html.split("<h").skip(1).filter_map(|part| part.chars().next()).collect()
    };
    assert_eq!(levels("# a\n## b\n### c\n# d", Under::H2), "3453");
    assert_eq!(levels("### a\n##### b\n### c\n# d\n## e", Under::H3), "45445");
    assert_eq!(levels("a\n=\nb\n-\n# #\n# c", Under::H1), "2");
    assert_eq!(levels("# a\n## b\n### c\n#### d", Under::H5), "6666");
}

#[test]
fn an_update_note_is_set_apart() {
    for (source, inner) in [
        (
            "It is planned. [UPDATE: This is confirmed for 13 October]",
            "It is planned. <span class=\"update\">[UPDATE: This is confirmed for 13 October]</span>",
        ),
        (
            "a [UPDATE 5 Oct 2022: *b* [1]\nc] d [UPDATE: e]",
            "a <span class=\"update\">[UPDATE 5 Oct 2022: <em>b</em> [1]<br>\nc]</span> d <span class=\"update\">[UPDATE: e]</span>",
        ),
        ("a \\[UPDATE: b\\]", "a <span class=\"update\">[UPDATE: b]</span>"),
        ("a [UPDATE: never *closed*", "a [UPDATE: never <em>closed</em>"),
        ("a [UPDATED] `[UPDATE: x]` b]", "a [UPDATED] <code>[UPDATE: x]</code> b]"),
    ] {
        assert_eq!(html(source), format!("<p dir=\"auto\">{inner}</p>\n"), "{source:?}");
    }
    assert!(
        html("| a |\n| - |\n| x [UPDATE: y] |")
            .contains("<span class=\"update\">[UPDATE: y]</span></td>")
    );
}

#[test]
fn the_source_is_kept_as_it_is_stored() {
    let text = Markdown::parse("a\r\n\0b  \r\ne\u{301} \u{202B}עברית\u{202C}", Under::H2).unwrap();
    assert_eq!(text.source, "a\n\u{FFFD}b  \ne\u{301} \u{202B}עברית\u{202C}");
    assert!(text.html.contains("e\u{301} \u{202B}עברית\u{202C}"));
}

#[test]
fn what_cannot_be_taken_is_refused_with_a_reason() {
    let fill = |part: &str| part.repeat(1_000_000 / part.len());
    for (source, reason) in [
        ("a".repeat(1_000_001), Refused::TooLong),
        ("*a **a ".repeat(5_000) + &" a** a*".repeat(5_000), Refused::TooDeep),
        (fill("["), Refused::TooIntricate),
        (fill("[a]("), Refused::TooIntricate),
        (fill("*a_ "), Refused::TooIntricate),
        (fill("- a\n"), Refused::TooIntricate),
        (fill("&"), Refused::TooIntricate),
        (fill("<a "), Refused::TooIntricate),
        (fill("[UPDATE: x] "), Refused::TooIntricate),
        (fill("|a|b|\n|-|-|\n"), Refused::TooIntricate),
    ] {
        let start = Instant::now();
        let refused = Markdown::parse(&source, Under::H2).err();
        assert_eq!(refused, Some(reason), "{:?}…", &source[..20]);
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{:?}… took {:?}",
            &source[..20],
            start.elapsed()
        );
    }
}

#[test]
fn a_megabyte_of_prose_is_taken() {
    let sentence = "The \"quick\" brown fox jumps over the *lazy* dog & so on. ";
    for end in ["", "\n\n"] {
        let part = format!("{sentence}{sentence}{end}");
        let source = part.repeat(1_000_000 / part.len());
        assert!(Markdown::parse(&source, Under::H2).is_ok_and(|text| text.html.len() > 1_000_000));
    }
}

#[test]
fn what_lies_deep_is_shown_as_it_was_typed() {
    let nested = (0..1_000).map(|depth| format!("{}- a\n", " ".repeat(depth))).collect();
    for source in ["> ".repeat(1_000) + "a", "1. ".repeat(10_000) + "a", nested] {
        let html = Markdown::parse(&source, Under::H2).unwrap().html;
        assert!(html.contains("a<br>") || html.contains("a</"), "{html}");
    }
    let shallow = Markdown::parse(&format!("{}a", "> ".repeat(44)), Under::H2).unwrap();
    assert!(!shallow.html.contains("&gt;"));
}
