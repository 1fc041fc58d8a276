//! Whether a text says itself who speaks in it, as its subject.

use std::ops::Range;

use super::finder::{Finder, Found};
use super::name::Kind;
use super::surroundings::{is_capitalised, next_word};
use super::words::{is_adverb, is_lead_in, is_particle, is_said, is_saying};

/// What may stand before the first word: marks, and quotes of Markdown.
const MARKS: [char; 6] = ['*', '_', '~', '"', '“', '«'];

/// Where a text names its speaker as the one who speaks: "Ana asked for time.", "On the plan, Ana
/// shared …", "Ana Costa: it is so." Whoever is only mentioned is not its subject.
pub fn subject(text: &str, speaker: &str) -> Option<Range<usize>> {
    let finder = Finder::new(&[vec![speaker.to_owned()]]);
    let first = &text[..text.floor_char_boundary(2_000)];
    let found = finder.find(first).into_iter();
    let mut spoken = found.filter(|found| is_subject(first, found, &finder));
    spoken.next().map(|found| found.range)
}

fn is_subject(text: &str, found: &Found, finder: &Finder) -> bool {
    let parts = &finder.name(found.name).parts;
    let (whole, ordinary) = match found.kind {
        Kind::Whole => (true, parts.iter().all(|part| part.ordinary)),
        Kind::Part(nth) => (false, parts[nth].ordinary),
        Kind::Half(_) | Kind::Handle => return false,
    };
    let words = &text[found.range.clone()];
    let unspaced = parts.iter().any(|part| part.unspaced);
    if !unspaced && !is_capitalised(words.trim_start_matches(MARKS)) {
        return false;
    }
    let rest = text[found.range.end..].trim_start_matches(['*', '_', '~']);
    let begins = text[..found.range.start].trim_matches(MARKS).trim().is_empty();
    if begins && unspaced && whole && !rest.starts_with(char::is_whitespace) {
        return rest.is_empty() || !rest.starts_with(OTHERWISE);
    }
    if begins && (whole || !ordinary) && rest.starts_with([':', '：']) {
        return true;
    }
    let comes = Continuation::of(rest);
    (begins || is_led_in(&text[..found.range.start]))
        && match (whole, ordinary) {
            (_, true) => comes.told,
            (true, false) => comes.said || (begins && comes.goes_on),
            (false, false) => comes.said,
        }
}

/// "的", "和", "、": the name belongs to something, or stands in a list.
const OTHERWISE: [char; 12] =
    ['的', '和', '与', '與', '跟', '及', '、', '，', 'の', 'と', '의', '와'];

/// An introduction that names nobody else: "On the WSIS+20 action plan, ", "Then ".
fn is_led_in(before: &str) -> bool {
    let before = before.trim_start_matches(MARKS).trim_end_matches(MARKS);
    let bare = before.trim_end();
    let first = bare.split_whitespace().next().unwrap_or_default();
    let word = first.trim_end_matches(',');
    let ended = bare.char_indices().any(|(at, letter)| {
        matches!(letter, '.' | '!' | '?' | ';' | ':' | '\n')
            && bare[at + 1..].starts_with(char::is_whitespace)
    });
    let speaks = bare.split(|letter: char| !letter.is_alphanumeric());
    let speaks = speaks.into_iter().any(|word| ["I", "me", "my", "mine", "we"].contains(&word));
    let divided = bare.ends_with([',', '，']) || (bare == first && !first.ends_with(','));
    is_lead_in(word) && divided && !ended && !speaks && before.len() > bare.len()
}

/// What is said of a name right after it.
#[derive(Default)]
struct Continuation {
    /// A verb of speaking, after adverbs at most.
    said: bool,
    /// The same, at once and in the past.
    told: bool,
    /// Any word that goes on with a sentence.
    goes_on: bool,
}

impl Continuation {
    fn of(rest: &str) -> Self {
        let rest = past_capacity(rest);
        let Some(first) = next_word(rest, 0) else { return Continuation::default() };
        let told = is_said(first);
        let goes_on = first.starts_with(char::is_lowercase)
            && !is_particle(first)
            && !["and", "or", "of", "s", "with"].contains(&first);
        let (mut at, mut word) = (0, Some(first));
        for _ in 0..3 {
            if let Some(adverb) = word.filter(|word| is_adverb(word) && !is_said(word)) {
                at += rest[at..].find(adverb).unwrap_or_default() + adverb.len();
                word = next_word(rest, at);
            }
        }
        Continuation { said: word.is_some_and(is_saying), told, goes_on }
    }
}

/// " (RIPE NCC) said", ", co-chair of the group, said"
fn past_capacity(rest: &str) -> &str {
    if let Some(after) = rest.trim_start().strip_prefix('(') {
        return after.split_once(')').map_or(rest, |(_, after)| after);
    }
    let within = rest.strip_prefix(',').and_then(|after| after.split_once(','));
    match within {
        Some((capacity, after))
            if capacity.split_whitespace().count() <= 8
                && !capacity.trim_start().starts_with("who")
                && next_word(after, 0).is_some_and(is_saying) =>
        {
            after
        }
        _ => rest,
    }
}
