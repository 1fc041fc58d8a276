//! Whom a line names. Who is present wins.

use std::ops::Range;

use super::{Choice, Context, Question, Who};

/// Somebody whom the group knows: a member, or a guest who was named before.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub name: String,
    pub guest: bool,
    pub present: bool,
}

/// More names than that are not offered.
const OFFERED: usize = 6;

/// What stands in brackets behind a name.
#[derive(Debug, Default, PartialEq)]
pub struct How {
    pub guest: bool,
    pub withheld: bool,
    pub capacity: String,
}

impl How {
    pub fn read(typed: &str) -> Self {
        let mut how = How::default();
        let mut capacity = Vec::new();
        for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part.to_lowercase().as_str() {
                "guest" => how.guest = true,
                "no name" => how.withheld = true,
                _ => capacity.push(part),
            }
        }
        how.capacity = capacity.join(", ");
        how
    }
}

impl Context {
    /// All who can be meant.
    pub fn meant(&self, typed: &str) -> Vec<usize> {
        let meant = self.roll.all_meant(typed);
        let present: Vec<_> =
            meant.iter().copied().filter(|nth| self.people[*nth].present).collect();
        if present.len() == 1 { present } else { meant }
    }

    pub fn is_one(&self, typed: &str) -> bool {
        self.meant(typed).len() == 1
    }

    fn who(&self, nth: usize) -> Who {
        let Known { name, guest, .. } = &self.people[nth];
        Who { nth: Some(nth), name: name.clone(), guest: *guest }
    }

    /// Who spoke, or a question. `at` is where the name stands in the text.
    pub fn speaker(
        &self,
        typed: &str,
        guest: bool,
        at: &Range<usize>,
        as_guest: (Range<usize>, &str),
    ) -> Result<Who, Question> {
        let meant = self.meant(typed);
        match meant.as_slice() {
            [one] if !guest || self.people[*one].guest => Ok(self.who(*one)),
            _ if guest => {
                let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
                Ok(Who { nth: None, name, guest: true })
            }
            [] => Err(Question {
                says: format!("“{typed}” is not in the group. Is this a guest?"),
                choices: vec![Choice {
                    label: format!("Add {typed} as a guest"),
                    at: as_guest.0,
                    put: as_guest.1.to_owned(),
                }],
            }),
            several => Err(self.which(typed, several, at)),
        }
    }

    fn which(&self, typed: &str, several: &[usize], at: &Range<usize>) -> Question {
        let mut several = several.to_vec();
        several.sort_by_key(|nth| !self.people[*nth].present);
        let choices = several.iter().take(OFFERED).map(|nth| {
            let name = &self.people[*nth].name;
            Choice { label: name.clone(), at: at.clone(), put: name.clone() }
        });
        Question { says: format!("Which one is “{typed}”?"), choices: choices.collect() }
    }

    /// A list of people: "bela, noor and Dana Ruizowa (guest)". `from` is where it stands in the text.
    pub fn list(&self, names: &str, from: usize) -> Result<Vec<Who>, Question> {
        let named = parts(names).into_iter().map(|range| {
            let typed = &names[range.clone()];
            let at = from + range.start..from + range.end;
            let (name, guest) = match typed.strip_suffix(')').and_then(|one| one.split_once('(')) {
                Some((name, how)) => (name.trim_end(), How::read(how).guest),
                None => (typed, false),
            };
            let name_at = at.start..at.start + name.len();
            self.speaker(name, guest, &name_at, (name_at.end..at.end, " (guest)"))
        });
        named.collect()
    }
}

/// Where each of some names stands, between commas and "and".
pub(super) fn parts(names: &str) -> Vec<Range<usize>> {
    let lower = names.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    let mut at = 0;
    while at < names.len() {
        let rest = &lower[at..];
        let sign = rest.chars().next().unwrap_or_default();
        let cut = match sign {
            ',' if depth == 0 => 1,
            ' ' if depth == 0 && rest.starts_with(" and ") => 5,
            '&' if depth == 0 => 1,
            _ => 0,
        };
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if cut > 0 {
            parts.push(start..at);
            start = at + cut;
        }
        at += cut.max(sign.len_utf8());
    }
    parts.push(start..names.len());
    let trimmed = parts.into_iter().map(|range| {
        let part = &names[range.clone()];
        let begins = range.start + part.len() - part.trim_start().len();
        begins..begins + part.trim().len()
    });
    trimmed.filter(|range| !range.is_empty()).collect()
}
