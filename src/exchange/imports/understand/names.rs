//! Full names for the short ones: "Chris" is Chris Buckridge where the document says so, and only there.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::speakers::{self, Speaker, Word, name_at};
use super::text::paragraphs;
use crate::imports::{Block, Report};
use base::names::fold;

#[derive(Default)]
pub struct Names {
    /// By the first and by the last word of a name, folded.
    speakers: HashMap<String, BTreeSet<String>>,
    mentions: HashMap<String, BTreeSet<String>>,
    warned: HashSet<String>,
}

impl Names {
    pub fn gather(blocks: &[Block], moderators: &[String]) -> Self {
        let mut names = Self::default();
        moderators.iter().for_each(|name| add(&mut names.speakers, name));
        let texts = |block: &Block| paragraphs(block.text());
        for (block, text) in blocks.iter().flat_map(|b| texts(b).into_iter().map(move |t| (b, t))) {
            if let Some(Speaker::One { name, .. }) = speakers::first(&text) {
                add(&mut names.speakers, &name);
            }
            if !matches!(block, Block::Heading { .. }) {
                mentioned(&text).for_each(|name| add(&mut names.mentions, &name));
            }
        }
        names
    }

    pub fn full(&mut self, name: &str, report: &mut Report) -> String {
        match self.known(name).as_slice() {
            [one] => return one.clone(),
            _ if !self.warned.insert(fold(name)) => {}
            [] if !name.contains(' ') => {
                report.warn(format!(
                    "“{name}” is not named in full anywhere, so the name stays as it is written."
                ));
            }
            [] => {}
            several => {
                report.warn(format!(
                    "“{name}” may be {}, so the name stays as it is written.",
                    several.join(" or ")
                ));
            }
        }
        name.to_owned()
    }

    /// The people whom `name` may stand for, by their full names.
    pub fn known(&self, name: &str) -> Vec<String> {
        let mut known = longer(&self.speakers, name);
        for mention in longer(&self.mentions, name) {
            if !known.iter().any(|other| {
                *other == mention || extends(&mention, other) || extends(other, &mention)
            }) {
                known.push(mention);
            }
        }
        // "Ana" may be "Ana Maria" and "Ana Maria Silva", who are one person.
        let longest: Vec<_> = known
            .iter()
            .filter(|one| !known.iter().any(|other| extends(other, one)))
            .cloned()
            .collect();
        longest
    }
}

fn add(names: &mut HashMap<String, BTreeSet<String>>, name: &str) {
    if let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) {
        for word in [first, last] {
            let named = names.entry(fold(word)).or_default();
            // More would be as ambiguous, and slow.
            if named.len() < 20 {
                named.insert(name.to_owned());
            }
        }
    }
}

fn longer(names: &HashMap<String, BTreeSet<String>>, short: &str) -> Vec<String> {
    let ends = [short.split(' ').next(), short.split(' ').next_back()];
    let found: BTreeSet<_> =
        ends.into_iter().flatten().filter_map(|word| names.get(&fold(word))).flatten().collect();
    found.into_iter().filter(|name| extends(name, short)).cloned().collect()
}

/// Whether `name` is `short` with words before or after it. "Christine Arida" is no "Chris".
fn extends(name: &str, short: &str) -> bool {
    let words = |name: &str| name.split(' ').map(fold).collect::<Vec<_>>();
    let (name, short) = (words(name), words(short));
    name.len() > short.len() && (name.starts_with(&short) || name.ends_with(&short))
}

fn mentioned(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<_> = text.split(' ').map(Word::of).collect();
    let (mut at, mut found) = (0, Vec::new());
    while at < words.len() {
        match name_at(&words, at) {
            Some((name, end)) if words[at..end].iter().all(|word| !word.is_capitals()) => {
                found.push(name);
                at = end;
            }
            // Not from the middle of a longer run such as "Global Digital Compact Task Lead".
            _ => at += words[at..].iter().take_while(|word| word.is_name()).count().max(1),
        }
    }
    found.into_iter().filter(|name| name.contains(' '))
}
