//! Sentences and words of an imported text.

/// A text on one line, as it reads.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
            _ => plain.push(c),
        }
    }
    flat(&plain.replace("**", "").replace("&amp;", "&").replace("&nbsp;", " "))
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

pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut start, mut end) = (0, 0);
    for word in text.split_inclusive(char::is_whitespace) {
        let next = end + word.len();
        let following = text[next..].trim_start().chars().next();
        if ends_sentence(word.trim_end(), following) {
            sentences.push(text[start..next].trim());
            start = next;
        }
        end = next;
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

pub fn is_closed(text: &str) -> bool {
    text.trim_end_matches(is_closing_mark).ends_with(['.', '!', '?', ':', '…', '؟', '。'])
}

fn ends_sentence(word: &str, following: Option<char>) -> bool {
    if !is_closed(word) || word.ends_with(':') || following.is_none_or(char::is_lowercase) {
        return false;
    }
    let stem = word.trim_end_matches('.').trim_start_matches(|c: char| !c.is_alphanumeric());
    let initial = stem.chars().count() == 1 && stem.chars().all(char::is_uppercase);
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
            assert_eq!(sentences(text), parts);
        }
    }
}
