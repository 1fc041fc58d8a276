//! The passages of a draft that concern somebody: what was made of their words, and where others
//! name them.

use std::collections::HashSet;
use std::ops::Range;

use crate::draft::{Composed, Recorded, Section, Summary, blocks, paragraphs, told};
use access::person::Person;
use base::ids::{ContributionId, PersonId, SectionId};
use base::names::People;
use base::states::Attribution;
use base::text::origins;
use meetings::record::Contribution;

/// A paragraph that names the one who reads it, or was made of their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub section_id: SectionId,
    pub heading: String,
    /// Markdown, as it stands.
    pub text: String,
}

/// In the order of the report. `composed` is what the record gives now.
pub fn passages(
    summary: &Summary,
    source: &Recorded,
    composed: &[Composed],
    person: &Person,
) -> Vec<Passage> {
    let said = source.record.contributions.iter();
    let said: Vec<_> = said.filter(|said| said.speaker_id == Some(person.id)).collect();
    let named = Naming::of(source, &said, person);
    let own = own_blocks(source, &said);
    let mut passages = Vec::new();
    for section in summary.printed() {
        let theirs = Origins::of((section, &section.text), composed).made_of(&own);
        let concerns =
            |text: &&str| theirs.contains(text) || named.stands_in(text, !said.is_empty());
        let texts = paragraphs(&section.text).into_iter().filter(concerns);
        passages.extend(texts.map(|text| Passage {
            section_id: section.id,
            heading: section.heading.clone(),
            text: text.to_owned(),
        }));
    }
    passages
}

/// The paragraphs that the record gives for what somebody said.
fn own_blocks(source: &Recorded, said: &[&Contribution]) -> HashSet<String> {
    let told = said.iter().map(|said| told(source, said));
    let owned = |text: String| blocks(&text).into_iter().map(str::to_owned).collect::<Vec<_>>();
    told.flat_map(owned).collect()
}

/// What somebody said in their own name of which a passage was made, of a section with that text.
pub(super) fn said_in(
    at: (&Section, &str),
    passage: &str,
    (source, composed): (&Recorded, &[Composed]),
    speaker: PersonId,
) -> Vec<ContributionId> {
    let origins = Origins::of(at, composed);
    let is_theirs = |said: &&Contribution| {
        said.speaker_id == Some(speaker) && said.attribution == Attribution::Attributed
    };
    let is_in = |said: &&Contribution| {
        let own = own_blocks(source, &[*said]);
        own.contains(passage) || origins.made_of(&own).contains(passage)
    };
    let said = source.record.contributions.iter().filter(is_theirs).filter(is_in);
    said.map(|said| said.id).collect()
}

/// Of what the record gives the paragraphs of a section were made, also if they were edited since.
struct Origins<'t> {
    /// What the record gives now.
    now: Vec<&'t str>,
    /// Where in that each paragraph is that it gave then.
    then: Vec<Range<usize>>,
    /// Each paragraph, and where in what it gave then it is from.
    paragraphs: Vec<(Range<usize>, &'t str)>,
}

impl<'t> Origins<'t> {
    /// Of a section with that text.
    fn of((section, text): (&'t Section, &'t str), composed: &'t [Composed]) -> Self {
        let now = composed.iter().find(|one| one.is_of(section)).map(|one| one.text.as_str());
        let (now, before) = (blocks(now.unwrap_or_default()), blocks(&section.composed));
        let text = blocks(text);
        let then = origins(&now, &before);
        let paragraphs = origins(&before, &text).into_iter().zip(text).collect();
        Origins { now, then, paragraphs }
    }

    fn made_of(&self, own: &HashSet<String>) -> HashSet<&'t str> {
        let is_own =
            |from: &Range<usize>| self.now[from.clone()].iter().any(|block| own.contains(*block));
        let then: Vec<_> = self.then.iter().map(is_own).collect();
        let made = self.paragraphs.iter().filter(|(from, _)| then[from.clone()].contains(&true));
        made.map(|(_, paragraph)| *paragraph).collect()
    }
}

/// How somebody is named, among all others of the record.
struct Naming {
    people: People,
}

impl Naming {
    fn of(source: &Recorded, said: &[&Contribution], person: &Person) -> Self {
        let mut names: Vec<_> = said.iter().map(|said| said.speaker.clone()).collect();
        names.push(person.name.clone());
        names.sort();
        names.dedup();
        Naming { people: People::new(&[names], &source.others(person.id)) }
    }

    /// Whoever spoke is meant by a name that others have too.
    fn stands_in(&self, text: &str, spoke: bool) -> bool {
        let places = self.people.places(text, None).into_iter();
        places.into_iter().any(|place| place.certain || (spoke && !place.ordinary))
    }
}
