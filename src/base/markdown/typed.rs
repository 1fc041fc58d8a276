//! What people type in a line, and how it has to read.

use serde::Deserialize;

use super::flavour::{Headings, commonmark};
use super::{Markdown, from_commonmark, plain, unescaped};

pub(super) fn html(typed: &str) -> String {
    Markdown::said(typed).unwrap().html.replace(" dir=\"auto\"", "")
}

/// Of a single paragraph.
fn words(typed: &str) -> String {
    let html = html(typed).replace(" rel=\"nofollow noopener noreferrer\"", "");
    let inner = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>\n"));
    inner.map(str::to_owned).unwrap_or(html)
}

#[derive(Deserialize)]
struct Case {
    name: String,
    typed: String,
    html: Vec<String>,
    never: Vec<String>,
}

#[test]
fn the_cases_that_were_found_read_as_they_were_meant() {
    let cases = include_str!("../../../tests/fixtures/cases/markdown.json");
    for case in serde_json::from_str::<Vec<Case>>(cases).unwrap() {
        let html = Markdown::said(&case.typed).unwrap().html;
        for piece in &case.html {
            assert!(html.contains(piece), "{}: no {piece:?} in {html}", case.name);
        }
        for piece in &case.never {
            assert!(!html.contains(piece), "{}: {piece:?} in {html}", case.name);
        }
    }
}

#[test]
fn signs_in_a_line_are_what_was_typed() {
    for typed in [
        "~60 minutes (~10 lost), 5~6 people, ~/notes and a~b~c",
        "~~~ and ~~ and x~~y~~z",
        "2*3*4, 5 * 3, 2 ** 3, f(*args, **kwargs)",
        "4* and 5*",
        "*.docx or x.*",
        "(a)*(b)*(c) and a*(b+c)*d",
        "my_file_name.txt and __init and ___ x",
        "see __init__.py, (__main__.py) and _foo_.bar, x_.y and _ .z_",
        "a < b > c, x <- y, <3, 5<6, <-@1> <5@b>",
        "AT&T, &amp; &nbsp; &#39; &copy",
        "# 2, #1, C#, #tag",
        "C:\\Users\\ana\\*.docx, D:\\, \\\\server\\share_*a*, Users\\ana\\*.docx",
        "C:\\my docs\\*.txt, docs\\*.* and C:\\my docs\\a_*.txt",
        "a\\b, 10\\%, \\d+, \\LaTeX, ends in \\",
        "[1], [x], [ ], [UPDATED], a[i](see below), [Annex](A), [x](javascript:alert(1))",
        "![x](javascript:alert(1)), [x](//evil.example), [x](/\\evil.example)",
        "`90s",
        "costs $5 or $6, :smile:, @Mira, x@y, \u{201C}so\u{201D} \u{2013} he said\u{2026}",
        "+1 for this",
        "<b>bold</b> <!-- note --> <script>alert(1)</script> </p> <?php <!DOCTYPE>",
    ] {
        let shown = words(typed);
        assert_eq!(unescaped(&shown), typed, "{typed:?} is {shown:?}");
        assert!(!shown.contains("<em") && !shown.contains("<a "), "{shown}");
    }
}

#[test]
fn marks_at_the_borders_of_words_are_markup() {
    for (typed, shown) in [
        (
            "*a* **b** ***c*** _d_ __e__",
            "<em>a</em> <strong>b</strong> <em><strong>c</strong></em> <em>d</em> <strong>e</strong>",
        ),
        ("(*a*), \"**b**\": *c*.", "(<em>a</em>), &quot;<strong>b</strong>&quot;: <em>c</em>."),
        ("这是**重点**内容", "这是<strong>重点</strong>内容"),
        ("~~gone~~, (~~gone~~)", "<del>gone</del>, (<del>gone</del>)"),
        ("`a*b*` ``x`y``", "<code>a*b*</code> <code>x`y</code>"),
        (
            "\\*a\\* \\_b\\_ \\`c\\` \\~~d\\~~ \\[e\\](f) \\<g> \\# h",
            "*a* _b_ `c` ~~d~~ [e](f) &lt;g&gt; # h",
        ),
        ("Li\\_\\*x\\*", "Li_*x*"),
        ("a\\*\\.b *c\\*\\.*", "a*.b <em>c*.</em>"),
        ("_see_. __This__... _a b_.", "<em>see</em>. <strong>This</strong>... <em>a b</em>."),
        ("__init__.py and __all__", "__init__.py and <strong>all</strong>"),
        ("**注意：**请看", "<strong>注意：</strong>请看"),
        ("**Note：**see，abc**，注意**", "<strong>Note：</strong>see，abc<strong>，注意</strong>"),
        ("请看**“注意”**吧。*好*", "请看<strong>“注意”</strong>吧。<em>好</em>"),
        ("**\"중요\"**는", "<strong>\"중요\"</strong>는"),
        ("~~旧的。~~新的", "<del>旧的。</del>新的"),
        ("**หมายเหตุ:**โปรดดู", "<strong>หมายเหตุ:</strong>โปรดดู"),
        ("价格*，数量*，总计**100元**。", "价格*，数量*，总计<strong>100元</strong>。"),
        ("*重点*，*注意。*好", "<em>重点</em>，<em>注意。</em>好"),
        ("**一\n二：**请看", "<strong>一<br>\n二：</strong>请看"),
        ("**a\nb**", "<strong>a<br>\nb</strong>"),
    ] {
        assert_eq!(
            words(typed).replace("\"", "&quot;"),
            shown.replace("\"", "&quot;"),
            "{typed:?}"
        );
    }
}

