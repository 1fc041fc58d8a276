//! What somebody looks for, as they type it: words, "phrases", -words, speaker:name, is:state.

mod numbers;
mod signs;

use chrono::NaiveDate;
use serde::Deserialize;
use url::form_urlencoded::Serializer;
use utoipa::ToSchema;

use super::hits::Cursor;
use super::kinds::{Kind, State};
use platform::web::{Invalid, Result};
use signs::{is_colon, is_minus, is_quote};

/// More than anybody types, and little enough for the database to look for.
const LONGEST: usize = 300;

/// Each as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = Search)]
pub struct SearchQuery {
    /// Words, "phrases", -words, speaker:name and is:state.
    pub q: String,
    /// The group's address.
    pub group: String,
    /// One of summary, meeting, item, contribution, decision, action, plan and comment.
    pub kind: String,
    /// Half of the name will do.
    pub speaker: String,
    /// The first day, such as 2026-03-31.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Where the page before ended: its `next`.
    pub after: String,
}

/// The same, understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub terms: Vec<Term>,
    pub speaker: Option<String>,
    pub states: Vec<State>,
    pub group: Option<String>,
    pub kind: Option<Kind>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub after: Option<Cursor>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub text: String,
    /// Its words follow each other.
    pub phrase: bool,
    /// It is not to be there.
    pub not: bool,
}

impl SearchQuery {
    /// Nothing was asked yet.
    pub fn is_empty(&self) -> bool {
        [&self.q, &self.kind, &self.speaker, &self.from, &self.to]
            .iter()
            .all(|it| it.trim().is_empty())
    }

    pub fn read(&self) -> Result<Query> {
        let mut invalid = Invalid::default();
        let mut query = Query { after: self.after.parse().ok(), ..Query::default() };
        match self.q.chars().count() > LONGEST {
            true => invalid.add("q", format!("Search for less: {LONGEST} characters at most.")),
            false => query.read(&self.q, &mut invalid),
        }
        query.group = filled(&self.group).map(str::to_owned);
        match (filled(&self.speaker), &query.speaker) {
            (Some(_), Some(_)) => {
                invalid.add("speaker", "Name the speaker here, or with speaker: above, not both.");
            }
            (Some(name), None) => query.speaker = Some(tidy(name)),
            (None, _) => {}
        }
        if let Some(key) = filled(&self.kind) {
            query.kind = Kind::of_key(key);
            if query.kind.is_none() {
                invalid.add("kind", "Choose what to look for from the list.");
            }
        }
        query.from = day("from", &self.from, &mut invalid);
        query.to = day("to", &self.to, &mut invalid);
        if query.from.zip(query.to).is_some_and(|(from, to)| to < from) {
            invalid.add("to", "The last day is before the first.");
        }
        if filled(&self.q).is_some() && query.is_of_all() && invalid.on("q").is_none() {
            invalid.add("q", "Write at least one letter or digit of what to look for.");
        }
        if !query.terms.is_empty() && query.only_leaves_out() {
            invalid.add("q", "Say also what to look for, and not only what to leave out.");
        }
        invalid.or(query)
    }

    /// The same choice, on the page after the given place.
    pub fn after(&self, place: &Cursor) -> Self {
        SearchQuery { after: place.to_string(), ..self.clone() }
    }

    /// "?q=budget&kind=plan", or nothing.
    pub fn address(&self) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("q", &self.q),
            ("group", &self.group),
            ("kind", &self.kind),
            ("speaker", &self.speaker),
            ("from", &self.from),
            ("to", &self.to),
            ("after", &self.after),
        ] {
            if !value.trim().is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

impl Query {
    fn read(&mut self, typed: &str, invalid: &mut Invalid) {
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (token, after) = token(rest);
            rest = after.trim_start();
            self.take(token, invalid);
        }
    }

    fn take(&mut self, token: &str, invalid: &mut Invalid) {
        let (name, value) = token.split_once(is_colon).unwrap_or((token, ""));
        let is_named = |known: &str| token.contains(is_colon) && name.eq_ignore_ascii_case(known);
        let value = tidy(value);
        if is_named("speaker") {
            match (value.is_empty(), &self.speaker) {
                (true, _) => {
                    invalid.add("q", "Write a name after speaker: such as speaker:\"Mira Rao\".")
                }
                (false, Some(_)) => invalid.add("q", "Name one speaker at a time."),
                (false, None) => self.speaker = Some(value),
            }
        } else if is_named("is") {
            match State::of_word(&value) {
                Some(state) => self.states.push(state),
                None => invalid.add("q", format!("After is: write one of {}.", State::words())),
            }
        } else {
            self.terms.extend(Term::read(token));
        }
    }

    /// Nothing of what was typed can be looked for.
    fn is_of_all(&self) -> bool {
        self.terms.is_empty() && self.speaker.is_none() && self.states.is_empty()
    }

    fn only_leaves_out(&self) -> bool {
        let chosen = self.speaker.is_some() || self.kind.is_some() || !self.states.is_empty();
        !chosen && self.terms.iter().all(|term| term.not)
    }

    /// As PostgreSQL's websearch_to_tsquery reads it, which takes everything. None without words.
    pub fn words(&self) -> Option<String> {
        (!self.terms.is_empty()).then(|| numbers::both_ways(&self.terms))
    }
}

impl Term {
    fn read(token: &str) -> Option<Term> {
        let (not, token) = match token.strip_prefix(is_minus) {
            Some(token) => (true, token),
            None => (false, token),
        };
        let text = tidy(token);
        // What has no blanks between words is looked for letter by letter.
        let unspaced = text.contains(base::text::is_unspaced);
        let phrase = token.starts_with(is_quote) || text.contains(' ') || unspaced;
        // A sign alone says nothing.
        text.contains(char::is_alphanumeric).then_some(Term { text, phrase, not })
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let not = if self.not { "-" } else { "" };
        match self.phrase {
            true => write!(f, "{not}\"{}\"", self.text),
            false => write!(f, "{not}{}", self.text),
        }
    }
}

/// The first token, which ends at a space that is not between quotes, and what comes after it.
fn token(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if is_quote(letter) {
            let opens = before.is_none_or(|before| is_minus(before) || is_colon(before));
            if quoted {
                return text.split_at(at + letter.len_utf8());
            }
            quoted = opens;
        } else if letter.is_whitespace() && !quoted {
            return text.split_at(at);
        }
        before = Some(letter);
    }
    (text, "")
}

/// Without quotes, and with single spaces.
fn tidy(text: &str) -> String {
    let text = text.replace(is_quote, " ");
    let words = text.split_whitespace().map(|word| word.trim_start_matches(is_minus));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn filled(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty())
}

fn day(field: &'static str, value: &str, invalid: &mut Invalid) -> Option<NaiveDate> {
    let day = filled(value)?.parse::<NaiveDate>().ok();
    // What a calendar on a wall has, and PostgreSQL too.
    let day = day.filter(|day| (1000..=9999).contains(&chrono::Datelike::year(day)));
    if day.is_none() {
        invalid.add(field, "Write the day as a date, such as 2026-03-31.");
    }
    day
}

#[cfg(test)]
mod tests;
