//! Initials beside a part of a name belong to it: "M. Castellund", "J.-P. Dubois", "Mira C."

use std::ops::Range;

use super::fold::{fold, is_apostrophe, is_hyphen};
use super::gaps::is_unseen;
use super::letters::is_joined;
use super::name::Name;

/// How many initials stand beside a name at most.
const MOST: usize = 4;

/// In signs. How far an initial stands from the next.
const FARTHEST: usize = 4;

/// The place with the initials beside it that are those of the name.
pub fn with_initials(text: &str, place: Range<usize>, name: &Name) -> Range<usize> {
    if name.is_unspaced() || name.is_address {
        return place;
    }
    let (mut start, mut end) = (place.start, place.end);
    // "option C. Castellund objected": what was found is not its own initial.
    let found = fold(&text[place.clone()]);
    let of = |sign: &str| name.has_initial_beside(sign, &found);
    for _ in 0..MOST {
        let Some(earlier) = before(text, start, of) else { break };
        start = earlier;
    }
    for _ in 0..MOST {
        let Some(later) = after(text, end, of) else { break };
        end = later;
    }
    // "U.S. Mensah": the letter is of something else.
    let divided = start < place.start && text[..start].ends_with(['.', '-']);
    (if divided { place.start } else { start })..end
}

/// Where the initial begins after which a place stands: "M. ", "M.", "M ".
fn before(text: &str, start: usize, of: impl Fn(&str) -> bool) -> Option<usize> {
    let bare = text[..start].trim_end_matches(is_apart);
    let gap = &text[bare.len()..start];
    let undotted = bare.strip_suffix('.').unwrap_or(bare);
    let dotted = undotted.len() < bare.len();
    let at = undotted.rfind(|letter| !is_joined(letter))?;
    let sign = &undotted[at..];
    let alone = !undotted[..at].ends_with(is_of_word);
    let near = is_near(gap) && (dotted || !gap.is_empty());
    (near && alone && is_initial(sign, dotted) && of(sign)).then_some(at)
}

/// Where the initial ends before which a place stands: " C.", ", M.", " C". A full stop that ends
/// the sentence stays.
fn after(text: &str, end: usize, of: impl Fn(&str) -> bool) -> Option<usize> {
    let rest = &text[end..];
    let bare = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches(is_apart);
    let gap = &rest[..rest.len() - bare.len()];
    let mut letters = bare.char_indices().skip(1).skip_while(|(_, letter)| is_joined(*letter));
    let length = letters.next().map_or(bare.len(), |(at, _)| at);
    let (sign, after) = bare.split_at(length);
    let dotted = after.starts_with('.');
    let follows = text[..end].ends_with('.') || !gap.is_empty();
    let alone = !after.starts_with(is_of_word) && (dotted || !gap.starts_with(','));
    let at = end + gap.len() + length;
    // "Castellund, M. Night": somebody else in a list.
    let another = gap.starts_with(',') && dotted && begins_another(&after[1..]);
    let near = is_near(gap) && follows && !another;
    (near && alone && is_initial(sign, dotted) && of(sign)).then_some(match dotted {
        true if !ends_sentence(&after[1..]) => at + 1,
        _ => at,
    })
}

/// Neither in another paragraph nor in another entry of a list.
fn is_near(gap: &str) -> bool {
    let in_list = gap.contains('\n') && gap.contains(is_hyphen);
    gap.chars().count() <= FARTHEST && !gap.contains("\n\n") && !in_list
}

fn is_apart(letter: char) -> bool {
    letter.is_whitespace() || is_hyphen(letter) || is_unseen(letter)
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_apostrophe(letter)
}

/// "A" and "I" alone are words.
fn is_initial(sign: &str, dotted: bool) -> bool {
    sign.starts_with(char::is_uppercase) && (dotted || !["A", "I"].contains(&sign))
}

fn ends_sentence(after: &str) -> bool {
    after.trim().is_empty() || begins_another(after)
}

fn begins_another(after: &str) -> bool {
    let next = after.trim_start();
    next.len() < after.len() && next.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_go_with_the_name() {
        for (name, part, text, place) in [
            ("Mira Castellund", "Castellund", "as M. Castellund said", "M. Castellund"),
            ("Mira Castellund", "Castellund", "as **M.** Castellund", "M.** Castellund"),
            ("Mira Castellund", "Castellund", "M.Castellund", "M.Castellund"),
            ("Mira Castellund", "Castellund", "Castellund, M., said", "Castellund, M."),
            ("Mira Castellund", "Castellund", "Castellund M. said", "Castellund M."),
            ("Mira Castellund", "Mira", "with Mira C.", "Mira C"),
            ("Mira Castellund", "Mira", "Mira C agreed", "Mira C"),
            ("Mira Castellund", "Mira", "Mira C. Then we left", "Mira C"),
            ("Kofi A. Mensah", "Mensah", "K. A. Mensah", "K. A. Mensah"),
            ("Kofi A. Mensah", "Mensah", "Mensah, K.A.; others", "Mensah, K.A."),
            ("Jean-Pierre Dubois", "Dubois", "J.-P. Dubois", "J.-P. Dubois"),
            ("Jean-Pierre Dubois", "Dubois", "Dubois J.-P. said", "Dubois J.-P."),
            ("Élodie Roy", "Roy", "E\u{301}. Roy", "E\u{301}. Roy"),
            ("Élodie Roy", "Roy", "E. Roy", "E. Roy"),
            ("Mira Castellund", "Castellund", "as option C. Castellund", "Castellund"),
            ("Mira Castellund", "Castellund", "as M.\n- Castellund", "Castellund"),
            ("Sana Mensah", "Mensah", "the U.S. Mensah", "Mensah"),
            ("Mira Castellund", "Castellund", "J. Castellund", "Castellund"),
            ("Mira Castellund", "Castellund", "Castellund. My plan", "Castellund"),
            ("Mira Castellund", "Castellund", "Castellund. M. agreed", "Castellund"),
            ("Ida Castellund", "Castellund", "and I Castellund", "Castellund"),
            ("Mira Castellund", "Castellund", "Castellund, my M", "Castellund"),
            ("Mira Castellund", "Castellund", "Castellund, M. Night", "Castellund"),
        ] {
            let at = text.find(part).unwrap();
            let found = with_initials(text, at..at + part.len(), &Name::of(name));
            assert_eq!(&text[found], place, "{text}");
        }
    }
}
