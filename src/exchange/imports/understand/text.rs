//! Sentences and words of an imported text.

/// A text on one line, as it reads.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of an item's text, each on one line.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(flat).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// For titles and names, which are not Markdown in the record.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {
                plain.extend(chars.next())
            }
            '*' if chars.peek() == Some(&'*') => drop(chars.next()),
            _ => plain.push(c),
        }
    }
    flat(&plain.replace("&amp;", "&").replace("&nbsp;", " "))
}

/// For comparing: "*2. WSIS+20 Action Plan:*" and "2 wsis+20 action plan" are the same.
pub fn normal(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

pub fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<String> =
        words.by_ref().take(8).map(|word| word.chars().take(40).collect()).collect();
    format!("“{}{}”", first.join(" "), if words.next().is_some() { " …" } else { "" })
}

pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        let (sentence, after) = rest.split_at(sentence_end(rest));
        rest = after.trim_start();
        Some(sentence.trim_end()).filter(|sentence| !sentence.is_empty())
    })
}

fn sentence_end(text: &str) -> usize {
    let (mut end, mut before) = (0, "");
    for word in text.split_inclusive(char::is_whitespace) {
        end += word.len();
        let following = text[end..].trim_start().chars().next();
        if ends_sentence(before, word.trim_end(), following) {
            break;
        }
        before = word;
    }
    end
}

pub fn is_closed(text: &str) -> bool {
    text.trim_end_matches(is_closing_mark).ends_with(['.', '!', '?', ':', '…', '؟', '。'])
}

fn ends_sentence(before: &str, word: &str, following: Option<char>) -> bool {
    if !is_closed(word) || word.ends_with(':') || following.is_none_or(char::is_lowercase) {
        return false;
    }
    let stem = word.trim_end_matches('.').trim_start_matches(|c: char| !c.is_alphanumeric());
    let named = before.is_empty() || before.starts_with(char::is_uppercase);
    let initial = named && stem.chars().count() == 1 && stem.chars().all(char::is_uppercase);
    !(word.ends_with('.') && (initial || ABBREVIATIONS.contains(&stem.to_lowercase().as_str())))
}

fn is_closing_mark(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '*' | '_' | '»')
}

const ABBREVIATIONS: [&str; 18] = [
    "e.g", "i.e", "dr", "mr", "mrs", "ms", "mx", "prof", "amb", "h.e", "st", "no", "nr", "vs",
    "cf", "approx", "sept", "fig",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_into_its_sentences() {
        for (text, parts) in [
            ("One. Two? [Three] \"four.\" Five", vec!["One.", "Two?", "[Three] \"four.\"", "Five"]),
            (
                "Dr. J. Smith spoke, e.g. Of No. 4. Then",
                vec!["Dr. J. Smith spoke, e.g. Of No. 4.", "Then"],
            ),
            (
                "At 14.00 UTC (etc. and so on). مرحبا",
                vec!["At 14.00 UTC (etc. and so on).", "مرحبا"],
            ),
            (" ", vec![]),
        ] {
            assert_eq!(sentences(text).collect::<Vec<_>>(), parts);
        }
    }
}
