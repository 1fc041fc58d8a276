//! Names after an `@`: who is mentioned in a text, set apart so that they find themselves.

use std::collections::BTreeSet;
use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};

use super::unescaped;
use crate::names::{Beginnings, is_of_word};

/// As keyboards for Latin and for Chinese letters write it.
pub const AT: [char; 2] = ['@', '＠'];

/// Nothing that people write becomes this node: the syntax for it is switched off.
pub(super) const MENTION: NodeValue = NodeValue::SpoileredText;

/// Puts each mention of one of the names into a node of its own. Which names are mentioned is
/// told by their places in the list.
pub(super) fn gather<'a>(
    arena: &'a Arena<'a>,
    root: Node<'a>,
    names: &[String],
) -> BTreeSet<usize> {
    let mut mentioned = BTreeSet::new();
    let names = &Beginnings::new(names);
    let texts = root.descendants().filter_map(|node| match &node.data().value {
        NodeValue::Text(text) if text.contains(AT) && !is_linked(node) => {
            Some((node, text.to_string()))
        }
        _ => None,
    });
    for (node, text) in texts.collect::<Vec<_>>() {
        let mut from = 0;
        let piece = |range: Range<usize>| -> Node<'a> {
            arena.alloc(NodeValue::Text(text[range].to_owned().into()).into())
        };
        for (range, nth) in mentions(&text, names) {
            mentioned.extend(nth);
            node.insert_before(piece(from..range.start));
            let mention: Node<'a> = arena.alloc(MENTION.into());
            mention.append(piece(range.clone()));
            node.insert_before(mention);
            from = range.end;
        }
        node.insert_before(piece(from..text.len()));
        node.detach();
    }
    mentioned
}

/// The names that a text mentions, of the HTML that was made of it.
pub fn mentioned(html: &str) -> Vec<String> {
    let spans = html.split("<span class=\"mention\">@").skip(1);
    let names = spans.filter_map(|span| Some(unescaped(span.split_once("</span>")?.0)));
    names.collect()
}

fn is_linked(node: Node) -> bool {
    node.ancestors().any(|outer| matches!(outer.data().value, NodeValue::Link(_)))
}

/// Each mention, and whom it may mean: the longest name that stands there. Two members may
/// share one.
fn mentions(text: &str, names: &Beginnings) -> Vec<(Range<usize>, Vec<usize>)> {
    let mut found: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for (at, sign) in text.match_indices(AT) {
        let mail = text[..at].chars().next_back().is_some_and(is_of_word);
        if let Some((length, named)) = names.of(&text[at + sign.len()..]).filter(|_| !mail) {
            found.push((at..at + sign.len() + length, named));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::markdown::Markdown;

    fn mentioned(source: &str) -> (String, Vec<usize>) {
        let names = ["Mira Rao", "Mira Rao-Lee", "Mira", "Özgür Ünal", "Chen Wei", "Chen Wei"];
        let names = names.into_iter().chain(["王小明", "José Silva", "Jean-Pierre", "Jose Silva"]);
        let names: Vec<_> = names.map(str::to_owned).collect();
        let (text, mentioned) = Markdown::said_naming(source, &names).unwrap();
        let html = text.html.trim_start_matches("<p dir=\"auto\">").trim_end();
        (html.trim_end_matches("</p>").to_owned(), mentioned.into_iter().collect())
    }

    #[test]
    fn the_longest_name_after_an_at_is_meant() {
        let span = |name: &str| format!("<span class=\"mention\">{name}</span>");
        for (source, html, nth) in [
            ("@Mira Rao, please", format!("{}, please", span("@Mira Rao")), vec![0]),
            ("as @mira rao-lee said", format!("as {} said", span("@mira rao-lee")), vec![1]),
            ("(@MIRA)", format!("({})", span("@MIRA")), vec![2]),
            (
                "@mira’s and @Chen Wei",
                format!("{}’s and {}", span("@mira"), span("@Chen Wei")),
                vec![2, 4, 5],
            ),
            ("**@özgür ünal**", format!("<strong>{}</strong>", span("@özgür ünal")), vec![3]),
            ("请@王小明看", format!("请{}看", span("@王小明")), vec![6]),
            ("@Jose\u{301} Silva said", format!("{} said", span("@Jose\u{301} Silva")), vec![7]),
            ("@JOSE SILVA", span("@JOSE SILVA"), vec![7, 9]),
            ("@Jean\u{2011}Pierre?", format!("{}?", span("@Jean\u{2011}Pierre")), vec![8]),
            ("@Ozgur\u{a0}Unal", span("@Ozgur&nbsp;Unal"), vec![3]),
            ("@Miranda @Nobody @", "@Miranda @Nobody @".into(), vec![]),
            ("`@Mira`", "<code>@Mira</code>".into(), vec![]),
        ] {
            assert_eq!(mentioned(source), (html, nth), "{source}");
        }
    }

    #[test]
    fn an_address_mentions_nobody() {
        let (html, nth) = mentioned("x@mira and m@mira.example and [@Mira](https://a.example/)");
        assert!(!html.contains("mention\""), "{html}");
        assert!(nth.is_empty());
    }

    #[test]
    fn names_in_several_paragraphs_are_found_and_markup_in_them_is_not_run() {
        let (html, nth) = mentioned("[UPDATE: @Mira] <b>@Mira</b>\n\n- @Chen Wei");
        assert_eq!(nth, [2, 4, 5]);
        assert_eq!(html.matches("class=\"mention\"").count(), 3, "{html}");
        assert!(!html.contains("<b>"), "{html}");
    }
}
