//! The agenda of an import as people correct it: one item a line, indented below each other.

use std::iter::Peekable;

use super::report::AgendaItem;
use meetings::agenda;

const INDENT: &str = "   ";

/// 1., a., i., and whatever deeper levels a document may have.
const DEEPEST: usize = 6;

pub fn write(items: &[AgendaItem]) -> String {
    let mut text = String::new();
    put(items, "", 0, &mut text);
    text
}

fn put(items: &[AgendaItem], above: &str, depth: usize, text: &mut String) {
    for item in items {
        text.push_str(&INDENT.repeat(depth));
        let label = label(item, above);
        if !label.is_empty() {
            text.push_str(&format!("{label}. "));
        }
        text.push_str(&base::text::line(&item.title));
        text.push('\n');
        put(&item.children, &item.number, depth + 1, text);
    }
}

/// What is printed before a title at its own level: "a" of "1.a".
pub fn label<'a>(item: &'a AgendaItem, above: &str) -> &'a str {
    below(&item.number, above)
}

fn below<'a>(number: &'a str, above: &str) -> &'a str {
    let own = number.strip_prefix(above).and_then(|rest| rest.strip_prefix('.'));
    own.unwrap_or(number)
}

/// A line that has no number is given the one that its place has.
pub fn read(text: &str) -> Result<Vec<AgendaItem>, String> {
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut numbers = Vec::new();
    let items = level(&mut lines.into_iter().peekable(), "", 0, &mut numbers)?;
    numbers.sort();
    match numbers.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("Two items have the number {}. Give each its own.", pair[0])),
        None => Ok(items),
    }
}

type Lines<'a> = Peekable<std::vec::IntoIter<&'a str>>;

fn level(
    lines: &mut Lines<'_>,
    above: &str,
    depth: usize,
    numbers: &mut Vec<String>,
) -> Result<Vec<AgendaItem>, String> {
    let mut items = Vec::new();
    let indent = lines.peek().map_or(0, |line| indentation(line));
    while let Some(line) = lines.next_if(|line| indentation(line) >= indent) {
        let (label, title) = apart(line.trim());
        let label = label.map_or_else(|| agenda::label(depth, items.len() + 1), str::to_owned);
        let label = below(&label, above);
        let number = if above.is_empty() { label.to_owned() } else { format!("{above}.{label}") };
        numbers.push(number.clone());
        let is_above = lines.peek().is_some_and(|next| indentation(next) > indentation(line));
        if is_above && depth + 1 == DEEPEST {
            return Err(format!("What is below “{title}” lies too deep. Use fewer levels."));
        }
        let children = match is_above {
            true => self::level(lines, &number, depth + 1, numbers)?,
            false => Vec::new(),
        };
        items.push(AgendaItem { number, title: title.to_owned(), children });
    }
    Ok(items)
}

fn indentation(line: &str) -> usize {
    let space = line.chars().take_while(|c| c.is_whitespace());
    space.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// "1.a. Its first page" → "1.a" and the rest.
fn apart(line: &str) -> (Option<&str>, &str) {
    let Some((first, rest)) = line.split_once(char::is_whitespace) else { return (None, line) };
    let label = first.strip_suffix(['.', ')']).filter(|label| label.split('.').all(is_number));
    match label {
        Some(label) => (Some(label), rest.trim_start()),
        None => (None, line),
    }
}

/// Digits, one or two letters, or a Roman number.
fn is_number(part: &str) -> bool {
    let digits = part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() <= 4;
    let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic()) && part.len() <= 2;
    let roman = part.bytes().all(|byte| b"ivxlcdm".contains(&byte)) && part.len() <= 6;
    !part.is_empty() && (digits || letters || roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(items: &[AgendaItem]) -> Vec<String> {
        let numbered = |item: &AgendaItem| {
            let own = format!("{} {}", item.number, item.title);
            std::iter::once(own).chain(numbers(&item.children)).collect::<Vec<_>>()
        };
        items.iter().flat_map(numbered).collect()
    }

    #[test]
    fn an_agenda_reads_as_it_was_written() {
        let text = "1. The GDC\n   a. The Envoy\n   b. Follow up\n2. AoB\n";
        let items = read(text).unwrap();

        assert_eq!(numbers(&items), ["1 The GDC", "1.a The Envoy", "1.b Follow up", "2 AoB"]);
        assert_eq!(write(&items), text);
    }

    #[test]
    fn lines_without_a_number_are_numbered_by_their_place() {
        let items = read("Opening\n\tA. Minutes\n\tCo. report\n5) AoB").unwrap();

        assert_eq!(numbers(&items), ["1 Opening", "1.A Minutes", "1.Co report", "5 AoB"]);
        assert_eq!(
            numbers(&read("Minutes. Then more\n1.2. Plan").unwrap())[0],
            "1 Minutes. Then more"
        );
    }

    #[test]
    fn a_number_that_repeats_those_above_it_is_understood() {
        let items = read("1. Forms\n  1.1. Paper\n  1.2. Screen").unwrap();

        assert_eq!(numbers(&items), ["1 Forms", "1.1 Paper", "1.2 Screen"]);
    }

    #[test]
    fn an_item_may_have_the_number_of_the_one_above_it() {
        assert_eq!(numbers(&read("1. Forms\n  1. Paper").unwrap()), ["1 Forms", "1.1 Paper"]);
    }

    #[test]
    fn two_items_of_one_number_are_refused() {
        assert!(read("1. A\n1. B").unwrap_err().contains("number 1."));
    }
}
