//! Whether a text says itself who speaks in it, as its subject.

use std::ops::Range;

use super::bearers::Bearers;
use super::finder::{Finder, Found};
use super::name::Kind;
use super::surroundings::{is_capitalised, next_word};
use super::words::{is_adverb, is_lead_in, is_particle, is_said, is_saying};

/// What may stand before the first word: marks, and quotes of Markdown.
const MARKS: [char; 6] = ['*', '_', '~', '"', '“', '«'];

/// Where a text names its speaker as the one who speaks: "Ana asked for time.", "On the plan, Ana
/// shared …", "Ana Costa: it is so." Whoever is only mentioned is not its subject, nor is a part of
/// the name that is an ordinary word, or that of one of the others as well.
pub fn subject(text: &str, speaker: &str, others: &Bearers) -> Option<Range<usize>> {
    let finder = Finder::new(&[vec![speaker.to_owned()]]);
    let first = &text[..text.floor_char_boundary(2_000)];
    let found = finder.find(first).into_iter();
    let mut spoken = found.filter(|found| {
        let shared = || others.is_shared(&first[found.range.clone()], speaker);
        is_subject(first, found, &finder) && (found.kind == Kind::Whole || !shared())
    });
    spoken.next().map(|found| found.range)
}

fn is_subject(text: &str, found: &Found, finder: &Finder) -> bool {
    let name = finder.name(found.name);
    let (whole, ordinary) = match found.kind {
        Kind::Whole => (true, name.is_ordinary()),
        Kind::Part(nth) => (false, name.parts[nth].ordinary),
        Kind::Half(_) | Kind::Family | Kind::Handle | Kind::Address => return false,
    };
    let words = &text[found.range.clone()];
    let unspaced = name.is_unspaced();
    if !unspaced && !is_capitalised(words.trim_start_matches(MARKS)) {
        return false;
    }
    let rest = text[found.range.end..].trim_start_matches(['*', '_', '~']);
    let begins = text[..found.range.start].trim_matches(MARKS).trim().is_empty();
    if begins && unspaced && whole && !rest.starts_with(char::is_whitespace) {
        return rest.is_empty() || !rest.starts_with(OTHERWISE);
    }
    let said = past_capacity(rest).starts_with(COLONS) && whole;
    if begins && (said || (!ordinary && rest.starts_with(COLONS))) {
        return true;
    }
    let comes = Continuation::of(rest);
    (begins || is_led_in(&text[..found.range.start]))
        && match (whole, ordinary) {
            (true, true) => comes.told,
            (true, false) => comes.said || (begins && comes.goes_on),
            (false, true) => false,
            (false, false) => comes.said,
        }
}

const COLONS: [char; 2] = [':', '：'];

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
        let Some((first, mut at)) = next_word(rest, 0) else { return Continuation::default() };
        let told = is_said(first);
        let goes_on = first.starts_with(char::is_lowercase)
            && !is_particle(first)
            && !["and", "or", "of", "s", "with"].contains(&first);
        let mut word = Some(first);
        for _ in 0..3 {
            if word.is_some_and(|word| is_adverb(word) && !is_said(word)) {
                (word, at) =
                    next_word(rest, at).map_or((None, at), |(next, end)| (Some(next), end));
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
                && next_word(after, 0).is_some_and(|(word, _)| is_saying(word)) =>
        {
            after
        }
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_speaks_is_the_subject_of_the_text() {
        let nobody = Bearers::default();
        let cases = include_str!("../../../tests/fixtures/cases/names.json");
        let cases: serde_json::Value = serde_json::from_str(cases).unwrap();
        for case in cases["attributed"].as_array().unwrap() {
            let (name, text) = (case["speaker"].as_str().unwrap(), case["text"].as_str().unwrap());
            let reads = case["reads"].as_str().unwrap();
            let bold = |range: Range<usize>| {
                format!(
                    "{}**{}**{}",
                    &text[..range.start],
                    &text[range.clone()],
                    &text[range.end..]
                )
            };
            let read = subject(text, name, &nobody).map_or(format!("**{name}**: {text}"), bold);
            assert_eq!(read, reads);
        }
        for (name, text, named) in [
            ("Mark Cavell", "Mark Cavell spoke to it.", Some("Mark Cavell")),
            ("Will Turner", "Will asked for more time.", None),
            ("Will Turner", "Will Turner asked for more time.", Some("Will Turner")),
            ("Georgia Pappas", "Georgia announced its accession.", None),
            ("Georgia Pappas", "At last, Jordan and Georgia announced it.", None),
            ("Jordan Okoye", "On the plan, Jordan reported delays.", None),
            ("Chad Lee", "Chad: we agree.", None),
            ("Grace", "Grace asked for more time.", Some("Grace")),
            ("April Jones", "April: the call is too early.", None),
            ("April Jones", "April Jones: the call is too early.", Some("April Jones")),
            ("Kofi Mensah", "Kofi: it is early.", Some("Kofi")),
            ("Kofi Mensah", "Kofi Mensah (MoC) asked for it.", Some("Kofi Mensah")),
            ("Kofi Mensah", "Kofi Mensah (MoC): it is early.", Some("Kofi Mensah")),
            ("April Jones", "April (MoC): it is early.", None),
            ("Kofi Mensah", "Kofi Mensah, co-chair, then asked for it.", None),
            ("Kofi Mensah", "Kofi Mensah, of the ministry, asked for it.", Some("Kofi Mensah")),
            ("Kofi Mensah", "Kofi Mensah and Ana agreed.", None),
            ("Kofi Mensah", "Kofi Mensah's paper is good.", None),
            ("Kofi Mensah", "Then Kofi added it.", Some("Kofi")),
            ("Kofi Mensah", "For me, Kofi said it all.", None),
            ("Kofi Mensah", "As Ana said. Kofi asked for it.", None),
            ("Kofi Mensah", "KOFI MENSAH ASKED FOR IT.", Some("KOFI MENSAH")),
            ("Wout de Vries", "Wout de Vries suggested it.", Some("Wout de Vries")),
            ("Jean-Pierre Dubois", "Jean‑Pierre also suggested it.", Some("Jean‑Pierre")),
            ("王小明", "王小明的提案很好。", None),
            ("王小明", "我同意王小明。", None),
            ("王 明", "王 明说会议应该推迟。", Some("王 明")),
            ("王 明", "我同意王明。", None),
            ("kofi@moc.example", "kofi@moc.example asked.", None),
            ("May Young", "May I ask?", None),
            ("Rose Bloom", "Rose bloom is late.", None),
            ("Chris Berg", "", None),
        ] {
            assert_eq!(subject(text, name, &nobody).map(|range| &text[range]), named, "{text}");
        }
    }

    #[test]
    fn a_name_that_others_bear_is_no_subject_unless_it_is_whole() {
        let people =
            ["Chris Buckridge", "Chris Disspain", "Ana Costa"].map(|name| vec![name.to_owned()]);
        let others = Bearers::new(&people);
        for (name, text, named) in [
            ("Chris Buckridge", "Chris asked us to wait, and I agree.", None),
            ("Chris Buckridge", "On the plan, Chris shared it.", None),
            ("Chris Buckridge", "Chris Buckridge asked us to wait.", Some("Chris Buckridge")),
            ("Chris Buckridge", "Buckridge asked us to wait.", Some("Buckridge")),
            ("Ana Costa", "Ana asked us to wait.", Some("Ana")),
            ("Ana Lima", "Ana asked us to wait.", None),
        ] {
            assert_eq!(subject(text, name, &others).map(|range| &text[range]), named, "{text}");
        }
    }
}
