//! Who is speaking in a paragraph: "Chris informed that …", "On the plan, Chris shared …", "**Chris** (ISOC): …".

use super::text::{plain, sentences};
use super::words::{is_no_name, is_office};
use base::names::{is_adverb, is_lead_in, is_particle, is_saying, is_title};

#[derive(Debug, PartialEq, Eq)]
pub enum Speaker {
    One { name: String, capacity: Option<String> },
    Several,
}

pub fn first(paragraph: &str) -> Option<Speaker> {
    Some(said(paragraph)?.0)
}

/// The speaker and what is said, without a name that only stands before it.
pub fn said(paragraph: &str) -> Option<(Speaker, String)> {
    if let Some((name, capacity, rest)) = prefix(paragraph, 2) {
        return Some((Speaker::One { name, capacity }, rest.to_owned()));
    }
    let sentence = sentences(paragraph).next()?;
    let speaker = in_sentence(sentence)?;
    let said = match &speaker {
        // Bold around the name is how it was set.
        Speaker::One { name, .. } => paragraph.replacen(&format!("**{name}**"), name, 1),
        Speaker::Several => paragraph.to_owned(),
    };
    Some((speaker, said))
}

pub fn in_sentence(sentence: &str) -> Option<Speaker> {
    let words: Vec<_> = sentence.split_whitespace().take(80).map(Word::of).collect();
    let starts = (0..words.len()).filter(|&at| may_begin(&words, at));
    starts.into_iter().find_map(|at| speaker_at(&words, at))
}

/// "Name: text", "**Name** (capacity): text". A name of fewer than `least` words must be set in bold.
pub fn prefix(text: &str, least: usize) -> Option<(String, Option<String>, &str)> {
    let bold = text.starts_with("**");
    let colon = text.char_indices().take(160).find(|(_, c)| *c == ':')?.0;
    let (before, rest) = (&text[..colon], text[colon + 1..].trim_start());
    let rest = rest.strip_prefix("**").unwrap_or(rest).trim_start();
    let (name, capacity) = match before.split_once('(') {
        Some((name, capacity)) => {
            (name, Some(plain(capacity.trim_end().trim_end_matches('*').strip_suffix(')')?)))
        }
        None => (before, None),
    };
    let name = whole_name(&plain(name))?;
    let enough = bold || name.split(' ').count() >= least;
    // "**Name:**" alone stands before what follows it.
    (enough && (bold || !rest.is_empty())).then_some((name, capacity, rest))
}

/// The name that is all of `text`: "Chris Buckridge", "Ms. Anja Gengo".
pub fn whole_name(text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().map(Word::of).collect();
    match name_at(&words, 0)? {
        (name, end) if end == words.len() => Some(name),
        _ => None,
    }
}

pub struct Word<'t> {
    pub core: &'t str,
    opens: bool,
    closes: bool,
    comma: bool,
    ends: bool,
}

impl<'t> Word<'t> {
    pub fn of(word: &'t str) -> Self {
        let bare =
            word.trim_matches(['*', '_', '"', '“', '”', '‘', '«', '»', '\u{200e}', '\u{200f}']);
        let core = bare.trim_matches(['(', ')', '[', ']', ',', ';', ':', '*', '_']);
        Self {
            core,
            opens: bare.starts_with('('),
            closes: bare.contains(')'),
            comma: bare.ends_with(','),
            ends: bare.ends_with([')', ']', ',', ';', ':']),
        }
    }

    pub fn is_name(&self) -> bool {
        let special =
            ["al-", "el-", "d'", "d’", "l'", "l’"].iter().any(|start| self.core.starts_with(start));
        let mut chars = self.core.chars();
        (special || chars.next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()))
            && self.core.len() <= 60
            && self.core.strip_suffix('.').unwrap_or(self.core).chars().all(in_names)
            && !(self.core.ends_with('.') && self.core.chars().count() > 3)
            && !self.core.ends_with("'s")
            && !self.core.ends_with("’s")
            && !is_no_name(self.core)
    }

    /// "ITU" stands for a body, "BUCKRIDGE" only counts beside "Chris".
    pub fn is_capitals(&self) -> bool {
        self.core.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !self.core.chars().any(char::is_lowercase)
            && self.core.is_ascii()
    }
}

