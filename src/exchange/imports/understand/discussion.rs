//! The discussion: whose contribution a paragraph is, and what in it was nobody's in particular.

use super::body::Body;
use super::decisions::{is_decision, stated};
use super::parts::Part;
use super::speakers::{self, Speaker};
use super::text::{first_words, sentences};
use super::{actions, next_meeting, remaining, updates};
use crate::imports::report::{Action, Contribution};

impl Body<'_> {
    pub(super) fn paragraph(&mut self, text: &str) {
        self.listing = false;
        let (text, updates) = updates::apart(text);
        if updates::is_unclosed(&text) {
            self.report.warn(format!(
                "An update note in this paragraph has no end: {}",
                first_words(&text)
            ));
        }
        if text.is_empty() {
            return self.updated(updates);
        }
        match speakers::said(&text) {
            Some((Speaker::One { name, capacity }, said)) => {
                self.spoke(&name, capacity, said, updates)
            }
            Some((Speaker::Several, _)) => {
                self.report
                    .warn(format!("The paragraph {} names several speakers.", first_words(&text)));
                self.contribute(None, text, updates);
            }
            None => self.impersonal(&text, updates),
        }
    }

    /// The items of a list belong to the contribution before it, unless they name a speaker.
    pub(super) fn listed(&mut self, marker: &str, texts: &[String]) {
        let spoken = self.spoken && self.part == Part::Discussion;
        let last = self.report.contributions.last_mut().filter(|_| spoken);
        let names_speaker = texts.first().is_some_and(|text| speakers::first(text).is_some());
        let Some(last) = last.filter(|_| !names_speaker) else {
            return texts.iter().for_each(|text| self.paragraph(text));
        };
        let announced = self.listing || last.text.is_empty() || last.text.ends_with(':');
        let (text, notes) = updates::apart(&texts.join("\n\n  "));
        let gap = if self.listing { "\n" } else { "\n\n" };
        last.text.push_str(if last.text.is_empty() { "" } else { gap });
        last.text.push_str(&format!("{marker} {text}"));
        last.updates.extend(notes);
        self.listing = true;
        if !announced {
            let what = first_words(&text);
            self.report.warn(format!(
                "The list {what} was taken for a part of the contribution before it."
            ));
        }
    }

    fn spoke(&mut self, name: &str, capacity: Option<String>, said: String, updates: Vec<String>) {
        let speaker = self.names.full(name, self.report);
        if let Some(capacity) = capacity {
            self.report
                .warn(format!("{speaker} spoke as “{capacity}”, which the import does not keep."));
        }
        if self.part == Part::Remaining {
            self.report.warn(format!(
                "{speaker} spoke under the remaining items, so this has no item: {}",
                first_words(&said)
            ));
        }
        for sentence in sentences(&said).skip(1) {
            self.beside(sentence, &speaker);
        }
        if let Some(action) = actions::suggested(&said) {
            self.report.warn(format!(
                "{speaker} suggested this action item; it is not recorded as agreed: “{action}”"
            ));
            let (item, text) = (self.item.clone(), action.to_owned());
            self.report.actions.push(Action { item, text, owner: None, due: None });
        }
        self.contribute(Some(speaker), said, updates);
    }

    /// A later sentence of a contribution that may not be its speaker's.
    fn beside(&mut self, sentence: &str, speaker: &str) {
        match speakers::in_sentence(sentence) {
            Some(Speaker::One { name, .. }) => match self.names.known(&name).as_slice() {
                [other] if other != speaker && !other.contains(speaker) => {
                    self.report.warn(format!("{speaker}'s contribution also says: “{sentence}”"));
                }
                _ => {}
            },
            Some(Speaker::Several) => {
                self.report.warn(format!("{speaker}'s contribution also says: “{sentence}”"))
            }
            None => {
                let when = next_meeting::announced(sentence);
                if is_decision(sentence, self.report.group_abbreviation.as_deref()) {
                    self.decide(self.item.clone(), sentence);
                    self.report.warn(format!("This stands in {speaker}'s contribution and was taken for a decision too: “{sentence}”"));
                }
                if let Some(when) = when {
                    next_meeting::note(self.report, &when, sentence);
                }
            }
        }
    }

    fn impersonal(&mut self, text: &str, updates: Vec<String>) {
        if let Some(action) =
            actions::suggested(text).filter(|action| text.len() < action.len() + 20)
        {
            let action = actions::read(action, self.item.as_ref(), &mut self.names, self.report);
            self.report.actions.push(action);
            return self.updated(updates);
        }
        let mut rest = Vec::new();
        for sentence in sentences(text) {
            let when = next_meeting::announced(sentence);
            let is_decision = is_decision(sentence, self.report.group_abbreviation.as_deref());
            if is_decision {
                self.decide(self.item.clone(), stated(sentence).unwrap_or(sentence));
            }
            if let Some(when) = &when {
                next_meeting::note(self.report, when, sentence);
            }
            if !is_decision && when.is_none() {
                rest.push(sentence);
            }
        }
        match rest.join(" ") {
            rest if rest.is_empty() => self.updated(updates),
            rest if self.part == Part::Remaining => {
                remaining::reason(&rest, self.agenda, self.unreasoned, self.report);
                self.updated(updates);
            }
            rest if self.item.is_some() && remaining::is_outcome(&rest) => {
                remaining::outcome(&rest, self.item.as_deref(), self.agenda, self.report);
                self.updated(updates);
            }
            rest if self.named_alone() => {
                self.report
                    .contributions
                    .last_mut()
                    .into_iter()
                    .for_each(|last| last.text.clone_from(&rest));
                self.updated(updates);
            }
            rest => {
                self.report.warn(self.nobody(&rest));
                self.contribute(None, rest, updates);
            }
        }
    }

    /// Whether "**Name:**" stood before this on a line of its own.
    fn named_alone(&self) -> bool {
        self.spoken && self.report.contributions.last().is_some_and(|last| last.text.is_empty())
    }

    fn nobody(&self, text: &str) -> String {
        let before = match self.report.contributions.last().filter(|_| self.spoken) {
            Some(Contribution { speaker: Some(speaker), .. }) => {
                format!("It follows the contribution of {speaker}.")
            }
            Some(_) => "It follows another paragraph without a speaker.".to_owned(),
            None => "It is the first under its heading.".to_owned(),
        };
        format!("The paragraph {} names no speaker. {before}", first_words(text))
    }

    fn contribute(&mut self, speaker: Option<String>, text: String, updates: Vec<String>) {
        self.spoken = true;
        self.report.contributions.push(Contribution {
            item: self.item.clone(),
            speaker,
            text,
            updates,
        });
    }

    fn updated(&mut self, updates: Vec<String>) {
        match self.report.contributions.last_mut().filter(|_| self.spoken) {
            Some(last) => last.updates.extend(updates),
            None => updates
                .iter()
                .for_each(|update| self.report.unplaced(&format!("[UPDATE: {update}]"))),
        }
    }
}
