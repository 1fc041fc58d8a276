//! One line of an agenda: "The new form — Mira Rao, 20 min".

use base::text;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub title: String,
    pub presenter: String,
    pub minutes: Option<i32>,
}

const DASHES: [char; 3] = ['—', '–', '-'];

impl Line {
    /// Without minutes, only a name that is known counts as the presenter's.
    pub fn read(words: &str, known: impl Fn(&str) -> Option<String>) -> Self {
        let (words, timed) = after_times(words);
        let words = text::line(words);
        let tails = [in_brackets(&words), after_dash(&words), after_comma(&words)];
        let read = tails.into_iter().flatten().find_map(|tail| tail.read(&known));
        let line = read.unwrap_or_else(|| Line { title: words.clone(), ..Line::default() });
        Line { minutes: line.minutes.or(timed), ..line }
    }
}

/// What may say who presents and how long it takes.
struct Tail<'a> {
    title: &'a str,
    parts: Vec<&'a str>,
    /// Whether a name may be in it.
    named: bool,
}

impl Tail<'_> {
    fn read(&self, known: impl Fn(&str) -> Option<String>) -> Option<Line> {
        let minutes = self.parts.last().and_then(|part| minutes(part));
        let name = match minutes {
            Some(_) => self.parts[..self.parts.len() - 1].join(", "),
            None => self.parts.join(", "),
        };
        let person = Some(&name).filter(|name| !name.is_empty()).and_then(|name| known(name));
        let is_tail = match (name.is_empty(), minutes) {
            (true, minutes) => minutes.is_some(),
            (false, Some(_)) => self.named,
            (false, None) => self.named && person.is_some(),
        };
        let line = || Line { title: self.title.into(), presenter: person.unwrap_or(name), minutes };
        (is_tail && !self.title.is_empty()).then(line)
    }
}

fn tail<'a>(title: &'a str, rest: &'a str, named: bool) -> Tail<'a> {
    Tail { title: title.trim(), parts: rest.split(',').map(str::trim).collect(), named }
}

/// "Title (Mira Rao, 20 min)"
fn in_brackets(words: &str) -> Option<Tail<'_>> {
    let (title, rest) = words.strip_suffix(')')?.rsplit_once('(')?;
    (!rest.contains(')')).then(|| tail(title, rest, true))
}

/// "Title — Mira Rao, 20 min"
fn after_dash(words: &str) -> Option<Tail<'_>> {
    let spaced = |(at, dash): &(usize, &str)| {
        words[..*at].ends_with(' ') && words[at + dash.len()..].starts_with(' ')
    };
    let (at, dash) = words.rmatch_indices(DASHES).find(spaced)?;
    Some(tail(&words[..at], &words[at + dash.len()..], true))
}

/// "Title, 20 min"
fn after_comma(words: &str) -> Option<Tail<'_>> {
    let (title, rest) = words.rsplit_once(',')?;
    Some(tail(title, rest, false))
}

/// "30 min", "30'", "1 h", "1h30" as minutes.
fn minutes(text: &str) -> Option<i32> {
    let text = text.trim().to_lowercase();
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let number: i32 = number.parse().ok()?;
    let minutes = match unit.trim_start() {
        "min" | "min." | "mins" | "minute" | "minutes" | "m" | "'" | "’" | "′" => number,
        unit => {
            let rest = unit.strip_prefix("hours").or(unit.strip_prefix("hour"));
            let rest = rest.or(unit.strip_prefix('h'))?.trim();
            let rest = rest.strip_suffix("min").or(rest.strip_suffix('m')).unwrap_or(rest).trim();
            let more = if rest.is_empty() { 0 } else { rest.parse().ok().filter(|m| *m < 60)? };
            number.checked_mul(60)?.checked_add(more)?
        }
    };
    (1..=1440).contains(&minutes).then_some(minutes)
}

/// "14:00–14:20 Title" says that it takes twenty minutes.
fn after_times(words: &str) -> (&str, Option<i32>) {
    let read = || {
        let (from, rest) = clock(words)?;
        let rest = rest.trim_start();
        let rest = rest.strip_prefix(DASHES).or(rest.strip_prefix("to "))?.trim_start();
        let (to, title) = clock(rest)?;
        let apart = title.starts_with([' ', '\t', ':']) && to > from;
        apart.then(|| (title.trim_start_matches([' ', '\t', ':']), Some(to - from)))
    };
    read().unwrap_or((words, None))
}

/// "14:05" in minutes of the day, and what follows.
fn clock(text: &str) -> Option<(i32, &str)> {
    let at = text.find([':', '.', 'h']).filter(|at| (1..=2).contains(at))?;
    let (hour, rest) = (text[..at].parse::<i32>().ok()?, &text[at + 1..]);
    let minute = rest.get(..2)?.parse::<i32>().ok()?;
    (hour < 24 && minute < 60).then(|| (hour * 60 + minute, &rest[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> Option<String> {
        (name.to_lowercase() == "mira").then(|| "Mira Rao".to_owned())
    }

    #[test]
    fn the_end_of_a_line_says_who_and_how_long() {
        for (typed, title, presenter, minutes) in [
            ("The form", "The form", "", None),
            ("The form — Mira, 20 min", "The form", "Mira Rao", Some(20)),
            ("The form - mira", "The form", "Mira Rao", None),
            ("The form – Dana Ruiz, 1h30", "The form", "Dana Ruiz", Some(90)),
            ("The form (Dana Ruiz, Institute, 5')", "The form", "Dana Ruiz, Institute", Some(5)),
            ("The form, 10 min.", "The form", "", Some(10)),
            ("The form (30 minutes)", "The form", "", Some(30)),
            ("The form — 2 hours", "The form", "", Some(120)),
            ("14:00–14:20 The form — Mira", "The form", "Mira Rao", Some(20)),
            ("09:30 to 10.15: The form", "The form", "", Some(45)),
            // No tail: these are words of the title.
            ("Follow-up – next steps", "Follow-up – next steps", "", None),
            ("The form (second reading)", "The form (second reading)", "", None),
            ("Members, observers, guests", "Members, observers, guests", "", None),
            ("Budget 2026, 10", "Budget 2026, 10", "", None),
            ("The form, Dana, 10 min", "The form, Dana", "", Some(10)),
            ("Review — 2000 min", "Review — 2000 min", "", None),
            ("— 10 min", "— 10 min", "", None),
            ("a-b-c", "a-b-c", "", None),
            ("14:00 The form", "14:00 The form", "", None),
        ] {
            let expected = Line { title: title.into(), presenter: presenter.into(), minutes };
            assert_eq!(Line::read(typed, known), expected, "{typed}");
        }
    }
}
