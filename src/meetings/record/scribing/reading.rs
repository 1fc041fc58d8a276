//! From lines to acts.

use std::ops::Range;

use super::days;
use super::lines::{Opening, opening};
use super::people::How;
use super::{Act, Choice, Context, Question};

/// One entry: where it stands in the text, how it begins, and what further lines say.
struct Chunk<'a> {
    /// Its first line, without blanks around it.
    line: &'a str,
    from: usize,
    opening: Opening<'a>,
    rest: Vec<&'a str>,
}

/// What a block says; nothing, if one of its lines is not clear.
pub fn read(text: &str, context: &Context) -> Result<Vec<Act>, Question> {
    match context.new_guests(text) {
        guests if guests.is_empty() => read_with(text, context),
        guests => read_with(text, &context.with_guests(guests)),
    }
}

fn read_with(text: &str, context: &Context) -> Result<Vec<Act>, Question> {
    let mut chunks: Vec<Chunk<'_>> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let from = at + line.len() - line.trim_start().len();
        at += line.len() + 1;
        let found = if line.starts_with('\\') { Opening::Plain } else { opening(line) };
        let above = chunks.last_mut().filter(|above| above.opening.takes_text());
        match above {
            Some(above) if !context.begins(&found) => above.rest.push(line),
            _ if line.trim().is_empty() => {}
            _ => {
                let line = line.trim_start();
                chunks.push(Chunk { line, from, opening: found, rest: Vec::new() });
            }
        }
    }
    chunks.iter().map(|chunk| chunk.read(context)).collect()
}

impl<'a> Chunk<'a> {
    fn read(&self, context: &Context) -> Result<Act, Question> {
        Ok(match self.opening {
            Opening::Plain => return Err(self.whose(context)),
            Opening::Said { head, how, text } => return self.said(context, head, how, text),
            Opening::More { text } => Act::More { text: self.text(text, "what else was said")? },
            Opening::Decision { text } => {
                Act::Decision { text: self.text(text, "what was agreed")? }
            }
            Opening::Action { whole: Some(whole), head, .. } if context.is_of_nobody(head) => {
                let text = self.text(whole, "what is to be done")?;
                Act::Action { owners: Vec::new(), due: None, text }
            }
            Opening::Action { head, text, .. } => {
                let (owners, due) = context.assignment(head, self.place(head).start)?;
                Act::Action { owners, due, text: self.text(text, "what is to be done")? }
            }
            Opening::Update { day, text, .. } => {
                let unclear = || {
                    let example = "Write 5 October, or 2026-10-05.";
                    Question::saying(format!("“{day}” is not a date. {example}"))
                };
                let day = match day {
                    "" => None,
                    day => Some(context.past(day).ok_or_else(unclear)?),
                };
                Act::Update { day, text: self.text(text, "what is new")? }
            }
            Opening::Note { text } => Act::Note { text: self.text(text, "what is to be noted")? },
            Opening::Present { names } => {
                Act::Present { people: context.list(names, self.place(names).start)? }
            }
            Opening::Regrets { names } => {
                Act::Regrets { people: context.list(names, self.place(names).start)? }
            }
            Opening::Next { when } => {
                let (local, zone) = days::moment(when, context)?;
                Act::Next { local, zone }
            }
            Opening::Skip { items, reason } => {
                let items = context.numbers(items)?;
                Act::Skip { items, reason: self.text(reason, "why they were not addressed")? }
            }
            Opening::Go { item: "" } => Act::Go { item: None },
            Opening::Go { item } => {
                let item = context.number(item)?;
                Act::Go { item: Some(context.items[item].clone()) }
            }
            Opening::Silence { off } => Act::Silence { off },
            Opening::Floor { asks, name, text } => {
                let at = self.place(name);
                let who = context.speaker(name, false, &at, (at.end..at.end, " (guest)"))?;
                Act::Floor { who, asks, text: self.words(text) }
            }
            Opening::Correct { old, new } => {
                Act::Correct { old: old.to_owned(), new: new.to_owned() }
            }
        })
    }

    fn said(
        &self,
        context: &Context,
        head: &str,
        how: Option<&str>,
        text: &str,
    ) -> Result<Act, Question> {
        let at = self.place(head);
        let as_guest = match how {
            Some(how) => (self.place(how).start..self.place(how).start, "guest, "),
            None => (at.end..at.end, " (guest)"),
        };
        let How { guest, withheld, capacity } = how.map(How::read).unwrap_or_default();
        let who = context.speaker(head, guest, &at, as_guest).map_err(|mut question| {
            if context.meant(head).is_empty() {
                question.choices.extend(self.without_speaker(context));
            }
            question
        })?;
        let text = self.text(text, &format!("what {} said", who.name))?;
        Ok(Act::Said { who, capacity, withheld, text })
    }

    fn whose(&self, context: &Context) -> Question {
        Question { says: "Who said this?".into(), choices: self.without_speaker(context) }
    }

    fn without_speaker(&self, context: &Context) -> Vec<Choice> {
        let start = |label: String, put: &str| Choice {
            label,
            at: self.from..self.from,
            put: put.to_owned(),
        };
        let last = context.last.as_ref();
        let more = last.map(|last| start(format!("Add it to what {last} said"), "... "));
        more.into_iter().chain([start("Keep it without a speaker".into(), "NOTE: ")]).collect()
    }

    /// Where a part of the first line stands in the whole text.
    fn place(&self, part: &str) -> Range<usize> {
        let at = part.as_ptr() as usize - self.line.as_ptr() as usize;
        self.from + at..self.from + at + part.len()
    }

    fn text(&self, first: &str, missing: &str) -> Result<String, Question> {
        match self.words(first) {
            text if text.trim().is_empty() => {
                Err(Question::saying(format!("Write {missing} after the colon.")))
            }
            text => Ok(text),
        }
    }

    /// With what further lines say.
    fn words(&self, first: &str) -> String {
        let lines = std::iter::once(first).chain(self.rest.iter().copied());
        let lines: Vec<_> = lines.map(|line| line.strip_prefix('\\').unwrap_or(line)).collect();
        lines.join("\n").trim_end().trim_start_matches('\n').to_owned()
    }
}
