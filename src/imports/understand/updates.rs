//! Update notes in a text: "[UPDATE: …]" and "[UPDATE 5 Oct 2022: …]".

/// The text without its update notes, and what they say.
pub fn apart(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut updates) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, note, after)) = next(rest) {
        kept.push_str(before.trim_end());
        kept.push(' ');
        updates.push(note);
        rest = after.trim_start();
    }
    kept.push_str(rest);
    (kept.trim().to_owned(), updates)
}

pub fn is_unclosed(text: &str) -> bool {
    starts(text).next().is_some()
}

fn next(text: &str) -> Option<(&str, String, &str)> {
    starts(text).find_map(|open| {
        let inside = &text[open..][1..];
        let close = closing(inside)?;
        // "[Update: …](address)" is a link.
        let after = &inside[close + 1..];
        let note = inside[..close].trim_end_matches('\\')["update".len()..].trim();
        let note = note.strip_prefix([':', '-', '–', '—']).unwrap_or(note).trim();
        let before = text[..open].trim_end_matches('\\');
        (!after.starts_with('(') && !note.is_empty()).then(|| (before, note.to_owned(), after))
    })
}

fn starts(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('[').map(|(at, _)| at).filter(|at| {
        let word = text[at + 1..].get(.."update".len());
        let end = text[at + 1..].get("update".len()..).and_then(|rest| rest.chars().next());
        word.is_some_and(|word| word == "UPDATE" || (word == "Update" && end == Some(':')))
            && end.is_some_and(|c| c == ':' || c.is_whitespace())
    })
}

fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in inside.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
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
