//! Update notes in a text: "[UPDATE: …]" and "[UPDATE 5 Oct 2022: …]".

use std::collections::HashSet;

/// The text without its update notes, and what they say.
pub fn apart(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut updates, mut from) = (String::new(), Vec::new(), 0);
    for (open, close) in brackets(text) {
        // "[Update: …](address)" is a link.
        let is_link = text[close + 1..].starts_with('(');
        let note = note(&text[open + 1..close]).filter(|_| open >= from && !is_link);
        if let Some(note) = note {
            kept.push_str(text[from..open].trim_end_matches('\\').trim());
            kept.push(' ');
            updates.push(note);
            from = close + 1;
        }
    }
    kept.push_str(text[from..].trim());
    (kept.trim().to_owned(), updates)
}

pub fn is_unclosed(text: &str) -> bool {
    let starts = text.match_indices('[').filter(|(at, _)| begins(&text[at + 1..]).is_some());
    let closed: HashSet<_> = brackets(text).into_iter().map(|(open, _)| open).collect();
    starts.into_iter().any(|(at, _)| !closed.contains(&at))
}

/// What an update note says, given what stands between its brackets.
fn note(inside: &str) -> Option<String> {
    let rest = begins(inside)?.trim_start().trim_start_matches([':', '-', '–', '—']);
    let rest = rest.trim_end().trim_end_matches('\\').trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn begins(inside: &str) -> Option<&str> {
    let (word, rest) = inside.split_at_checked("update".len())?;
    let begins = word == "UPDATE" && rest.starts_with([':', ' ']);
    (begins || (word == "Update" && rest.starts_with(':'))).then_some(rest)
}

/// Where each bracket opens and closes, in the order in which they open.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, bracket) in text.match_indices(['[', ']']) {
        match bracket {
            "[" => open.push(at),
            _ => pairs.extend(open.pop().map(|start| (start, at))),
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn update_notes_go_from_the_text() {
        for (text, kept, updates) in [
            ("A. [UPDATE: Confirmed for 13 October]", "A.", vec!["Confirmed for 13 October"]),
            (
                "A [UPDATE 5 Oct 2022: B [c](d).] E. [UPDATE: F]",
                "A E.",
                vec!["5 Oct 2022: B [c](d).", "F"],
            ),
            ("\\[UPDATE: A\\]", "", vec!["A"]),
            (
                "[UPDATE]: A. [update](b) [UPDATED: c] [UPDATE",
                "[UPDATE]: A. [update](b) [UPDATED: c] [UPDATE",
                vec![],
            ),
            ("[UPDATE: never closed", "[UPDATE: never closed", vec![]),
        ] {
            let (rest, notes) = apart(text);
            assert_eq!(
                (rest.as_str(), notes),
                (kept, updates.into_iter().map(String::from).collect())
            );
        }
    }
}