/// The name that begins at a word, and where it ends.
pub fn name_at(words: &[Word<'_>], mut at: usize) -> Option<(String, usize)> {
    // "de de de …" would be looked through again from each of its words.
    let words = &words[..words.len().min(at + 12)];
    while words.get(at).is_some_and(|word| is_title(word.core) && !word.ends) {
        at += 1;
    }
    let start = at;
    while let Some(word) = words.get(at).filter(|word| !word.opens || at == start) {
        if !word.is_name() && !is_particle(word.core) {
            break;
        }
        at += 1;
        if word.ends {
            break;
        }
    }
    while at > start && is_particle(words[at - 1].core) {
        at -= 1;
    }
    let name = &words[start..at];
    let capitalised = name.iter().filter(|word| word.is_name()).count();
    let named =
        name.iter().any(|word| word.is_name() && !word.is_capitals() && !word.core.ends_with('.'));
    let cores: Vec<_> = name.iter().map(|word| word.core).collect();
    (named && (1..=4).contains(&capitalised)).then(|| (cores.join(" "), at))
}

fn may_begin(words: &[Word<'_>], at: usize) -> bool {
    let first = words[0].core;
    match at {
        0 => true,
        _ if is_lead_in(first) => words[at - 1].comma || (at == 1 && !words[0].comma),
        // "The co-chair, Chris Buckridge, informed …"
        1..=6 => {
            ["the", "our"].contains(&first.to_lowercase().as_str())
                && words[1..at].iter().any(|word| is_office(word.core))
        }
        _ => false,
    }
}

fn speaker_at(words: &[Word<'_>], at: usize) -> Option<Speaker> {
    let (name, mut end) = name_at(words, at)?;
    if words.get(end).is_some_and(|word| word.core == "and") {
        let (_, other) = name_at(words, end + 1)?;
        return speaks(words, other).then_some(Speaker::Several);
    }
    let mut capacity = None;
    if words.get(end).is_some_and(|word| word.opens) {
        let close = end + words[end..].iter().position(|word| word.closes)?;
        capacity =
            Some(words[end..=close].iter().map(|word| word.core).collect::<Vec<_>>().join(" "));
        end = close + 1;
    } else if words[end - 1].comma && !speaks(words, end) {
        end += words[end..].iter().take(8).position(|word| word.comma)? + 1;
    }
    speaks(words, end).then_some(Speaker::One { name, capacity })
}

fn speaks(words: &[Word<'_>], at: usize) -> bool {
    let mut words = words.iter().skip(at);
    let mut word = words.next();
    for _ in 0..3 {
        if word.is_some_and(|word| is_adverb(word.core)) {
            word = words.next();
        }
    }
    word.is_some_and(|word| is_saying(word.core.trim_end_matches('.')))
}

fn in_names(c: char) -> bool {
    match c {
        '-' | '\'' | '’' | '\u{2010}' | '\u{2011}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ if c.is_ascii() => c.is_ascii_alphabetic(),
        // Combining marks belong to names, but are not alphabetic.
        _ => !c.is_whitespace() && !c.is_control() && !c.is_numeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_is_a_name_before_a_verb_of_saying() {
        for (text, name) in [
            ("Anriette pointed out that it is so.", "Anriette"),
            ("Wout de Natris suggested this.", "Wout de Natris"),
            ("van der Berg noted this.", "van der Berg"),
            ("Jean-Luc O'Neill also kindly re-emphasised this.", "Jean-Luc O'Neill"),
            ("Nurul al-Khatib has since explained it.", "Nurul al-Khatib"),
            ("Øyvind Ærø reports progress.", "Øyvind Ærø"),
            ("Ms. Anja Gengo (IGF Secretariat) thanked all.", "Anja Gengo"),
            ("Chris BUCKRIDGE, co-chair of the group, welcomed all.", "Chris BUCKRIDGE"),
            ("On the plan, and on its annex, Chris shared he had it.", "Chris"),
            ("In response Chris noted it.", ""),
            ("Then Chris replied.", "Chris"),
            ("The co-chair, Chris Buckridge, opened the meeting.", "Chris Buckridge"),
            ("Co-chair Chris Buckridge opened the meeting.", "Chris Buckridge"),
            ("**Chris Buckridge** informed the group.", "Chris Buckridge"),
            ("**Chris Buckridge** (RIPE NCC): It is so.", "Chris Buckridge"),
            ("**Anriette:** It is so.", "Anriette"),
            ("Chris Buckridge: It is so.", "Chris Buckridge"),
            ("The sooner we know, the better.", ""),
            ("In addition, how do we build on this?", ""),
            ("The secretariat informed us.", ""),
            ("The IGF Secretariat shared an update.", ""),
            ("ITU stressed this.", ""),
            ("Members suggested this.", ""),
            ("It was noted that this is so.", ""),
            ("She proposed this.", ""),
            ("The proposal, which Chris suggested, is good.", ""),
            ("Next steps: do it.", ""),
            ("Global Digital Compact: it is so.", ""),
        ] {
            let found = match first(text) {
                Some(Speaker::One { name, .. }) => name,
                _ => String::new(),
            };
            assert_eq!(found, name, "{text}");
        }
        assert_eq!(first("Chris and Mark Cavell noted it."), Some(Speaker::Several));
    }
}