#[test]
fn what_is_handed_out_has_a_reference_only_where_no_program_would_see_a_mark() {
    for (typed, handed_out) in [
        ("**注意：**请看", "**注意：**请看"),
        ("请看**“注意”**吧", "请看**“注意”**吧"),
        ("**หมายเหตุ:**โปรดดู", "**หมายเหตุ:**&#3650;ปรดดู"),
        ("ดู**(ก)**", "ด&#3641;**(ก)**"),
        ("好。**重点**内容。", "好。**重点**内容。"),
        ("**注意：** 请看", "**注意：** 请看"),
        ("**ที่**นี่", "**ที่**นี่"),
        ("价格*（估计）", "价格*（估计）"),
    ] {
        let written = commonmark(typed, Headings::AsTyped);
        assert_eq!(written, handed_out);
        assert_eq!(from_commonmark(&written), typed);
    }
}

#[test]
fn links_lead_where_they_say() {
    let link = |url: &str, text: &str| format!("<a href=\"{url}\">{text}</a>");
    let same = |url: &str| link(url, url);
    for (typed, shown) in [
        ("https://a.example/x.", format!("{}.", same("https://a.example/x"))),
        ("(https://a.example/x_(y)).", format!("({}).", same("https://a.example/x_(y)"))),
        ("见https://a.example/文档。然后", format!("见{}文档。然后", same("https://a.example/"))),
        (
            "https://a.example、https://b.example！",
            format!("{}、{}！", same("https://a.example"), same("https://b.example")),
        ),
        ("https://a.example에서", format!("{}에서", same("https://a.example"))),
        ("“https://a.example”", format!("“{}”", same("https://a.example"))),
        (
            "**https://a.example/a_b_c**",
            format!("<strong>{}</strong>", same("https://a.example/a_b_c")),
        ),
        (
            "https://a.example/?a=1&b=2*3*4",
            link("https://a.example/?a=1&amp;b=2*3*4", "https://a.example/?a=1&amp;b=2*3*4"),
        ),
        (
            "www.a.example, xhttps://b",
            format!("{}, xhttps://b", link("http://www.a.example", "www.a.example")),
        ),
        ("<https://a.example>", same("https://a.example")),
        (
            "Ana <ana_b@a.example>, b@c.example.",
            format!(
                "Ana &lt;{}&gt;, {}.",
                link("mailto:ana_b@a.example", "ana_b@a.example"),
                link("mailto:b@c.example", "b@c.example")
            ),
        ),
        ("邮箱ana@a.example。", format!("邮箱{}。", link("mailto:ana@a.example", "ana@a.example"))),
        ("[a *b*](https://a.example/x_(y) \"t\")", link("https://a.example/x_(y)", "a <em>b</em>")),
        (
            "[own](/groups/wg/plans/x#y) [m](mailto:m@a.example)",
            format!("{} {}", link("/groups/wg/plans/x#y", "own"), link("mailto:m@a.example", "m")),
        ),
        (
            "[a [b](https://b.example)](https://a.example)",
            format!("[a {}](https://a.example)", link("https://b.example", "b")),
        ),
        (
            "![a](https://a.example/x.png) so![b](https://b.example)",
            format!(
                "{} so!{}",
                link("https://a.example/x.png", "a"),
                link("https://b.example", "b")
            ),
        ),
    ] {
        let shown = shown.replace("[a <a href=\"https://b.example\">b</a>](https://a.example)", "[a <a href=\"https://b.example\">b</a>](<a href=\"https://a.example\">https://a.example</a>)");
        assert_eq!(words(typed), shown, "{typed:?}");
    }
}

#[test]
fn mails_say_the_same() {
    for (typed, said) in [
        ("10~12 May, 2*3*4, C:\\Users\\*.x", "10~12 May, 2*3*4, C:\\Users\\*.x"),
        ("•\ta\n•\tb", "- a\n- b"),
        ("a) x\nb) y", "a) x\nb) y"),
        ("x\n===\n<b>", "x\n===\n<b>"),
    ] {
        assert_eq!(plain(typed), said);
    }
}

pub(super) fn text_of(html: &str) -> String {
    let tags = html.split('<').enumerate();
    let texts =
        tags.map(
            |(n, part)| {
                if n == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) }
            },
        );
    unescaped(&texts.collect::<String>())
}
