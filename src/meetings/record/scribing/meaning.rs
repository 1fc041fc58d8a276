//! What a line means in this record: whether it begins an entry, whom, which day and which items it names.

use chrono::NaiveDate;

use super::days::{self, From};
use super::lines::{Opening, opening};
use super::people::{How, parts};
use super::{Context, Question, Who};
use base::due::Due;
use base::names::same_person;

impl Context {
    /// Whether a line begins an entry, and is not a line of the one above it.
    pub(super) fn begins(&self, opening: &Opening<'_>) -> bool {
        match opening {
            Opening::Plain => false,
            Opening::Said { head, how, .. } => {
                self.is_one(head) || how.is_some_and(|how| How::read(how).guest)
            }
            Opening::Action { head, sure, .. } => *sure || self.assignment(head, 0).is_ok(),
            Opening::Update { day, sure, .. } => {
                *sure || day.is_empty() || self.past(day).is_some()
            }
            Opening::Floor { name, .. } => self.is_one(name),
            _ => true,
        }
    }

    /// Whom the block introduces, and can name from then on.
    pub(super) fn new_guests(&self, text: &str) -> Vec<String> {
        let mut guests: Vec<String> = Vec::new();
        for line in text.lines() {
            let Opening::Said { head, how: Some(how), .. } = opening(line) else { continue };
            let is_known = |name: &str| {
                self.people.iter().any(|known| known.guest && same_person(&known.name, name))
            };
            let is_new = How::read(how).guest && !is_known(head);
            if is_new && !guests.iter().any(|guest| same_person(guest, head)) {
                guests.push(head.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        guests
    }

    pub(super) fn past(&self, typed: &str) -> Option<NaiveDate> {
        days::day(typed, From::Until(self.today))
    }

    /// The owners and the day of an action.
    pub(super) fn assignment(
        &self,
        head: &str,
        from: usize,
    ) -> Result<(Vec<Who>, Option<Due>), Question> {
        let lower = format!(" {} ", head.to_ascii_lowercase());
        let by = lower.rfind(" by ");
        let (names, due) = match by {
            // There is one blank more in front of it.
            Some(at) => {
                let due = head.get(at + 3..).unwrap_or_default();
                (head[..at.saturating_sub(1)].trim_end(), Some(due.trim()))
            }
            None => (head, None),
        };
        let due = due.map(|typed| {
            let unclear =
                format!("“{typed}” is not a date. Write 1 March, 2026-03-01 or next meeting.");
            days::due(typed, self.day).ok_or_else(|| Question::saying(unclear))
        });
        Ok((self.list(names.trim_end_matches(','), from)?, due.transpose()?))
    }

    /// Whether it says neither who nor by when.
    pub(super) fn is_of_nobody(&self, head: &str) -> bool {
        let words = format!(" {} ", head.to_ascii_lowercase());
        let names = parts(head).into_iter().map(|range| &head[range]);
        let is_somebody = |name: &str| name.ends_with(')') || !self.meant(name).is_empty();
        !head.is_empty() && !words.contains(" by ") && !names.into_iter().any(is_somebody)
    }

    pub(super) fn number(&self, typed: &str) -> Result<usize, Question> {
        let plain = |number: &str| number.replace('.', "").to_lowercase();
        let found = self.items.iter().position(|item| plain(item) == plain(typed));
        found.ok_or_else(|| {
            let numbers = self.items.join(", ");
            Question::saying(match numbers.as_str() {
                "" => "The agenda has no items yet.".to_owned(),
                numbers => format!("There is no item {typed}. The agenda has {numbers}."),
            })
        })
    }

    /// The items of "3" or "3-5", with those below them.
    pub(super) fn numbers(&self, typed: &str) -> Result<Vec<String>, Question> {
        let (first, last) = typed.split_once(['-', '–']).unwrap_or((typed, typed));
        let (first, last) = (self.number(first.trim())?, self.number(last.trim())?);
        if last < first {
            return Err(Question::saying(format!("Write the first item first, not “{typed}”.")));
        }
        let below = format!("{}.", self.items[last]);
        let more = self.items[last + 1..].iter().take_while(|item| item.starts_with(&below));
        Ok(self.items[first..=last].iter().chain(more).cloned().collect())
    }
}
