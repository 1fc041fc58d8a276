//! How a text begins, in one line, for lists.

const LONGEST: usize = 140;

/// Of HTML that was made of Markdown here: its words, without marks.
pub fn brief(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        // What comes before the first tag has no end of a tag in it.
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    shortened(&unescaped(&text))
}

/// The words of HTML that has no tags, or none any more.
pub fn unescaped(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

/// Words as HTML has them.
pub fn escaped_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    comrak::html::escape(&mut html, text).expect("a String takes whatever is written to it");
    html
}

fn shortened(text: &str) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() > LONGEST {
            return format!("{} …", short.trim_end());
        }
        short.push_str(word);
        short.push(' ');
    }
    short.truncate(short.trim_end().len());
    short
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn a_text_is_told_by_its_first_words() {
        let cases = [
            ("<p>Write an outline.</p>\n", "Write an outline."),
            (
                "<p>Ask <a href=\"https://a.example/\">A &amp; B</a>, &lt;now&gt;</p>",
                "Ask A & B, <now>",
            ),
            ("<ul>\n<li>One</li>\n<li>two</li>\n</ul>", "One two"),
        ];
        for (html, told) in cases {
            assert_eq!(brief(html), told);
        }
        let long = brief(&format!("<p>{}</p>", "word ".repeat(100)));
        assert!(long.ends_with("word …") && long.chars().count() <= 142, "{long}");
    }
}
