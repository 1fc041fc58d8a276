//! What invented people say: sentences of invented words, few of them often and many seldom.

use super::random::Random;
use base::markdown::Markdown;

/// The commonest words, the commonest first.
const COMMON: &str = "the of to and a in that we is for on it with be are this as by from have \
    group work will not at an which should their or can more report meeting internet was our \
    has policy process members they first new also between draft text public governance forum \
    need all one about other only time next would been community countries plan support review \
    agenda strategy comment session discussion open paper input access digital regional point \
    national inclusive multistakeholder secretariat proposal principle outcome capacity data \
    consultation participation government society private technical civil development youth \
    language translation deadline budget mandate charter summary decision action timeline host \
    programme track workshop speaker remote hybrid venue travel fund transparency trust rights \
    safety security standard protocol network infrastructure connectivity rural island satellite \
    spectrum domain address routing encryption privacy consent algorithm fairness audit register \
    indicator target baseline survey respondent questionnaire method appendix glossary footnote \
    quorum motion amendment ballot nomination liaison observer delegate chair rapporteur minutes \
    archive mailing list calendar reminder invitation confirmation transcript caption interpreter \
    accessibility signage braille contrast keyboard";

/// Rarer words are put together from these.
const SYLLABLES: [&str; 20] = [
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va",
    "we", "xi", "yo", "zu",
];
const RARE: usize = 4_000;

/// With accents, and of a script that puts no spaces between words: the rarest.
const OTHERS: [&str; 4] = ["naïveté", "niño", "会議", "討論"];

pub struct Words {
    words: Vec<String>,
    /// Up to which draw each word is meant.
    ends: Vec<usize>,
}

impl Words {
    /// The nth word is drawn about an nth as often as the first, as in real languages (Zipf).
    pub fn new() -> Self {
        let common = COMMON.split_whitespace().map(str::to_owned);
        let words = common.chain((0..RARE).map(rare));
        let words: Vec<String> = words.chain(OTHERS.map(str::to_owned)).collect();
        let mut sum = 0;
        let ends = (1..=words.len()).map(|rank| {
            sum += 1_000_000 / (rank + 2);
            sum
        });
        let ends = ends.collect();
        Words { words, ends }
    }

    pub fn word(&self, random: &mut Random) -> &str {
        let all = self.ends.last().copied().unwrap_or_default();
        let drawn = random.below(all);
        &self.words[self.ends.partition_point(|end| *end <= drawn)]
    }

    /// A few words, the first with a capital.
    pub fn title(&self, random: &mut Random) -> String {
        let mut title = String::new();
        let words = 3 + random.below(4);
        self.write(&mut title, words, random);
        title
    }

    /// Sentences in one paragraph.
    pub fn text(&self, sentences: usize, random: &mut Random) -> String {
        let mut text = String::with_capacity(sentences * 90);
        for nth in 0..sentences {
            if nth > 0 {
                text.push(' ');
            }
            let words = 7 + random.below(11);
            self.write(&mut text, words, random);
            text.push('.');
        }
        text
    }

    fn write(&self, text: &mut String, words: usize, random: &mut Random) {
        let from = text.len();
        for nth in 0..words {
            if nth > 0 {
                text.push(' ');
            }
            text.push_str(self.word(random));
        }
        text[from..].get_mut(..1).map(str::make_ascii_uppercase).unwrap_or_default();
    }
}

/// The HTML of a paragraph as this module writes it, without reading it as Markdown: a million
/// of them would take minutes.
pub fn paragraph(text: String) -> Markdown {
    let html = format!("<p dir=\"auto\">{text}</p>\n");
    Markdown { source: text, html }
}

fn rare(nth: usize) -> String {
    let [last, middle] = [nth % 20, nth / 20 % 20];
    let first = nth / 400;
    format!("{}{}{}n", SYLLABLES[first % 20], SYLLABLES[middle], SYLLABLES[last])
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn no_word_is_there_twice() {
        let words = Words::new().words;
        let different: BTreeSet<_> = words.iter().collect();
        assert_eq!(different.len(), words.len());
    }

    #[test]
    fn few_words_are_common_and_many_are_rare() {
        let (words, mut random) = (Words::new(), Random::of(1, "words", 0));
        let mut counts = BTreeMap::<&str, usize>::new();
        for _ in 0..100_000 {
            *counts.entry(words.word(&mut random)).or_default() += 1;
        }
        let count = |word: &str| counts.get(word).copied().unwrap_or_default();
        assert!(count("the") > 3 * count("group") && count("group") > 2 * count("braille"));
        assert!(counts.len() > 3_000, "{}", counts.len());
    }

    #[test]
    fn a_paragraph_is_what_its_markdown_gives() {
        let (words, mut random) = (Words::new(), Random::of(1, "paragraph", 0));
        for sentences in 1..100 {
            let text = words.text(sentences % 5 + 1, &mut random);
            let said = paragraph(text.clone());
            assert_eq!(said, Markdown::said(&text).unwrap());
        }
    }
}
