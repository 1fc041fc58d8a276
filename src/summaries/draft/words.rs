//! How English counts and lists, and how names stand in Markdown.

use base::markdown::escape;

/// Names and titles as Markdown that stands within a line, where "1." begins no list.
pub fn within_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let escaped = escape(&format!("x {line}"));
    escaped.trim_start_matches('x').trim_start().to_owned()
}

/// 1st, 2nd, 3rd, 11th, 112th
pub fn ordinal(number: i32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// "3-5" for numbers that follow each other, "3, 5" for others.
pub fn ranges(labels: &[&str]) -> String {
    let mut runs: Vec<(&str, &str)> = Vec::new();
    for label in labels {
        match runs.last_mut() {
            Some((_, last)) if follows(last, label) => *last = label,
            _ => runs.push((label, label)),
        }
    }
    let runs = runs.into_iter().map(|(first, last)| match first == last {
        true => first.to_owned(),
        false => format!("{first}-{last}"),
    });
    runs.collect::<Vec<_>>().join(", ")
}

fn follows(before: &str, label: &str) -> bool {
    let next = before.parse::<u32>().ok().and_then(|number| number.checked_add(1));
    next.is_some() && next == label.parse().ok()
}

/// With a full stop, unless it ends in one already.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let ended = text.is_empty() || text.ends_with(['.', '!', '?', '…']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_read_as_they_are_spoken() {
        let cases = [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th")];
        let more = [(13, "13th"), (21, "21st"), (45, "45th"), (102, "102nd"), (112, "112th")];
        for (number, spoken) in cases.into_iter().chain(more) {
            assert_eq!(ordinal(number), spoken);
        }
    }

    #[test]
    fn runs_are_joined_by_a_hyphen() {
        let cases: [(&[&str], &str); 5] = [
            (&["3", "4", "5"], "3-5"),
            (&["3", "5"], "3, 5"),
            (&["2", "4", "5", "9"], "2, 4-5, 9"),
            (&["7"], "7"),
            (&["A", "B"], "A, B"),
        ];
        for (labels, printed) in cases {
            assert_eq!(ranges(labels), printed);
        }
    }
}
