//! Safe HTML: headings below the page's own, no image of another host, nothing that runs.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use comrak::html::Context;
use comrak::nodes::NodeValue;
use comrak::{Arena, Node, create_formatter};

use super::{Refused, Under, flavour, measure, mentions, options, updates};

const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
/// The blocks that a text consists of, each set from right to left if it begins so.
const BLOCKS: [&str; 12] =
    ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr"];
const OTHERS: [&str; 13] =
    ["a", "br", "code", "del", "em", "li", "span", "strong", "tbody", "td", "th", "thead", "tr"];
/// The sanitiser's time grows with their square; a megabyte of prose has a third of it.
const MOST_REFERENCES: usize = 60_000;

pub(super) fn render<'a>(
    arena: &'a Arena<'a>,
    root: Node<'a>,
    under: Under,
) -> Result<String, Refused> {
    settle_headings(root, under);
    updates::gather(arena, root);
    measure(root)?;
    let options = options();
    let mut html = String::new();
    for block in root.children() {
        let start = html.len();
        Page::format_document(block, &options, &mut html)
            .expect("a String takes whatever is written to it");
        // Here and not within, where it would hide the letters that a list's own is found by.
        if let Some(end) = html[start..].find([' ', '>']) {
            html.insert_str(start + end, " dir=\"auto\"");
        }
    }
    if html.matches('&').count() > MOST_REFERENCES {
        return Err(Refused::TooIntricate);
    }
    Ok(SANITISER.clean(&html).to_string())
}

/// A heading may be as deep as the writer likes, but the first comes right below the page's
/// and none skips a level, which a screen reader would report as something missing.
fn settle_headings(root: Node, under: Under) {
    let mut open: Vec<u8> = Vec::new();
    for node in root.descendants().collect::<Vec<_>>() {
        if let NodeValue::Heading(ref mut heading) = node.data_mut().value {
            open.retain(|level| *level < heading.level);
            open.push(heading.level);
            heading.level = (under as u8 + open.len() as u8).min(6);
        } else {
            continue;
        }
        if node.first_child().is_none() {
            node.detach();
        }
    }
}

create_formatter!(Page, {
    NodeValue::Link(ref link) => |context, node, entering| {
        write_link(context, node, &link.url, entering)?;
    },
    // What stands for the image is its text, and a link to it.
    NodeValue::Image(ref image) => |context, node, entering| {
        write_link(context, node, &image.url, entering)?;
    },
    // Tags are shown as they were typed: they may be somebody's words.
    NodeValue::HtmlInline(ref tag) => |context, entering| {
        if entering { context.escape(tag)?; }
    },
    NodeValue::HtmlBlock(ref block) => |context, entering| {
        if entering {
            context.cr()?;
            context.write_str("<p>")?;
            context.escape(block.literal.trim_end())?;
            context.write_str("</p>\n")?;
        }
    },
    updates::NOTE => |context, entering| {
        context.write_str(if entering { "<span class=\"update\">" } else { "</span>" })?;
    },
    mentions::MENTION => |context, entering| {
        context.write_str(if entering { "<span class=\"mention\">" } else { "</span>" })?;
    },
});

fn write_link(context: &mut Context<()>, node: Node, url: &str, entering: bool) -> fmt::Result {
    let leads = leads_out(node, url);
    if entering && leads {
        context.write_str("<a href=\"")?;
        context.escape_href(url)?;
        context.write_str("\">")?;
    }
    if entering && node.first_child().is_none() {
        context.escape(url)?;
    }
    if !entering && leads {
        context.write_str("</a>")?;
    }
    Ok(())
}

/// What lies in another link is left as its text.
fn leads_out(node: Node, url: &str) -> bool {
    flavour::leads_out(url)
        && !node
            .ancestors()
            .skip(1)
            .any(|outer| matches!(outer.data().value, NodeValue::Link(_) | NodeValue::Image(_)))
}

/// An address without a host leads to a page of this site.
fn own_page(url: &str) -> Option<Cow<'_, str>> {
    flavour::leads_out(url).then_some(Cow::Borrowed(url))
}

static SANITISER: LazyLock<Builder> = LazyLock::new(|| {
    let alignments = || HashMap::from([("align", HashSet::from(["left", "center", "right"]))]);
    let mut values = HashMap::from([("td", alignments()), ("th", alignments())]);
    values.extend(BLOCKS.map(|block| (block, HashMap::from([("dir", HashSet::from(["auto"]))]))));
    let mut sanitiser = Builder::empty();
    sanitiser
        .tags(BLOCKS.into_iter().chain(OTHERS).collect())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .tag_attribute_values(values)
        .allowed_classes(HashMap::from([("span", HashSet::from(["update", "mention"]))]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Custom(Box::new(own_page)))
        .link_rel(Some("nofollow noopener noreferrer"));
    sanitiser
});

#[cfg(test)]
pub(super) fn sanitised(html: &str) -> String {
    SANITISER.clean(html).to_string()
}
